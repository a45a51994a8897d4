//! The duty of candour: what went wrong, and how it was told. Until it is told it stands on the page of the meeting.

#[cfg(test)]
mod tests;

use askama::Template;
use axum::{Router, extract::Path, response::Response, routing::get};
use dialogue::{
    Act, Audience, NetworkId, Told,
    candour::{Candour, CandourNoted, CandourTold},
};

use super::bundle::Named;
use crate::{
    components::Choice,
    form::Form,
    http::{App, Visit, visit::see},
    page::{Page, problem::Problem, show, show_again},
    show::{Known, time},
};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/network/{network}/candour", get(page).post(note))
        .route("/network/{network}/candour/{candour}", get(telling).post(tell))
}

/// One event.
struct Event {
    what: String,
    noted: String,
    told: Vec<(String, String)>,
    href: String,
}

#[derive(Template)]
#[template(path = "features/candour/page.html")]
struct CandourPage {
    page: Page,
    known: Known,
    form: Form,
    events: Vec<Event>,
}

#[derive(Template)]
#[template(path = "features/candour/tell.html")]
struct TellPage {
    page: Page,
    form: Form,
    back: String,
    event: Event,
    meetings: Vec<Choice>,
    readers: String,
}

fn event(known: &Known, one: &Candour) -> Event {
    let t = known.t;
    let told = one.told.iter().map(|told| {
        let meeting = told.meeting.and_then(|id| known.network.meeting(id)).and_then(|m| m.starts_at());
        let letter = told.letter.map(|day| t.say_with("candour-letter-on", [("day", &time::date(day))]));
        let parts = [
            Some(t.say_with("candour-told-on", [("day", &time::date(told.on))])),
            meeting.map(|at| t.say_with("candour-in-meeting", [("day", &known.day(at))])),
            letter,
        ];
        (parts.into_iter().flatten().collect::<Vec<_>>().join(" · "), told.words.clone())
    });
    Event {
        what: one.noted.what.clone(),
        noted: format!("{} · {}", time::date(one.noted.on), known.told_by(&one.noted)),
        told: told.collect(),
        href: known.href(&format!("candour/{}", one.noted.entry.id)),
    }
}

fn shown(visit: &Visit, known: Known, form: Form) -> CandourPage {
    let events = known.network.candours.iter().rev().map(|one| event(&known, one)).collect();
    CandourPage { page: visit.page(visit.t.say("candour-title")), events, known, form }
}

/// What went wrong, for whoever may read it; the form is for the team.
async fn page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = visit.read(network).await?;
    if !known.is_team() && known.network.candours.is_empty() {
        return Err(Problem::not_found());
    }
    Ok(show(shown(&visit, known, Form::fresh())))
}

/// Notes that something went wrong.
async fn note(visit: Visit, Path(network): Path<NetworkId>, mut form: Form) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let on = form.maybe_date("on", visit.t);
    if on.is_none() && form.is_ok() {
        form.fail_date("on", visit.t.say("candour-day-needed"));
    }
    if let Some(on) = on {
        let act = Act::NoteCandour(CandourNoted { what: form.value("what").to_owned(), on });
        match visit.act(network, &form, Told::default(), act).await? {
            Ok(()) => return Ok(see(known.href("candour"))),
            Err(refusal) => form.refused(&refusal),
        }
    }
    Ok(show_again(shown(&visit, known, form)))
}

fn tell_page(visit: &Visit, known: &Known, one: &Candour, form: Form) -> TellPage {
    let mut meetings: Vec<_> = known.network.meetings.values().filter(|m| m.called_off.is_none()).collect();
    meetings.sort_by_key(|meeting| std::cmp::Reverse(meeting.starts_at()));
    let choice = |meeting: &&dialogue::meeting::Meeting| {
        Choice::new(meeting.id, meeting.starts_at().map(|at| known.at(at)).unwrap_or_default())
    };
    let meetings = meetings.iter().map(choice);
    let none = Choice::new("", visit.t.say("candour-no-meeting"));
    TellPage {
        page: visit.page(visit.t.say("candour-tell-title")),
        back: known.href("candour"),
        event: event(known, one),
        readers: known.audience(Audience::PersonAndTeam),
        meetings: std::iter::once(none).chain(meetings).collect(),
        form,
    }
}

/// The form for how it was told.
async fn telling(
    visit: Visit,
    Path((network, Named(noted))): Path<(NetworkId, Named)>,
) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let one = known.network.candour(noted).cloned().ok_or_else(Problem::not_found)?;
    Ok(show(tell_page(&visit, &known, &one, Form::fresh())))
}

/// Notes how it was told.
async fn tell(
    visit: Visit,
    Path((network, Named(noted))): Path<(NetworkId, Named)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let one = known.network.candour(noted).cloned().ok_or_else(Problem::not_found)?;
    let (on, letter) = (form.maybe_date("on", visit.t), form.maybe_date("letter", visit.t));
    if on.is_none() && form.is_ok() {
        form.fail_date("on", visit.t.say("candour-day-needed"));
    }
    if let (Some(on), true) = (on, form.is_ok()) {
        let (meeting, words) = (form.id_of("meeting"), form.value("words").to_owned());
        let act = Act::TellCandour(CandourTold { noted, on, meeting, letter, words });
        match visit.act(network, &form, Told::default(), act).await? {
            Ok(()) => return Ok(see(known.href("candour"))),
            Err(refusal) => form.refused(&refusal),
        }
    }
    Ok(show_again(tell_page(&visit, &known, &one, form)))
}
