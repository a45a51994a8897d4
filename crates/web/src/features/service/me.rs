//! A practitioner's own sentence and number, as those who will meet them see them.

use askama::Template;
use axum::response::Response;
use dialogue::{ServiceAct, service::PractitionerJoined};

use crate::{
    form::Form,
    http::{Visit, visit::see},
    page::{Page, problem::Problem, show, show_again},
};

#[derive(Template)]
#[template(path = "features/service/me.html")]
struct MePage {
    page: Page,
    form: Form,
    is: PractitionerJoined,
}

fn own(visit: &Visit) -> Result<PractitionerJoined, Problem> {
    let me = visit.practitioner()?;
    visit.service.practitioners.get(&me).map(|p| p.is.clone()).ok_or_else(Problem::not_found)
}

fn filled(visit: &Visit, is: PractitionerJoined, form: Form) -> MePage {
    MePage { page: visit.page_at(visit.t.say("service-me-title"), "/service"), form, is }
}

/// The form with what people see now.
pub async fn page(visit: Visit) -> Result<Response, Problem> {
    let is = own(&visit)?;
    let form = Form::fresh().with("line", &is.line).with("phone", &is.phone);
    Ok(show(filled(&visit, is, form)))
}

/// Takes the sentence and the number; the name and what they do are the administrator's to write.
pub async fn send(visit: Visit, mut form: Form) -> Result<Response, Problem> {
    let is = own(&visit)?;
    let text = |name: &str| form.value(name).trim().to_owned();
    let now = PractitionerJoined { line: text("line"), phone: text("phone"), ..is.clone() };
    match visit.serve(&form, ServiceAct::Join(now)).await? {
        Ok(()) => Ok(see("/service#people")),
        Err(refusal) => {
            form.refused(&refusal);
            Ok(show_again(filled(&visit, is, form)))
        }
    }
}
