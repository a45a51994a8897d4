//! The features, a folder for each word of the glossary: handlers, forms, pages and tests.

use axum::Router;

use crate::http::App;

pub mod door;
pub mod draft;
pub mod networks;
pub mod request;
pub mod room;
pub mod today;

/// All routes of all features.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(door::routes())
        .merge(draft::routes())
        .merge(networks::routes())
        .merge(request::routes())
        .merge(room::routes())
        .merge(today::routes())
}
