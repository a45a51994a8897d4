//! Promises: who does what by when, and what became of it. A family is never chased.

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{
    Act, NetworkId, PromiseId, Told, Who,
    promise::{Became, Promise, PromiseMade, PromiseSettled},
};

use super::{USUAL, audiences, line, told, voices};
use crate::{
    components::Choice,
    form::{Form, fresh_id},
    http::{Visit, visit::see},
    page::{
        Page,
        problem::{Kind, Problem},
        show, show_again,
    },
    show::{Known, time},
    words::key,
};

type Place = Path<(NetworkId, PromiseId)>;

#[derive(Template)]
#[template(path = "features/open/new_promise.html")]
struct NewPage {
    page: Page,
    known: Known,
    form: Form,
    promisers: Vec<Choice>,
    audiences: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "features/open/promise.html")]
struct PromisePage {
    page: Page,
    known: Known,
    promise: Promise,
    form: Form,
    here: String,
    by: String,
    is_overdue: bool,
    may_settle: bool,
    became: Vec<Choice>,
    says: Vec<Choice>,
    past: Vec<String>,
}

/// Everybody who may promise: the voices, and the colleagues who stay with the network.
fn promisers(known: &Known) -> Vec<Choice> {
    let mut all = voices(known);
    if known.is_team() {
        let core = known.network.team.core.keys().copied().chain(known.holder());
        for who in core.map(Who::Practitioner) {
            if !all.iter().any(|choice| choice.value == who.to_string()) {
                all.push(Choice::new(who, known.name(who)));
            }
        }
    }
    all
}

fn empty(visit: &Visit, known: Known, form: Form) -> NewPage {
    NewPage {
        page: visit.page(visit.t.say("promise-new-title")),
        promisers: promisers(&known),
        audiences: audiences(&known),
        known,
        form,
    }
}

/// A new promise.
pub async fn new(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = visit.read(network).await?;
    let form = Form::fresh().with("promise", fresh_id()).with("audience", USUAL);
    Ok(show(empty(&visit, known, form)))
}

/// Makes a promise, in the voice of the one who promises.
pub async fn make(visit: Visit, Path(network): Path<NetworkId>, mut form: Form) -> Result<Response, Problem> {
    let known = visit.read(network).await?;
    let promise: PromiseId = form.id_of("promise").ok_or_else(|| Problem::new(Kind::Incorrect))?;
    let offered = promisers(&known);
    let chosen = form.who("who").filter(|who| offered.iter().any(|choice| choice.value == who.to_string()));
    let who = chosen.or(known.standing.voice).ok_or_else(Problem::not_found)?;
    let by = form.maybe_date("by", visit.t);
    let act = Act::MakePromise(PromiseMade { promise, who, what: form.value("what").to_owned(), by });
    let told = Told { voice: Some(who), ..told(&known, &form) };
    if visit.carries_out(network, told, act, &mut form).await? {
        return Ok(see(known.href(&format!("promise/{promise}"))));
    }
    Ok(show_again(empty(&visit, known, form)))
}

fn became_key(became: Became) -> &'static str {
    match became {
        Became::Kept => key("promise-kept"),
        Became::NotKept => key("promise-not-kept"),
        Became::LetGo => key("promise-let-go"),
        Became::OpenAgain => key("promise-open-again"),
    }
}

/// What may become of a promise now, as it is sent.
fn becomes(promise: &Promise) -> &'static [(&'static str, Became)] {
    if promise.is_open() {
        &[("kept", Became::Kept), ("not-kept", Became::NotKept), ("let-go", Became::LetGo)]
    } else {
        &[("open-again", Became::OpenAgain)]
    }
}

/// Who may say it: the one who promised first, then whoever notes it.
fn says(known: &Known, promise: &Promise) -> Vec<Choice> {
    let mut says = vec![promise.made.who];
    says.extend(known.standing.voice.filter(|own| *own != promise.made.who));
    if known.is_team() {
        says.into_iter().map(|w| Choice::new(w, known.name_or_you(w))).collect()
    } else {
        Vec::new()
    }
}

fn shown(visit: &Visit, known: Known, promise: Promise, form: Form) -> PromisePage {
    let t = visit.t;
    let settled = promise.settled.iter();
    let today = visit.now.to_zoned(visit.zone.clone()).date();
    PromisePage {
        page: visit.page(t.say("promise-title")),
        here: known.href(&format!("promise/{}", promise.made.promise)),
        by: promise.made.by.map(time::date).unwrap_or_default(),
        is_overdue: known.is_team() && known.network.is_overdue(&promise, today),
        may_settle: known.is_team() || known.standing.voice == Some(promise.made.who),
        became: becomes(&promise)
            .iter()
            .map(|(v, became)| Choice::new(*v, t.say(became_key(*became))))
            .collect(),
        says: says(&known, &promise),
        past: settled.map(|s| line(&known, &s.entry, &t.say(became_key(s.became)), &s.words)).collect(),
        promise,
        known,
        form,
    }
}

async fn made(visit: &Visit, (network, id): (NetworkId, PromiseId)) -> Result<(Known, Promise), Problem> {
    let known = visit.read(network).await?;
    let promise = known.network.promises.get(&id).cloned().ok_or_else(Problem::not_found)?;
    Ok((known, promise))
}

/// One promise.
pub async fn page(visit: Visit, Path(place): Place) -> Result<Response, Problem> {
    let (known, promise) = made(&visit, place).await?;
    Ok(show(shown(&visit, known, promise, Form::fresh())))
}

/// Says what became of a promise.
pub async fn settle(visit: Visit, Path(place): Place, mut form: Form) -> Result<Response, Problem> {
    let (known, promise) = made(&visit, place).await?;
    if !known.is_team() && known.standing.voice != Some(promise.made.who) {
        return Err(Problem::not_found());
    }
    let all = [Became::Kept, Became::NotKept, Became::LetGo, Became::OpenAgain];
    let names = ["kept", "not-kept", "let-go", "open-again"];
    let chosen = names.iter().zip(all).find(|(name, _)| **name == form.value("became"));
    let Some((_, became)) = chosen else {
        form.fail("became", visit.t.say("form-choose"));
        return Ok(show_again(shown(&visit, known, promise, form)));
    };
    let said = form.who("voice").filter(|_| known.is_team());
    let voice = said.filter(|who| *who == promise.made.who).or(known.standing.voice);
    let act = Act::SettlePromise(PromiseSettled {
        promise: place.1,
        became,
        words: form.value("words").to_owned(),
    });
    if visit.carries_out(place.0, Told { voice, ..Told::default() }, act, &mut form).await? {
        return Ok(see(known.href(&format!("promise/{}", place.1))));
    }
    Ok(show_again(shown(&visit, known, promise, form)))
}
