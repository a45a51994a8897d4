//! A stay on a ward or in a crisis house, inside the same thread: in the person's own word,
//! and beside it how it stands in law (in England and Wales: Mental Health Act 1983).

use askama::Template;
use axum::{Router, extract::Path, response::Response, routing::get};
use dialogue::{
    Act, Audience, EntryId, NetworkId, StayId, Told,
    stay::{Lawful, Stay, StayBegan, StayEnded, StayTold},
};
use jiff::civil::Date;

use super::{ask::Ask, people::told};
use crate::{
    components::Choice,
    form::{Form, fresh_id},
    http::{App, Visit, visit::see},
    page::{
        Page,
        problem::{Kind, Problem},
        show,
    },
    show::{Known, time},
    words::key,
};

type Place = Path<(NetworkId, StayId)>;

/// The routes of stays.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/network/{network}/stay/new", get(new).post(begin))
        .route("/network/{network}/stay/{stay}", get(page))
        .route("/network/{network}/stay/{stay}/tell", get(tell_page).post(tell))
        .route("/network/{network}/stay/{stay}/end", get(end_page).post(end))
}

/// A stay, ready to be shown.
pub(super) struct Shown {
    pub(super) href: String,
    /// The person's own word, or the place where there is none.
    pub(super) name: String,
    pub(super) place: String,
    pub(super) since: String,
    /// How it stands in law, a line for each thing known.
    pub(super) law: Vec<(String, String)>,
    /// Of these what must be known at once: whether detained, on which section, the tribunal.
    pub(super) law_now: Vec<(String, String)>,
    /// When it ended, and where to; empty while it lasts.
    pub(super) ended: String,
}

/// What was told of it before, and by whom.
struct Earlier {
    own_word: String,
    law: Vec<(String, String)>,
    by: String,
}

#[derive(Template)]
#[template(path = "features/network/stay.html")]
struct StayPage {
    page: Page,
    known: Known,
    stay: Shown,
    told: String,
    is_now: bool,
    earlier: Vec<Earlier>,
    meeting_href: String,
    tell_href: String,
    people_href: String,
}

fn detained_key(detained: Option<bool>) -> &'static str {
    match detained {
        Some(true) => key("network-detained"),
        Some(false) => key("network-informal"),
        None => key("network-law-not-known"),
    }
}

fn law(known: &Known, lawful: &Lawful) -> Vec<(String, String)> {
    let t = known.t;
    let lines = [
        (t.say("network-law"), lawful.detained.map(|d| t.say(detained_key(Some(d)))).unwrap_or_default()),
        (t.say("network-section"), lawful.section.clone()),
        (t.say("network-rights"), lawful.rights.clone()),
        (t.say("network-leave"), lawful.leave.clone()),
        (t.say("network-advocate"), lawful.advocate.clone()),
        (t.say("network-tribunal"), lawful.tribunal.map(time::date).unwrap_or_default()),
    ];
    lines.into_iter().filter(|(_, words)| !words.is_empty()).collect()
}

fn at_once(lawful: &Lawful) -> Lawful {
    let (detained, tribunal) = (lawful.detained, lawful.tribunal);
    Lawful { detained, tribunal, section: lawful.section.clone(), ..Lawful::default() }
}

/// A stay, ready to be shown.
pub(super) fn shown(known: &Known, stay: &Stay) -> Shown {
    let t = known.t;
    let own = stay.own_word();
    let ended = stay.ended.as_ref().map(|end| {
        let day = time::date(end.ended);
        let said = t.say_with("network-stay-ended", [("day", &day)]);
        if end.words.is_empty() { said } else { format!("{said}. {}", end.words) }
    });
    Shown {
        href: known.href(&format!("stay/{}", stay.began.stay)),
        name: if own.is_empty() { stay.began.place.clone() } else { format!("“{own}”") },
        place: if own.is_empty() { String::new() } else { stay.began.place.clone() },
        since: t.say_with("network-stay-since", [("day", &time::date(stay.began.began))]),
        law: law(known, stay.lawful()),
        law_now: law(known, &at_once(stay.lawful())),
        ended: ended.unwrap_or_default(),
    }
}

async fn opened(visit: &Visit, (network, stay): (NetworkId, StayId)) -> Result<(Known, Stay), Problem> {
    let known = visit.read_as_team(network).await?;
    let stay = known.network.stays.get(&stay).cloned().ok_or_else(Problem::not_found)?;
    Ok((known, stay))
}

/// Earlier tellings, the latest first.
fn earlier(known: &Known, stay: &Stay) -> Vec<Earlier> {
    let mut all = vec![Earlier {
        own_word: stay.began.own_word.clone(),
        law: law(known, &stay.began.lawful),
        by: told(known, &stay.began),
    }];
    all.extend(stay.told.iter().map(|more| Earlier {
        own_word: more.own_word.clone(),
        law: law(known, &more.lawful),
        by: told(known, more),
    }));
    all.pop();
    all.reverse();
    all
}

async fn page(visit: Visit, Path(place): Place) -> Result<Response, Problem> {
    let (known, stay) = opened(&visit, place).await?;
    Ok(show(StayPage {
        page: visit.page(visit.t.say("network-stay-title")),
        told: stay.told.last().map_or_else(|| told(&known, &stay.began), |more| told(&known, more)),
        is_now: stay.ended.is_none(),
        earlier: earlier(&known, &stay),
        meeting_href: known.href("meeting/new"),
        people_href: known.href("people/new?from=stay"),
        tell_href: format!("{}/tell", shown(&known, &stay).href),
        stay: shown(&known, &stay),
        known,
    }))
}

/// The fields of the lawful side.
fn lawful_fields(ask: Ask, form: &Form, visit: &Visit) -> Ask {
    let t = visit.t;
    let detained = [("informal", Some(false)), ("detained", Some(true)), ("not-known", None)]
        .map(|(value, detained)| Choice::new(value, t.say(detained_key(detained))));
    ask.heading(t.say("network-law-heading"))
        .text(t.say("network-law-what"))
        .field(form.choice("detained", t.say("network-law"), &detained))
        .field(form.text("section", t.say("network-section")).hint(t.say("network-section-hint")).width(10))
        .field(form.area("rights", t.say("network-rights")).hint(t.say("network-rights-hint")).rows(2))
        .field(form.area("leave", t.say("network-leave")).hint(t.say("network-leave-granted-hint")).rows(2))
        .field(form.area("advocate", t.say("network-advocate")).hint(t.say("network-advocate-hint")).rows(2))
        .field(form.date("tribunal", t.say("network-tribunal")))
}

fn lawful(form: &mut Form, visit: &Visit) -> Lawful {
    let tribunal = form.maybe_date("tribunal", visit.t);
    let text = |name: &str| form.value(name).to_owned();
    Lawful {
        detained: match form.value("detained") {
            "detained" => Some(true),
            "informal" => Some(false),
            _ => None,
        },
        section: text("section"),
        rights: text("rights"),
        leave: text("leave"),
        advocate: text("advocate"),
        tribunal,
    }
}

/// A day that must be named.
fn needed_date(form: &mut Form, name: &str, visit: &Visit) -> Option<Date> {
    let date = form.maybe_date(name, visit.t);
    if date.is_none() && form.error(name).is_none() {
        form.fail_date(name, visit.t.say("form-not-a-date"));
    }
    date
}

fn own_word(form: &Form, known: &Known) -> crate::components::Input {
    let label = known.t.say_with("network-own-word", [("person", &known.person_name())]);
    form.text("own-word", label).hint(known.t.say("network-own-word-hint")).autocomplete("off")
}

fn draft_key(network: NetworkId) -> String {
    format!("network-{network}-stay-new")
}

fn ask_new(visit: &Visit, known: &Known, form: &Form) -> Ask {
    let t = visit.t;
    let place = form.text("place", t.say("network-stay-place")).hint(t.say("network-stay-place-hint"));
    let ask = Ask::new(visit, known, t.say("network-stay-new"), form.clone())
        .field(own_word(form, known))
        .field(place.autocomplete("off"))
        .field(form.date("began", t.say("network-stay-began")));
    lawful_fields(ask, form, visit)
        .readers(known.audience(Audience::PersonAndTeam))
        .draft(draft_key(known.id()))
}

async fn new(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let fresh = Form::fresh().with("made", fresh_id()).with("detained", "not-known");
    let form = visit.draft_or(&draft_key(network), fresh).await?;
    Ok(ask_new(&visit, &known, &form).show())
}

async fn begin(visit: Visit, Path(network): Path<NetworkId>, mut form: Form) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let stay: StayId = form.id_of("made").ok_or_else(|| Problem::new(Kind::Incorrect))?;
    let began = needed_date(&mut form, "began", &visit);
    let lawful = lawful(&mut form, &visit);
    if form.filled("place").is_none() {
        form.fail("place", visit.t.say("refused-empty"));
    }
    if let Some(began) = began.filter(|_| form.is_ok()) {
        let text = |name: &str| form.value(name).to_owned();
        let act = Act::BeginStay(StayBegan {
            stay,
            place: text("place"),
            own_word: text("own-word"),
            began,
            lawful,
        });
        if visit.carries_out(network, Told::default(), act, &mut form).await? {
            visit.forget_draft(&draft_key(network)).await?;
            return Ok(see(known.href(&format!("stay/{stay}"))));
        }
    }
    Ok(ask_new(&visit, &known, &form).again())
}

fn tellings(stay: &Stay) -> impl Iterator<Item = &EntryId> {
    std::iter::once(&stay.began.entry.id).chain(stay.told.iter().map(|more| &more.entry.id))
}

fn back(ask: Ask, visit: &Visit, stay: &Shown) -> Ask {
    ask.back(stay.href.clone(), visit.t.say("network-stay-back")).about(stay.name.clone())
}

fn ask_tell(visit: &Visit, known: &Known, stay: &Stay, form: &Form) -> Ask {
    let t = visit.t;
    let now = shown(known, stay);
    let mut ask = back(Ask::new(visit, known, t.say("network-stay-tell"), form.clone()), visit, &now);
    if !form.is_ok() {
        let lines = now.law.iter().map(|(name, words)| format!("{name}: {words}"));
        let words = std::iter::once(now.name.clone()).chain(lines).collect::<Vec<_>>().join("\n");
        ask = ask.words(t.say("network-stands-now"), words, String::new());
    }
    lawful_fields(ask.field(own_word(form, known)), form, visit)
        .text(t.say("network-earlier-stays"))
        .readers(known.audience(stay.began.entry.told.audience))
}

async fn tell_page(visit: Visit, Path(place): Place) -> Result<Response, Problem> {
    let (known, stay) = opened(&visit, place).await?;
    let now = stay.lawful();
    let detained = match now.detained {
        Some(true) => "detained",
        Some(false) => "informal",
        None => "not-known",
    };
    let mut form = Form::fresh()
        .with("seen", tellings(&stay).count())
        .with("own-word", stay.own_word())
        .with("detained", detained)
        .with("section", &now.section)
        .with("rights", &now.rights)
        .with("leave", &now.leave)
        .with("advocate", &now.advocate);
    if let Some(tribunal) = now.tribunal {
        form = form.with_date("tribunal", tribunal);
    }
    Ok(ask_tell(&visit, &known, &stay, &form).show())
}

async fn tell(visit: Visit, Path(place): Place, mut form: Form) -> Result<Response, Problem> {
    let (known, stay) = opened(&visit, place).await?;
    let lawful = lawful(&mut form, &visit);
    if form.is_ok() && !form.told_since("own-word", tellings(&stay)) {
        let own_word = form.value("own-word").to_owned();
        let act = Act::TellStay(StayTold { stay: place.1, own_word, lawful });
        match visit.act(place.0, &form, Told::default(), act).await? {
            Ok(()) => return Ok(see(shown(&known, &stay).href)),
            Err(refusal) => form.refused(&refusal),
        }
    }
    Ok(ask_tell(&visit, &known, &stay, &form).again())
}

fn ask_end(visit: &Visit, known: &Known, stay: &Stay, form: &Form) -> Ask {
    let t = visit.t;
    let words = form.area("words", t.say("network-stay-end-words")).hint(t.say("network-stay-end-hint"));
    back(Ask::new(visit, known, t.say("network-stay-end"), form.clone()), visit, &shown(known, stay))
        .text(shown(known, stay).since)
        .field(form.date("ended", t.say("network-stay-end-day")))
        .field(words.rows(3))
        .readers(known.audience(stay.began.entry.told.audience))
}

async fn end_page(visit: Visit, Path(place): Place) -> Result<Response, Problem> {
    let (known, stay) = opened(&visit, place).await?;
    Ok(ask_end(&visit, &known, &stay, &Form::fresh()).show())
}

async fn end(visit: Visit, Path(place): Place, mut form: Form) -> Result<Response, Problem> {
    let (known, stay) = opened(&visit, place).await?;
    if let Some(ended) = needed_date(&mut form, "ended", &visit) {
        let act = Act::EndStay(StayEnded { stay: place.1, ended, words: form.value("words").to_owned() });
        if visit.carries_out(place.0, Told::default(), act, &mut form).await? {
            return Ok(see(shown(&known, &stay).href));
        }
    }
    Ok(ask_end(&visit, &known, &stay, &form).again())
}
