//! Who has looked: everybody who opened this network, what for and when (the first look within ten minutes).

use std::collections::BTreeMap;

use askama::Template;
use axum::{Router, extract::Path, response::Response, routing::get};
use dialogue::{NetworkId, Who};
use jiff::civil::Date;
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

/// Somebody on one day.
struct Looked {
    name: String,
    role: String,
    what: Vec<String>,
}

/// One day, the newest first.
struct Day {
    title: String,
    looked: Vec<Looked>,
}

#[derive(Template)]
#[template(path = "features/looked/page.html")]
struct LookedPage {
    page: Page,
    days: Vec<Day>,
    known: Known,
}

/// Everybody's looks for the person and the team; for a member, their own.
async fn page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = visit.read(network).await?;
    let store = visit.app.store();
    let permit = store.permit(&visit.account, network, Purpose::Read).await.map_err(problem)?;
    let looks = store.who_looked(&permit).await.map_err(problem)?;
    let days = days(&known, looks);
    Ok(show(LookedPage { page: visit.page(visit.t.say("looked-title")), days, known }))
}

fn purpose_key(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Read | Purpose::List => key("looked-read"),
        Purpose::Act => key("looked-act"),
        Purpose::Safety => key("looked-safety"),
        Purpose::Duty => key("looked-duty"),
    }
}

/// A day's looks of one account together: what for, and at which hours.
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
    let mut by: BTreeMap<_, BTreeMap<Purpose, Vec<String>>> = BTreeMap::new();
    // They come newest first; a day is read from its morning on.
    for look in looks.iter().rev() {
        if !by.contains_key(&look.account) {
            order.push((look.account, look.who));
        }
        let hours = by.entry(look.account).or_default().entry(look.purpose).or_default();
        hours.push(known.hour(look.at));
    }
    let looked = order.into_iter().map(|(account, who)| looked(known, who, by.remove(&account)));
    Day { title, looked: looked.collect() }
}

fn looked(known: &Known, who: Option<Who>, what: Option<BTreeMap<Purpose, Vec<String>>>) -> Looked {
    let lines = what.into_iter().flatten();
    Looked {
        name: who.map_or_else(|| known.t.say("looked-unknown"), |who| known.name_or_you(who)),
        role: who.map(|who| known.role(who)).unwrap_or_default(),
        what: lines
            .map(|(purpose, hours)| known.t.say_with(purpose_key(purpose), [("hours", &hours.join(", "))]))
            .collect(),
    }
}
