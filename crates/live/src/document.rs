//! What a live document is: the part of one meeting's page that one hand writes, named by ids alone.

use dialogue::{MeetingId, Who};

/// A part of a meeting's live page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Part {
    /// Topics, open questions and the options of decisions: everybody's who is present.
    Shared,
    /// The words of one voice: its owner's, or the scribe's whom the meeting named.
    Voice(Who),
}

/// One live document.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Document {
    /// The meeting it belongs to.
    pub meeting: MeetingId,
    /// The part of its page.
    pub part: Part,
}

impl std::fmt::Display for Document {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.part {
            Part::Shared => write!(f, "meeting/{}/shared", self.meeting),
            Part::Voice(who) => write!(f, "meeting/{}/voice/{who}", self.meeting),
        }
    }
}

/// The text is not the name of a live document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not the name of a live document")]
pub struct NoSuchName;

impl std::str::FromStr for Document {
    type Err = NoSuchName;

    /// Reads what `Display` writes.
    fn from_str(name: &str) -> Result<Self, NoSuchName> {
        let mut words = name.split('/');
        let (Some("meeting"), Some(meeting)) = (words.next(), words.next()) else { return Err(NoSuchName) };
        let meeting = meeting.parse().map_err(|_| NoSuchName)?;
        let part = match (words.next(), words.next(), words.next()) {
            (Some("shared"), None, None) => Part::Shared,
            (Some("voice"), Some(who), None) => Part::Voice(who.parse().map_err(|_| NoSuchName)?),
            _ => return Err(NoSuchName),
        };
        Ok(Self { meeting, part })
    }
}
