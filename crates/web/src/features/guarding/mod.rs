//! Keeping back: an entry is withheld on a ground, taken out of everybody's sight, or asked to be corrected.
//! A date that passes alarms people; only a recorded decision opens.

mod again;
mod correction;
mod hold;
mod hold_back;
mod kept;
mod out_of_sight;
mod take;
mod withheld;
mod words;

#[cfg(test)]
mod tests;

pub use correction::corrections;
pub use hold::{hold, hold_of};
pub use kept::kept_line;

use axum::{
    Router,
    routing::{get, post},
};

use crate::http::App;

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/network/{network}/hold-back/{about}", get(hold_back::page).post(hold_back::hold))
        .route("/network/{network}/withheld/{withheld}", get(withheld::page))
        .route("/network/{network}/withheld/{withheld}/keep", post(withheld::keep).get(withheld::page))
        .route("/network/{network}/withheld/{withheld}/open", post(withheld::open).get(withheld::page))
        .route("/network/{network}/kept-back", get(kept::page))
        .route("/network/{network}/take-out-of-sight/{about}", get(take::page).post(take::take))
        .route("/network/{network}/out-of-sight/{hidden}", get(out_of_sight::page))
        .route(
            "/network/{network}/out-of-sight/{hidden}/review",
            post(out_of_sight::review).get(out_of_sight::page),
        )
        .route("/network/{network}/out-of-sight/{hidden}/again", get(again::page).post(again::speak))
        .route("/network/{network}/correct", get(correction::new).post(correction::ask))
        .route("/network/{network}/correct/{about}", get(correction::new_about).post(correction::ask_about))
        .route("/network/{network}/correction/{asked}", get(correction::page).post(correction::answer))
}
