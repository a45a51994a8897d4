//! The crisis page of one network, the list for whoever is on call, and all of them to print.

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{Duty, NetworkId, Seat};
use store::{ListedNetwork, StoreError};

use super::sheet::{Desk, Sheet};
use crate::{
    http::{Visit, visit::problem},
    page::{Page, problem::Problem, show},
};

#[derive(Template)]
#[template(path = "features/crisis/page.html")]
struct CrisisPage {
    page: Page,
    sheets: Vec<Sheet>,
    back: String,
}

fn desk(visit: &Visit) -> Desk<'_> {
    Desk {
        store: visit.app.store(),
        account: visit.account,
        service: visit.service.clone(),
        t: visit.t,
        zone: visit.zone.clone(),
        now: visit.now,
    }
}

/// Whoever is on call; for everybody else there is no such page.
fn on_call(visit: &Visit) -> Result<(), Problem> {
    let is_on_call = visit.service.duties_of(visit.account.seat).has(Duty::OnCall);
    if is_on_call { Ok(()) } else { Err(Problem::not_found()) }
}

/// One network's page, for its team and for whoever is on call. Where its record cannot be read at all,
/// whom to ring, for those on call.
pub async fn page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    if !matches!(visit.account.seat, Seat::Practitioner(_)) {
        return Err(Problem::not_found());
    }
    let sheet = match desk(&visit).sheet(network).await {
        Ok(sheet) => sheet,
        Err(StoreError::NotYours) => return Err(Problem::not_found()),
        Err(error) => {
            on_call(&visit).map_err(|_| problem(error.clone()))?;
            tracing::error!(%error, %network, "a crisis page opens although its record cannot be read");
            let listed = visit.app.store().listed_network(&visit.account, network).await.map_err(problem)?;
            desk(&visit).bare(&listed.ok_or_else(Problem::not_found)?)
        }
    };
    let back = if on_call(&visit).is_ok() { "/crisis".to_owned() } else { String::new() };
    Ok(show(CrisisPage { page: visit.page(visit.t.say("crisis-title")), sheets: vec![sheet], back }))
}

/// A network in the list.
struct Line {
    href: String,
    person: String,
    holder: String,
}

#[derive(Template)]
#[template(path = "features/crisis/list.html")]
struct ListPage {
    page: Page,
    lines: Vec<Line>,
}

/// Every network by the person's name, for whoever is on call. A list writes no look.
pub async fn list(visit: Visit) -> Result<Response, Problem> {
    on_call(&visit)?;
    let mut lines = Vec::new();
    for listed in visit.app.store().networks_on_call(&visit.account).await.map_err(problem)? {
        lines.push(line(&visit, &listed).await?);
    }
    lines.sort_by_key(|line| line.person.to_lowercase());
    Ok(show(ListPage { page: visit.page(visit.t.say("crisis-list-title")), lines }))
}

async fn line(visit: &Visit, listed: &ListedNetwork) -> Result<Line, Problem> {
    let person = match visit.card(listed.network).await {
        Ok(card) => visit.person_on(&card),
        Err(error) if error.is_damage() => visit.t.say("crisis-unread"),
        Err(error) => return Err(problem(error)),
    };
    Ok(Line {
        href: format!("/network/{}/crisis", listed.network),
        person,
        holder: listed.row.holder.map(|id| visit.service.name(id).to_owned()).unwrap_or_default(),
    })
}

/// All of them, one network a sheet, to print for the evening.
pub async fn sheets(visit: Visit) -> Result<Response, Problem> {
    on_call(&visit)?;
    let sheets = super::sheets::all(&desk(&visit)).await.map_err(problem)?;
    Ok(show(CrisisPage {
        page: visit.page(visit.t.say("crisis-sheets-title")),
        sheets,
        back: "/crisis".to_owned(),
    }))
}
