//! The features, a folder for each word of the glossary: handlers, forms, pages and tests.

use axum::Router;

use crate::http::App;

pub mod access;
pub mod addresses;
pub mod apart;
pub mod appointment;
pub mod audience;
pub mod bundle;
pub mod candour;
pub mod capacity;
pub mod crisis;
pub mod door;
pub mod draft;
pub mod ending;
pub mod guarding;
pub mod leave_words;
pub mod live_page;
pub mod looked;
pub mod matters;
pub mod mine;
pub mod network;
pub mod networks;
pub mod offline;
pub mod open;
pub mod plan;
pub mod record;
pub mod request;
pub mod retention;
pub mod room;
pub mod service;
pub mod sharing;
pub mod story;
pub mod today;

/// All routes of all features.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(appointment::routes())
        .merge(bundle::routes())
        .merge(candour::routes())
        .merge(capacity::routes())
        .merge(access::routes())
        .merge(apart::routes())
        .merge(audience::routes())
        .merge(crisis::routes())
        .merge(door::routes())
        .merge(draft::routes())
        .merge(ending::routes())
        .merge(guarding::routes())
        .merge(leave_words::routes())
        .merge(live_page::routes())
        .merge(looked::routes())
        .merge(matters::routes())
        .merge(mine::routes())
        .merge(network::routes())
        .merge(networks::routes())
        .merge(offline::routes())
        .merge(open::routes())
        .merge(plan::routes())
        .merge(record::routes())
        .merge(request::routes())
        .merge(retention::routes())
        .merge(room::routes())
        .merge(service::routes())
        .merge(sharing::routes())
        .merge(story::routes())
        .merge(today::routes())
}
