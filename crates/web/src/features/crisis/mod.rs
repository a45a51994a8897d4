//! The crisis page: one page of a network for the hour when nobody who knows it can be reached. Whom to ring,
//! who holds it, how to keep safe in their own words, who is in the house, what helps, what comes next.
//! For the team, and for whoever is on call, without an emergency access; and on paper for the evening.

mod page;
mod sheet;
mod sheets;

#[cfg(test)]
mod tests;

pub use sheets::{NotWritten, Written, write};

use axum::{Router, routing::get};

use crate::http::App;

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/crisis", get(page::list))
        .route("/crisis/sheets", get(page::sheets))
        .route("/network/{network}/crisis", get(page::page))
}
