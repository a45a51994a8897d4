//! What a phone brings that had no signal when the meeting was closed: an amendment of its voice's words.

use crate::{
    act::{Context, Decides, Deed, Told},
    entry::Draft,
    ids::{MeetingId, WordsId},
    meeting::Meeting,
    network::Network,
    read_back::{self, WordsAmended},
    refusal::{Refusal, Why},
    scribe::Pen,
    who::Who,
    whole::Whole,
    words::{Kind, Passage, WordsSpoken},
    written::{derived, parts, speaking},
};

use jiff::{SignedDuration, Timestamp};

/// How long after the closing what was written without signal is taken. After that the phone keeps it and says so.
pub const TAKEN_FOR: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Take what a voice had written without signal when its meeting was closed.
#[derive(Clone, PartialEq, Debug)]
pub struct TakeLate {
    /// At which meeting.
    pub meeting: MeetingId,
    /// Whose words.
    pub voice: Who,
    /// What they are.
    pub text: String,
}

impl Meeting {
    /// What somebody may do with the words of a voice once the meeting is closed: whoever had the pen then may
    /// still hand in what they wrote without signal. Nobody else sees it there.
    pub fn late_pen(&self, who: Who, voice: Who, now: Timestamp) -> Option<Pen> {
        let closed = self.closed.as_ref().filter(|_| self.called_off.is_none())?;
        let until = closed.entry.recorded_at.saturating_add(TAKEN_FOR).unwrap_or(Timestamp::MAX);
        let is_theirs = voice == who || self.scribe(voice) == Some(who);
        let was_there = self.was_present(who) && self.was_present(voice);
        (is_theirs && was_there && now < until).then_some(Pen::Write)
    }
}

impl Network {
    /// The words of a voice that its amendment stands beside: those that the closing took from the live page,
    /// or the last that it said there.
    fn live_words(&self, meeting: &Meeting, voice: Who) -> Option<&Passage> {
        let said = self.words_in(meeting.id);
        let own = || said.iter().copied().filter(|p| p.voice() == Some(voice));
        let closing = meeting.closed.as_ref().map(|closed| closed.entry.id.command);
        let was_live =
            |p: &&Passage| p.spoken.kind == Kind::Telling && Some(p.spoken.entry.id.command) == closing;
        own().find(was_live).or_else(|| own().next_back())
    }
}

impl Decides for TakeLate {
    const DEED: Deed = Deed::Speak;
    /// Whose pen it was has been asked where the phone came in.
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let meeting = read_back::closed(whole, self.meeting)?;
        let (own, voice) = (speaking(whole, ctx, self.voice), self.voice);
        let told = Told { occurred_at: told.occurred_at.clone(), ..Told::in_meeting(meeting.id, voice) };
        let passage = whole.network.live_words(meeting, voice);
        let mut facts = Vec::new();
        for (nth, part) in (0_u64..).zip(parts(&self.text)) {
            let text = part.to_owned();
            let drafts = match passage {
                Some(passage) => {
                    let amended = WordsAmended { words: passage.spoken.words, meeting: meeting.id, text };
                    amended.decide(whole, &told, &own)?
                }
                // It had said nothing before: there is nothing to amend, and the team hears of it.
                None => {
                    let of = [meeting.id.0.as_bytes().as_slice(), &nth.to_be_bytes(), text.as_bytes()];
                    let words = WordsId(derived("words of a voice, late", &of));
                    let (kind, in_answer_to, thinking_of) = (Kind::Left, None, None);
                    WordsSpoken { words, kind, text, in_answer_to, thinking_of }.decide(whole, &told, &own)?
                }
            };
            facts.extend(drafts.into_iter().map(|d| Draft { scribe: meeting.scribe(voice), ..d }));
        }
        if facts.is_empty() {
            return Err(Refusal::at("text", Why::Empty));
        }
        Ok(facts)
    }
}
