//! The page of the room, with all its sections.

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::MeetingId;

use super::{
    Place, came, close, decisions, left, next, promises, questions, safety, shared, sheets::Sheets,
    talk::Talk, words,
};
use crate::{
    components::ErrorSummary,
    http::{Visit, visit::see},
    page::{Page, problem::Problem, show},
    show::{Known, place_key},
    words::key,
};

#[derive(Template)]
#[template(path = "features/room/page.html")]
pub(super) struct RoomPage {
    page: Page,
    known: Known,
    meeting: MeetingId,
    here: String,
    /// When and where it was planned.
    planned: String,
    is_closed: bool,
    record: String,
    summary: ErrorSummary,
    sections: Vec<(&'static str, String)>,
    left: left::Part,
    came: came::Part,
    words: words::Part,
    shared: shared::Part,
    questions: questions::Part,
    decisions: decisions::Part,
    promises: promises::Part,
    safety: safety::Part,
    next: next::Part,
    close: close::Part,
}

/// The sections, in the order of a meeting; any order will do.
const SECTIONS: [(&str, &str); 11] = [
    ("came", key("room-came")),
    ("openings", key("room-openings")),
    ("words", key("room-words")),
    ("reflections", key("room-reflections")),
    ("shared", key("room-shared")),
    ("questions", key("room-questions")),
    ("decisions", key("room-decisions")),
    ("promises", key("room-promises")),
    ("safety", key("room-safety")),
    ("next", key("room-next")),
    ("close", key("room-close")),
];

/// The page of a room, filled.
pub(super) fn filled(talk: &Talk, sheets: &Sheets) -> RoomPage {
    let t = talk.visit.t;
    RoomPage {
        page: talk.visit.page(t.say("room-title")),
        meeting: talk.meeting.id,
        here: talk.here(),
        planned: planned(talk),
        is_closed: talk.meeting.closed.is_some(),
        record: talk.known.href(&format!("meeting/{}/record", talk.meeting.id)),
        summary: sheets.summary().summary(),
        sections: SECTIONS.map(|(anchor, name)| (anchor, t.say(name))).to_vec(),
        left: left::Part::of(talk, sheets),
        came: came::Part::of(talk, sheets),
        words: words::Part::of(talk, sheets),
        shared: shared::Part::of(talk, sheets),
        questions: questions::Part::of(talk, sheets),
        decisions: decisions::Part::of(talk, sheets),
        promises: promises::Part::of(talk, sheets),
        safety: safety::Part::of(talk, sheets),
        next: next::Part::of(talk, sheets),
        close: close::Part::of(talk, sheets),
        known: talk.known.clone(),
    }
}

fn planned(talk: &Talk) -> String {
    let Some(plan) = talk.meeting.plan() else { return String::new() };
    let at = plan.when.instant().map(|at| talk.known.at(at)).unwrap_or_default();
    let place = talk.visit.t.say(place_key(plan.place));
    let parts = [at.as_str(), place.as_str(), plan.place_words.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The room, for the team. What was closed is read on the page of its record.
pub(super) async fn page(visit: Visit, Path(place): Place) -> Result<Response, Problem> {
    let talk = Talk::open(visit, place).await?;
    if talk.meeting.closed.is_some() {
        return Ok(see(talk.known.href(&format!("meeting/{}/record", talk.meeting.id))));
    }
    if talk.meeting.called_off.is_some() {
        return Ok(see(talk.known.href(&format!("meeting/{}", talk.meeting.id))));
    }
    let sheets = Sheets::of(&talk, None).await?;
    Ok(show(filled(&talk, &sheets)))
}

/// The address of a form, looked at instead of sent: the room itself.
pub(super) async fn back(visit: Visit, Path(place): Place) -> Result<Response, Problem> {
    Ok(see(Talk::open(visit, place).await?.here()))
}
