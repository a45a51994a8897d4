//! The two forms: how it stood that day, and the talk about what is best.

use axum::{extract::Path, response::Response};
use dialogue::{
    Act, Audience, NetworkId, Told,
    capacity::{Able, BestInterestsTalked, CapacityAssessed, Heard},
    decision::Decision,
};

use super::{Place, opened};
use crate::{
    components::Choice,
    features::network::ask::Ask,
    form::Form,
    http::{Visit, visit::see},
    page::problem::Problem,
    show::Known,
    words::key,
};

/// How many people one page has room for; more are told in a further talk.
const ROOM: usize = 5;

async fn as_team(
    visit: &Visit,
    place: (NetworkId, dialogue::DecisionId),
) -> Result<(Known, Decision), Problem> {
    let (known, decision) = opened(visit, place).await?;
    if known.is_team() { Ok((known, decision)) } else { Err(Problem::not_found()) }
}

fn there(known: &Known, decision: &Decision) -> String {
    known.href(&format!("decision/{}/capacity", decision.opened.decision))
}

fn begun(visit: &Visit, known: &Known, decision: &Decision, title: String, form: &Form) -> Ask {
    Ask::new(visit, known, title, form.clone())
        .about(decision.opened.about.clone())
        .back(there(known, decision), visit.t.say("capacity-back-page"))
        .readers(known.audience(Audience::PersonAndTeam))
}

fn ask(visit: &Visit, known: &Known, decision: &Decision, form: &Form) -> Ask {
    let (t, person) = (visit.t, known.person_name());
    let area = |name: &str, label: String, hint: String| form.area(name, label).hint(hint).rows(4);
    let able = [
        Choice::new(Able::Decides.name(), t.say_with("capacity-may-decide", [("person", &person)])),
        Choice::new(Able::NotThatDay.name(), t.say_with("capacity-could-not", [("person", &person)])),
    ];
    let by = form.text("assessed-by", t.say("capacity-by")).hint(t.say("capacity-by-hint"));
    begun(visit, known, decision, t.say("capacity-new"), form)
        .text(t.say("capacity-presumed"))
        .text(t.say("capacity-never-a-label"))
        .field(form.date("on", t.say("capacity-on")))
        .field(by)
        .field(area("helped", t.say("capacity-helped"), t.say("capacity-helped-hint")))
        .field(area("words", t.say("capacity-words"), t.say("capacity-words-hint")))
        .field(form.choice("able", t.say("capacity-outcome"), &able))
}

/// How it stood that day.
pub(super) async fn page(visit: Visit, Path(place): Place) -> Result<Response, Problem> {
    let (known, decision) = as_team(&visit, place).await?;
    Ok(ask(&visit, &known, &decision, &Form::fresh()).show())
}

fn day(visit: &Visit, form: &mut Form) -> Option<jiff::civil::Date> {
    let on = form.maybe_date("on", visit.t);
    if on.is_none() {
        form.fail_date("on", visit.t.say("form-not-a-date"));
    }
    on
}

/// Notes it.
pub(super) async fn assess(visit: Visit, Path(place): Place, mut form: Form) -> Result<Response, Problem> {
    let (known, decision) = as_team(&visit, place).await?;
    let (on, able) = (day(&visit, &mut form), Able::named(form.value("able")));
    if able.is_none() {
        form.fail("able", visit.t.say("form-choose"));
    }
    let text = |name: &str| form.value(name).to_owned();
    let act = on.zip(able).map(|(on, able)| {
        Act::AssessCapacity(CapacityAssessed {
            decision: place.1,
            on,
            assessed_by: text("assessed-by"),
            helped: text("helped"),
            words: text("words"),
            able,
        })
    });
    if visit.carries_out(place.0, Told::default(), act, &mut form).await? {
        return Ok(see(there(&known, &decision)));
    }
    Ok(ask(&visit, &known, &decision, &form).again())
}

fn ask_talk(visit: &Visit, known: &Known, decision: &Decision, form: &Form) -> Ask {
    let (t, person) = (visit.t, known.person_name());
    let own = form.area("own-view", t.say_with("capacity-own-view", [("person", &person)]));
    let mut ask = begun(visit, known, decision, t.say("capacity-talk-new"), form)
        .text(t.say("capacity-talks-what"))
        .field(form.date("on", t.say("capacity-on")))
        .field(own.hint(t.say("capacity-own-view-hint")).rows(4))
        .heading(t.say("capacity-heard"))
        .text(t.say("capacity-heard-what"));
    for at in 1..=ROOM {
        let who = t.say_with("capacity-heard-who", [("n", &at)]);
        let words = t.say_with("capacity-heard-words", [("n", &at)]);
        ask = ask
            .field(form.text(&format!("who-{at}"), who))
            .field(form.area(&format!("said-{at}"), words).rows(2));
    }
    ask.field(
        form.area("not-heard", t.say("capacity-not-heard")).hint(t.say("capacity-not-heard-hint")).rows(2),
    )
    .field(form.area("came-to", t.say("capacity-came-to")).hint(t.say("capacity-came-to-hint")).rows(3))
}

/// The talk about what is best; only for what the person could not decide when it was last assessed.
pub(super) async fn talk_page(visit: Visit, Path(place): Place) -> Result<Response, Problem> {
    let (known, decision) = as_team(&visit, place).await?;
    Ok(ask_talk(&visit, &known, &decision, &Form::fresh()).show())
}

/// Notes it.
pub(super) async fn talk(visit: Visit, Path(place): Place, mut form: Form) -> Result<Response, Problem> {
    let (known, decision) = as_team(&visit, place).await?;
    let on = day(&visit, &mut form);
    let mut heard = Vec::new();
    for at in 1..=ROOM {
        let (name, said) = (format!("who-{at}"), format!("said-{at}"));
        let one = Heard { who: form.value(&name).trim().into(), words: form.value(&said).trim().into() };
        if one.who.is_empty() && !one.words.is_empty() {
            form.fail(&name, visit.t.say(key("refused-nobody-named")));
        }
        heard.push(one);
    }
    let text = |name: &str| form.value(name).to_owned();
    let act = on.map(|on| {
        let (own_view, not_heard, came_to) = (text("own-view"), text("not-heard"), text("came-to"));
        Act::TalkBestInterests(BestInterestsTalked {
            decision: place.1,
            on,
            own_view,
            heard,
            not_heard,
            came_to,
        })
    });
    if visit.carries_out(place.0, Told::default(), act, &mut form).await? {
        return Ok(see(there(&known, &decision)));
    }
    Ok(ask_talk(&visit, &known, &decision, &form).again())
}
