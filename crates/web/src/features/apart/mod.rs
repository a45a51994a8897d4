//! Being safe from somebody of the same network: marks that keep two apart, how much somebody sees online,
//! and wishes that somebody come, which are taken from everybody in the same way.

mod mark;
mod pair;
mod safe;
mod view;
mod would_like;

#[cfg(test)]
mod tests;

use axum::{Router, routing::get};
use dialogue::View;

use crate::{components::Choice, http::App, show::Known, words::key};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/network/{network}/unsafe-pair/new", get(mark::page).post(mark::mark))
        .route("/network/{network}/unsafe-pair/{one}/{other}", get(pair::page))
        .route("/network/{network}/unsafe-pair/{one}/{other}/lift", get(pair::lift_page).post(pair::lift))
        .route(
            "/network/{network}/unsafe-pair/{one}/{other}/narrow",
            get(pair::narrow_page).post(pair::narrow),
        )
        .route("/network/{network}/people/{member}/view", get(view::page).post(view::set))
        .route("/network/{network}/being-safe", get(safe::page))
        .route("/network/{network}/being-safe/view", get(safe::back).post(safe::set))
        .route("/network/{network}/being-safe/lift", get(safe::back).post(safe::lift))
        .route(
            "/network/{network}/meeting/{meeting}/would-like",
            get(would_like::page).post(would_like::send),
        )
}

/// A view by its name in forms.
fn view_of(name: &str) -> Option<View> {
    [View::Full, View::NextMeeting, View::Off].into_iter().find(|view| view.name() == name)
}

/// What a view is called on screen.
pub(crate) fn view_key(view: View) -> &'static str {
    match view {
        View::Full => key("apart-view-full"),
        View::NextMeeting => key("apart-view-next-meeting"),
        View::Off => key("apart-view-off"),
    }
}

/// The views to choose from, each with what it means. Which one holds now is not among what is shown:
/// somebody else may be looking.
fn views(known: &Known) -> Vec<Choice> {
    let t = known.t;
    let one =
        |view: View, hint: &'static str| Choice::new(view.name(), t.say(view_key(view))).hint(t.say(hint));
    vec![
        one(View::Full, key("apart-view-full-hint")),
        one(View::NextMeeting, key("apart-view-next-meeting-hint")),
        one(View::Off, key("apart-view-off-hint")),
    ]
}

/// The same for somebody who chooses for themselves.
fn own_views(known: &Known) -> Vec<Choice> {
    let t = known.t;
    let one = |view: View, label: &'static str, hint: &'static str| {
        Choice::new(view.name(), t.say(label)).hint(t.say(hint))
    };
    vec![
        one(View::Full, key("apart-own-full"), key("apart-view-full-hint")),
        one(View::NextMeeting, view_key(View::NextMeeting), key("apart-own-next-meeting-hint")),
        one(View::Off, view_key(View::Off), key("apart-view-off-hint")),
    ]
}
