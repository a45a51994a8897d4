//! Ending: a goodbye and an open door; a death, which the record never announces; and a legal hold.

mod death;
mod hold;
mod network;
mod page;

#[cfg(test)]
mod tests;

use axum::{
    Router,
    routing::{get, post},
};

use crate::{http::App, show::Known};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/network/{network}/ending", get(page::page))
        .route("/network/{network}/ending/new", get(network::page).post(network::end))
        .route("/network/{network}/ending/reopen", post(network::reopen).get(network::reopen_page))
        .route("/network/{network}/death/new", get(death::page).post(death::note))
        .route("/network/{network}/death/reading", get(death::reading_page).post(death::reading))
        .route("/network/{network}/death/{member}/taken-back", get(death::back_page).post(death::back))
        .route("/network/{network}/hold/new", get(hold::page).post(hold::lay))
        .route("/network/{network}/hold/{hold}/lift", get(hold::lift_page).post(hold::lift))
}

/// The open door of a network whose work has ended, as its people read it.
#[derive(Clone, Debug)]
pub struct Door {
    /// When it ended.
    pub at: String,
    /// How, in words.
    pub words: String,
    /// Whom to ring, what happens then.
    pub open_door: String,
}

impl Known {
    /// The open door, if the work has ended as far as this viewer may know.
    pub fn door(&self) -> Option<Door> {
        self.network.ending().map(|ended| Door {
            at: self.day(ended.entry.recorded_at),
            words: ended.words.clone(),
            open_door: ended.open_door.clone(),
        })
    }
}
