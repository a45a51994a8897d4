//! Who has looked: everybody of the service who opened this network, what for and when (the first look
//! within ten minutes), in plain words. Never whether or when somebody else of the network read.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    Router,
    extract::{Path, Query},
    response::Response,
    routing::get,
};
use dialogue::{NetworkId, PractitionerId, Who, cover::Cover};
use jiff::{Timestamp, civil::Date};
use serde::Deserialize;
use store::{Look, Purpose};

use crate::{
    http::{App, Visit, visit::problem},
    page::{Page, problem::Problem, show},
    show::{Known, time},
    words::key,
};

#[cfg(test)]
mod tests;

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new().route("/network/{network}/looked", get(page))
}

/// One day, the newest first.
struct Day {
    title: String,
    lines: Vec<String>,
}

#[derive(Template)]
#[template(path = "features/looked/page.html")]
struct LookedPage {
    page: Page,
    days: Vec<Day>,
    earlier: String,
    is_first: bool,
    known: Known,
}

/// Where to go on.
#[derive(Deserialize)]
struct Before {
    before: Option<Timestamp>,
}

/// Looks by the service, for the person, the team, and every member since their first words; and one's own.
async fn page(
    visit: Visit,
    Path(network): Path<NetworkId>,
    Query(Before { before }): Query<Before>,
) -> Result<Response, Problem> {
    let known = visit.read(network).await?;
    let store = visit.app.store();
    let permit = store.permit(&visit.account, network, Purpose::Read).await.map_err(problem)?;
    let looked = store.looked_before(&permit, before.unwrap_or(Timestamp::MAX)).await.map_err(problem)?;
    let days = days(&known, looked.looks);
    Ok(show(LookedPage {
        page: visit.page(visit.t.say("looked-title")),
        days,
        earlier: looked.earlier.map(|at| known.href(&format!("looked?before={at}"))).unwrap_or_default(),
        is_first: before.is_none(),
        known,
    }))
}

/// What somebody did, in a sentence.
fn did_key(known: &Known, purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Read | Purpose::List => key("looked-read"),
        Purpose::Act => key("looked-act"),
        Purpose::Safety => key("looked-safety"),
        Purpose::Duty if known.is_team() => key("looked-duty"),
        Purpose::Duty => key("looked-prepare"),
    }
}

/// What a practitioner was to the network when they looked, as far as this reader knows.
fn place(known: &Known, id: PractitionerId, look: &Look) -> &'static str {
    let network = &known.network;
    let covered = |cover: &Cover| cover.given.practitioner == id && cover.holds_at(look.at);
    if network.emergencies.iter().any(|one| one.covers(id, look.at)) {
        key("looked-of-emergency")
    } else if network.covers.iter().any(covered) {
        key("looked-of-cover")
    } else if network.is_with_team(id) {
        if known.is_team() { key("looked-of-team") } else { key("looked-of-your-team") }
    } else if look.purpose == Purpose::Safety {
        key("looked-of-on-call")
    } else {
        key("looked-of-service")
    }
}

/// A day's looks of one account together: who they are, what for, and at which hours.
fn days(known: &Known, looks: Vec<Look>) -> Vec<Day> {
    let mut days: BTreeMap<Date, Vec<Look>> = BTreeMap::new();
    for look in looks {
        days.entry(look.at.to_zoned(known.zone.clone()).date()).or_default().push(look);
    }
    days.into_iter().rev().map(|(_, looks)| day(known, &looks)).collect()
}

fn day(known: &Known, looks: &[Look]) -> Day {
    let title = looks.first().map(|look| time::day(look.at, &known.zone)).unwrap_or_default();
    let mut order = Vec::new();
    let mut by: BTreeMap<_, Vec<String>> = BTreeMap::new();
    // They come newest first; a day is read from its morning on.
    for look in looks.iter().rev() {
        let who = match look.who {
            Some(Who::Practitioner(id)) => Some((look.who, place(known, id, look))),
            _ => None,
        };
        let kind = (look.account, did_key(known, look.purpose), who);
        let hours = by.entry(kind).or_default();
        if hours.is_empty() {
            order.push((kind, look.who));
        }
        hours.push(known.hour(look.at));
    }
    let lines = order.into_iter().map(|(kind, who)| {
        let hours = by.remove(&kind).unwrap_or_default();
        line(known, who, kind.2.map(|(_, place)| place), kind.1, &hours)
    });
    Day { title, lines: lines.collect() }
}

/// "Tunde, of your team, read the record at 10:05 and 11:41."
fn line(known: &Known, who: Option<Who>, place: Option<&str>, did: &str, hours: &[String]) -> String {
    let t = known.t;
    let name = who.map_or_else(|| t.say("looked-unknown"), |who| known.name_or_you(who));
    let who = match place {
        Some(place) if known.standing.voice != who => {
            t.say_with("looked-who", [("name", &name), ("place", &t.say(place))])
        }
        _ => name,
    };
    let hours = match hours.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => t.say_with("looked-hours", [("before", &before.join(", ")), ("last", last)]),
        None => String::new(),
    };
    t.say_with(did, [("who", &who), ("hours", &hours)])
}
