//! What somebody typed into a form: kept whole, given back with each mistake beside its field.
//!
//! The widgets of a page (`form.text(…)`, `form.choice(…)`) are in `components/widgets.rs`.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header;

use crate::page::problem::{Kind, Problem};
use crate::words::Words;

#[cfg(test)]
mod tests;

/// The most a form may weigh, in bytes.
pub const MOST_BYTES: usize = 256 * 1024;
/// What browsers call a form without files.
const URLENCODED: &str = "application/x-www-form-urlencoded";

/// A form's fields as typed, in the order they came, and what is wrong with them.
#[derive(Clone, Default)]
pub struct Form {
    pub(crate) t: Words,
    scope: String,
    fields: Vec<(String, String)>,
    errors: Vec<FieldError>,
}

impl std::fmt::Debug for Form {
    /// Names only: what people typed never reaches a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.fields.iter().map(|(name, _)| format!("{name}=…"))).finish()
    }
}

/// One thing to put right, and the field that it stands beside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name.
    pub name: String,
    /// What to do, in a sentence for the one who typed.
    pub message: String,
    /// The id of the element that the error summary leads to.
    pub anchor: String,
}

impl Form {
    /// An empty form in the fallback language.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty form that carries the id of what it will create, in the field `id`.
    #[must_use]
    pub fn fresh() -> Self {
        Self::new().with("id", fresh_id())
    }

    /// Reads a body as browsers send it. Line ends become `\n`; nothing else is changed.
    #[must_use]
    pub fn parse(body: &[u8]) -> Self {
        let fields = form_urlencoded::parse(body)
            .map(|(name, value)| (name.into_owned(), value.replace("\r\n", "\n")))
            .collect();
        Self { fields, ..Self::default() }
    }

    /// The same form with its fixed words (day, month, year) in another language.
    #[must_use]
    pub fn spoken(mut self, t: Words) -> Self {
        self.t = t;
        self
    }

    /// Sets a word before the ids of all fields, where a page holds several forms with like fields.
    /// The names that are sent stay as they are.
    #[must_use]
    pub fn scoped(mut self, scope: &str) -> Self {
        self.scope = if scope.is_empty() { String::new() } else { format!("{scope}-") };
        self
    }

    /// The id of a field's element.
    pub(crate) fn id_for(&self, name: &str) -> String {
        format!("{}{name}", self.scope)
    }

    /// Fills a field beforehand, replacing what it held.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.fields.retain(|(field, _)| field != name);
        self.fields.push((name.to_owned(), value.to_string()));
        self
    }

    /// Adds one more value to a field, for tick boxes.
    #[must_use]
    pub fn and(mut self, name: &str, value: impl ToString) -> Self {
        self.fields.push((name.to_owned(), value.to_string()));
        self
    }

    /// What was typed, exactly; empty when the field is missing.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    /// What was typed without space around it, or nothing when only space is left.
    #[must_use]
    pub fn filled(&self, name: &str) -> Option<&str> {
        Some(self.value(name).trim()).filter(|value| !value.is_empty())
    }

    /// All values of a field that may come several times.
    #[must_use]
    pub fn values(&self, name: &str) -> Vec<&str> {
        self.fields.iter().filter(|(field, _)| field == name).map(|(_, value)| value.as_str()).collect()
    }

    /// Whether one of a field's values is this one.
    #[must_use]
    pub fn ticked(&self, name: &str, value: &str) -> bool {
        self.fields.iter().any(|(field, held)| field == name && held == value)
    }

    /// All fields in the order they came, for drafts.
    #[must_use]
    pub fn fields(&self) -> &[(String, String)] {
        &self.fields
    }

    /// The date typed into `NAME-day`, `NAME-month`, `NAME-year`: `Ok(None)` when all are empty.
    ///
    /// # Errors
    /// [`NotADate`] when something is typed that is no day of the calendar.
    pub fn date_of(&self, name: &str) -> Result<Option<jiff::civil::Date>, NotADate> {
        let part = |part: &str| self.filled(&format!("{name}-{part}"));
        let (Some(day), Some(month), Some(year)) = (part("day"), part("month"), part("year")) else {
            let untouched = ["day", "month", "year"].iter().all(|name| part(name).is_none());
            return if untouched { Ok(None) } else { Err(NotADate) };
        };
        let date = jiff::civil::Date::new(
            year.parse().map_err(|_| NotADate)?,
            month.parse().map_err(|_| NotADate)?,
            day.parse().map_err(|_| NotADate)?,
        );
        date.map(Some).map_err(|_| NotADate)
    }

    /// Notes a mistake beside a field. The first one of each field is shown.
    /// With an empty name it concerns the whole form and stands in the summary only.
    pub fn fail(&mut self, name: &str, message: impl Into<String>) {
        let anchor = if name.is_empty() { String::new() } else { self.id_for(name) };
        self.fail_to(name, &anchor, message);
    }

    /// Notes a mistake in a date, so that the summary leads to its day.
    pub fn fail_date(&mut self, name: &str, message: impl Into<String>) {
        let anchor = self.id_for(&format!("{name}-day"));
        self.fail_to(name, &anchor, message);
    }

    /// Notes a mistake beside a field, with the id of the element that the summary leads to.
    pub fn fail_to(&mut self, name: &str, anchor: &str, message: impl Into<String>) {
        self.errors.push(FieldError {
            name: name.to_owned(),
            message: message.into(),
            anchor: anchor.to_owned(),
        });
    }

    /// What is wrong with a field.
    #[must_use]
    pub fn error(&self, name: &str) -> Option<&str> {
        self.errors.iter().find(|error| error.name == name).map(|error| error.message.as_str())
    }

    /// All mistakes, in the order they were found.
    #[must_use]
    pub fn errors(&self) -> &[FieldError] {
        &self.errors
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_ok(&self) -> bool {
        self.errors.is_empty()
    }
}

/// Something was typed that is no day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a day of the calendar")]
pub struct NotADate;

/// A new UUIDv7 for what a form will create: sending the form twice creates it once.
#[must_use]
pub fn fresh_id() -> String {
    drawn().to_string()
}

#[cfg(not(test))]
fn drawn() -> uuid::Uuid {
    uuid::Uuid::now_v7()
}

/// In tests two worlds can be given the same ids.
#[cfg(test)]
fn drawn() -> uuid::Uuid {
    crate::testing::id()
}

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        let plain = kind.and_then(|kind| kind.split(';').next()).unwrap_or_default().trim();
        if !plain.eq_ignore_ascii_case(URLENCODED) {
            return Err(Problem::new(Kind::Unsupported));
        }
        let body: Bytes = axum::body::to_bytes(request.into_body(), MOST_BYTES).await.map_err(|cause| {
            Problem::new(Kind::Incorrect).saying(Words::default().say("form-too-long")).because(cause)
        })?;
        Ok(Self::parse(&body))
    }
}
