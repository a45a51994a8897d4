//! Whose pen it is at an open meeting: a voice's own, or the scribe's whom the meeting named for it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    entry::{Draft, Entry},
    fact::Folds,
    ids::MeetingId,
    meeting::Meeting,
    network::{Network, Noted},
    plan::{self, folds_into_meeting},
    refusal::{Refusal, Why},
    who::Who,
    whole::Whole,
    words,
};

/// It was said at a meeting who writes for a voice. Naming the voice itself takes the pen back.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ScribeNamed {
    /// At which meeting.
    pub meeting: MeetingId,
    /// For whom.
    pub voice: Who,
    /// Who writes; the last one named.
    pub scribe: Who,
}

/// What somebody may do with a live part of an open meeting's page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Pen {
    /// Follow it.
    Read,
    /// Write in it.
    Write,
}

impl Meeting {
    /// Who was named to write for a voice.
    pub fn scribe(&self, voice: Who) -> Option<Who> {
        let named = self.scribes.get(&voice).map(|named: &Noted<ScribeNamed>| named.scribe);
        named.filter(|scribe| *scribe != voice)
    }

    /// What somebody may do with the words of a voice (none: with what everybody there shares) while the meeting
    /// is open. Those present read; the voice itself writes, or its scribe. Nobody else learns that it is there.
    pub fn pen(&self, who: Who, voice: Option<Who>) -> Option<Pen> {
        if !self.is_ahead() || !self.was_present(who) {
            return None;
        }
        match voice {
            None => Some(Pen::Write),
            Some(voice) if !self.was_present(voice) => None,
            Some(voice) if voice == who || self.scribe(voice) == Some(who) => Some(Pen::Write),
            Some(_) => Some(Pen::Read),
        }
    }
}

folds_into_meeting! {
    ScribeNamed => |meeting, noted| meeting.scribes.insert(noted.voice, noted);
}

impl Decides for ScribeNamed {
    const DEED: Deed = Deed::Speak;
    /// A voice names its own scribe; the team names one for a member who only speaks. Both were noted as present.
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let meeting = plan::open(whole, self.meeting)?;
        words::own_or_scribe(whole, Some(self.voice), ctx)?;
        for (field, who) in [("voice", self.voice), ("scribe", self.scribe)] {
            if !meeting.was_present(who) {
                return Err(Refusal::at(field, Why::NotHere));
            }
        }
        if meeting.scribe(self.voice).unwrap_or(self.voice) == self.scribe {
            return Ok(Vec::new());
        }
        let told = Told { voice: ctx.account.voice(), meeting: Some(self.meeting), ..told.clone() };
        Ok(vec![told.draft(ctx, Audience::Present(self.meeting), self.clone())])
    }
}
