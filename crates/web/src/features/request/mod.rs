//! A call for help: taken in under a minute by whoever answers, in the caller's own words.

mod look_up;
mod one;
mod take;

#[cfg(test)]
mod tests;

pub use one::stage_key;

use axum::{
    Router,
    routing::{get, post},
};
use dialogue::request::Answer;

use crate::{
    components::Choice,
    http::App,
    words::{Words, key},
};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/request/new", get(take::page).post(take::send))
        .route("/request/known", post(take::known))
        .route("/request/{request}/taken/{network}", get(take::taken))
        .route("/network/{network}/request/{request}", get(one::page))
        .route("/network/{network}/request/{request}/heard", post(one::heard))
        .route("/network/{network}/request/{request}/confidence", post(one::confidence))
        .route("/network/{network}/request/{request}/clock", post(one::clock))
        .route("/network/{network}/request/{request}/offer", post(one::offer))
        .route("/network/{network}/request/{request}/answer", post(one::answer_offer))
        .route("/network/{network}/request/{request}/safety", post(one::safety))
}

/// An answer that may be missing, read from a form.
fn answer(value: &str) -> Answer {
    match value {
        "yes" => Answer::Yes,
        "no" => Answer::No,
        "not-sure" => Answer::NotSure,
        _ => Answer::NotAsked,
    }
}

/// The name of an answer, on screen.
fn answer_key(answer: impl std::borrow::Borrow<Answer>) -> &'static str {
    match answer.borrow() {
        Answer::Yes => key("answer-yes"),
        Answer::No => key("answer-no"),
        Answer::NotSure => key("answer-not-sure"),
        Answer::NotAsked => key("answer-not-asked"),
    }
}

/// Yes, no, not sure.
fn answer_choices(t: Words) -> Vec<Choice> {
    ["yes", "no", "not-sure"].map(|value| Choice::new(value, t.say(answer_key(answer(value))))).to_vec()
}
