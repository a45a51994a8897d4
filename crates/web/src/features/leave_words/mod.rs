//! Words left between meetings, for the next one: with an audience that the voice chooses,
//! and read by the team during its working hours. Not a way to get help now; the pages say so.

mod leave;
mod left;

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
        .route("/network/{network}/leave-words", get(leave::page).post(leave::send))
        .route("/network/{network}/left", get(left::page))
        .route("/network/{network}/left/{words}/read", post(left::read))
}
