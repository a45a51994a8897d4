//! All mistakes of a form at the top of its page, each leading to its field.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::form::FieldError;

/// The error summary; shows nothing when nothing is wrong.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "components/summary.html")]
pub struct ErrorSummary {
    pub(super) heading: String,
    pub(super) errors: Vec<FieldError>,
}

impl HtmlSafe for ErrorSummary {}
