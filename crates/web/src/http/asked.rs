//! What addresses and forms name, read into the domain's own types.

use axum::{
    extract::{RawPathParams, Request, rejection::RawPathParamsRejection},
    middleware::Next,
    response::{IntoResponse, Response},
};
use dialogue::{EntryId, Who, appointment::Office};
use jiff::{Timestamp, civil, tz::TimeZone};
use uuid::Uuid;

use crate::{form::Form, page::problem::Problem, words::Words};

/// An address whose names cannot be anything's looks like one whose names are nothing's:
/// the same page, before anything is looked up (promise 4).
pub async fn can_be(
    names: Result<RawPathParams, RawPathParamsRejection>,
    request: Request,
    next: Next,
) -> Response {
    let can_be = names.is_ok_and(|names| {
        names.iter().all(|(place, name)| match place {
            "path" | "link" => true,
            "who" => name.parse::<Who>().is_ok(),
            "office" => Office::named(name).is_some(),
            "hold" | "entry" | "case" | "candour" | "line" | "confided" | "voiced" | "about" | "withheld"
            | "hidden" | "asked" => name.parse::<EntryId>().is_ok(),
            _ => name.parse::<Uuid>().is_ok(),
        })
    });
    if can_be { next.run(request).await } else { Problem::not_found().into_response() }
}

/// An entry as an address names it.
#[derive(Clone, Copy, Debug, serde::Deserialize)]
#[serde(try_from = "String")]
pub struct Named(pub EntryId);

impl TryFrom<String> for Named {
    type Error = dialogue::NoSuchEntryId;
    fn try_from(name: String) -> Result<Self, Self::Error> {
        name.parse().map(Self)
    }
}

impl Form {
    /// An identity typed into a hidden field or chosen from a list.
    pub fn id_of<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.value(name).parse().ok()
    }

    /// Somebody chosen from a list of voices.
    pub fn who(&self, name: &str) -> Option<Who> {
        self.value(name).parse().ok()
    }

    /// All identities ticked.
    pub fn ids_of<T: std::str::FromStr>(&self, name: &str) -> impl Iterator<Item = T> {
        self.values(name).into_iter().filter_map(|value| value.parse().ok()).collect::<Vec<_>>().into_iter()
    }

    /// Date and hour from `NAME-day…` and `NAME-hour` ("10:05"), as civil time. Mistakes are noted.
    pub fn civil(&mut self, name: &str, t: Words) -> Option<civil::DateTime> {
        let date = match self.date_of(name) {
            Ok(Some(date)) => Some(date),
            _ => {
                self.fail_date(name, t.say("form-not-a-date"));
                None
            }
        };
        let field = format!("{name}-hour");
        let typed = self.value(&field).trim().replace('.', ":");
        let time = civil::Time::strptime("%H:%M", &typed).ok();
        if time.is_none() {
            self.fail(&field, t.say("form-not-an-hour"));
        }
        Some(date?.to_datetime(time?))
    }

    /// The same as an instant in a zone.
    pub fn instant(&mut self, name: &str, t: Words, zone: &TimeZone) -> Option<Timestamp> {
        let civil = self.civil(name, t)?;
        zone.to_ambiguous_timestamp(civil).compatible().ok()
    }

    /// Fills date and hour beforehand with a moment as it stands in a zone.
    #[must_use]
    pub fn with_moment(self, name: &str, at: Timestamp, zone: &TimeZone) -> Self {
        let at = at.to_zoned(zone.clone());
        self.with_date(name, at.date()).with(&format!("{name}-hour"), at.strftime("%H:%M"))
    }

    /// Fills a date beforehand.
    #[must_use]
    pub fn with_date(self, name: &str, date: civil::Date) -> Self {
        self.with(&format!("{name}-day"), date.day())
            .with(&format!("{name}-month"), date.month())
            .with(&format!("{name}-year"), date.year())
    }

    /// A date that may be left empty. Mistakes are noted.
    pub fn maybe_date(&mut self, name: &str, t: Words) -> Option<civil::Date> {
        match self.date_of(name) {
            Ok(date) => date,
            Err(_) => {
                self.fail_date(name, t.say("form-not-a-date"));
                None
            }
        }
    }
}
