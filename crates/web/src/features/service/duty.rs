//! Duties: what a practitioner is named for beyond their own networks. Named by the administrator,
//! known to everybody of the service.

use askama::Template;
use axum::response::Response;
use dialogue::{
    Duty, PractitionerId, Service, ServiceAct,
    duty::{DutyEnded, DutyGiven},
};

use super::administrator;
use crate::{
    components::Choice,
    form::Form,
    http::{Visit, visit::see},
    page::{
        Page,
        problem::{Kind, Problem},
        show, show_again,
    },
    words::{Words, key},
};

/// A duty, what it is, and who has it.
pub(super) struct Named {
    /// Its stable name.
    pub(super) duty: &'static str,
    /// What it is called.
    pub(super) name: String,
    /// What it is, in a sentence.
    pub(super) what: String,
    /// Who has it.
    pub(super) who: Vec<(PractitionerId, String)>,
}

/// The name of a duty on screen, and the key of its sentence.
fn keys(duty: Duty) -> [&'static str; 2] {
    match duty {
        Duty::HealthProfessional => {
            [key("service-duty-health-professional"), key("service-duty-health-professional-what")]
        }
        Duty::Decider => [key("service-duty-decider"), key("service-duty-decider-what")],
        Duty::SafeguardingLead => {
            [key("service-duty-safeguarding-lead"), key("service-duty-safeguarding-lead-what")]
        }
        Duty::CaldicottGuardian => {
            [key("service-duty-caldicott-guardian"), key("service-duty-caldicott-guardian-what")]
        }
        Duty::RecordsOfficer => {
            [key("service-duty-records-officer"), key("service-duty-records-officer-what")]
        }
        Duty::Lead => [key("service-duty-lead"), key("service-duty-lead-what")],
        Duty::OnCall => [key("service-duty-on-call"), key("service-duty-on-call-what")],
    }
}

/// Every duty with those who have it.
pub(super) fn named(t: Words, service: &Service) -> Vec<Named> {
    let working = service.working();
    let one = |duty: Duty| {
        let theirs = working.iter().filter(|p| service.duties(p.practitioner).has(duty));
        let [name, what] = keys(duty);
        Named {
            duty: duty.name(),
            name: t.say(name),
            what: t.say(what),
            who: theirs.map(|p| (p.practitioner, p.name.clone())).collect(),
        }
    };
    Duty::ALL.into_iter().map(one).collect()
}

#[derive(Template)]
#[template(path = "features/service/duty.html")]
struct DutyPage {
    page: Page,
    form: Form,
    who: Vec<Choice>,
    duties: Vec<Choice>,
    named: Vec<Named>,
    relieve: Form,
}

fn filled(visit: &Visit, form: Form) -> DutyPage {
    let t = visit.t;
    let mut who = vec![Choice::new("", t.say("network-choose"))];
    who.extend(visit.service.working().into_iter().map(|p| Choice::new(p.practitioner, p.name.clone())));
    let named = named(t, &visit.service);
    DutyPage {
        page: visit.page_at(t.say("service-duty-title"), "/service"),
        who,
        duties: named
            .iter()
            .map(|one| Choice::new(one.duty, one.name.clone()).hint(one.what.clone()))
            .collect(),
        named,
        relieve: Form::fresh(),
        form,
    }
}

/// The form, for the administrator.
pub async fn page(visit: Visit) -> Result<Response, Problem> {
    administrator(&visit)?;
    Ok(show(filled(&visit, Form::fresh())))
}

fn duty(form: &Form) -> Option<Duty> {
    Duty::ALL.into_iter().find(|duty| duty.name() == form.value("duty"))
}

/// Names somebody for a duty.
pub async fn give(visit: Visit, mut form: Form) -> Result<Response, Problem> {
    administrator(&visit)?;
    let (practitioner, duty) = (form.id_of("practitioner"), duty(&form));
    if practitioner.is_none() {
        form.fail("practitioner", visit.t.say("refused-nobody-named"));
    }
    if duty.is_none() {
        form.fail("duty", visit.t.say("service-duty-none-chosen"));
    }
    if let (Some(practitioner), Some(duty)) = (practitioner, duty) {
        match visit.serve(&form, ServiceAct::Give(DutyGiven { practitioner, duty })).await? {
            Ok(()) => return Ok(see("/service/duty")),
            Err(refusal) => form.refused(&refusal),
        }
    }
    Ok(show_again(filled(&visit, form)))
}

/// Relieves somebody of a duty.
pub async fn relieve(visit: Visit, form: Form) -> Result<Response, Problem> {
    administrator(&visit)?;
    let (Some(practitioner), Some(duty)) = (form.id_of("practitioner"), duty(&form)) else {
        return Err(Problem::new(Kind::Incorrect));
    };
    let mut again = Form::fresh();
    match visit.serve(&form, ServiceAct::Relieve(DutyEnded { practitioner, duty })).await? {
        Ok(()) => Ok(see("/service/duty")),
        Err(refusal) => {
            again.refused(&refusal);
            Ok(show_again(filled(&visit, again)))
        }
    }
}
