//! The room: a meeting written down after the talk, in any order, by one or several people.
//!
//! One page in sections; each small form goes to an address of its own and comes back to its section.
//! Everything may stay empty: who came and what comes next are enough to close.

mod came;
mod close;
mod decisions;
mod file;
mod left;
mod next;
mod page;
mod promises;
mod questions;
mod reword;
mod safety;
mod shared;
mod sheets;
mod talk;
mod words;

#[cfg(test)]
mod tests;

use axum::{
    Router,
    extract::{DefaultBodyLimit, Path},
    handler::Handler,
    routing::{MethodRouter, get, post},
};
use dialogue::{MeetingId, NetworkId};

use crate::http::App;

/// Which network and which meeting: what every address of the room names.
type Place = Path<(NetworkId, MeetingId)>;

/// The routes of this feature.
pub fn routes() -> Router<App> {
    let room = "/network/{network}/meeting/{meeting}/room";
    let at = |below: &str| format!("{room}/{below}");
    Router::new()
        .route(room, get(page::page))
        .route(&at("heard"), takes(left::heard))
        .route(&at("came"), takes(came::came))
        .route(&at("somebody"), takes(came::somebody))
        .route(&at("words"), takes(words::speak))
        .route(&at("reword"), takes(reword::reword))
        .route(&at("file"), takes(file::attach).layer(DefaultBodyLimit::disable()))
        .route(&at("shared"), takes(shared::offer))
        .route(&at("shared-answer"), takes(shared::answer))
        .route(&at("question"), takes(questions::open))
        .route(&at("question-moved"), takes(questions::move_to))
        .route(&at("decision"), takes(decisions::open))
        .route(&at("option"), takes(decisions::name_option))
        .route(&at("stance"), takes(decisions::take_stance))
        .route(&at("outcome"), takes(decisions::come_out))
        .route(&at("promise"), takes(promises::make))
        .route(&at("promise-settled"), takes(promises::settle))
        .route(&at("safety"), takes(safety::agree))
        .route(&at("next"), takes(next::say))
        .route(&at("close"), takes(close::close))
        .route("/network/{network}/file/{file}", get(file::show))
}

/// What takes a form; whoever looks at its address finds the room again.
fn takes<H: Handler<T, App>, T: 'static>(handler: H) -> MethodRouter<App> {
    post(handler).get(page::back)
}
