//! Planning a meeting: when and where, who is invited and in whose words, what they answered,
//! and a no that is respected.

mod answer;
mod asking;
mod call_off;
mod cautions;
mod invitation;
mod letter;
mod new;
mod one;

#[cfg(test)]
mod tests;

use axum::{Router, routing::get};
use dialogue::{
    MeetingId, MemberId, NetworkId, Who,
    meeting::Meeting,
    plan::{Coming, Place},
};

use crate::{
    components::Choice,
    http::{App, Visit},
    page::problem::Problem,
    show::{Known, place_key},
    words::key,
};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/network/{network}/meeting/new", get(new::page).post(new::send))
        .route("/network/{network}/meeting/{meeting}", get(one::page))
        .route("/network/{network}/meeting/{meeting}/plan", get(new::anew).post(new::send_anew))
        .route("/network/{network}/meeting/{meeting}/call-off", get(call_off::page).post(call_off::send))
        .route("/network/{network}/meeting/{meeting}/answer/{member}", get(answer::page).post(answer::send))
        .route(
            "/network/{network}/meeting/{meeting}/invitation/{member}",
            get(invitation::page).post(invitation::given),
        )
        .route("/network/{network}/asking/{member}", get(asking::page).post(asking::send))
}

/// Where people may meet, home first, as it is sent.
const PLACES: [(&str, Place); 6] = [
    ("home", Place::Home),
    ("ward", Place::Ward),
    ("clinic", Place::Clinic),
    ("elsewhere", Place::Elsewhere),
    ("video", Place::Video),
    ("phone", Place::Phone),
];

/// What may be answered, as it is sent.
const ANSWERS: [(&str, Coming); 5] = [
    ("coming", Coming::Coming),
    ("remote", Coming::Remote),
    ("cannot", Coming::Cannot),
    ("sends-words", Coming::SendsWords),
    ("not-again", Coming::NotAgain),
];

fn place_name(place: Place) -> &'static str {
    PLACES.iter().find(|(_, one)| *one == place).map_or("", |(name, _)| name)
}

/// An answer as others say it.
fn coming_key(answer: Coming) -> &'static str {
    match answer {
        Coming::Coming => key("plan-is-coming"),
        Coming::Remote => key("plan-is-remote"),
        Coming::Cannot => key("plan-is-cannot"),
        Coming::SendsWords => key("plan-is-sends-words"),
        Coming::NotAgain => key("plan-is-not-again"),
    }
}

/// An answer as one gives it oneself.
fn own_key(answer: Coming) -> &'static str {
    match answer {
        Coming::Coming => key("plan-i-coming"),
        Coming::Remote => key("plan-i-remote"),
        Coming::Cannot => key("plan-i-cannot"),
        Coming::SendsWords => key("plan-i-sends-words"),
        Coming::NotAgain => key("plan-i-not-again"),
    }
}

/// The answers to choose from, in one's own words or as somebody notes them.
pub(crate) fn answer_choices(known: &Known, is_own: bool) -> Vec<Choice> {
    let name = |answer| known.t.say(if is_own { own_key(answer) } else { coming_key(answer) });
    let mut choices: Vec<_> =
        ANSWERS.iter().map(|(value, answer)| Choice::new(*value, name(*answer))).collect();
    if let Some(last) = choices.pop() {
        choices.push(last.hint(known.t.say("plan-not-again-hint")));
    }
    choices
}

/// A place in words: "At home: Sam’s kitchen".
fn place_line(known: &Known, place: Place, words: &str) -> String {
    let place = known.t.say(place_key(place));
    if words.is_empty() { place } else { format!("{place}: {words}") }
}

/// When a plan says that people meet, in the plan's own zone.
fn when_line(plan: &dialogue::plan::MeetingPlanned) -> String {
    plan.when.at.strftime("%A %-d %B %Y, %H:%M").to_string()
}

/// A meeting that this viewer knows of.
fn meeting(known: &Known, id: MeetingId) -> Result<&Meeting, Problem> {
    known.network.meeting(id).filter(|meeting| meeting.plan().is_some()).ok_or_else(Problem::not_found)
}

/// The network, for its team or for one member who looks at what is their own.
/// Anybody else learns nothing, not even that the member exists.
async fn read_for(visit: &Visit, network: NetworkId, member: MemberId) -> Result<Known, Problem> {
    let known = visit.read(network).await?;
    let is_there = known.network.people.members.contains_key(&member);
    if is_there && (known.is_team() || is_own(&known, member)) {
        Ok(known)
    } else {
        Err(Problem::not_found())
    }
}

fn is_own(known: &Known, member: MemberId) -> bool {
    known.standing.voice == Some(Who::Member(member))
}

/// A meeting that is ahead, with somebody who is invited to it.
fn invited(known: &Known, id: MeetingId, member: MemberId) -> Result<&Meeting, Problem> {
    let meeting = meeting(known, id)?;
    let is_invited = meeting.plan().is_some_and(|plan| plan.invited.contains(&member));
    if is_invited && meeting.is_ahead() { Ok(meeting) } else { Err(Problem::not_found()) }
}
