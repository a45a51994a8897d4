//! Something did not work: a page that says what happened, what was kept and what to do.
//!
//! What may not be seen and what does not exist look the same (promise 4): both are
//! [`Kind::NotFound`] with no further words.

use std::error::Error;
use std::fmt;

use askama::Template;
use axum::http::StatusCode;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::Page;
use crate::words::{Words, key};

/// How long a client should wait when we are busy, in seconds.
const BUSY_WAIT_S: u16 = 10;

/// The few kinds of problem that the whole service has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nobody is signed in, or the link has lapsed.
    Unauthenticated,
    /// Signed in, and this is not theirs to do. Only where existence is no secret.
    Forbidden,
    /// Not there, or not there for this reader.
    NotFound,
    /// It was there and is no more, and that is no secret.
    Gone,
    /// What was sent cannot be used as it is.
    Incorrect,
    /// Somebody else changed the same thing just now.
    Conflict,
    /// Sent in a form that we do not read.
    Unsupported,
    /// Too much at once: wait a little.
    Busy,
    /// Something that we rely on does not answer.
    Unavailable,
    /// Part of what is stored cannot be read.
    Damaged,
    /// Our own mistake.
    Fault,
}

impl Kind {
    /// The status that HTTP has for it (RFC 9110, RFC 6585).
    #[must_use]
    pub fn status(self) -> StatusCode {
        match self {
            Self::Unauthenticated => StatusCode::UNAUTHORIZED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Gone => StatusCode::GONE,
            Self::Incorrect => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Conflict => StatusCode::CONFLICT,
            Self::Unsupported => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Busy => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Damaged | Self::Fault => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The keys of what happened, what was kept and what to do.
    fn keys(self) -> [&'static str; 3] {
        match self {
            Self::Unauthenticated => [
                key("problem-unauthenticated"),
                key("problem-unauthenticated-kept"),
                key("problem-unauthenticated-do"),
            ],
            Self::Forbidden => {
                [key("problem-forbidden"), key("problem-forbidden-kept"), key("problem-forbidden-do")]
            }
            Self::NotFound => {
                [key("problem-not-found"), key("problem-not-found-kept"), key("problem-not-found-do")]
            }
            Self::Gone => [key("problem-gone"), key("problem-gone-kept"), key("problem-gone-do")],
            Self::Incorrect => {
                [key("problem-incorrect"), key("problem-incorrect-kept"), key("problem-incorrect-do")]
            }
            Self::Conflict => {
                [key("problem-conflict"), key("problem-conflict-kept"), key("problem-conflict-do")]
            }
            Self::Unsupported => {
                [key("problem-unsupported"), key("problem-unsupported-kept"), key("problem-unsupported-do")]
            }
            Self::Busy => [key("problem-busy"), key("problem-busy-kept"), key("problem-busy-do")],
            Self::Unavailable => {
                [key("problem-unavailable"), key("problem-unavailable-kept"), key("problem-unavailable-do")]
            }
            Self::Damaged => [key("problem-damaged"), key("problem-damaged-kept"), key("problem-damaged-do")],
            Self::Fault => [key("problem-fault"), key("problem-fault-kept"), key("problem-fault-do")],
        }
    }

    fn is_ours(self) -> bool {
        matches!(self, Self::Unavailable | Self::Damaged | Self::Fault)
    }
}

/// A problem on its way to a page.
pub struct Problem {
    kind: Kind,
    say: Option<String>,
    cause: Option<Box<dyn Error + Send + Sync>>,
    safety: Option<String>,
    t: Words,
    instead: Option<Box<Response>>,
}

impl Problem {
    /// A problem of a kind, with the kind's own words.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        Self { kind, say: None, cause: None, safety: None, t: Words::default(), instead: None }
    }

    /// Not there, or not there for this reader: one and the same page.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(Kind::NotFound)
    }

    /// A calm page in place of the one that was asked for: not there for this reader, and no problem either.
    #[must_use]
    pub fn instead(page: Response) -> Self {
        Self { instead: Some(Box::new(page)), ..Self::new(Kind::NotFound) }
    }

    /// Our own mistake, with what caused it.
    #[must_use]
    pub fn fault(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::new(Kind::Fault).because(cause)
    }

    /// Says to people what happened, in place of the kind's own words.
    /// Ignored for what is not found: its page never differs.
    #[must_use]
    pub fn saying(mut self, say: impl Into<String>) -> Self {
        self.say = Some(say.into());
        self
    }

    /// Keeps the cause for operators. It is logged once and never shown.
    #[must_use]
    pub fn because(mut self, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.cause = Some(cause.into());
        self
    }

    /// Leads to the safety agreement, where that opens all the same.
    #[must_use]
    pub fn with_safety(mut self, href: String) -> Self {
        self.safety = Some(href);
        self
    }

    /// Says it in another language.
    #[must_use]
    pub fn spoken(mut self, t: Words) -> Self {
        self.t = t;
        self
    }

    /// What kind of problem it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    fn log(&self, reference: &str) {
        let kind = self.kind;
        match (&self.cause, kind.is_ours()) {
            (Some(cause), true) => tracing::error!(?kind, reference, cause = chain(&**cause), "problem"),
            (None, true) => tracing::error!(?kind, reference, "problem"),
            (Some(cause), false) => tracing::info!(?kind, cause = chain(&**cause), "problem"),
            (None, false) => tracing::debug!(?kind, "problem"),
        }
    }
}

impl fmt::Debug for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Problem").field("kind", &self.kind).field("cause", &self.cause).finish()
    }
}

/// An error and all that lies behind it, in one line.
fn chain(error: &dyn Error) -> String {
    let mut line = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        line.push_str(": ");
        line.push_str(&cause.to_string());
        next = cause.source();
    }
    line
}

#[derive(Template)]
#[template(path = "page/problem.html")]
struct ProblemPage {
    page: Page,
    happened: String,
    kept: String,
    to_do: String,
    /// Where the safety agreement is; empty where there is none to open.
    safety: String,
    reference: String,
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        if let Some(page) = self.instead {
            return *page;
        }
        let t = self.t;
        // Told on the telephone and found in the log again; says nothing by itself.
        let reference = if self.kind.is_ours() {
            let id = uuid::Uuid::now_v7().simple().to_string();
            id.chars().skip(id.len().saturating_sub(8)).collect()
        } else {
            String::new()
        };
        self.log(&reference);
        let [happened, kept, to_do] = self.kind.keys().map(|key| t.say(key));
        let shown = if self.kind == Kind::NotFound { None } else { self.say };
        let happened = shown.unwrap_or(happened);
        // Whoever reads it may be somebody in an unsafe home: the page can be left quickly.
        let page = Page { may_exit: true, ..Page::new(t, t.say("problem-title")) };
        let status = self.kind.status();
        let page =
            ProblemPage { page, happened, kept, to_do, safety: self.safety.unwrap_or_default(), reference };
        let Ok(html) = page.render() else {
            return status.into_response();
        };
        let mut response = (status, axum::response::Html(html)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if self.kind == Kind::Busy {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(BUSY_WAIT_S));
        }
        response
    }
}
