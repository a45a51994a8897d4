//! What comes next: a day to meet again, "we will call", "you call when you want", or enough for now.

use std::fmt::Write as _;

use axum::{extract::Path, response::Response};
use dialogue::{
    Act, MeetingId, Refusal, Told, Who, Why,
    meeting::{Meeting, Next, NextSaid},
    plan::{MeetingPlanned, Place as Where, Planned},
};

use super::{
    Place,
    sheets::{Sheet, Sheets},
    talk::{From, Talk, once},
};
use crate::{
    components::{Choice, Raw},
    form::Form,
    http::Visit,
    page::problem::Problem,
    show::place_key,
};

const SECTION: &str = "next";
/// The places, with the names that forms give them.
const PLACES: [(&str, Where); 6] = [
    ("home", Where::Home),
    ("ward", Where::Ward),
    ("clinic", Where::Clinic),
    ("elsewhere", Where::Elsewhere),
    ("video", Where::Video),
    ("phone", Where::Phone),
];

/// The section.
pub(super) struct Part {
    pub(super) now: String,
    pub(super) sheet: Sheet,
    pub(super) ways: Vec<Choice>,
}

impl Part {
    pub(super) fn of(talk: &Talk, sheets: &Sheets) -> Self {
        let sheet = sheets.sheet("next", |form| form.with("seen", seen(talk)));
        Self { now: now(talk), ways: ways(talk, &sheet.form), sheet }
    }
}

/// Which saying of what comes next this page shows.
fn seen(talk: &Talk) -> String {
    talk.meeting.next.as_ref().map(|next| next.entry.id.to_string()).unwrap_or_default()
}

fn now(talk: &Talk) -> String {
    let t = talk.visit.t;
    match talk.meeting.next.as_ref().map(|noted| &noted.next) {
        None => String::new(),
        Some(Next::Meeting(id)) => {
            let at = talk.known.network.meeting(*id).and_then(Meeting::starts_at);
            let at = at.map(|at| talk.known.at(at)).unwrap_or_default();
            t.say_with("room-next-is-meeting", [("at", &at)])
        }
        Some(Next::WeWillCall(when)) if when.is_empty() => t.say("room-next-is-we-call"),
        Some(Next::WeWillCall(when)) => t.say_with("room-next-is-we-call-when", [("when", when)]),
        Some(Next::YouCall) => t.say("room-next-you-call"),
        Some(Next::Enough) => t.say("room-next-enough"),
    }
}

/// The meetings that are planned already, besides this one.
fn planned(talk: &Talk) -> Vec<&Meeting> {
    let all = talk.known.network.meetings_in_time();
    all.into_iter().filter(|m| m.is_ahead() && m.id != talk.meeting.id).collect()
}

fn ways(talk: &Talk, form: &Form) -> Vec<Choice> {
    let t = talk.visit.t;
    let mut ways: Vec<_> = planned(talk)
        .into_iter()
        .map(|m| {
            let at = m.starts_at().map(|at| talk.known.at(at)).unwrap_or_default();
            Choice::new(format!("planned-{}", m.id), t.say_with("room-next-planned", [("at", &at)]))
        })
        .collect();
    ways.push(Choice::new("meeting", t.say("room-next-meeting")).reveal(Raw(quick_plan(talk, form))));
    let when =
        form.text("about-when", t.say("room-next-about-when")).hint(t.say("room-next-about-when-hint"));
    ways.push(Choice::new("we-call", t.say("room-next-we-call")).reveal(when));
    ways.push(Choice::new("you-call", t.say("room-next-you-call")));
    ways.push(Choice::new("enough", t.say("room-next-enough")));
    ways
}

fn quick_plan(talk: &Talk, form: &Form) -> String {
    let t = talk.visit.t;
    let places = PLACES.map(|(value, place)| Choice::new(value, t.say(place_key(place))));
    let hour = form.text("when-hour", t.say("room-next-hour")).hint(t.say("room-next-hour-hint")).width(5);
    let mut fields = String::new();
    // Writing to a String cannot fail.
    let _ = write!(
        fields,
        "{}{}{}{}",
        form.date("when", t.say("room-next-day")),
        hour.inputmode("numeric"),
        form.choice("place", t.say("room-next-place"), &places).inline(),
        form.text("place-words", t.say("room-next-place-words")),
    );
    fields
}

/// The same people again: those invited and those who came, but nobody who does not want to be asked.
fn same_people(talk: &Talk, planned: &mut MeetingPlanned) {
    let may_be_asked = |id| talk.known.network.people.members.get(&id).is_some_and(|m| m.may_be_asked());
    let plan = talk.meeting.plan();
    planned.invited.extend(plan.into_iter().flat_map(|p| p.invited.iter().copied()));
    planned.practitioners.extend(plan.into_iter().flat_map(|p| p.practitioners.iter().copied()));
    for came in talk.meeting.present() {
        match came.who {
            Who::Member(id) => planned.invited.extend([id]),
            Who::Practitioner(id) => planned.practitioners.extend([id]),
        }
    }
    planned.invited.retain(|id| may_be_asked(*id));
}

/// A plan from the few questions of this section. Mistakes are noted beside them.
fn plan(talk: &Talk, form: &mut Form) -> Option<MeetingPlanned> {
    let at = form.civil("when", talk.visit.t);
    let place = PLACES.into_iter().find(|(value, _)| *value == form.value("place")).map(|(_, place)| place);
    if place.is_none() {
        form.fail("place", talk.visit.t.say("form-choose"));
    }
    let mut planned = MeetingPlanned {
        meeting: MeetingId(once(form, "meeting")),
        when: Planned { at: at?, zone: talk.known.service.is.zone.clone() },
        place: place?,
        place_words: form.value("place-words").to_owned(),
        remote: String::new(),
        invited: Default::default(),
        practitioners: Default::default(),
        wording: talk.meeting.plan().map(|p| p.wording.clone()).unwrap_or_default(),
        reason: String::new(),
    };
    same_people(talk, &mut planned);
    Some(planned)
}

/// What was chosen: what comes next, and the plan to be made with it.
fn chosen(talk: &Talk, form: &mut Form) -> Option<(Next, Option<MeetingPlanned>)> {
    let value = form.value("next").to_owned();
    match value.as_str() {
        "meeting" => plan(talk, form).map(|p| (Next::Meeting(p.meeting), Some(p))),
        "we-call" => Some((Next::WeWillCall(form.value("about-when").trim().to_owned()), None)),
        "you-call" => Some((Next::YouCall, None)),
        "enough" => Some((Next::Enough, None)),
        other => {
            let id = other.strip_prefix("planned-").and_then(|id| id.parse::<MeetingId>().ok());
            let next = id.filter(|id| planned(talk).iter().any(|m| m.id == *id)).map(Next::Meeting);
            if next.is_none() {
                form.fail("next", talk.visit.t.say("form-choose"));
            }
            next.map(|next| (next, None))
        }
    }
}

/// Says what comes next, and plans the meeting if a day was named.
pub(super) async fn say(visit: Visit, Path(place): Place, form: Form) -> Result<Response, Problem> {
    let talk = Talk::open(visit, place).await?;
    let mut form = form.scoped("next");
    let from = From::new("next", SECTION);
    let Some((next, plan)) = chosen(&talk, &mut form) else { return talk.again(from, form).await };
    let is_same = talk.meeting.next.as_ref().is_some_and(|now| now.next == next);
    if form.value("seen") != seen(&talk) && !is_same {
        form.refused(&Refusal::at("next", Why::Changed));
        form = form.with("seen", seen(&talk));
    }
    let mut acts = Vec::new();
    if let Some(plan) = plan.filter(|p| talk.known.network.meeting(p.meeting).is_none()) {
        let told = Told { meeting: Some(plan.meeting), ..Told::default() };
        acts.push((told, Act::PlanMeeting(plan)));
    }
    acts.push((talk.noted(), Act::SayNext(NextSaid { meeting: talk.meeting.id, next })));
    talk.send(from, form, acts).await
}
