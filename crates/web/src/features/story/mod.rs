//! The story: the record as one thread of voices in the order of time, filtered and searched
//! within what this viewer may read, and nowhere else.

pub mod happening;
mod page;
mod right;
mod search;

#[cfg(test)]
mod tests;

use axum::{
    Router,
    routing::{get, post},
};

use crate::http::App;

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/network/{network}/story", get(page::page))
        .route("/network/{network}/story/search", post(search::send).get(search::again))
}
