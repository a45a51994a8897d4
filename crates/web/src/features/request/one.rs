//! One call: its clock, what was said, what was offered and answered, and whether the person may know.

use std::sync::Arc;

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{
    Act, NetworkId, RequestId, Told,
    clock::Stage,
    request::{
        Answer, CallHeard, ClockCorrected, ConfidenceAnswered, HelpOffered, OfferAnswer, OfferAnswered,
        Request, SafetySpoken,
    },
};

use super::{answer, answer_choices, answer_key};
use crate::{
    components::Choice,
    form::Form,
    http::{Visit, visit::see},
    page::{Page, problem::Problem, show, show_again},
    show::{Known, time},
    words::key,
};

type Place = Path<(NetworkId, RequestId)>;

#[derive(Template)]
#[template(path = "features/request/one.html")]
struct OnePage {
    page: Page,
    known: Known,
    call: Request,
    /// The form that was sent and given back, and its word in the page's addresses.
    form: Form,
    sent: &'static str,
    here: String,
    stage: String,
    left: String,
    state: &'static str,
    answers: Vec<Choice>,
    offer_answers: Vec<Choice>,
    past: Vec<String>,
}

impl OnePage {
    /// One of the page's forms. Each has an id of its own: sending one, going back and sending
    /// another keeps both.
    fn sheet(&self, word: &str) -> Form {
        if self.sent == word { self.form.clone() } else { Form::fresh() }
    }
}

/// The name of a stage, on screen.
pub fn stage_key(stage: Stage) -> &'static str {
    match stage {
        Stage::Waiting => key("stage-waiting"),
        Stage::Offered => key("stage-offered"),
        Stage::Declined => key("stage-declined"),
        Stage::Met => key("stage-met"),
    }
}

fn offer_answer_key(answer: OfferAnswer) -> &'static str {
    match answer {
        OfferAnswer::Accepted => key("offer-accepted"),
        OfferAnswer::Postponed => key("offer-postponed"),
        OfferAnswer::Declined => key("offer-declined"),
    }
}

fn shown(visit: &Visit, known: Known, call: Request, (sent, form): (&'static str, Form)) -> OnePage {
    let clock = known.network.clock(&call);
    let t = visit.t;
    let left = match clock.stage() {
        Stage::Met => t.say_with("request-met-after", [("span", &time::span(t, clock.waited(visit.now)))]),
        _ => time::left(t, clock.left(visit.now)),
    };
    OnePage {
        page: visit.page(t.say("request-one-title")),
        stage: t.say(stage_key(clock.stage())),
        state: time::urgency(clock.stage(), clock.left(visit.now)),
        left,
        answers: answer_choices(t),
        offer_answers: [
            ("accepted", OfferAnswer::Accepted),
            ("postponed", OfferAnswer::Postponed),
            ("declined", OfferAnswer::Declined),
        ]
        .map(|(value, answer)| Choice::new(value, t.say(offer_answer_key(answer))))
        .to_vec(),
        past: past(&known, &call),
        here: known.href(&format!("request/{}", call.asked.request)),
        known,
        call,
        form,
        sent,
    }
}

/// What has happened with the call since, a line each, in the order in which it was noted.
fn past(known: &Known, call: &Request) -> Vec<String> {
    let t = known.t;
    let mut lines = Vec::new();
    let mut line = |entry: &Arc<dialogue::Entry>, words: String| {
        let by = entry.told.scribe.or(entry.told.voice).map(|w| known.name(w)).unwrap_or_default();
        lines.push((entry.recorded_at, format!("{} · {by} · {words}", known.at(entry.recorded_at))));
    };
    for c in &call.corrections {
        let was = known.at(call.asked.called_at);
        line(
            &c.entry,
            t.say_with(
                "request-past-clock",
                [("at", &known.at(c.called_at)), ("was", &was), ("why", &c.reason)],
            ),
        );
    }
    for c in &call.confidence {
        let answer = t.say(answer_key(c.may_know));
        line(&c.entry, t.say_with("request-past-may-know", [("answer", &answer), ("words", &c.words)]));
    }
    for o in &call.offers {
        line(&o.entry, t.say_with("request-past-offer", [("words", &o.offer)]));
    }
    for a in &call.answers {
        let answer = t.say(offer_answer_key(a.answer));
        line(
            &a.entry,
            t.say_with("request-past-answer", [("answer", &answer), ("by", &a.by), ("words", &a.words)]),
        );
    }
    for s in &call.spoken {
        let who = known.name(dialogue::Who::Practitioner(s.practitioner));
        line(&s.entry, t.say_with("request-past-safety", [("who", &who), ("words", &s.words)]));
    }
    lines.sort_by_key(|(at, _)| *at);
    lines.into_iter().map(|(_, line)| line).collect()
}

async fn opened(visit: &Visit, network: NetworkId, request: RequestId) -> Result<(Known, Request), Problem> {
    let known = visit.read_as_team(network).await?;
    let call = known.network.requests.get(&request).cloned().ok_or_else(Problem::not_found)?;
    Ok((known, call))
}

/// The page of one call, for the team.
pub async fn page(visit: Visit, Path((network, request)): Place) -> Result<Response, Problem> {
    let (known, call) = opened(&visit, network, request).await?;
    Ok(show(shown(&visit, known, call, ("", Form::new()))))
}

/// Sends an act about a call, and shows the page again with what was refused.
async fn send(
    visit: Visit,
    (network, request): (NetworkId, RequestId),
    (sent, mut form): (&'static str, Form),
    act: Option<Act>,
) -> Result<Response, Problem> {
    let (known, call) = opened(&visit, network, request).await?;
    if visit.carries_out(network, Told::default(), act, &mut form).await? {
        return Ok(see(format!("/network/{network}/request/{request}")));
    }
    Ok(show_again(shown(&visit, known, call, (sent, form))))
}

/// The holder has seen a further call.
pub async fn heard(visit: Visit, Path(place): Place, form: Form) -> Result<Response, Problem> {
    send(visit, place, ("heard", form), Some(Act::HearCall(CallHeard { request: place.1 }))).await
}

/// The caller's answer: may the person know?
pub async fn confidence(visit: Visit, Path(place): Place, mut form: Form) -> Result<Response, Problem> {
    let may_know = answer(form.value("may-know"));
    if may_know == Answer::NotAsked {
        form.fail("may-know", visit.t.say("form-choose"));
    }
    let words = form.value("confidence-words").to_owned();
    let act = Act::AnswerConfidence(ConfidenceAnswered { request: place.1, may_know, words });
    send(visit, place, ("confidence", form), Some(act)).await
}

/// A correction of the moment of the call; both times stay.
pub async fn clock(visit: Visit, Path(place): Place, mut form: Form) -> Result<Response, Problem> {
    let called_at = form.instant("called", visit.t, &visit.zone);
    let reason = form.value("reason").to_owned();
    let act =
        called_at.map(|called_at| Act::CorrectClock(ClockCorrected { request: place.1, called_at, reason }));
    send(visit, place, ("clock", form), act).await
}

/// A meeting was offered.
pub async fn offer(visit: Visit, Path(place): Place, form: Form) -> Result<Response, Problem> {
    let act = Act::OfferHelp(HelpOffered { request: place.1, offer: form.value("offer").to_owned() });
    send(visit, place, ("offer", form), Some(act)).await
}

/// An offer was answered.
pub async fn answer_offer(visit: Visit, Path(place): Place, mut form: Form) -> Result<Response, Problem> {
    let answer = match form.value("offer-answer") {
        "accepted" => Some(OfferAnswer::Accepted),
        "postponed" => Some(OfferAnswer::Postponed),
        "declined" => Some(OfferAnswer::Declined),
        _ => None,
    };
    if answer.is_none() {
        form.fail("offer-answer", visit.t.say("form-choose"));
    }
    let (by, words) = (form.value("by").to_owned(), form.value("words").to_owned());
    let act = answer.map(|answer| Act::AnswerOffer(OfferAnswered { request: place.1, answer, by, words }));
    send(visit, place, ("answer", form), act).await
}

/// Somebody has spoken with them about being safe now.
pub async fn safety(visit: Visit, Path(place): Place, form: Form) -> Result<Response, Problem> {
    let practitioner = visit.practitioner()?;
    let words = form.value("safety-words").to_owned();
    send(
        visit,
        place,
        ("safety", form),
        Some(Act::SpeakOfSafety(SafetySpoken { request: place.1, practitioner, words })),
    )
    .await
}
