//! One practitioner, for the administrator: taking in, describing anew, letting go.

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{
    Account, PractitionerId, Seat, ServiceAct,
    service::{PractitionerJoined, PractitionerLeft},
};

use super::administrator;
use crate::{
    components::Choice,
    form::{Form, fresh_id},
    http::{
        Visit,
        visit::{problem, see},
    },
    page::{
        Page,
        problem::{Kind, Problem},
        show, show_again,
    },
};

#[derive(Template)]
#[template(path = "features/service/one.html")]
struct OnePage {
    page: Page,
    form: Form,
    leaving: Form,
    here: String,
    title: String,
    peer: Vec<Choice>,
    is_new: bool,
    has_left: bool,
}

fn filled(visit: &Visit, id: Option<PractitionerId>, form: Form) -> OnePage {
    let t = visit.t;
    let known = id.and_then(|id| visit.service.practitioners.get(&id));
    let here = known.map_or("new".to_owned(), |p| p.is.practitioner.to_string());
    OnePage {
        page: visit.page_at(
            t.say(if known.is_none() { "service-join-title" } else { "service-one-title" }),
            "/service",
        ),
        title: known.map_or_else(|| t.say("service-join-title"), |p| p.is.name.clone()),
        here: format!("/service/practitioner/{here}"),
        peer: vec![Choice::new("yes", t.say("service-is-peer"))],
        leaving: Form::fresh(),
        is_new: known.is_none(),
        has_left: known.is_some_and(|p| p.has_left),
        form,
    }
}

/// An empty form, with the identity of whom it takes in.
pub async fn new(visit: Visit) -> Result<Response, Problem> {
    administrator(&visit)?;
    Ok(show(filled(&visit, None, Form::fresh().with("practitioner", fresh_id()))))
}

/// The form with how somebody is described now.
pub async fn page(visit: Visit, Path(id): Path<PractitionerId>) -> Result<Response, Problem> {
    administrator(&visit)?;
    let is = &visit.service.practitioners.get(&id).ok_or_else(Problem::not_found)?.is;
    let mut form = Form::fresh()
        .with("practitioner", id)
        .with("name", &is.name)
        .with("role", &is.role)
        .with("line", &is.line)
        .with("phone", &is.phone);
    if is.is_peer {
        form = form.with("is-peer", "yes");
    }
    Ok(show(filled(&visit, Some(id), form)))
}

fn described(form: &Form, practitioner: PractitionerId) -> ServiceAct {
    let text = |name: &str| form.value(name).trim().to_owned();
    ServiceAct::Join(PractitionerJoined {
        practitioner,
        name: text("name"),
        role: text("role"),
        is_peer: form.ticked("is-peer", "yes"),
        line: text("line"),
        phone: text("phone"),
    })
}

/// Takes somebody in.
pub async fn join(visit: Visit, form: Form) -> Result<Response, Problem> {
    administrator(&visit)?;
    let id = form.id_of("practitioner").ok_or_else(|| Problem::new(Kind::Incorrect))?;
    save(&visit, id, None, form).await
}

/// Describes somebody anew; who had left is taken in again and may come in again.
pub async fn describe(visit: Visit, Path(id): Path<PractitionerId>, form: Form) -> Result<Response, Problem> {
    administrator(&visit)?;
    let had_left = visit.service.practitioners.get(&id).ok_or_else(Problem::not_found)?.has_left;
    let saved = save(&visit, id, Some(id), form).await?;
    if had_left && saved.status().is_redirection() {
        for account in accounts(&visit, id).await? {
            visit.app.store().enable_account(account.id).await.map_err(problem)?;
        }
    }
    Ok(saved)
}

async fn save(
    visit: &Visit,
    id: PractitionerId,
    known: Option<PractitionerId>,
    mut form: Form,
) -> Result<Response, Problem> {
    match visit.serve(&form, described(&form, id)).await? {
        Ok(()) => Ok(see("/service#people")),
        Err(refusal) => {
            form.refused(&refusal);
            Ok(show_again(filled(visit, known, form)))
        }
    }
}

/// The accounts of a practitioner: as a rule one.
async fn accounts(visit: &Visit, id: PractitionerId) -> Result<Vec<Account>, Problem> {
    let all = visit.app.store().accounts().await.map_err(problem)?;
    Ok(all.into_iter().map(|p| p.account).filter(|a| a.seat == Seat::Practitioner(id)).collect())
}

/// Lets somebody go, once somebody else holds what they held (promise 5), and closes the door behind them.
pub async fn leave(visit: Visit, Path(id): Path<PractitionerId>, form: Form) -> Result<Response, Problem> {
    administrator(&visit)?;
    let is = visit.service.practitioners.get(&id).ok_or_else(Problem::not_found)?.is.clone();
    let store = visit.app.store();
    let theirs = Account { id: visit.account.id, seat: Seat::Practitioner(id) };
    let with = store.networks_of(&theirs).await.map_err(problem)?;
    let held = with.iter().filter(|listed| listed.row.holder == Some(id)).count();
    let mut shown = Form::fresh()
        .with("practitioner", id)
        .with("name", &is.name)
        .with("role", &is.role)
        .with("line", &is.line)
        .with("phone", &is.phone);
    if is.is_peer {
        shown = shown.with("is-peer", "yes");
    }
    if held > 0 {
        shown.fail("leave", visit.t.say_with("service-leave-holds", [("n", &held)]));
        return Ok(show_again(filled(&visit, Some(id), shown)));
    }
    match visit.serve(&form, ServiceAct::Leave(PractitionerLeft { practitioner: id })).await? {
        Ok(()) => {
            for account in accounts(&visit, id).await? {
                store.disable_account(account.id).await.map_err(problem)?;
            }
            Ok(see("/service#people"))
        }
        Err(refusal) => {
            shown.refused(&refusal);
            Ok(show_again(filled(&visit, Some(id), shown)))
        }
    }
}
