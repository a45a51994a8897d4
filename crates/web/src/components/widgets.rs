//! The widgets of a form: each shows what was typed and what is wrong beside its field.

use askama::Template;
use askama::filters::HtmlSafe;

use super::date::Part;
use super::{Area, Choice, Choices, DateInput, ErrorSummary, Face, Input, Pick};
use crate::form::Form;

/// A field that nobody sees.
#[derive(Clone, Debug, Template)]
#[template(source = r#"<input type="hidden" name="{{ name }}" value="{{ value }}">"#, ext = "html")]
pub struct Hidden {
    name: String,
    value: String,
}

impl HtmlSafe for Hidden {}

impl Form {
    fn face(&self, name: &str, label: impl Into<String>) -> Face {
        Face {
            id: self.id_for(name),
            name: name.to_owned(),
            label: label.into(),
            error: self.error(name).unwrap_or_default().to_owned(),
            error_word: self.t.say("form-error-word"),
            ..Face::default()
        }
    }

    /// One line of text.
    #[must_use]
    pub fn text(&self, name: &str, label: impl Into<String>) -> Input {
        Input {
            face: self.face(name, label),
            value: self.value(name).to_owned(),
            kind: "text".to_owned(),
            ..Input::default()
        }
    }

    /// Several lines of text.
    #[must_use]
    pub fn area(&self, name: &str, label: impl Into<String>) -> Area {
        Area { face: self.face(name, label), value: self.value(name).to_owned(), rows: 5, ..Area::default() }
    }

    /// One of a few answers.
    #[must_use]
    pub fn choice(&self, name: &str, legend: impl Into<String>, options: &[Choice]) -> Choices {
        self.choices(name, legend, options, "radios", "radio")
    }

    /// Any of a few answers.
    #[must_use]
    pub fn ticks(&self, name: &str, legend: impl Into<String>, options: &[Choice]) -> Choices {
        self.choices(name, legend, options, "checkboxes", "checkbox")
    }

    /// One box to tick, sent as `NAME=yes`.
    #[must_use]
    pub fn tick(&self, name: &str, label: impl Into<String>) -> Choices {
        self.ticks(name, "", &[Choice::new("yes", label)])
    }

    fn choices(
        &self,
        name: &str,
        legend: impl Into<String>,
        options: &[Choice],
        block: &'static str,
        kind: &'static str,
    ) -> Choices {
        Choices {
            face: self.face(name, legend),
            block,
            kind,
            chosen: self.values(name).into_iter().map(str::to_owned).collect(),
            options: options.to_vec(),
            ..Choices::default()
        }
    }

    /// One of a long list.
    #[must_use]
    pub fn pick(&self, name: &str, label: impl Into<String>, options: &[Choice]) -> Pick {
        Pick { face: self.face(name, label), value: self.value(name).to_owned(), options: options.to_vec() }
    }

    /// Day, month and year; read with [`Form::date_of`].
    #[must_use]
    pub fn date(&self, name: &str, legend: impl Into<String>) -> DateInput {
        let part = |part: &str, label: String, width| Part {
            id: self.id_for(&format!("{name}-{part}")),
            name: format!("{name}-{part}"),
            label,
            value: self.value(&format!("{name}-{part}")).to_owned(),
            width,
        };
        DateInput {
            face: self.face(name, legend),
            parts: vec![
                part("day", self.t.say("form-day"), 2),
                part("month", self.t.say("form-month"), 2),
                part("year", self.t.say("form-year"), 4),
            ],
        }
    }

    /// A field that nobody sees, with the value that the form holds.
    #[must_use]
    pub fn hidden(&self, name: &str) -> Hidden {
        Hidden { name: name.to_owned(), value: self.value(name).to_owned() }
    }

    /// All mistakes, for the top of the page; nothing when nothing is wrong.
    #[must_use]
    pub fn summary(&self) -> ErrorSummary {
        ErrorSummary { heading: self.t.say("form-problem"), errors: self.errors().to_vec() }
    }
}
