//! Typed identities (UUID version 7, RFC 9562): a meeting can never be mistaken for a member.
//!
//! The form that creates a thing carries its id, so the same form sent twice creates it once.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.as_simple().fmt(f)
            }
        }
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0.as_simple())
            }
        }
        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(s: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(s).map(Self)
            }
        }
    )*};
}

ids! {
    /// Somebody who signs in. An account is never a voice: it only holds the pen.
    AccountId;
    /// A network: the person and those who matter to them; also names its stream.
    NetworkId;
    /// Somebody in a network, present, absent, estranged or dead.
    MemberId;
    /// Somebody of the service.
    PractitionerId;
    /// A call for help.
    RequestId;
    /// A network meeting, planned or held.
    MeetingId;
    /// A passage of words.
    WordsId;
    /// Something the network is holding without answer.
    QuestionId;
    /// A decision with its options and stances.
    DecisionId;
    /// Who does what by when.
    PromiseId;
    /// A named group of members that a voice chooses as audience.
    CircleId;
    /// Days on a ward or in a crisis house.
    StayId;
    /// A picture or paper attached to a passage.
    FileId;
    /// What the person lets somebody be told.
    AgreementId;
    /// One sending of one form: the idempotency key of everything it says.
    CommandId;
}

/// One entry of a stream, named without its place in the stream:
/// the command that made it and its turn among that command's facts.
/// Sequence numbers never leave the store (they would count what a viewer may not see).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct EntryId {
    /// The command that made the entry.
    #[serde(rename = "c")]
    pub command: CommandId,
    /// Its turn among the command's facts, from 0.
    #[serde(rename = "n")]
    pub nth: u16,
}

impl std::fmt::Display for EntryId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.command, self.nth)
    }
}

impl std::str::FromStr for EntryId {
    type Err = NoSuchEntryId;
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let (command, nth) = s.rsplit_once('-').ok_or(NoSuchEntryId)?;
        Ok(Self {
            command: command.parse().map_err(|_| NoSuchEntryId)?,
            nth: nth.parse().map_err(|_| NoSuchEntryId)?,
        })
    }
}

/// The text is not the name of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not the name of an entry")]
pub struct NoSuchEntryId;
