//! What was left for this meeting since the last one, to be heard at its beginning.

use axum::{extract::Path, response::Response};
use dialogue::{
    Act, Told, WordsId,
    plan::Coming,
    words::{Kind, Passage, WordsRead},
};
use jiff::Timestamp;

use super::{
    Place,
    sheets::{Sheet, Sheets},
    talk::{From, Talk},
};
use crate::{form::Form, http::Visit, page::problem::Problem, show::passage::Shown};

/// Words left for the team.
pub(super) struct Left {
    pub(super) shown: Shown,
    /// Who has read them, in a line; empty while nobody has.
    pub(super) read: String,
    pub(super) sheet: Sheet,
}

/// Words sent instead of coming.
pub(super) struct Instead {
    pub(super) name: String,
    pub(super) role: String,
    pub(super) time: String,
    pub(super) tone: u8,
    pub(super) words: String,
}

/// The section.
pub(super) struct Part {
    pub(super) left: Vec<Left>,
    pub(super) instead: Vec<Instead>,
}

impl Part {
    pub(super) fn of(talk: &Talk, sheets: &Sheets) -> Self {
        let since = last_closed(talk);
        let mut left: Vec<&Passage> = talk
            .known
            .network
            .words
            .values()
            .filter(|p| p.spoken.kind == Kind::Left && since.is_none_or(|at| p.spoken.entry.recorded_at > at))
            .collect();
        left.sort_by_key(|p| p.spoken.entry.recorded_at);
        Self { left: left.into_iter().map(|p| one(talk, sheets, p)).collect(), instead: instead(talk) }
    }
}

fn one(talk: &Talk, sheets: &Sheets, passage: &Passage) -> Left {
    let readers = passage.read.iter().filter_map(|r| r.entry.told.voice);
    let names = talk.known.names(readers);
    let read = if names.is_empty() {
        String::new()
    } else {
        talk.visit.t.say_with("room-left-read", [("names", &names)])
    };
    let words = passage.spoken.words;
    let sheet = sheets.sheet(&format!("heard-{words}"), |form| form.with("passage", words));
    Left { shown: talk.known.show(passage), read, sheet }
}

/// When the meeting before this one was closed.
fn last_closed(talk: &Talk) -> Option<Timestamp> {
    let others = talk.known.network.meetings.values().filter(|m| m.id != talk.meeting.id && m.is_held());
    others.filter_map(|m| m.closed.as_ref()).map(|c| c.entry.recorded_at).max()
}

fn instead(talk: &Talk) -> Vec<Instead> {
    let sent = talk.meeting.answers.values().filter_map(|answers| answers.last());
    sent.filter(|a| a.answer == Coming::SendsWords && !a.words.is_empty())
        .map(|answer| {
            let who = dialogue::Who::Member(answer.member);
            Instead {
                name: talk.known.name(who),
                role: talk.known.role(who),
                time: talk.known.said_at(&answer.entry),
                tone: talk.known.tone(who),
                words: answer.words.clone(),
            }
        })
        .collect()
}

/// Somebody of the team has read words that were left.
pub(super) async fn heard(visit: Visit, Path(place): Place, form: Form) -> Result<Response, Problem> {
    let talk = Talk::open(visit, place).await?;
    let words: WordsId = form.id_of("passage").ok_or_else(Problem::not_found)?;
    let from = From::new(format!("heard-{words}"), "left");
    let form = form.scoped(&from.sheet);
    talk.send(from, form, vec![(Told::default(), Act::ReadWords(WordsRead { words }))]).await
}
