//! Writing without signal: what a browser needs to keep the meetings of the next days on a device, sealed, for as long
//! as the server renews its leave (ADR 22). What lies on the device is the business of `ui/src/offline`.

use axum::{
    Router,
    routing::{get, post},
};

use crate::http::App;

mod lease;
mod meetings;
mod shell;

#[cfg(test)]
mod tests;

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/offline", get(shell::page))
        .route("/offline/lease", post(lease::renew))
        .route("/worker.js", get(shell::worker))
        .route("/manifest.webmanifest", get(shell::manifest))
}
