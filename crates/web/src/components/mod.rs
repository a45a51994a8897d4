//! The parts that pages are made of: nhsuk-frontend's markup, and our own beside it.
//!
//! What shows something is a macro in `macros.html`; what asks for something is a widget made by
//! [`Form`](crate::form::Form), so that typed values and mistakes stand where they belong.
//! A test holds both against the fixtures that nhsuk-frontend publishes.

pub mod choices;
pub mod date;
pub mod field;
pub mod summary;
mod widgets;

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod tests;

pub use choices::{Choice, Choices};
pub use date::DateInput;
pub use field::{Area, Face, Input, Pick};
pub use summary::ErrorSummary;

/// Markup that our own widgets have made, as one piece: several fields revealed together.
pub struct Raw(pub String);

impl std::fmt::Display for Raw {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Raw {}
