//! Whether somebody may be asked to meetings: a no that holds, and the way back from it.

use askama::Template;
use axum::{
    extract::{Path, Query},
    response::Response,
};
use dialogue::{Act, MeetingId, MemberId, NetworkId, Told, Who, people::AskingChanged};

use super::{is_own, read_for};
use crate::{
    form::Form,
    http::{Visit, visit::see},
    page::{Page, problem::Problem, show, show_again},
    show::Known,
};

/// Where to go back to.
#[derive(serde::Deserialize)]
pub struct From {
    /// The meeting that is being planned.
    meeting: Option<MeetingId>,
    /// `people`: the page about them.
    #[serde(default)]
    from: String,
}

#[derive(Template)]
#[template(path = "features/plan/asking.html")]
struct AskingPage {
    page: Page,
    known: Known,
    form: Form,
    here: String,
    name: String,
    is_own: bool,
    is_asked: bool,
    past: Vec<String>,
}

fn shown(visit: &Visit, known: Known, id: MemberId, form: Form) -> Result<AskingPage, Problem> {
    let member = known.network.people.members.get(&id).ok_or_else(Problem::not_found)?;
    if member.is_dead() {
        return Err(Problem::not_found());
    }
    let past = member.asking.iter().rev().map(|asking| {
        let key = if asking.may_be_asked {
            crate::words::key("plan-asking-was-yes")
        } else {
            crate::words::key("plan-asking-was-no")
        };
        let (at, by) = (known.at(asking.entry.recorded_at), known.told_by(asking));
        visit.t.say_with(key, [("at", &at), ("by", &by), ("words", &asking.words)])
    });
    Ok(AskingPage {
        page: visit.page(visit.t.say("plan-asking-title")),
        past: past.collect(),
        here: known.href(&format!("asking/{id}")),
        name: known.name(Who::Member(id)),
        is_own: is_own(&known, id),
        is_asked: member.may_be_asked(),
        known,
        form,
    })
}

/// Whether they may be asked now, and the form to change it.
pub async fn page(
    visit: Visit,
    Path((network, member)): Path<(NetworkId, MemberId)>,
    Query(from): Query<From>,
) -> Result<Response, Problem> {
    let known = read_for(&visit, network, member).await?;
    let meeting = from.meeting.map(|id| id.to_string()).unwrap_or_default();
    let form = Form::fresh().with("meeting", meeting).with("from", from.from);
    let page = shown(&visit, known, member, form)?;
    let to = if page.is_asked { "no" } else { "yes" };
    Ok(show(AskingPage { form: page.form.clone().with("may-be-asked", to), ..page }))
}

/// Keeps what they said; what was said before stays.
pub async fn send(
    visit: Visit,
    Path((network, member)): Path<(NetworkId, MemberId)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = read_for(&visit, network, member).await?;
    let may_be_asked = form.value("may-be-asked") == "yes";
    let words = form.value("words").to_owned();
    let told = Told { voice: Some(Who::Member(member)), ..Told::default() };
    let act = Act::ChangeAsking(AskingChanged { member, may_be_asked, words });
    if visit.carries_out(network, told, act, &mut form).await? {
        return Ok(see(back(&known, member, &form)));
    }
    Ok(show_again(shown(&visit, known, member, form)?))
}

/// The team goes on with what it was at; a member goes home.
fn back(known: &Known, member: MemberId, form: &Form) -> String {
    match form.id_of::<MeetingId>("meeting") {
        Some(meeting) if known.is_team() => known.href(&format!("meeting/{meeting}/plan")),
        Some(meeting) => known.href(&format!("meeting/{meeting}")),
        None if known.is_team() && form.value("from") == "people" => known.href(&format!("people/{member}")),
        None if known.is_team() => known.href("meeting/new"),
        None => known.href(""),
    }
}
