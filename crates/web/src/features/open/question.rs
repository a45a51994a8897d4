//! A question that the network is holding without answer. It may stay open for years.

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{
    Act, NetworkId, QuestionId, Told,
    question::{Move, Question, QuestionMoved, QuestionOpened},
};

use super::{USUAL, audiences, line, told, voice, voices};
use crate::{
    components::Choice,
    form::{Form, fresh_id},
    http::{Visit, visit::see},
    page::{
        Page,
        problem::{Kind, Problem},
        show, show_again,
    },
    show::Known,
    words::key,
};

type Place = Path<(NetworkId, QuestionId)>;

#[derive(Template)]
#[template(path = "features/open/new_question.html")]
struct NewPage {
    page: Page,
    known: Known,
    form: Form,
    draft: String,
    voices: Vec<Choice>,
    audiences: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "features/open/question.html")]
struct QuestionPage {
    page: Page,
    known: Known,
    question: Question,
    form: Form,
    here: String,
    voices: Vec<Choice>,
    past: Vec<String>,
    /// What may be done with it, what is asked, and the button.
    ways: (&'static str, &'static str, &'static str),
}

fn draft_key(network: NetworkId) -> String {
    format!("question-{network}")
}

fn empty(visit: &Visit, known: Known, form: Form) -> NewPage {
    NewPage {
        page: visit.page(visit.t.say("question-new-title")),
        draft: draft_key(known.id()),
        voices: voices(&known),
        audiences: audiences(&known),
        known,
        form,
    }
}

fn shown(visit: &Visit, known: Known, question: Question, form: Form) -> QuestionPage {
    let moves = question.moves.iter().map(|moved| {
        let what = match moved.to {
            Move::Dissolved => key("question-dissolved"),
            Move::Reopened => key("question-reopened"),
        };
        line(&known, &moved.entry, &visit.t.say(what), &moved.words)
    });
    let ways = if question.is_open() {
        (key("question-dissolve"), key("question-dissolve-words"), key("question-dissolve-send"))
    } else {
        (key("question-reopen"), key("question-reopen-words"), key("question-reopen-send"))
    };
    QuestionPage {
        ways,
        page: visit.page(visit.t.say("question-title")),
        past: moves.collect(),
        here: known.href(&format!("question/{}", question.opened.question)),
        voices: voices(&known),
        question,
        known,
        form,
    }
}

/// A new question, as it was left if it was left.
pub async fn new(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = visit.read(network).await?;
    let fresh = Form::fresh().with("question", fresh_id()).with("audience", USUAL);
    let form = visit.draft_or(&draft_key(network), fresh).await?;
    Ok(show(empty(&visit, known, form)))
}

/// Opens a question, in whoever's words it was asked.
pub async fn open(visit: Visit, Path(network): Path<NetworkId>, mut form: Form) -> Result<Response, Problem> {
    let known = visit.read(network).await?;
    let question: QuestionId = form.id_of("question").ok_or_else(|| Problem::new(Kind::Incorrect))?;
    let act = Act::OpenQuestion(QuestionOpened { question, text: form.value("text").to_owned() });
    if visit.carries_out(network, told(&known, &form), act, &mut form).await? {
        visit.forget_draft(&draft_key(network)).await?;
        return Ok(see(known.href(&format!("question/{question}"))));
    }
    Ok(show_again(empty(&visit, known, form)))
}

async fn opened(visit: &Visit, (network, id): (NetworkId, QuestionId)) -> Result<(Known, Question), Problem> {
    let known = visit.read(network).await?;
    let question = known.network.questions.get(&id).cloned().ok_or_else(Problem::not_found)?;
    Ok((known, question))
}

/// One question, with where it went.
pub async fn page(visit: Visit, Path(place): Place) -> Result<Response, Problem> {
    let (known, question) = opened(&visit, place).await?;
    Ok(show(shown(&visit, known, question, Form::fresh())))
}

/// Dissolves a question, or opens it again.
pub async fn moved(visit: Visit, Path(place): Place, mut form: Form) -> Result<Response, Problem> {
    let (known, question) = opened(&visit, place).await?;
    if !known.is_team() {
        return Err(Problem::not_found());
    }
    let to = if form.value("to") == "reopened" { Move::Reopened } else { Move::Dissolved };
    let words = form.value("words").to_owned();
    let told = Told { voice: voice(&known, &form, "voice"), ..Told::default() };
    let act = Act::MoveQuestion(QuestionMoved { question: place.1, to, words });
    match visit.act(place.0, &form, told, act).await? {
        Ok(()) => Ok(see(known.href(&format!("question/{}", place.1)))),
        Err(refusal) => {
            form.refused(&refusal);
            Ok(show_again(shown(&visit, known, question, form)))
        }
    }
}
