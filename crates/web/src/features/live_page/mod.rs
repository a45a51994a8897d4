//! The live page of an open meeting: many hands, each in their own voice's document, while people talk or after.
//!
//! This renders the frame: whose voices there are, who may write in which, every word of it. What is written stands
//! in live documents (`docs/live-documents.md`), which the script of the page (`ui/src/live`) opens at `/live`.
//! Without script the forms of the room do the same work.

mod page;
mod scribe;

#[cfg(test)]
mod tests;

use axum::{Router, extract::Path, routing::get};
use dialogue::{MeetingId, NetworkId};

use crate::http::App;

/// Which network and which meeting.
type Place = Path<(NetworkId, MeetingId)>;

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/network/{network}/meeting/{meeting}/live", get(page::page))
        .route("/network/{network}/meeting/{meeting}/live/scribe", get(scribe::back).post(scribe::name))
}
