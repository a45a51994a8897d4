//! Keeping and letting go: requests for records that wait, networks whose time has come, destruction by two
//! people, certificates; and the service's rules. Dates, ids and counts; nobody's words or names but the service's.

mod certificate;
mod destroy;
mod page;
mod rules;

#[cfg(test)]
mod tests;

use axum::{
    Router,
    routing::{get, post},
};
use dialogue::{Duties, Duty, retention::Kept};

pub use certificate::text;

use crate::{
    http::{App, Visit},
    page::problem::Problem,
    show::time,
    words::{Words, key},
};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/records", get(page::page))
        .route("/records/destroy/{network}", get(destroy::page).post(destroy::propose))
        .route("/records/destroy/{network}/confirm", post(destroy::confirm))
        .route("/records/destroy/{network}/drop", post(destroy::drop_it))
        .route("/records/destroyed/{network}", get(certificate::page))
        .route("/records/destroyed/{network}/certificate", get(certificate::file))
        .route("/service/retention", get(rules::page).post(rules::send))
}

/// Whoever answers for records; for others there is no such page.
pub(super) fn duties(visit: &Visit) -> Result<Duties, Problem> {
    let duties = visit.service.duties_of(visit.account.seat);
    let answers = duties.has_any(&[Duty::RecordsOfficer, Duty::Lead, Duty::CaldicottGuardian]);
    if answers { Ok(duties) } else { Err(Problem::not_found()) }
}

/// The rule under which a network was kept, in a sentence.
fn rule(t: Words, kept: &Kept) -> String {
    use dialogue::retention::Rule;
    let said = match kept.rule {
        Rule::LastEntry => key("retention-rule-last-entry"),
        Rule::Death => key("retention-rule-death"),
        Rule::Birthday => key("retention-rule-birthday"),
    };
    t.say_with(said, [("day", &time::date(kept.until))])
}
