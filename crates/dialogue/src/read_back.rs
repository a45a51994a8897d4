//! Read-back: after closing, every voice that wishes gets its words back and agrees, amends,
//! or sees it differently. Silence is not agreement and is not chased.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    entry::{Draft, Entry},
    fact::Folds,
    ids::{MeetingId, WordsId},
    meeting::Meeting,
    network::{Network, Noted},
    people,
    plan::folds_into_meeting,
    refusal::{Refusal, Why},
    text,
    who::Who,
    whole::Whole,
    words::{self, Passage},
};

/// How words were given back.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Given {
    /// On a screen in the room.
    OnScreen,
    /// In the voice's own view.
    OwnView,
    /// On paper.
    Paper,
    /// Read aloud.
    ReadAloud,
}

/// A voice was offered its words.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct WordsOffered {
    /// Of which meeting.
    pub meeting: MeetingId,
    /// Which voice.
    pub who: Who,
    /// How.
    pub how: Given,
}

/// A voice agreed to its words. Noted by another hand, it is never shown as the voice's own agreement.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct WordsAgreed {
    /// Of which meeting.
    pub meeting: MeetingId,
    /// Which voice.
    pub who: Who,
}

/// A voice amended its words; original and amendment both stay.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct WordsAmended {
    /// The passage.
    pub words: WordsId,
    /// Of which meeting.
    pub meeting: MeetingId,
    /// What the voice says instead or besides.
    pub text: String,
}

/// A voice sees a passage differently, its own or another's; both views stay side by side.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SeenDifferently {
    /// The passage.
    pub words: WordsId,
    /// Of which meeting.
    pub meeting: MeetingId,
    /// The other view.
    pub text: String,
}

/// Where a voice's read-back stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum State {
    /// Not offered yet.
    NotOffered,
    /// Offered; nothing has been said. Silence is not agreement.
    Offered,
    /// Agreed by the voice itself.
    Agreed,
    /// Agreement noted by another hand.
    AgreedNoted,
    /// Amended.
    Amended,
    /// Sees it differently.
    Differs,
}

/// The read-back of one voice.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ReadBack {
    /// Offers.
    pub offered: Vec<Noted<WordsOffered>>,
    /// Agreements.
    pub agreed: Vec<Noted<WordsAgreed>>,
    /// Amendments.
    pub amended: Vec<Noted<WordsAmended>>,
    /// Other views.
    pub differs: Vec<Noted<SeenDifferently>>,
}

impl ReadBack {
    /// Whether the voice has been offered its words (or has answered without being asked).
    pub fn is_offered(&self) -> bool {
        self.state() != State::NotOffered
    }
    /// Where it stands: neither a difference nor an amendment is ever hidden by an agreement,
    /// earlier or later, nor a voice's own agreement by one that was noted for it.
    pub fn state(&self) -> State {
        if !self.differs.is_empty() {
            State::Differs
        } else if !self.amended.is_empty() {
            State::Amended
        } else if self.agreed.iter().any(|a| a.entry.told.scribe.is_none()) {
            State::Agreed
        } else if !self.agreed.is_empty() {
            State::AgreedNoted
        } else if !self.offered.is_empty() {
            State::Offered
        } else {
            State::NotOffered
        }
    }
}

fn of(meeting: &mut Meeting, voice: Option<Who>) -> Option<&mut ReadBack> {
    voice.map(|who| meeting.read_back.entry(who).or_default())
}

folds_into_meeting! {
    WordsOffered => |meeting, noted| if let Some(back) = of(meeting, Some(noted.who)) { back.offered.push(noted) };
    WordsAgreed => |meeting, noted| if let Some(back) = of(meeting, Some(noted.who)) { back.agreed.push(noted) };
}

impl Folds for WordsAmended {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        let noted = Noted::new(entry, self);
        if let Some(passage) = network.words.get_mut(&self.words) {
            passage.amendments.push(noted.clone());
        }
        let meeting = network.meeting_mut(self.meeting);
        if let Some(back) = meeting.and_then(|meeting| of(meeting, entry.told.voice)) {
            back.amended.push(noted);
        }
    }
}

impl Folds for SeenDifferently {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        let noted = Noted::new(entry, self);
        if let Some(passage) = network.words.get_mut(&self.words) {
            passage.differences.push(noted.clone());
        }
        let meeting = network.meeting_mut(self.meeting);
        if let Some(back) = meeting.and_then(|meeting| of(meeting, entry.told.voice)) {
            back.differs.push(noted);
        }
    }
}

pub(crate) fn closed(whole: &Whole, id: MeetingId) -> Result<&Meeting, Refusal> {
    let meeting = whole.network.meeting(id).ok_or(Refusal::of(Why::NotHere))?;
    if meeting.closed.is_some() {
        return Ok(meeting);
    }
    let plan = meeting.plans.last().map(|p| p.entry.id);
    Err(Refusal::of(Why::MeetingOpen).resting_on(plan))
}

/// Words go back in the meeting they were said in; those left between meetings, in any.
fn said_in(passage: &Passage, meeting: MeetingId) -> Result<(), Refusal> {
    match passage.spoken.entry.told.meeting {
        Some(said_in) if said_in != meeting => Err(Refusal::of(Why::NotHere)),
        _ => Ok(()),
    }
}

impl Decides for WordsOffered {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        closed(whole, self.meeting)?;
        if let Who::Member(id) = self.who {
            people::member(whole, "who", id)?;
        }
        let told = Told { voice: ctx.account.voice(), meeting: Some(self.meeting), ..told.clone() };
        Ok(vec![told.draft(ctx, Audience::Present(self.meeting), self.clone())])
    }
}

impl Decides for WordsAgreed {
    const DEED: Deed = Deed::Answer;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        closed(whole, self.meeting)?;
        words::own_or_scribe(whole, Some(self.who), ctx)?;
        let told = Told { voice: Some(self.who), meeting: Some(self.meeting), ..told.clone() };
        Ok(vec![told.draft(ctx, Audience::Present(self.meeting), self.clone())])
    }
}

impl Decides for WordsAmended {
    const DEED: Deed = Deed::Speak;
    /// An amendment has the passage's own voice and audience.
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let passage = words::passage(whole, self.words)?;
        said_in(passage, self.meeting)?;
        closed(whole, self.meeting)?;
        words::own_or_scribe(whole, passage.voice(), ctx)?;
        let text = text::needed("text", &self.text)?;
        let header = words::in_voice_of(whole, passage, told);
        let audience = passage.spoken.entry.told.audience;
        Ok(vec![header.draft(ctx, audience, Self { text, ..self.clone() })])
    }
}

impl Decides for SeenDifferently {
    const DEED: Deed = Deed::Speak;
    /// Another view has the audience of the passage it looks at, and its own voice.
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let passage = words::passage(whole, self.words)?;
        said_in(passage, self.meeting)?;
        closed(whole, self.meeting)?;
        let voice = told.voice_or(&ctx.account);
        words::own_or_scribe(whole, voice, ctx)?;
        let text = text::needed("text", &self.text)?;
        let header = Told { voice, meeting: passage.spoken.entry.told.meeting, ..told.clone() };
        let audience = passage.spoken.entry.told.audience;
        Ok(vec![header.draft(ctx, audience, Self { text, ..self.clone() })])
    }
}
