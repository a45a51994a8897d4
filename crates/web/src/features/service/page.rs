//! The service as everybody of it may know it; with ways to change it, for the administrator.

use askama::Template;
use axum::response::Response;
use dialogue::{
    Seat,
    service::{PractitionerJoined, ServiceNamed},
};

use super::{duty, legal};
use crate::{
    http::Visit,
    page::{Page, problem::Problem, show},
};

#[derive(Template)]
#[template(path = "features/service/page.html")]
struct ServicePage {
    page: Page,
    is: ServiceNamed,
    legal: String,
    people: Vec<PractitionerJoined>,
    left: Vec<PractitionerJoined>,
    duties: Vec<duty::Named>,
    is_administrator: bool,
    /// What waits in the whole service, for practitioners: numbers alone.
    matters: Vec<(String, String)>,
    /// Whether they answer for records.
    has_records: bool,
}

/// The page, for practitioners and the administrator. People of a network learn of no such page.
pub async fn page(visit: Visit) -> Result<Response, Problem> {
    let is_administrator = visit.account.seat == Seat::Administrator;
    if !is_administrator {
        visit.practitioner()?;
    }
    let is = visit.service.is.clone();
    let mut left: Vec<_> =
        visit.service.practitioners.values().filter(|p| p.has_left).map(|p| p.is.clone()).collect();
    left.sort_by(|a, b| a.name.cmp(&b.name));
    let matters =
        if is_administrator { Vec::new() } else { crate::features::matters::counts(&visit).await? };
    Ok(show(ServicePage {
        matters,
        page: visit.page_at(visit.t.say("service-title"), "/service"),
        legal: legal(visit.t, is.legal_record, &is.other_record),
        people: visit.service.working().into_iter().cloned().collect(),
        left,
        duties: duty::named(visit.t, &visit.service),
        has_records: crate::features::retention::duties(&visit).is_ok(),
        is,
        is_administrator,
    }))
}
