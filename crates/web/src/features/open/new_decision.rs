//! Opening a decision: what it is about and the options named so far. Medicine is one like any other.

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{Act, DecisionId, NetworkId, decision::DecisionOpened};

use super::{USUAL, audiences, told, voices};
use crate::{
    components::Choice,
    form::{Form, fresh_id},
    http::{Visit, visit::see},
    page::{
        Page,
        problem::{Kind, Problem},
        show, show_again,
    },
    show::Known,
};

#[derive(Template)]
#[template(path = "features/open/new_decision.html")]
struct NewPage {
    page: Page,
    known: Known,
    form: Form,
    draft: String,
    voices: Vec<Choice>,
    audiences: Vec<Choice>,
}

fn draft_key(network: NetworkId) -> String {
    format!("decision-{network}")
}

fn empty(visit: &Visit, known: Known, form: Form) -> NewPage {
    NewPage {
        page: visit.page(visit.t.say("decision-new-title")),
        draft: draft_key(known.id()),
        voices: voices(&known),
        audiences: audiences(&known),
        known,
        form,
    }
}

/// A new decision, as it was left if it was left.
pub async fn page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = visit.read(network).await?;
    let fresh = Form::fresh().with("decision", fresh_id()).with("audience", USUAL);
    let form = visit.draft_or(&draft_key(network), fresh).await?;
    Ok(show(empty(&visit, known, form)))
}

/// Opens a decision.
pub async fn open(visit: Visit, Path(network): Path<NetworkId>, mut form: Form) -> Result<Response, Problem> {
    let known = visit.read(network).await?;
    let decision: DecisionId = form.id_of("decision").ok_or_else(|| Problem::new(Kind::Incorrect))?;
    let act = Act::OpenDecision(DecisionOpened {
        decision,
        about: form.value("about").to_owned(),
        is_medicine: form.ticked("is-medicine", "yes"),
        options: form.value("options").lines().map(str::to_owned).collect(),
    });
    if visit.carries_out(network, told(&known, &form), act, &mut form).await? {
        visit.forget_draft(&draft_key(network)).await?;
        return Ok(see(known.href(&format!("decision/{decision}"))));
    }
    Ok(show_again(empty(&visit, known, form)))
}
