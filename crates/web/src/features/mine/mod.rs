//! A network through the eyes of the person and of its members: who is on my side, what was said, what comes next.

mod answer;
mod page;
mod person;
pub mod ring;
mod said;
mod what_happens;
mod wish;

#[cfg(test)]
mod tests;

pub use page::page;

use axum::{Router, routing::get};

use crate::http::App;

/// The routes of this feature. The page itself stands at `/network/{network}`, which it shares with the team's.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/network/{network}/wish/{member}", get(wish::page).post(wish::send))
        .route("/what-happens", get(what_happens::page))
}
