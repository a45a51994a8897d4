//! The particulars of the service, for the administrator.

use askama::Template;
use axum::response::Response;
use dialogue::{
    ServiceAct,
    service::{CrisisContact, LegalRecord, ServiceNamed},
};

use super::{administrator, legal_key, legal_name};
use crate::{
    components::{Choice, Input},
    form::Form,
    http::{Visit, visit::see},
    page::{Page, problem::Problem, show, show_again},
    words::Words,
};

/// How many numbers there is always room for.
const ROWS: usize = 5;
/// The most numbers that a page can carry.
const MOST_ROWS: usize = 12;

/// One number's two fields.
struct Row {
    legend: String,
    who: Input,
    number: Input,
}

#[derive(Template)]
#[template(path = "features/service/settings.html")]
struct SettingsPage {
    page: Page,
    form: Form,
    rows: Vec<Row>,
    legal: Vec<Choice>,
}

fn who(n: usize) -> String {
    format!("crisis-who-{n}")
}

fn number(n: usize) -> String {
    format!("crisis-number-{n}")
}

fn filled(visit: &Visit, form: Form) -> SettingsPage {
    let t = visit.t;
    let used = (1..=MOST_ROWS)
        .rfind(|n| form.filled(&who(*n)).is_some() || form.filled(&number(*n)).is_some())
        .unwrap_or(0);
    let row = |n: usize| Row {
        legend: t.say_with("service-crisis-legend", [("n", &n)]),
        who: form.text(&who(n), t.say("service-crisis-who")).autocomplete("off"),
        number: form.text(&number(n), t.say("service-crisis-number")).kind("tel").autocomplete("off"),
    };
    let rows = (1..=(used + 1).clamp(ROWS, MOST_ROWS)).map(row).collect();
    let choice = |record| Choice::new(legal_name(record), t.say(legal_key(record)));
    SettingsPage {
        page: visit.page_at(t.say("service-settings"), "/service"),
        rows,
        legal: [LegalRecord::Organisation, LegalRecord::Polyphony].map(choice).to_vec(),
        form,
    }
}

/// The form with what holds now.
pub async fn page(visit: Visit) -> Result<Response, Problem> {
    administrator(&visit)?;
    let is = &visit.service.is;
    let mut form = Form::fresh()
        .with("name", &is.name)
        .with("phone", &is.phone)
        .with("zone", &is.zone)
        .with("legal-record", legal_name(is.legal_record))
        .with("other-record", &is.other_record);
    for (contact, n) in is.crisis.iter().zip(1..) {
        form = form.with(&who(n), &contact.who).with(&number(n), &contact.number);
    }
    Ok(show(filled(&visit, form)))
}

/// The numbers as typed; a row with one of its two fields empty is given back.
fn crisis(form: &mut Form, t: Words) -> Vec<CrisisContact> {
    let mut contacts = Vec::new();
    for n in 1..=MOST_ROWS {
        let typed = |name: &str| form.value(name).trim().to_owned();
        let contact = CrisisContact { who: typed(&who(n)), number: typed(&number(n)) };
        match (contact.who.is_empty(), contact.number.is_empty()) {
            (true, true) => {}
            (true, false) => form.fail(&who(n), t.say("service-crisis-who-needed")),
            (false, true) => form.fail(&number(n), t.say("service-crisis-number-needed")),
            (false, false) => contacts.push(contact),
        }
    }
    contacts
}

/// Takes the particulars; each time replaces the time before, and all stay in the service's own stream.
pub async fn send(visit: Visit, mut form: Form) -> Result<Response, Problem> {
    administrator(&visit)?;
    let crisis = crisis(&mut form, visit.t);
    let legal = [LegalRecord::Organisation, LegalRecord::Polyphony];
    let legal = legal.into_iter().find(|record| legal_name(*record) == form.value("legal-record"));
    if legal.is_none() {
        form.fail("legal-record", visit.t.say("form-choose"));
    }
    if let Some(legal_record) = legal.filter(|_| form.is_ok()) {
        let text = |name: &str| form.value(name).trim().to_owned();
        let named = ServiceNamed {
            name: text("name"),
            phone: text("phone"),
            crisis,
            zone: text("zone"),
            legal_record,
            other_record: text("other-record"),
        };
        match visit.serve(&form, ServiceAct::Name(named)).await? {
            Ok(()) => return Ok(see("/service")),
            Err(refusal) => form.refused(&refusal),
        }
    }
    Ok(show_again(filled(&visit, form)))
}
