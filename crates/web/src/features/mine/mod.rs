//! A network through the eyes of the person and of its members: who is on my side, what was said, what comes next.

pub mod answer;
mod page;
mod person;
pub mod ring;
mod said;
mod what_happens;

#[cfg(test)]
mod tests;

pub use page::page;
pub use person::wish_key;

use axum::{Router, routing::get};

use crate::http::App;

/// The routes of this feature. The page itself stands at `/network/{network}`, which it shares with the team's.
pub fn routes() -> Router<App> {
    Router::new().route("/what-happens", get(what_happens::page))
}
