//! Promises: made here by anybody, and earlier ones that are still open.

use axum::{extract::Path, response::Response};
use dialogue::{
    Act, PromiseId, Who,
    promise::{Became, Promise, PromiseMade, PromiseSettled},
};

use super::{
    Place,
    sheets::{Sheet, Sheets},
    talk::{From, Talk, once},
};
use crate::{
    components::Choice,
    form::Form,
    http::Visit,
    page::problem::{Kind, Problem},
    show::time,
    words::key,
};

const SECTION: &str = "promises";

/// A promise.
pub(super) struct One {
    pub(super) name: String,
    pub(super) what: String,
    pub(super) by: String,
    /// What became of it, if it was settled here.
    pub(super) became: String,
    /// What may become of it now.
    pub(super) choices: Vec<Choice>,
    pub(super) sheet: Sheet,
}

/// The section.
pub(super) struct Part {
    pub(super) earlier: Vec<One>,
    pub(super) here: Vec<One>,
    pub(super) sheet: Sheet,
    pub(super) voices: Vec<Choice>,
}

fn became_key(became: Became) -> &'static str {
    match became {
        Became::Kept => key("room-promise-kept"),
        Became::NotKept => key("room-promise-not-kept"),
        Became::LetGo => key("room-promise-let-go"),
        Became::OpenAgain => key("room-promise-open-again"),
    }
}

fn became(value: &str) -> Option<Became> {
    match value {
        "kept" => Some(Became::Kept),
        "not-kept" => Some(Became::NotKept),
        "let-go" => Some(Became::LetGo),
        "open-again" => Some(Became::OpenAgain),
        _ => None,
    }
}

impl Part {
    pub(super) fn of(talk: &Talk, sheets: &Sheets) -> Self {
        let settled_here = |p: &Promise| p.settled.last().is_some_and(|s| talk.is_here(&s.entry));
        let all = talk.known.network.promises.values().filter(|p| p.is_open() || settled_here(p));
        let mut all: Vec<&Promise> = all.collect();
        all.sort_by_key(|p| p.made.entry.recorded_at);
        let (here, earlier): (Vec<_>, Vec<_>) = all.into_iter().partition(|p| talk.is_here(&p.made.entry));
        let ready = |some: Vec<&Promise>| some.into_iter().map(|p| one(talk, sheets, p)).collect();
        Self {
            earlier: ready(earlier),
            here: ready(here),
            sheet: sheets.sheet("promise", |form| form),
            voices: talk.picks(anybody(talk)),
        }
    }
}

/// Whoever may promise something: those in the room first, then everybody of the network and the core team.
fn anybody(talk: &Talk) -> Vec<Who> {
    let network = &talk.known.network;
    let members = network.people.members.keys().copied().map(Who::Member);
    let core = network.team.core.keys().copied().map(Who::Practitioner);
    let mut all = talk.voices();
    for who in members.chain(core) {
        if !all.contains(&who) {
            all.push(who);
        }
    }
    all
}

fn choices(talk: &Talk, promise: &Promise) -> Vec<Choice> {
    let open: &[&str] = if promise.is_open() { &["kept", "not-kept", "let-go"] } else { &["open-again"] };
    open.iter()
        .filter_map(|value| Some(Choice::new(value, talk.visit.t.say(became_key(became(value)?)))))
        .collect()
}

fn one(talk: &Talk, sheets: &Sheets, promise: &Promise) -> One {
    let t = talk.visit.t;
    let id = promise.made.promise;
    let last = promise.settled.last().filter(|s| talk.is_here(&s.entry));
    let became = last.map(|s| {
        let said = t.say(became_key(s.became));
        if s.words.is_empty() { said } else { format!("{said}: {}", s.words) }
    });
    let by = promise.made.by.map(|day| t.say_with("room-promise-by-day", [("day", &time::date(day))]));
    One {
        name: talk.known.name_or_you(promise.made.who),
        what: promise.made.what.clone(),
        by: by.unwrap_or_default(),
        became: became.unwrap_or_default(),
        choices: choices(talk, promise),
        sheet: sheets.sheet(&format!("settle-{id}"), |form| form.with("promise", id)),
    }
}

/// Makes a promise, in the voice of whoever promises.
pub(super) async fn make(visit: Visit, Path(place): Place, form: Form) -> Result<Response, Problem> {
    let talk = Talk::open(visit, place).await?;
    let mut form = form.scoped("promise");
    let from = From::new("promise", SECTION);
    let promise = PromiseId(once(&form, "promise"));
    let by = form.maybe_date("by", talk.visit.t);
    let Some(who) = form.who("who") else {
        form.fail("who", talk.visit.t.say("refused-nobody-named"));
        return talk.again(from, form).await;
    };
    let made = PromiseMade { promise, who, what: form.value("what").to_owned(), by };
    let told = talk.told(who);
    talk.send(from, form, vec![(told, Act::MakePromise(made))]).await
}

/// Says what became of a promise.
pub(super) async fn settle(visit: Visit, Path(place): Place, form: Form) -> Result<Response, Problem> {
    let talk = Talk::open(visit, place).await?;
    let promise: PromiseId = form.id_of("promise").ok_or_else(|| Problem::new(Kind::Incorrect))?;
    let from = From::new(format!("settle-{promise}"), SECTION);
    let mut form = form.scoped(&from.sheet);
    let Some(became) = became(form.value("became")) else {
        form.fail("became", talk.visit.t.say("form-choose"));
        return talk.again(from, form).await;
    };
    let settled = PromiseSettled { promise, became, words: form.value("words").to_owned() };
    let told = talk.noted();
    talk.send(from, form, vec![(told, Act::SettlePromise(settled))]).await
}
