//! The words of an entry, shown beside what is chosen or noted about them.

use dialogue::{Entry, EntryId, Fact};

use crate::{page::problem::Problem, show::Known};

/// An entry that this viewer may read.
pub(super) fn entry<'k>(known: &'k Known, id: &str) -> Result<&'k Entry, Problem> {
    let id: EntryId = id.parse().map_err(|_| Problem::not_found())?;
    let found = known.network.entries.iter().find(|entry| entry.id == id);
    found.map(|entry| &**entry).ok_or_else(Problem::not_found)
}

/// What it says; a passage in its wording of now.
pub(super) fn said(known: &Known, entry: &Entry) -> String {
    match &entry.told.fact {
        Fact::WordsSpoken(spoken) => {
            let passage = known.network.words.get(&spoken.words);
            passage.map_or(&*spoken.text, |passage| passage.text()).to_owned()
        }
        Fact::QuestionOpened(question) => question.text.clone(),
        Fact::DecisionOpened(decision) => decision.about.clone(),
        Fact::PromiseMade(promise) => promise.what.clone(),
        Fact::CircumstanceTold(told) => told.words.clone(),
        Fact::ReachTold(told) => told.reach.clone(),
        _ => String::new(),
    }
}

/// Whose words they are, and when they were said.
pub(super) fn by(known: &Known, entry: &Entry) -> String {
    let name = entry.told.voice.map(|who| known.name_or_you(who)).unwrap_or_default();
    let at = known.said_at(entry);
    match entry.told.scribe.map(|hand| known.name(hand)) {
        Some(hand) => {
            let both = known.t.say_with("passage-told-and-written", [("name", &name), ("scribe", &hand)]);
            format!("{both} · {at}")
        }
        None => format!("{name} · {at}"),
    }
}
