//! A remembered date, typed as day, month and year.

use askama::Template;
use askama::filters::HtmlSafe;

use super::Face;
use super::field::face;

/// One of the three small fields.
#[derive(Clone, Debug, Default)]
pub struct Part {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) label: String,
    pub(super) value: String,
    pub(super) width: u8,
}

/// Day, month and year. Read them with [`Form::date_of`](crate::form::Form::date_of).
#[derive(Clone, Debug, Default, Template)]
#[template(path = "components/date.html")]
pub struct DateInput {
    pub(super) face: Face,
    pub(super) parts: Vec<Part>,
}

impl HtmlSafe for DateInput {}

impl DateInput {
    face!();
}
