//! What was told in confidence, for the team: all of it on one page, each with the talks that were had about it.
//! A talk opens nothing; only the teller chooses who may read it.

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{
    Act, Entry, NetworkId, Noted, Told, Who,
    confidence::{ConfidenceReviewed, Reviewed},
};

use super::words;
use crate::{
    components::Choice,
    features::network::ask::Ask,
    form::Form,
    http::{Visit, visit::see},
    page::{Page, problem::Problem, show},
    show::{Known, audiences::Readers},
    words::key,
};

type Place = Path<(NetworkId, String)>;

/// Something that was told in confidence.
struct Listed {
    name: String,
    role: String,
    time: String,
    tone: u8,
    words: String,
    readers: Readers,
    talks: Vec<String>,
    href: String,
}

#[derive(Template)]
#[template(path = "features/audience/confidences.html")]
struct ConfidencesPage {
    page: Page,
    known: Known,
    told: Vec<Listed>,
    calls: Vec<(String, String)>,
}

fn outcome_key(outcome: Reviewed) -> &'static str {
    match outcome {
        Reviewed::Keep => key("audience-review-keep"),
        Reviewed::MayBeOpened => key("audience-review-may"),
        Reviewed::Opened => key("audience-review-opened"),
    }
}

/// The talks, the latest first.
fn talks(known: &Known, entry: &Entry) -> Vec<String> {
    let talks = known.network.confidences.get(&entry.id).into_iter().flatten().rev();
    let line = |talk: &Noted<ConfidenceReviewed>| {
        let outcome = known.t.say(outcome_key(talk.outcome));
        format!("{} “{}” {} · {}", outcome, talk.words, known.told_by(talk), known.at(talk.entry.recorded_at))
    };
    talks.map(line).collect()
}

fn listed(known: &Known, entry: &Entry) -> Listed {
    let voice = entry.told.voice;
    Listed {
        name: voice.map(|who| known.name(who)).unwrap_or_default(),
        role: voice.map(|who| known.role(who)).unwrap_or_default(),
        time: known.said_at(entry),
        tone: voice.map_or(1, |who| known.tone(who)),
        words: words::said(known, entry),
        readers: known.readers(entry),
        talks: talks(known, entry),
        href: known.href(&format!("confidence/{}", entry.id)),
    }
}

/// Everything that was told in confidence.
pub(super) async fn all(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let calls = known.network.requests.values().filter(|call| !call.is_released());
    let call = |call: &dialogue::request::Request| {
        let at = known.t.say_with("network-call-of", [("at", &known.at(call.called_at()))]);
        (at, known.href(&format!("request/{}", call.asked.request)))
    };
    Ok(show(ConfidencesPage {
        page: visit.page(visit.t.say("audience-confidences-title")),
        told: known.network.confidences_told().map(|entry| listed(&known, entry)).collect(),
        calls: calls.map(call).collect(),
        known: known.clone(),
    }))
}

async fn opened(visit: &Visit, (network, id): &(NetworkId, String)) -> Result<(Known, Entry), Problem> {
    let known = visit.read_as_team(*network).await?;
    let entry = words::entry(&known, id)?.clone();
    if known.network.was_confidence(&entry) { Ok((known, entry)) } else { Err(Problem::not_found()) }
}

fn ask(visit: &Visit, known: &Known, entry: &Entry, form: Form) -> Ask {
    let t = visit.t;
    let name = entry.told.voice.map(|who: Who| known.name(who)).unwrap_or_default();
    let outcomes = Reviewed::ALL.map(|outcome| Choice::new(outcome.name(), t.say(outcome_key(outcome))));
    Ask::new(visit, known, t.say("audience-review-title"), form.clone())
        .back(known.href("confidences"), t.say("audience-confidences-back"))
        .words(t.say("audience-readers-words"), words::said(known, entry), words::by(known, entry))
        .audience(known.readers(entry))
        .text(t.say_with("audience-review-what", [("name", &name)]))
        .field(form.choice("outcome", t.say_with("audience-review-outcome", [("name", &name)]), &outcomes))
        .field(form.area("words", t.say("audience-review-words")).rows(4))
        .readers(known.audience(dialogue::Audience::Team))
}

/// The form for a talk that was had.
pub(super) async fn page(visit: Visit, Path(place): Place) -> Result<Response, Problem> {
    let (known, entry) = opened(&visit, &place).await?;
    Ok(ask(&visit, &known, &entry, Form::fresh()).show())
}

/// Notes the talk. It opens nothing.
pub(super) async fn review(visit: Visit, Path(place): Place, mut form: Form) -> Result<Response, Problem> {
    let (known, entry) = opened(&visit, &place).await?;
    let outcome = Reviewed::ALL.into_iter().find(|outcome| outcome.name() == form.value("outcome"));
    match outcome {
        None => form.fail("outcome", visit.t.say("audience-review-needed")),
        Some(outcome) => {
            let words = form.value("words").to_owned();
            let act = Act::ReviewConfidence(ConfidenceReviewed { entry: entry.id, outcome, words });
            match visit.act(place.0, &form, Told::default(), act).await? {
                Ok(()) => return Ok(see(known.href("confidences"))),
                Err(refusal) => form.refused(&refusal),
            }
        }
    }
    Ok(ask(&visit, &known, &entry, form).again())
}
