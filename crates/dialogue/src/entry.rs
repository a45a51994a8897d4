//! An entry: one fact with its header. The record is a sequence of entries; nothing else is stored.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    audience::Audience,
    fact::Fact,
    ids::{AccountId, EntryId, MeetingId},
    who::Who,
};

/// When something happened, as precisely as anybody knows.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// An instant.
    At(Timestamp),
    /// A day, the hour unknown.
    On(Date),
    /// In somebody's words: "about Easter".
    About(String),
}

/// One entry of a stream.
///
/// Speaker, scribe and account are kept apart: `voice` is whose words they are,
/// `spoken_by` who said them when that was somebody else, `scribe` who wrote them down,
/// `by` the account that sent them.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// Its name, stable and without its place in the stream.
    pub id: EntryId,
    /// When the store took it; never runs backwards within a stream.
    pub recorded_at: Timestamp,
    /// What was said or done.
    pub told: Draft,
}

/// What of an entry lies inside the seal (its time stands in the clear header).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Body {
    /// The entry's name.
    pub id: EntryId,
    /// What was said or done.
    pub told: Draft,
}

/// An entry before the store has given it its name and time: what `decide` returns.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Draft {
    /// When it happened, where that differs from when it was recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occurred_at: Option<When>,
    /// The account that sent it.
    pub by: AccountId,
    /// Whose words they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voice: Option<Who>,
    /// Who spoke, where that was not the voice's owner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spoken_by: Option<Who>,
    /// Who wrote it down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scribe: Option<Who>,
    /// Whom it is addressed to, who reads it whatever its audience: an invitation, "your words were read".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Who>,
    /// The meeting it was said in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<MeetingId>,
    /// Who may read it.
    pub audience: Audience,
    /// What happened.
    pub fact: Fact,
}
