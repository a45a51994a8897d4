//! Open questions: opened here in a voice's words, and those that the network holds already.

use axum::{extract::Path, response::Response};
use dialogue::{
    Act, QuestionId,
    question::{Move, Question, QuestionMoved, QuestionOpened},
};

use super::{
    Place,
    sheets::{Sheet, Sheets},
    talk::{From, Talk, once},
};
use crate::{
    components::Choice,
    form::Form,
    http::Visit,
    page::problem::{Kind, Problem},
    words::key,
};

const SECTION: &str = "questions";

/// A question of the network.
pub(super) struct One {
    pub(super) text: String,
    pub(super) told: String,
    pub(super) stands: String,
    pub(super) is_open: bool,
    pub(super) sheet: Sheet,
}

/// The section.
pub(super) struct Part {
    pub(super) all: Vec<One>,
    pub(super) sheet: Sheet,
    pub(super) voices: Vec<Choice>,
}

impl Part {
    pub(super) fn of(talk: &Talk, sheets: &Sheets) -> Self {
        let moved_here = |q: &Question| q.moves.last().is_some_and(|m| talk.is_here(&m.entry));
        let all = talk.known.network.questions.values().filter(|q| q.is_open() || moved_here(q));
        let mut all: Vec<&Question> = all.collect();
        all.sort_by_key(|q| q.opened.entry.recorded_at);
        Self {
            all: all.into_iter().map(|question| one(talk, sheets, question)).collect(),
            sheet: sheets.sheet("question", |form| form),
            voices: talk.picks(talk.writable()),
        }
    }
}

fn one(talk: &Talk, sheets: &Sheets, question: &Question) -> One {
    let t = talk.visit.t;
    let id = question.opened.question;
    let (is_open, is_new) = (question.is_open(), talk.is_here(&question.opened.entry));
    let stands = match (is_open, is_new, question.moves.last()) {
        (false, _, Some(moved)) if !moved.words.is_empty() => {
            t.say_with("room-question-dissolved-how", [("words", &moved.words)])
        }
        (false, ..) => t.say("room-question-dissolved"),
        (true, true, _) => t.say("room-question-new"),
        (true, false, _) => t.say("room-question-still"),
    };
    One {
        text: question.opened.text.clone(),
        told: talk.known.told_by(&question.opened),
        stands,
        is_open,
        sheet: sheets.sheet(&format!("question-{id}"), |form| form.with("question", id)),
    }
}

/// Opens a question.
pub(super) async fn open(visit: Visit, Path(place): Place, form: Form) -> Result<Response, Problem> {
    let talk = Talk::open(visit, place).await?;
    let mut form = form.scoped("question");
    let from = From::new("question", SECTION);
    let Some(voice) = talk.voice(&mut form) else { return talk.again(from, form).await };
    let question = QuestionId(once(&form, "question"));
    let opened = QuestionOpened { question, text: form.value("text").to_owned() };
    let told = talk.told(voice);
    talk.send(from, form, vec![(told, Act::OpenQuestion(opened))]).await
}

/// Dissolves a question, or opens it again.
pub(super) async fn move_to(visit: Visit, Path(place): Place, form: Form) -> Result<Response, Problem> {
    let talk = Talk::open(visit, place).await?;
    let question: QuestionId = form.id_of("question").ok_or_else(|| Problem::new(Kind::Incorrect))?;
    let to = if form.value("to") == "open" { Move::Reopened } else { Move::Dissolved };
    let moved = QuestionMoved { question, to, words: form.value("words").to_owned() };
    let from = From::new(format!("question-{question}"), SECTION);
    let (told, form) = (talk.noted(), form.scoped(&from.sheet));
    talk.send(from, form, vec![(told, Act::MoveQuestion(moved))]).await
}

/// The name of what can be done with a question, on its button.
pub(super) fn button(is_open: &bool) -> &'static str {
    if *is_open { key("room-question-dissolve") } else { key("room-question-reopen") }
}
