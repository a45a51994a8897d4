//! The service's rules for keeping records, set by the administrator.

use askama::Template;
use axum::response::Response;
use dialogue::{Seat, ServiceAct, retention::RetentionRules};

use crate::{
    form::Form,
    http::{Visit, visit::see},
    page::{Page, problem::Problem, show, show_again},
};

#[derive(Template)]
#[template(path = "features/retention/rules.html")]
struct RulesPage {
    page: Page,
    form: Form,
}

fn shown(visit: &Visit, form: Form) -> RulesPage {
    RulesPage { page: visit.page_at(visit.t.say("retention-rules-title"), "/service"), form }
}

fn administrator(visit: &Visit) -> Result<(), Problem> {
    if visit.account.seat == Seat::Administrator { Ok(()) } else { Err(Problem::not_found()) }
}

/// The rules as they are.
pub async fn page(visit: Visit) -> Result<Response, Problem> {
    administrator(&visit)?;
    let rules = visit.service.retention;
    let form = Form::fresh()
        .with("after-last", rules.after_last)
        .with("child-until", rules.child_until)
        .with("seventeen-until", rules.seventeen_until)
        .with("after-death", rules.after_death)
        .with("backup-days", rules.backup_days);
    Ok(show(shown(&visit, form)))
}

/// A whole number from a field, within bounds; what is none is given back.
fn number(visit: &Visit, form: &mut Form, name: &str, least: u16, most: u16) -> u16 {
    let typed = form.value(name).trim().parse().ok().filter(|n| (least..=most).contains(n));
    if typed.is_none() {
        let say = visit.t.say_with("retention-number", [("least", &least), ("most", &most)]);
        form.fail(name, say);
    }
    typed.unwrap_or_default()
}

/// Sets them anew; the ones before stay in the service's stream.
pub async fn send(visit: Visit, mut form: Form) -> Result<Response, Problem> {
    administrator(&visit)?;
    let mut years = |name: &str, least: u16| {
        u8::try_from(number(&visit, &mut form, name, least, 100)).unwrap_or_default()
    };
    let (after_last, after_death) = (years("after-last", 1), years("after-death", 1));
    let (child_until, seventeen_until) = (years("child-until", 18), years("seventeen-until", 18));
    let backup_days = number(&visit, &mut form, "backup-days", 0, 3660);
    if form.is_ok() {
        let rules = RetentionRules { after_last, child_until, seventeen_until, after_death, backup_days };
        match visit.serve(&form, ServiceAct::SetRetention(rules)).await? {
            Ok(()) => return Ok(see("/service")),
            Err(refusal) => form.refused(&refusal),
        }
    }
    Ok(show_again(shown(&visit, form)))
}
