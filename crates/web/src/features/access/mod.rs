//! Access: who stands in for the team, who opened the record in an emergency, what a narrowed view shows,
//! and how a right that is taken back acts in pages that are open.

mod cover;
pub mod emergency;
pub mod narrowed;
mod review;
mod still;

#[cfg(test)]
pub mod tests;

pub use cover::{StandsIn, standing_in};

use axum::{
    Router,
    routing::{get, post},
};

use crate::http::App;

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/network/{network}/team/cover", get(cover::page).post(cover::give))
        .route("/network/{network}/team/cover/end", post(cover::end))
        .route("/network/{network}/emergency", get(emergency::page).post(emergency::open))
        .route("/network/{network}/emergency/{entry}", get(review::page).post(review::send))
        .route("/network/{network}/emergency/{entry}/later", post(review::later))
        .route("/network/{network}/emergency/{entry}/close", post(emergency::close))
        .route("/network/{network}/still", get(still::still))
}
