//! Audiences: who an entry was meant for, chosen when it is made.

use serde::{Deserialize, Serialize};

use crate::ids::{CircleId, MeetingId, RequestId};

/// Who may read an entry. The policies in `policies/` say what each means;
/// this type only says what was chosen.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// Everyone in the network, and its team.
    Everyone,
    /// Those who were present at a meeting, the person, and the team.
    Present(MeetingId),
    /// Those who are invited to a meeting or were present at it, the person, and the team:
    /// when and where people meet is not for somebody who must be kept away.
    Invited(MeetingId),
    /// The members of a circle, and the team.
    Circle(CircleId),
    /// The person and the team.
    PersonAndTeam,
    /// Told to the team in confidence with a call for help;
    /// for the team alone until the caller says that the person may know.
    Confidence(RequestId),
    /// For the team alone: a confidence told otherwise than with a call, or a mark that keeps people safe.
    Team,
    /// A draft: nobody but the account that wrote it.
    OnlyMe,
}
