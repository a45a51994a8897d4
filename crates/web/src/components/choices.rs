//! Questions with answers to choose from: one (radios) or several (checkboxes).

use std::fmt::Write as _;

use askama::Template;
use askama::filters::HtmlSafe;

use super::Face;
use super::field::face;

/// One answer to choose.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What people read.
    pub label: String,
    /// What helps to choose; empty when nothing does.
    pub hint: String,
    /// Safe HTML shown only while this answer is chosen, such as a further field.
    pub(super) reveals: String,
    /// A word such as "or" that stands before this answer.
    pub(super) divider: String,
    /// Whether choosing this answer takes back all others ("none of these").
    pub(super) is_exclusive: bool,
}

impl Choice {
    /// An answer with what is sent and what people read.
    #[must_use]
    pub fn new(value: impl ToString, label: impl Into<String>) -> Self {
        Self { value: value.to_string(), label: label.into(), ..Self::default() }
    }

    /// Says below the answer what helps to choose it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// Shows a widget while this answer is chosen: `.reveal(form.text("who", label))`.
    /// Without script it is always shown.
    #[must_use]
    pub fn reveal(mut self, widget: impl HtmlSafe) -> Self {
        // Writing to a String cannot fail.
        let _ = write!(self.reveals, "{widget}");
        self
    }

    /// Puts a word such as "or" before this answer.
    #[must_use]
    pub fn after(mut self, word: impl Into<String>) -> Self {
        self.divider = word.into();
        self
    }

    /// Makes this answer take back all others, in a question with several answers.
    #[must_use]
    pub fn exclusive(mut self) -> Self {
        self.is_exclusive = true;
        self
    }
}

/// A question with answers to choose from.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "components/choices.html")]
pub struct Choices {
    pub(super) face: Face,
    /// `radios` or `checkboxes`.
    pub(super) block: &'static str,
    /// `radio` or `checkbox`.
    pub(super) kind: &'static str,
    pub(super) chosen: Vec<String>,
    pub(super) options: Vec<Choice>,
    pub(super) is_inline: bool,
    pub(super) is_small: bool,
}

impl HtmlSafe for Choices {}

impl Choices {
    face!();

    /// Sets short answers side by side where there is room.
    #[must_use]
    pub fn inline(mut self) -> Self {
        self.is_inline = true;
        self
    }

    /// Smaller boxes, for filters.
    #[must_use]
    pub fn small(mut self) -> Self {
        self.is_small = true;
        self
    }

    /// As nhsuk-frontend counts: the first has the bare id, and dividers count too.
    fn id_of(&self, index: &usize) -> String {
        let dividers = self.options.iter().take(*index + 1).filter(|option| !option.divider.is_empty());
        match *index + dividers.count() {
            0 => self.face.id.clone(),
            place => format!("{}-{}", self.face.id, place + 1),
        }
    }

    fn is_chosen(&self, value: &str) -> bool {
        self.chosen.iter().any(|chosen| chosen == value)
    }
}
