//! Appointments: who stands beside the person, as what, what each may read and until when. Nobody reads by being
//! a relative; a parent does not read a child's words by being a parent.

mod child;
mod made;
mod page;

#[cfg(test)]
mod tests;

use axum::{Router, routing::get};
use dialogue::{
    appointment::{Appointment, DECIDES_AT, GROWN_AT, Office, Reads},
    day::end_of,
};

use crate::{http::App, show::Known, words::key};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/network/{network}/appointments", get(page::page))
        .route("/network/{network}/appointment/new", get(made::page).post(made::appoint))
        .route("/network/{network}/appointment/{member}/{office}/end", get(made::end_page).post(made::end))
        .route("/network/{network}/child-decides/new", get(child::page).post(child::judge))
}

/// The name of an office.
pub(crate) fn office_key(office: Office) -> &'static str {
    match office {
        Office::Attorney => key("appointment-attorney"),
        Office::Deputy => key("appointment-deputy"),
        Office::NearestRelative => key("appointment-nearest-relative"),
        Office::NominatedPerson => key("appointment-nominated-person"),
        Office::Advocate => key("appointment-advocate"),
        Office::ParentalResponsibility => key("appointment-parental-responsibility"),
        Office::SpeaksForMe => key("appointment-speaks-for-me"),
    }
}

/// What an office is by law, in a sentence.
fn law_key(office: Office) -> &'static str {
    match office {
        Office::Attorney => key("appointment-attorney-law"),
        Office::Deputy => key("appointment-deputy-law"),
        Office::NearestRelative => key("appointment-nearest-relative-law"),
        Office::NominatedPerson => key("appointment-nominated-person-law"),
        Office::Advocate => key("appointment-advocate-law"),
        Office::ParentalResponsibility => key("appointment-parental-responsibility-law"),
        Office::SpeaksForMe => key("appointment-speaks-for-me-law"),
    }
}

/// What somebody reads by it.
pub(crate) fn reads_key(reads: Reads) -> &'static str {
    match reads {
        Reads::AsMember => key("appointment-reads-as-member"),
        Reads::AsThePerson => key("appointment-reads-as-the-person"),
    }
}

/// Whether it holds now, and if not, why: what the reader of a dated change needs to know.
fn state_key(known: &Known, one: &Appointment) -> &'static str {
    let (network, now) = (&known.network, known.now);
    let is_parent = one.made.office == Office::ParentalResponsibility;
    if one.ended.is_some() {
        key("appointment-state-ended")
    } else if network.person_died().is_some() {
        key("appointment-state-died")
    } else if one.made.until.is_some_and(|until| end_of(until) <= now) {
        key("appointment-state-lapsed")
    } else if is_parent && network.is_at_least(GROWN_AT, now) {
        key("appointment-state-grown")
    } else if is_parent && network.is_at_least(DECIDES_AT, now) {
        key("appointment-state-sixteen")
    } else if network.is_in_force(one, now) {
        key("appointment-state-now")
    } else {
        key("appointment-state-ahead")
    }
}
