//! The team's page of a network: who holds it, when people meet, who they are, and what is open.

use askama::Template;
use axum::response::Response;
use dialogue::{Who, meeting::Meeting};

use super::{
    circumstance::about_key,
    known_as,
    people::{self, Somebody, TieShown, told},
    stay::{self, Shown as Stay},
    team::{self, One},
};
use crate::{
    features::{
        access::{StandsIn, standing_in},
        request::stage_key,
    },
    http::Visit,
    page::{Page, problem::Problem, show},
    show::{Known, passage, place_key, time},
};

mod open;

use open::{Line, decisions_agreed, decisions_open, promises, questions};

/// How many of the last meetings stand here; the others are one link away.
const LAST: usize = 3;

/// A call whose clock runs.
struct Call {
    href: String,
    stage: String,
    left: String,
    state: &'static str,
}

/// What weighs, in somebody's words.
struct Weighs {
    about: String,
    words: String,
    by: String,
}

/// The safety agreement as it stands.
struct Safety {
    lines: Vec<(String, String)>,
    by: String,
}

#[derive(Template)]
#[template(path = "features/network/overview.html")]
struct OverviewPage {
    page: Page,
    known: Known,
    covers: Vec<StandsIn>,
    here: String,
    plan_href: String,
    people_href: String,
    call: Option<Call>,
    calls: Vec<Line>,
    not_safe: Vec<Line>,
    unheard: Vec<Line>,
    holder: Option<One>,
    core: Vec<One>,
    stay: Option<Stay>,
    past_stays: Vec<Stay>,
    ahead: Vec<Line>,
    held: Vec<Line>,
    has_more: bool,
    left: Vec<passage::Shown>,
    safety: Option<Safety>,
    questions: Vec<Line>,
    open: Vec<Line>,
    agreed: Vec<Line>,
    promises: Vec<Line>,
    people: Vec<Somebody>,
    ties: Vec<TieShown>,
    circles: Vec<Line>,
    unsafe_pairs: Vec<Weighs>,
    weighs: Vec<Weighs>,
    known_as: Vec<(String, String)>,
}

/// The page, for the team.
pub(super) fn page(visit: &Visit, known: &Known) -> Result<Response, Problem> {
    let network = &known.network;
    let held = held(known);
    Ok(show(OverviewPage {
        page: visit.page(visit.t.say("network-title")),
        here: known.href(""),
        covers: standing_in(known),
        plan_href: known.href("meeting/new"),
        people_href: known.href("people/new"),
        call: call(known),
        calls: calls(known, |_| true),
        not_safe: calls(known, |request| {
            request.is_safety_open() && !network.has_stopped(&request.asked.entry)
        }),
        unheard: calls(known, |request| {
            let is_first = network.first_call().is_some_and(|f| f.asked.request == request.asked.request);
            request.heard.is_none() && !is_first && !network.has_stopped(&request.asked.entry)
        }),
        holder: team::holder(known),
        core: team::core(known),
        stay: network.current_stay().map(|stay| stay::shown(known, stay)),
        past_stays: network
            .stays
            .values()
            .rev()
            .filter(|stay| stay.ended.is_some())
            .map(|stay| stay::shown(known, stay))
            .collect(),
        ahead: ahead(known),
        has_more: held.len() > LAST,
        held: held.into_iter().take(LAST).collect(),
        left: network.unread_words().map(|words| known.show(words)).collect(),
        safety: safety(known),
        questions: questions(known),
        open: decisions_open(known),
        agreed: decisions_agreed(known),
        promises: promises(known),
        people: people::all(known),
        ties: people::ties(known),
        circles: circles(known),
        unsafe_pairs: unsafe_pairs(known),
        weighs: weighs(known),
        known_as: network.people.known_as.last().map(|now| known_as::lines(known, now)).unwrap_or_default(),
        known: known.clone(),
    }))
}

fn call(known: &Known) -> Option<Call> {
    let (request, clock) = known.network.running_clock()?;
    let left = clock.left(known.now);
    let state = time::urgency(clock.stage(), left);
    Some(Call {
        href: known.href(&format!("request/{}", request.asked.request)),
        stage: known.t.say(stage_key(clock.stage())),
        left: time::left(known.t, left),
        state,
    })
}

/// Calls, the latest first: when, and who called.
fn calls(known: &Known, which: impl Fn(&dialogue::request::Request) -> bool) -> Vec<Line> {
    let mut calls: Vec<_> = known.network.requests.values().filter(|request| which(request)).collect();
    calls.sort_by_key(|request| std::cmp::Reverse(request.called_at()));
    let line = |request: &dialogue::request::Request| {
        let at = known.at(request.called_at());
        let href = known.href(&format!("request/{}", request.asked.request));
        Line::new(href, known.t.say_with("network-call-of", [("at", &at)]))
    };
    calls.into_iter().map(line).collect()
}

fn place(known: &Known, meeting: &Meeting) -> String {
    let plan = meeting.plan();
    let place = plan.map(|plan| known.t.say(place_key(plan.place)));
    let who = plan.map(|plan| known.names(plan.practitioners.iter().map(|id| Who::Practitioner(*id))));
    let parts = [place, who].into_iter().flatten().filter(|words| !words.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}

/// Meetings that are ahead; one whose hour has passed is still open to be written.
fn ahead(known: &Known) -> Vec<Line> {
    let meetings = known.network.meetings_in_time();
    let line = |meeting: &Meeting| {
        let at = meeting.starts_at().map(|at| known.at(at)).unwrap_or_default();
        let mut line = Line::new(known.href(&format!("meeting/{}", meeting.id)), at);
        line.about = place(known, meeting);
        if meeting.starts_at().is_some_and(|at| at < known.now) {
            line.care = known.t.say("network-meeting-to-write");
        }
        line
    };
    meetings.into_iter().filter(|m| m.is_ahead()).map(line).collect()
}

/// Meetings that were held, the latest first.
fn held(known: &Known) -> Vec<Line> {
    let meetings = known.network.meetings_in_time();
    let line = |meeting: &Meeting| {
        let at = meeting.starts_at().map(|at| known.at(at)).unwrap_or_default();
        let mut line = Line::new(known.href(&format!("meeting/{}", meeting.id)), at);
        line.about = known.names(known.present_voices(meeting));
        line
    };
    meetings.into_iter().rev().filter(|m| m.is_held()).map(line).collect()
}

fn safety(known: &Known) -> Option<Safety> {
    let now = known.network.safety.last()?;
    let t = known.t;
    let lines = [
        (t.say("network-safety-notices"), now.notices.clone()),
        (t.say("network-safety-calls"), now.calls.clone()),
        (t.say("network-safety-helps"), now.helps.clone()),
    ];
    Some(Safety {
        lines: lines.into_iter().filter(|(_, words)| !words.is_empty()).collect(),
        by: told(known, now),
    })
}

fn circles(known: &Known) -> Vec<Line> {
    let circles = known.network.people.circles_now();
    circles
        .map(|circle| {
            let mut line = Line::new(String::new(), circle.name.clone());
            line.about = known.names(circle.members.iter().map(|id| Who::Member(*id)));
            line
        })
        .collect()
}

/// The marks; instead of who told it, where each is opened.
fn unsafe_pairs(known: &Known) -> Vec<Weighs> {
    let pairs = known.network.people.unsafe_pairs.iter();
    pairs
        .map(|pair| {
            let names =
                [("one", known.name(Who::Member(pair.one))), ("other", known.name(Who::Member(pair.other)))];
            Weighs {
                about: known.t.say_with("network-unsafe-together", names),
                words: pair.words.clone(),
                by: known.href(&format!("unsafe-pair/{}/{}", pair.one, pair.other)),
            }
        })
        .collect()
}

/// What weighs, the latest first.
fn weighs(known: &Known) -> Vec<Weighs> {
    let circumstances = known.network.people.circumstances.iter().rev();
    circumstances
        .map(|c| Weighs {
            about: known.t.say(about_key(c.about)),
            words: c.words.clone(),
            by: told(known, c),
        })
        .collect()
}
