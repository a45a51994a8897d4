//! The opinion on serious harm: given by a health professional whom the service names, noted by the records officer.

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{Act, Duty, PractitionerId, Told, case::AccessCase, line::HarmOpinionGiven};

use super::officer;
use crate::{
    components::Choice,
    form::Form,
    http::{Visit, visit::see},
    page::{Page, problem::Problem, show, show_again},
    show::Known,
};

#[derive(Template)]
#[template(path = "features/bundle/opinion.html")]
struct OpinionPage {
    page: Page,
    form: Form,
    back: String,
    professionals: Vec<Choice>,
    harm: Vec<Choice>,
}

fn professionals(visit: &Visit) -> Vec<Choice> {
    let working = visit.service.working();
    let named =
        working.into_iter().filter(|p| visit.service.duties(p.practitioner).has(Duty::HealthProfessional));
    named.map(|p| Choice::new(p.practitioner, p.name.clone()).hint(p.role.clone())).collect()
}

fn shown(visit: &Visit, known: &Known, case: &AccessCase, form: Form) -> OpinionPage {
    let t = visit.t;
    OpinionPage {
        page: visit.page(t.say("bundle-opinion-title")),
        back: known.href(&format!("access/{}", case.asked.entry.id)),
        professionals: professionals(visit),
        harm: vec![
            Choice::new("no", t.say("bundle-harm-unlikely")),
            Choice::new("yes", t.say("bundle-harm-likely")),
        ],
        form,
    }
}

/// The form.
pub async fn page(visit: Visit, Path(place): super::Place) -> Result<Response, Problem> {
    let (known, case) = officer(&visit, place).await?;
    Ok(show(shown(&visit, &known, &case, Form::fresh())))
}

/// Notes the opinion.
pub async fn send(visit: Visit, Path(place): super::Place, mut form: Form) -> Result<Response, Problem> {
    let (known, case) = officer(&visit, place).await?;
    let given_by: Option<PractitionerId> = form.id_of("given-by");
    let given_by = given_by.filter(|id| professionals(&visit).iter().any(|one| one.value == id.to_string()));
    if given_by.is_none() {
        form.fail("given-by", visit.t.say("refused-nobody-named"));
    }
    let on = form.maybe_date("on", visit.t);
    if on.is_none() && form.error("on").is_none() {
        form.fail_date("on", visit.t.say("bundle-on-needed"));
    }
    let is_harm_likely = match form.value("harm") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => {
            form.fail("harm", visit.t.say("form-choose"));
            None
        }
    };
    if let (Some(given_by), Some(on), Some(is_harm_likely), true) =
        (given_by, on, is_harm_likely, form.is_ok())
    {
        let words = form.value("words").to_owned();
        let case = case.asked.entry.id;
        let given = HarmOpinionGiven { case, given_by, on, is_harm_likely, words };
        match visit.act(place.0, &form, Told::default(), Act::GiveHarmOpinion(given)).await? {
            Ok(()) => return Ok(see(known.href(&format!("access/{case}")))),
            Err(refusal) => form.refused(&refusal),
        }
    }
    Ok(show_again(shown(&visit, &known, &case, form)))
}
