//! Audiences: who an entry was meant for, chosen when it is made.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    entry::{Draft, Entry},
    fact::Folds,
    ids::{CircleId, EntryId, MeetingId, RequestId},
    network::{Network, Noted},
    refusal::{Refusal, Why},
    whole::Whole,
};

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

/// A voice chose anew who may read its words; both choices and the time stay.
/// Chosen as "everyone" today, they are for everyone of today: so earlier words are opened to who joined later.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AudienceChanged {
    /// Which entry.
    pub entry: EntryId,
    /// Who may read it from now on.
    pub audience: Audience,
}

impl Folds for AudienceChanged {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        network.audiences.entry(self.entry).or_default().push(Noted::new(entry, self));
    }
}

impl Decides for AudienceChanged {
    const DEED: Deed = Deed::Speak;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let Some(before) = whole.entry(self.entry) else { return Err(Refusal::of(Why::NotHere)) };
        if before.told.voice.is_none() || before.told.voice != told.voice_or(&ctx.account) {
            return Err(Refusal::at("audience", Why::NotYourVoice).resting_on([before.id]));
        }
        // A confidence told with a call is opened by answering it; a draft is not yet anybody's words.
        let fixed = |audience| matches!(audience, Audience::Confidence(_) | Audience::OnlyMe);
        if fixed(before.told.audience) || fixed(self.audience) {
            return Err(Refusal::at("audience", Why::NotHere));
        }
        if let Audience::Circle(circle) = self.audience
            && !whole.network.people.circles.contains_key(&circle)
        {
            return Err(Refusal::at("audience", Why::NotHere));
        }
        if whole.audience(before) == self.audience && self.audience != Audience::Everyone {
            return Ok(Vec::new());
        }
        let told = Told { audience: None, meeting: None, ..told.clone() };
        Ok(vec![told.draft(ctx, self.audience, self.clone())])
    }
}
