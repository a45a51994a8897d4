//! Capacity: whether the person could decide this, that day; and the talk about what is best where they could not
//! (Mental Capacity Act 2005, sections 1 to 4). It stands with its decision and is never a label of anybody.

mod ask;

#[cfg(test)]
mod tests;

use axum::{Router, extract::Path, response::Response, routing::get};
use dialogue::{
    DecisionId, NetworkId, Noted,
    capacity::{Able, BestInterestsTalked, CapacityAssessed},
    decision::Decision,
};

use crate::{
    features::sharing::noted_line,
    http::{App, Visit},
    page::{
        problem::Problem,
        sheet::{Item, Section, Sheet},
    },
    show::{Known, time},
    words::key,
};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/network/{network}/decision/{decision}/capacity", get(page))
        .route("/network/{network}/decision/{decision}/capacity/new", get(ask::page).post(ask::assess))
        .route(
            "/network/{network}/decision/{decision}/best-interests/new",
            get(ask::talk_page).post(ask::talk),
        )
}

/// Where a decision stands in the address.
type Place = Path<(NetworkId, DecisionId)>;

/// What came of it, in words.
fn able_key(able: Able) -> &'static str {
    match able {
        Able::Decides => key("capacity-decides"),
        Able::NotThatDay => key("capacity-not-that-day"),
    }
}

/// The decision, for the person, whoever reads for them, and the team. For others there is no such page.
async fn opened(visit: &Visit, (network, id): (NetworkId, DecisionId)) -> Result<(Known, Decision), Problem> {
    let known = visit.read(network).await?;
    let reads = known.is_team() || known.is_person() || known.standing.is_appointed;
    let decision = known.network.decisions.get(&id).filter(|_| reads).cloned();
    Ok((known, decision.ok_or_else(Problem::not_found)?))
}

async fn page(visit: Visit, Path(place): Place) -> Result<Response, Problem> {
    let (known, decision) = opened(&visit, place).await?;
    let (t, id) = (visit.t, place.1);
    let here = known.href(&format!("decision/{id}"));
    let assessed = known.network.capacity_for(id).collect::<Vec<_>>();
    let is_open = assessed.last().is_some_and(|last| last.able == Able::NotThatDay);
    let items = assessed.iter().rev().map(|one| assessment(&known, one));
    let mut assessments = Section::new("assessed", t.say("capacity-assessed"))
        .text(t.say("capacity-presumed"))
        .items(items, t.say(if known.is_person() { key("capacity-none-own") } else { key("capacity-none") }));
    let items = known.network.best_interests_in(id).map(|one| talk(&known, one)).collect::<Vec<_>>();
    let mut talks = Section::new("talks", t.say("capacity-talks"))
        .text(t.say("capacity-talks-what"))
        .items(items.into_iter().rev(), t.say("capacity-talks-none"));
    if known.is_team() {
        assessments = assessments.button(format!("{here}/capacity/new"), t.say("capacity-new"));
    }
    if known.is_team() && is_open {
        talks = talks.button(format!("{here}/best-interests/new"), t.say("capacity-talk-new"));
    }
    let sheet = Sheet::new(&visit, &known, t.say("capacity-title"))
        .about(decision.opened.about.clone())
        .back(here, t.say("capacity-back"))
        .lead(t.say("capacity-never-a-label"));
    Ok(sheet.section(assessments).section(talks).show())
}

fn assessment(known: &Known, one: &Noted<CapacityAssessed>) -> Item {
    let t = known.t;
    let day = time::date(one.on);
    Item::new(t.say_with(able_key(one.able), (("day", &day), ("person", &known.person_name()))))
        .line(t.say("capacity-by"), one.assessed_by.clone())
        .line(t.say("capacity-helped"), one.helped.clone())
        .line(t.say("capacity-words"), one.words.clone())
        .by(noted_line(known, one))
}

/// The person's own view stands first.
fn talk(known: &Known, one: &Noted<BestInterestsTalked>) -> Item {
    let (t, person) = (known.t, known.person_name());
    let own = t.say_with("capacity-own-view", [("person", &person)]);
    let item = Item::new(time::date(one.on)).line(own, one.own_view.clone());
    let item = one.heard.iter().fold(item, |item, heard| item.line(heard.who.clone(), heard.words.clone()));
    item.line(t.say("capacity-not-heard"), one.not_heard.clone())
        .line(t.say("capacity-came-to"), one.came_to.clone())
        .by(noted_line(known, one))
}
