//! The frame of each page: who is signed in, ways around, help now, leaving quickly.

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use self::problem::{Kind, Problem};
use crate::words::Words;

pub mod problem;
pub mod sheet;

#[cfg(test)]
mod tests;

/// A neutral page for somebody who must not be seen here, if the operator names no other.
pub const NEUTRAL_PAGE: &str = "https://www.bbc.co.uk/weather";

/// What the layout needs to know. Each page's struct has it as the field `page`.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The page's title. It stands in histories and on task bars: never anything personal.
    pub title: String,
    /// The words on screen.
    pub t: Words,
    /// Who is signed in.
    pub who: Option<SignedIn>,
    /// Whose page it is, by the account's id: what another account has left on this device is destroyed.
    pub account: String,
    /// Ways around.
    pub nav: Vec<NavItem>,
    /// Whether everything here is made up.
    pub demo: bool,
    /// What has just been done, such as "Your words are in the record."
    pub notice: Option<String>,
    /// Whom to call in a crisis, as the service has written it.
    pub crisis_line: Option<String>,
    /// Where to ask whether the page may still be open; empty where it holds nothing of a network.
    pub still: String,
    /// The emergency access in which the page is read.
    pub emergency: Option<OpenNow>,
    /// Where leaving quickly leads; [`NEUTRAL_PAGE`] when empty.
    pub exit: String,
    /// Whether leaving quickly is offered though nobody of a network is signed in
    /// (pages behind a one-time link).
    pub may_exit: bool,
}

/// A record that is open in an emergency, as every page of it says.
#[derive(Clone, Debug, Default)]
pub struct OpenNow {
    /// Where it is closed.
    pub close: String,
    /// The idempotency key of closing it.
    pub id: String,
    /// Until when it is open.
    pub until: String,
}

/// Who is signed in, as the foot of the page says it.
#[derive(Clone, Debug, Default)]
pub struct SignedIn {
    /// The name that they chose.
    pub name: String,
    /// What they are here, such as "Peer practitioner" or "Sister".
    pub role_line: String,
    /// Whether they belong to a network rather than to the service.
    pub is_member: bool,
}

/// One of the ways around.
#[derive(Clone, Debug, Default)]
pub struct NavItem {
    /// Where it leads.
    pub href: String,
    /// What people read.
    pub label: String,
    /// Whether it is the page shown.
    pub current: bool,
}

impl NavItem {
    /// A way to somewhere else.
    #[must_use]
    pub fn new(href: impl Into<String>, label: impl Into<String>) -> Self {
        Self { href: href.into(), label: label.into(), current: false }
    }
}

impl Page {
    /// A page with its title, already said in the reader's language.
    #[must_use]
    pub fn new(t: Words, title: impl Into<String>) -> Self {
        Self { title: title.into(), t, ..Self::default() }
    }

    /// Whether the page offers to be left quickly.
    #[must_use]
    pub fn has_exit(&self) -> bool {
        self.may_exit || self.who.as_ref().is_some_and(|who| who.is_member)
    }

    /// Where leaving quickly leads.
    #[must_use]
    pub fn exit_href(&self) -> &str {
        if self.exit.is_empty() { NEUTRAL_PAGE } else { &self.exit }
    }
}

/// Answers with a page.
pub fn show(template: impl Template) -> Response {
    show_as(StatusCode::OK, template)
}

/// Answers with a form given back: all that was typed, and what to put right (422).
pub fn show_again(template: impl Template) -> Response {
    show_as(StatusCode::UNPROCESSABLE_ENTITY, template)
}

/// Answers with a page and a status. No browser or proxy keeps a copy.
pub fn show_as(status: StatusCode, template: impl Template) -> Response {
    match template.render() {
        Ok(html) => (status, [(header::CACHE_CONTROL, "no-store")], Html(html)).into_response(),
        Err(cause) => Problem::new(Kind::Fault).because(cause).into_response(),
    }
}
