//! What stands on the live page when a meeting closes, and how all of it becomes facts in one sending.
//!
//! Nothing that somebody wrote is dropped: what a rule refuses as a promise, a stance or a plan stays as words,
//! in its voice or as words that everybody present is offered (ADR 0021).

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use crate::{
    act::{Context, Decides, Deed, Told},
    entry::{Draft, Entry},
    ids::{CommandId, EntryId, MeetingId, WordsId},
    meeting::{MeetingClosed, Next, NextSaid},
    plan,
    refusal::{Refusal, Why},
    shared::SharedWordsOffered,
    text,
    who::{Account, Seat, Who},
    whole::Whole,
    words::{Kind, WordsSpoken},
};

mod common;
mod voices;

/// The most of one kind that is taken from one page as such; what is beyond it stays as words.
const MANY: usize = 200;

/// How the page says what comes next, where it is no day (`docs/live-documents.md`).
const WAYS: [&str; 4] = ["meeting", "we-call", "you-call", "enough"];

/// A stance as it was written: texts as they came.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct StanceWritten {
    /// On which decision.
    pub decision: String,
    /// For, against, doubts.
    pub stance: String,
    /// In the voice's own words.
    pub words: String,
}

/// A promise as it was written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PromiseWritten {
    /// Its identity.
    pub id: String,
    /// What.
    pub words: String,
    /// By when; a day if it can be read as one.
    pub by: String,
}

/// What one voice wrote.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct VoicePage {
    /// Its words.
    pub words: String,
    /// What it thought aloud.
    pub reflection: String,
    /// What it answered to whose reflection.
    pub answers: Vec<(String, String)>,
    /// Its stances.
    pub stances: Vec<StanceWritten>,
    /// Its promises.
    pub promises: Vec<PromiseWritten>,
}

/// A question as it was written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct QuestionWritten {
    /// Its identity.
    pub id: String,
    /// The question.
    pub text: String,
}

/// A decision as it was written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DecisionWritten {
    /// Its identity.
    pub id: String,
    /// What it is about.
    pub text: String,
    /// Its options.
    pub options: Vec<String>,
}

/// What comes next, as it was written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct NextWritten {
    /// When, as a time on the wall.
    pub when: String,
    /// The zone of that wall.
    pub zone: String,
    /// Where.
    pub place: String,
    /// Anything else.
    pub words: String,
}

/// What everybody present wrote together.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SharedPage {
    /// What people wanted to talk about.
    pub topics: Vec<String>,
    /// Open questions.
    pub questions: Vec<QuestionWritten>,
    /// Decisions with their options.
    pub decisions: Vec<DecisionWritten>,
    /// What comes next.
    pub next: NextWritten,
    /// Texts that stand where none of these belong.
    pub strays: Vec<String>,
}

/// Close a meeting with everything that was written at it live.
#[derive(Clone, PartialEq, Debug)]
pub struct CloseWritten {
    /// The closing.
    pub closed: MeetingClosed,
    /// What each voice wrote.
    pub voices: BTreeMap<Who, VoicePage>,
    /// What was written together.
    pub shared: SharedPage,
}

/// The one command that closes a meeting, whoever presses the button and however often.
pub fn closing_of(meeting: MeetingId) -> CommandId {
    CommandId(derived("the closing of a meeting", &[meeting.0.as_bytes()]))
}

/// An identity that follows from others.
pub fn derived(what: &str, of: &[&[u8]]) -> Uuid {
    let mut hash = blake3::Hasher::new_derive_key("polyphony: what was written live becomes facts");
    for part in [what.as_bytes()].iter().chain(of) {
        hash.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes()).update(part);
    }
    let mut bytes = [0; 16];
    hash.finalize_xof().fill(&mut bytes);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// Pages on their way into the record: each act is decided on the whole with what those before it made.
struct Taking<'a> {
    whole: Whole,
    ctx: &'a Context,
    meeting: MeetingId,
    drafts: Vec<Draft>,
    given: u64,
}

impl Taking<'_> {
    /// A new identity, the same one each time.
    fn id(&mut self) -> Uuid {
        self.given += 1;
        derived("what it made", &[self.meeting.0.as_bytes(), &self.given.to_be_bytes()])
    }

    /// The identity that was written, if it is one that nothing has yet; otherwise a new one.
    fn id_or_new(&mut self, written: &str, is_taken: impl Fn(&Whole, Uuid) -> bool) -> Uuid {
        let written = Uuid::parse_str(written.trim()).ok();
        written.filter(|id| !is_taken(&self.whole, *id)).unwrap_or_else(|| self.id())
    }

    /// Takes what an act comes to; false if a rule refuses it or nothing comes of it.
    fn takes(&mut self, act: &impl Decides, told: &Told, ctx: &Context, scribe: Option<Who>) -> bool {
        let Ok(drafts) = act.decide(&self.whole, told, ctx) else { return false };
        let is_any = !drafts.is_empty();
        drafts.into_iter().for_each(|draft| self.keep(Draft { scribe, ..draft }));
        is_any
    }

    fn keep(&mut self, told: Draft) {
        let nth = u16::try_from(self.drafts.len()).unwrap_or(u16::MAX);
        let id = EntryId { command: CommandId(self.meeting.0), nth };
        self.whole.apply(std::sync::Arc::new(Entry { id, recorded_at: self.ctx.now, told: told.clone() }));
        self.drafts.push(told);
    }

    /// Words of a voice, in as many passages as they need; the first of them.
    fn says(
        &mut self,
        voice: Who,
        kind: Kind,
        words: &str,
        in_answer_to: Option<WordsId>,
    ) -> Option<WordsId> {
        let (told, ctx) = (Told::in_meeting(self.meeting, voice), self.as_voice(voice));
        let scribe = self.scribe(voice);
        let mut first = None;
        for part in parts(words) {
            let words = WordsId(self.id());
            let said =
                |kind| WordsSpoken { words, kind, text: part.to_owned(), in_answer_to, thinking_of: None };
            // Somebody of the network may think aloud too; it is not called a reflection then.
            let is_said = self.takes(&said(kind), &told, &ctx, scribe)
                || self.takes(&said(Kind::Telling), &told, &ctx, scribe);
            first = first.or(is_said.then_some(words));
        }
        first
    }

    /// A text that is nobody's own: everybody present is offered to stand behind it.
    fn shares(&mut self, words: &str) {
        let meeting = self.whole.network.meeting(self.meeting);
        let voices: BTreeSet<Who> = meeting.iter().flat_map(|m| m.present()).map(|came| came.who).collect();
        let (told, ctx) = (self.together(), *self.ctx);
        for part in parts(words) {
            let words = WordsId(self.id());
            let offered = SharedWordsOffered { words, text: part.to_owned(), voices: voices.clone() };
            self.takes(&offered, &told, &ctx, None);
        }
    }

    /// The header of what was written together: noted at the meeting by whoever closes it.
    fn together(&self) -> Told {
        Told { meeting: Some(self.meeting), ..Told::default() }
    }

    /// The voice itself wrote it, or the scribe of its choice: the account that closes is neither.
    fn as_voice(&self, voice: Who) -> Context {
        speaking(&self.whole, self.ctx, voice)
    }

    fn scribe(&self, voice: Who) -> Option<Who> {
        self.whole.network.meeting(self.meeting).and_then(|meeting| meeting.scribe(voice))
    }
}

/// The context in which a voice speaks for itself.
pub(crate) fn speaking(whole: &Whole, ctx: &Context, voice: Who) -> Context {
    let seat = match voice {
        Who::Member(id) => Seat::Member(whole.network.id, id),
        Who::Practitioner(id) => Seat::Practitioner(id),
    };
    Context { account: Account { id: ctx.account.id, seat }, ..*ctx }
}

/// A text in passages that the record can hold, cut where there is a blank.
pub(crate) fn parts(words: &str) -> Vec<&str> {
    let (mut parts, mut rest) = (Vec::new(), words.trim());
    while let Some((end, _)) = rest.char_indices().nth(text::LONGEST) {
        let (most, _) = rest.split_at(end);
        let blank = most.rfind('\n').or_else(|| most.rfind(char::is_whitespace)).filter(|at| *at > 0);
        let (part, more) = rest.split_at(blank.unwrap_or(end));
        parts.push(part.trim());
        rest = more.trim_start();
    }
    parts.push(rest);
    parts.retain(|part| !part.is_empty());
    parts
}

/// Texts one below the other, without those that are blank.
fn lines<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let texts = texts.into_iter().map(str::trim).filter(|text| !text.is_empty());
    texts.collect::<Vec<_>>().join("\n")
}

impl Decides for CloseWritten {
    const DEED: Deed = Deed::Tend;
    /// The pages first, the closing last: everything in it was said while the meeting was open.
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let meeting = plan::open(whole, self.closed.meeting)?;
        if meeting.present().next().is_none() {
            return Err(Refusal::at("came", Why::NobodyCame));
        }
        let (meeting, drafts) = (meeting.id, Vec::new());
        let mut taking = Taking { whole: whole.clone(), ctx, meeting, drafts, given: 0 };
        taking.takes_shared(&self.shared);
        taking.takes_voices(&self.voices);
        taking.takes_next(&self.shared.next);
        let closing = self.closed.decide(&taking.whole, told, ctx)?;
        taking.drafts.extend(closing);
        Ok(taking.drafts)
    }
}

impl Taking<'_> {
    /// What comes next. What a form has said already stands; what the page says beside it is not lost.
    fn takes_next(&mut self, next: &NextWritten) {
        let way = WAYS.into_iter().find(|way| *way == next.when.trim());
        let is_meeting = way.is_none_or(|way| way == "meeting");
        // The page's own marks are nobody's words: a way, and a day whose hour nobody has said.
        let when = if way.is_some() { "" } else { next.when.trim().trim_end_matches('T') };
        let place = if is_meeting { next.place.as_str() } else { "" };
        let written = lines([when, place, &next.words]);
        if written.is_empty() && is_meeting {
            return;
        }
        let has_said = self.whole.network.meeting(self.meeting).is_some_and(|m| m.next.is_some());
        if has_said {
            return self.shares(&written);
        }
        let (told, ctx) = (self.together(), *self.ctx);
        let planned = self.plans(next);
        let mut words = parts(&written).into_iter();
        let (what, rest) = match (planned, way) {
            (Some(meeting), _) => (Next::Meeting(meeting), next.words.clone()),
            (None, Some("you-call")) => (Next::YouCall, written.clone()),
            (None, Some("enough")) => (Next::Enough, written.clone()),
            (None, _) => {
                let first = words.next().unwrap_or_default().to_owned();
                (Next::WeWillCall(first), words.collect::<Vec<_>>().join("\n"))
            }
        };
        self.takes(&NextSaid { meeting: self.meeting, next: what }, &told, &ctx, None);
        self.shares(&rest);
    }
}
