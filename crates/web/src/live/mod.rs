//! The live meeting page's socket: `/live` speaks the protocol of `@hocuspocus/provider`.
//!
//! `live::Hall` decides what a frame leads to; here its effects are carried out: frames are sent, rights are
//! asked of the record, updates are appended and only then relayed. One task for each connection, one hub
//! for each process.

mod close;
mod compact;
mod connection;
mod hub;
mod keep;
mod late;
mod limits;
mod news;
mod peer;
mod read;
mod rights;

#[cfg(test)]
mod tests;

use axum::{
    Router,
    extract::{State, WebSocketUpgrade, ws::rejection::WebSocketUpgradeRejection},
    http::request::Parts,
    response::{IntoResponse, Response},
    routing::get,
};

use crate::{
    http::{App, same_origin, visit},
    page::problem::{Kind, Problem},
};

pub use close::close;
pub use hub::{Hub, Names};
pub use live::{Document, Part};

/// The longest message of a socket; a frame that is longer is told so by the hall, up to this.
const LONGEST: usize = 5 << 20;
/// What a connection reserves for reading and for writing. The library's own 128 KiB are too much to keep idle.
const BUFFER: usize = 4 << 10;

/// The way to the live page's socket.
pub fn routes() -> Router<App> {
    Router::new().route("/live", get(connect))
}

/// Opens a socket, if it is asked for by our own page or by a program that brings its own token.
async fn connect(
    State(app): State<App>,
    socket: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
    parts: Parts,
) -> Response {
    // There is nothing to look at.
    let Ok(socket) = socket else { return Problem::not_found().into_response() };
    if !same_origin::is_ours(&parts.headers) {
        return Problem::new(Kind::Forbidden).into_response();
    }
    let cookie = visit::token(&parts).map(str::to_owned);
    let hub = app.live().clone();
    if hub.is_full() {
        return Problem::new(Kind::Busy).into_response();
    }
    socket
        .read_buffer_size(BUFFER)
        .write_buffer_size(BUFFER)
        .max_message_size(LONGEST)
        .max_frame_size(LONGEST)
        .on_upgrade(move |socket| connection::follow(hub, socket, cookie))
}
