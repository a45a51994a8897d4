//! The networks a practitioner is with: a list of names and times.

use askama::Template;
use axum::{Router, response::Response, routing::get};
use dialogue::Card;

use crate::{
    http::{App, Visit, visit::Cards},
    page::{Page, problem::Problem, show},
    show::time,
    words::key,
};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new().route("/networks", get(page))
}

struct Line {
    href: String,
    person: String,
    next: String,
    about: String,
}

#[derive(Template)]
#[template(path = "features/networks/page.html")]
struct NetworksPage {
    page: Page,
    damaged: Vec<String>,
    lines: Vec<Line>,
}

async fn page(visit: Visit) -> Result<Response, Problem> {
    visit.practitioner()?;
    let Cards { mut cards, damaged } = visit.cards().await?;
    cards.sort_by_key(|card| card.person.to_lowercase());
    let lines = cards.iter().map(|card| line(&visit, card)).collect();
    Ok(show(NetworksPage { page: visit.page_at(visit.t.say("networks-title"), "/networks"), damaged, lines }))
}

fn line(visit: &Visit, card: &Card) -> Line {
    let t = visit.t;
    let next = card.ahead.first().map(|m| time::moment(m.starts_at, &visit.zone));
    let mut about = Vec::new();
    if let Some(holder) = card.holder {
        about.push(t.say_with("networks-holder", [("holder", &visit.service.name(holder))]));
    }
    if let Some(at) = card.last_met_at {
        about.push(t.say_with("networks-last", [("at", &time::day(at, &visit.zone))]));
    }
    if card.has_stay {
        about.push(t.say("networks-stay"));
    }
    Line {
        href: format!("/network/{}", card.network),
        person: visit.person_on(card),
        next: next.map_or_else(
            || t.say(if card.rests { key("networks-rests") } else { key("networks-no-next") }),
            |at| t.say_with("networks-next", [("at", &at)]),
        ),
        about: about.join(" · "),
    }
}
