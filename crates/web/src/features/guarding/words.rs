//! One entry by its name, ready to be shown on a page about it: its words, whose, when. No links away.

use std::sync::Arc;

use dialogue::{Account, Duty, Entry, EntryId, Fact, PractitionerId, Who, decision::Outcome, story::story};

use crate::{
    features::story::happening::{Happening, Line, Piece, Teller},
    show::Known,
};

/// Somebody of the service, with their number.
pub(super) struct Somebody {
    /// Their name.
    pub(super) name: String,
    /// What they do.
    pub(super) role: String,
    /// Their number.
    pub(super) phone: String,
}

/// A practitioner as somebody to ring.
pub(super) fn somebody(known: &Known, id: PractitionerId) -> Somebody {
    let who = Who::Practitioner(id);
    Somebody { name: known.name_or_you(who), role: known.role(who), phone: known.phone(id) }
}

/// Everybody whom the service has named for one of these.
pub(super) fn with_duty(known: &Known, duties: &[Duty]) -> Vec<Somebody> {
    let working = known.service.working();
    let named = working.into_iter().filter(|p| known.service.duties(p.practitioner).has_any(duties));
    named.map(|p| somebody(known, p.practitioner)).collect()
}

/// What the person is called, for those who are with the network; whoever reads by duty alone reads no name.
pub(super) fn person(known: &Known) -> String {
    if known.standing.belongs() { known.person_name() } else { known.t.say("guarding-the-person") }
}

/// The same without who reads it: of what is kept back that would not be true.
pub(super) fn kept(known: &Known, id: EntryId) -> Option<Happening> {
    told(known, id).map(|told| Happening { audience: String::new(), ..told })
}

/// Whether an account is this practitioner's.
pub(super) fn is(account: &Account, id: PractitionerId) -> bool {
    account.voice() == Some(Who::Practitioner(id))
}

/// The entry, if this viewer may read it.
pub(super) fn entry(known: &Known, id: EntryId) -> Option<&Entry> {
    known.network.entries.iter().rev().find(|entry| entry.id == id).map(AsRef::as_ref)
}

/// A picture or paper that goes with an entry.
pub(super) struct Paper {
    /// Where it opens.
    pub(super) href: String,
    /// What it shows.
    pub(super) shows: String,
    /// What it is called, where it is no picture.
    pub(super) label: String,
}

/// The pictures and papers of an entry, or the one that it attaches, as far as this viewer may read them.
pub(super) fn papers(known: &Known, id: EntryId) -> Vec<Paper> {
    let passage = match entry(known, id).map(|entry| &entry.told.fact) {
        Some(Fact::WordsSpoken(spoken)) => Some(spoken.words),
        _ => None,
    };
    let paper = |entry: &Arc<Entry>| match &entry.told.fact {
        Fact::FileAttached(file) if entry.id == id || passage == Some(file.words) => {
            let is_picture = file.media_type.starts_with("image/");
            let label = if is_picture { String::new() } else { known.t.say("passage-paper") };
            let href = known.href(&format!("file/{}", file.file));
            Some(Paper { href, shows: file.shows.clone(), label })
        }
        _ => None,
    };
    known.network.entries.iter().filter_map(paper).collect()
}

/// The entry as it is told in the story.
pub(super) fn told(known: &Known, id: EntryId) -> Option<Happening> {
    let entry = entry(known, id)?;
    let beats = story(&known.network, &known.zone);
    let told = beats.iter().find(|beat| beat.entry.id == id).map(|beat| Teller::new(known, None).tell(beat));
    let mut told = told.unwrap_or_else(|| bare(known, entry));
    (told.href, told.link) = Default::default();
    (told.ways, told.kept) = Default::default();
    Some(told)
}

/// What says more of something that this viewer does not know: its words alone.
fn bare(known: &Known, entry: &Entry) -> Happening {
    let voice = entry.told.voice;
    let line = |text: String| Line { label: String::new(), pieces: vec![Piece { text, is_found: false }] };
    Happening {
        head: known.t.say("guarding-entry"),
        name: voice.map(|who| known.name(who)).unwrap_or_default(),
        role: voice.map(|who| known.role(who)).unwrap_or_default(),
        time: known.said_at(entry),
        lines: texts(&entry.told.fact).into_iter().filter(|text| !text.is_empty()).map(line).collect(),
        scribe: String::new(),
        audience: known.audience(entry.told.audience),
        kept: String::new(),
        ways: Vec::new(),
        tone: 0,
        href: String::new(),
        link: String::new(),
    }
}

/// What can be read in a fact that says more of another.
fn texts(fact: &Fact) -> Vec<String> {
    match fact {
        Fact::WordsReworded(more) => vec![more.text.clone()],
        Fact::WordsAmended(more) => vec![more.text.clone()],
        Fact::SeenDifferently(more) => vec![more.text.clone()],
        Fact::FileAttached(more) => vec![more.shows.clone()],
        Fact::QuestionMoved(more) => vec![more.words.clone()],
        Fact::OptionNamed(more) => vec![more.option.clone()],
        Fact::StanceTaken(more) => vec![more.words.clone()],
        Fact::PromiseSettled(more) => vec![more.words.clone()],
        Fact::StayTold(more) => vec![more.own_word.clone()],
        Fact::StayEnded(more) => vec![more.words.clone()],
        Fact::DecisionCameOut(more) => {
            let (Outcome::Agreed(words) | Outcome::LeftOpen { words, .. }) = &more.outcome;
            vec![words.clone()]
        }
        _ => Vec::new(),
    }
}
