//! What waits for me: everything that somebody must decide, review or answer, by name or by duty,
//! across networks. Ids and times alone; the words stand on the pages it leads to.

pub mod due;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use askama::Template;
use axum::{Router, response::Response, routing::get};
use dialogue::{
    Duty, NetworkId, PractitionerId,
    matter::{Matter, WaitsFor},
};
use store::ListedMatter;

use crate::{
    http::{App, Visit, visit::problem},
    page::{Page, problem::Problem, show},
};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new().route("/matters", get(page))
}

/// One thing that waits.
struct Waits {
    href: String,
    what: String,
    network: String,
    why: String,
    due: String,
    is_overdue: bool,
}

#[derive(Template)]
#[template(path = "features/matters/page.html")]
struct MattersPage {
    page: Page,
    overdue: Vec<Waits>,
    ahead: Vec<Waits>,
}

/// What it is.
pub fn what(t: crate::words::Words, matter: Matter) -> String {
    t.say(&format!("matters-what-{}", matter.name()))
}

fn duty(t: crate::words::Words, duty: Duty) -> String {
    t.say(&format!("matters-duty-{}", duty.name()))
}

/// Why it waits for this practitioner: by name, by a duty, or because it is overdue.
fn why(visit: &Visit, me: PractitionerId, waits_for: WaitsFor) -> String {
    let t = visit.t;
    match waits_for {
        WaitsFor::Practitioner(id) if id == me => t.say("matters-by-name"),
        WaitsFor::Duty(one) if visit.service.duties(me).has(one) => {
            t.say_with("matters-by-duty", [("duty", &duty(t, one))])
        }
        WaitsFor::Practitioner(id) => {
            let phone = visit.service.practitioners.get(&id).map(|p| p.is.phone.clone()).unwrap_or_default();
            t.say_with("matters-was-for", [("name", visit.service.name(id)), ("phone", &phone)])
        }
        WaitsFor::Duty(one) => t.say_with("matters-was-for-duty", [("duty", &duty(t, one))]),
    }
}

/// The page that it leads to. A correction is answered by those who are with the network.
fn href(one: &ListedMatter, is_with: bool) -> String {
    let below = match one.row.matter {
        Matter::Held | Matter::Withheld => "withheld",
        Matter::OutOfSight => "out-of-sight",
        Matter::Emergency => "emergency",
        Matter::Access => "access",
        Matter::Correction if is_with => "correction",
        Matter::Correction => return String::new(),
    };
    format!("/network/{}/{below}/{}", one.network, one.row.entry)
}

/// What the person of each network is called, for those this practitioner is with; others stay unnamed.
async fn names(visit: &Visit) -> Result<BTreeMap<NetworkId, String>, Problem> {
    let cards = visit.cards().await?.cards;
    Ok(cards.into_iter().map(|card| (card.network, visit.person_on(&card))).collect())
}

async fn page(visit: Visit) -> Result<Response, Problem> {
    let me = visit.practitioner()?;
    let t = visit.t;
    let all = visit.app.store().matters_for(&visit.account).await.map_err(problem)?;
    let names = if all.is_empty() { BTreeMap::new() } else { names(&visit).await? };
    let waits = |one: ListedMatter| Waits {
        href: href(&one, names.contains_key(&one.network)),
        what: what(t, one.row.matter),
        network: names.get(&one.network).cloned().unwrap_or_else(|| t.say("matters-elsewhere")),
        why: why(&visit, me, one.row.waits_for),
        due: due::words(t, one.row.matter, one.row.due_at, visit.now, &visit.zone),
        is_overdue: one.row.due_at <= visit.now,
    };
    let (overdue, ahead) = all.into_iter().map(waits).partition(|one| one.is_overdue);
    Ok(show(MattersPage { page: visit.page(t.say("matters-title")), overdue, ahead }))
}

/// "Three things wait for you", for Today; nothing when nothing does.
///
/// # Errors
/// What the database says.
pub async fn line(visit: &Visit) -> Result<String, Problem> {
    let all = visit.app.store().matters_for(&visit.account).await.map_err(problem)?;
    let (n, late) = (all.len(), all.iter().filter(|one| one.row.due_at <= visit.now).count());
    Ok(match (n, late) {
        (0, _) => String::new(),
        (_, 0) => visit.t.say_with("matters-line", ("n", &n)),
        _ => visit.t.say_with("matters-line-late", (("n", &n), ("late", &late))),
    })
}

/// Fewer than this are never told as a number.
const FEWEST: u64 = 5;

/// How many wait in the whole service, kind by kind, for its board: nothing that names anybody.
///
/// # Errors
/// What the database says.
pub async fn counts(visit: &Visit) -> Result<Vec<(String, String)>, Problem> {
    let counted = visit.app.store().count_matters(&visit.account).await.map_err(problem)?;
    let counted: BTreeMap<Matter, u64> = counted.into_iter().collect();
    let said = |n: u64| if n < FEWEST { visit.t.say("matters-few") } else { n.to_string() };
    let one = |matter| {
        let label = visit.t.say(&format!("matters-count-{}", Matter::name(matter)));
        (label, said(counted.get(&matter).copied().unwrap_or(0)))
    };
    Ok(Matter::ALL.into_iter().map(one).collect())
}
