//! What is open between meetings: questions, decisions, promises, and the safety agreement.

mod decision;
mod new_decision;
mod outcome;
mod promise;
mod question;
mod safety;

#[cfg(test)]
mod tests;

use axum::{
    Router,
    routing::{get, post},
};
use dialogue::{Audience, Told, Who};

use crate::{components::Choice, form::Form, http::App, show::Known};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/network/{network}/question/new", get(question::new).post(question::open))
        .route("/network/{network}/question/{question}", get(question::page).post(question::moved))
        .route("/network/{network}/decision/new", get(new_decision::page).post(new_decision::open))
        .route("/network/{network}/decision/{decision}", get(decision::page))
        .route("/network/{network}/decision/{decision}/option", post(decision::option))
        .route("/network/{network}/decision/{decision}/stance", post(decision::stance))
        .route("/network/{network}/decision/{decision}/outcome", post(outcome::send))
        .route("/network/{network}/promise/new", get(promise::new).post(promise::make))
        .route("/network/{network}/promise/{promise}", get(promise::page).post(promise::settle))
        .route("/network/{network}/safety", get(safety::page).post(safety::agree))
}

/// The audience that is usual between meetings.
const USUAL: &str = "person-and-team";

/// The viewer's own voice first, then the living members, the person before the others: whose
/// words somebody of the team may write down. Empty for members, who speak for themselves.
fn voices(known: &Known) -> Vec<Choice> {
    if !known.is_team() {
        return Vec::new();
    }
    let own = known.standing.voice.map(|who| Choice::new(who, known.name_or_you(who)));
    let mut members: Vec<_> = known.network.people.members.values().collect();
    members.retain(|member| !member.is_dead());
    members.sort_by_key(|m| (!m.is_person(), m.name().to_lowercase()));
    let members = members.into_iter().map(|m| Who::Member(m.id));
    own.into_iter().chain(members.map(|who| Choice::new(who, known.name(who)))).collect()
}

/// The voice chosen by the team; a member's is their own, whatever the form says.
fn voice(known: &Known, form: &Form, field: &str) -> Option<Who> {
    let offered = voices(known);
    let chosen = form.who(field).filter(|who| offered.iter().any(|choice| choice.value == who.to_string()));
    chosen.or(known.standing.voice)
}

/// The audiences between meetings. A draft is no place for what a network holds together.
fn audiences(known: &Known) -> Vec<Choice> {
    let mut choices = known.audience_choices(None);
    choices.retain(|choice| choice.value != "only-me");
    choices
}

/// The header of something new: its voice and who may read it.
fn told(known: &Known, form: &Form) -> Told {
    let audience = known.audience_from(form.value("audience"), None);
    let audience = audience.filter(|audience| *audience != Audience::OnlyMe);
    Told { voice: voice(known, form, "voice"), audience, ..Told::default() }
}

/// A line of what happened since: when, who said so, what, in which words.
fn line(known: &Known, entry: &dialogue::Entry, what: &str, words: &str) -> String {
    let name = entry.told.voice.map(|who| known.name_or_you(who)).unwrap_or_default();
    let by = match entry.told.scribe {
        Some(hand) => {
            known.t.say_with("passage-told-and-written", [("name", &name), ("scribe", &known.name(hand))])
        }
        None => name,
    };
    let mut parts = vec![known.at(entry.recorded_at), by, what.to_owned(), words.to_owned()];
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}
