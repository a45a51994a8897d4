//! The page itself: everything on it is taken from what its reader may read, so that nothing else leaves a trace.

use askama::Template;
use axum::response::Response;

use super::{
    answer::{self, Ahead},
    person::{self, Someone, Stayed, Weighs},
    ring::RingNow,
    said::{self, Line},
};
use crate::{
    features::access::{StandsIn, emergency, standing_in},
    features::ending::Door,
    http::Visit,
    page::{Page, problem::Problem, show},
    show::{Known, passage::Shown},
};

#[derive(Template)]
#[template(path = "features/mine/page.html")]
struct MinePage {
    page: Page,
    hello: String,
    now: RingNow,
    door: Option<Door>,
    has_safety: bool,
    covers: Vec<StandsIn>,
    emergencies: Vec<String>,
    ahead: Vec<Ahead>,
    after: String,
    own: Vec<Shown>,
    own_href: String,
    read_backs: Vec<Line>,
    meetings: Vec<Line>,
    questions: Vec<Line>,
    decisions: Vec<Line>,
    promises: Vec<Line>,
    people: Vec<Someone>,
    weighs: Vec<Weighs>,
    known_as: Vec<(String, String)>,
    stays: Vec<Stayed>,
    mine_ways: crate::features::audience::Ways,
    known: Known,
}

/// The network through the eyes of the one who visits: the person, or a member.
pub async fn page(visit: Visit, known: Known) -> Result<Response, Problem> {
    let t = visit.t;
    let name = known.standing.voice.map(|me| known.name(me)).unwrap_or_default();
    let me = known.standing.voice.map(|me| me.to_string()).unwrap_or_default();
    Ok(show(MinePage {
        page: visit.page_at(t.say("mine-title"), &known.href("")),
        hello: t.say_with("mine-hello", [("name", &name)]),
        now: known.ring_now(),
        door: known.door(),
        has_safety: !known.network.safety.is_empty(),
        covers: standing_in(&known),
        emergencies: emergency::told(&known),
        ahead: answer::ahead(&known),
        after: answer::after(&known),
        own: said::own(&known),
        own_href: known.href(&format!("story?voice={me}")),
        read_backs: said::read_backs(&known),
        meetings: said::meetings(&known),
        questions: said::questions(&known),
        decisions: said::decisions(&known),
        promises: said::promises(&known),
        people: person::people(&known),
        weighs: person::weighs(&known),
        known_as: person::known_as(&known),
        stays: person::stays(&known),
        mine_ways: crate::features::audience::ways(&known),
        known,
    }))
}
