//! The service's own page: its name, its numbers, which record is the legal one, and its people.
//! Nobody's words and no network stand here; an administrator sees no more than this.

mod duty;
mod me;
mod one;
mod page;
mod settings;

#[cfg(test)]
mod tests;

use axum::{
    Router,
    routing::{get, post},
};
use dialogue::{Seat, service::LegalRecord};

use crate::{
    http::{App, Visit},
    page::problem::Problem,
    words::{Words, key},
};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/service", get(page::page))
        .route("/service/duty", get(duty::page).post(duty::give))
        .route("/service/duty/relieve", post(duty::relieve))
        .route("/service/settings", get(settings::page).post(settings::send))
        .route("/service/practitioner/new", get(one::new).post(one::join))
        .route("/service/practitioner/{practitioner}", get(one::page).post(one::describe))
        .route("/service/practitioner/{practitioner}/leave", post(one::leave))
        .route("/service/me", get(me::page).post(me::send))
}

/// Only an administrator goes on; others learn that there is no such page.
fn administrator(visit: &Visit) -> Result<(), Problem> {
    if visit.account.seat == Seat::Administrator { Ok(()) } else { Err(Problem::not_found()) }
}

/// The legal record in words, with the name of the organisation's own where it has one.
fn legal(t: Words, record: LegalRecord, other: &str) -> String {
    match record {
        LegalRecord::Polyphony => t.say("service-legal-polyphony"),
        LegalRecord::Organisation if other.is_empty() => t.say("service-legal-organisation"),
        LegalRecord::Organisation => t.say_with("service-legal-organisation-named", [("name", other)]),
    }
}

/// A legal record's stable name in forms.
fn legal_name(record: LegalRecord) -> &'static str {
    match record {
        LegalRecord::Organisation => "organisation",
        LegalRecord::Polyphony => "polyphony",
    }
}

/// The name of a choice of legal record, on screen.
fn legal_key(record: LegalRecord) -> &'static str {
    match record {
        LegalRecord::Organisation => key("service-legal-organisation"),
        LegalRecord::Polyphony => key("service-legal-polyphony"),
    }
}
