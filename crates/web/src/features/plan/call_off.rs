//! Calling a meeting off, with the reason.

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{Act, MeetingId, NetworkId, Told, plan::MeetingCalledOff};

use super::{place_line, when_line};
use crate::{
    form::Form,
    http::{Visit, visit::see},
    page::{Page, problem::Problem, show, show_again},
    show::Known,
};

#[derive(Template)]
#[template(path = "features/plan/call_off.html")]
struct CallOffPage {
    page: Page,
    form: Form,
    meeting: String,
    here: String,
    when: String,
    place: String,
    readers: String,
}

fn shown(visit: &Visit, known: &Known, id: MeetingId, form: Form) -> Result<CallOffPage, Problem> {
    let plan = super::meeting(known, id)?.plan().ok_or_else(Problem::not_found)?;
    let meeting = known.href(&format!("meeting/{id}"));
    Ok(CallOffPage {
        page: visit.page(visit.t.say("plan-call-off")),
        here: format!("{meeting}/call-off"),
        meeting,
        readers: known.audience(dialogue::Audience::Invited(id)),
        when: when_line(plan),
        place: place_line(known, plan.place, &plan.place_words),
        form,
    })
}

/// The form.
pub async fn page(
    visit: Visit,
    Path((network, meeting)): Path<(NetworkId, MeetingId)>,
) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    Ok(show(shown(&visit, &known, meeting, Form::fresh())?))
}

/// Calls it off.
pub async fn send(
    visit: Visit,
    Path((network, meeting)): Path<(NetworkId, MeetingId)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    super::meeting(&known, meeting)?;
    let reason = form.value("reason").to_owned();
    let act = Act::CallOff(MeetingCalledOff { meeting, reason });
    if visit.carries_out(network, Told::default(), act, &mut form).await? {
        return Ok(see(known.href(&format!("meeting/{meeting}"))));
    }
    Ok(show_again(shown(&visit, &known, meeting, form)?))
}
