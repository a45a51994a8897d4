//! The read-back for the team: one row for every voice that was there, how its words were given back
//! and what it said to them. Silence is not agreement and is not chased.

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{
    Act, MeetingId, NetworkId, Noted, Told, Who,
    meeting::Meeting,
    read_back::{Given, ReadBack, State, WordsOffered},
};

use super::{href, read_as_team, when};
use crate::{
    form::{Form, fresh_id},
    http::{Visit, visit::see},
    page::{Page, problem::Problem, show, show_again},
    show::Known,
    words::{Words, key},
};

type Place = Path<(NetworkId, MeetingId)>;

/// Where one voice stands.
struct Row {
    who: Who,
    name: String,
    role: String,
    state: String,
    past: Vec<String>,
    href: String,
    /// The id of what an offer would make, each row its own.
    offer_id: String,
    /// The id of what a noted agreement would make; empty where nobody else may note one.
    agree_id: String,
    error: String,
}

#[derive(Template)]
#[template(path = "features/record/back.html")]
struct BackPage {
    page: Page,
    form: Form,
    when: String,
    here: String,
    record: String,
    filing: String,
    is_read_back: bool,
    rows: Vec<Row>,
    ways: Vec<(&'static str, String)>,
}

/// The name of a way in which words are given back, on screen.
fn given_key(how: Given) -> &'static str {
    match how {
        Given::OnScreen => key("record-given-on-screen"),
        Given::OwnView => key("record-given-own-view"),
        Given::Paper => key("record-given-paper"),
        Given::ReadAloud => key("record-given-read-aloud"),
    }
}

const WAYS: [(&str, Given); 4] = [
    ("read-aloud", Given::ReadAloud),
    ("on-screen", Given::OnScreen),
    ("paper", Given::Paper),
    ("own-view", Given::OwnView),
];

/// The hand that wrote the last of these down, where the voice wrote none of them itself.
fn noted_by<T>(known: &Known, all: &[Noted<T>]) -> Option<String> {
    if all.iter().any(|noted| noted.entry.told.scribe.is_none()) {
        return None;
    }
    all.last().and_then(|noted| noted.entry.told.scribe).map(|hand| known.name(hand))
}

/// Where a voice's read-back stands, in words. What another hand noted is always said to be noted.
pub fn state_line(known: &Known, back: Option<&ReadBack>) -> String {
    let t = known.t;
    let own_or_noted = |own: &'static str, noted: &'static str, by: Option<String>| match by {
        Some(name) => t.say_with(noted, [("name", &name)]),
        None => t.say(own),
    };
    let Some(back) = back else { return t.say("record-state-not-offered") };
    match back.state() {
        State::NotOffered => t.say("record-state-not-offered"),
        State::Offered => t.say("record-state-offered"),
        State::Agreed => t.say("record-state-agreed"),
        State::AgreedNoted => own_or_noted(
            key("record-state-agreed"),
            key("record-state-agreed-noted"),
            noted_by(known, &back.agreed),
        ),
        State::Amended => own_or_noted(
            key("record-state-amended"),
            key("record-state-amended-noted"),
            noted_by(known, &back.amended),
        ),
        State::Differs => own_or_noted(
            key("record-state-differs"),
            key("record-state-differs-noted"),
            noted_by(known, &back.differs),
        ),
    }
}

/// The same for the voice itself: nothing where it has not answered, because it does not have to;
/// nothing where its words stand beside already.
pub fn own_state_line(known: &Known, back: Option<&ReadBack>) -> String {
    let t = known.t;
    match back.map(ReadBack::state) {
        Some(State::Agreed) => t.say("record-own-agreed"),
        Some(State::AgreedNoted) => {
            let by = back.and_then(|back| noted_by(known, &back.agreed)).unwrap_or_default();
            t.say_with("record-own-agreed-noted", [("name", &by)])
        }
        _ => String::new(),
    }
}

/// Everything that happened in one voice's read-back, in its order.
fn past(known: &Known, back: &ReadBack) -> Vec<String> {
    let t = known.t;
    let mut lines = Vec::new();
    for o in &back.offered {
        let by = o.entry.told.voice.map(|who| known.name(who)).unwrap_or_default();
        lines.push((o.entry.recorded_at, format!("{}, {by}", t.say(given_key(o.how)))));
    }
    let mut said = |entry: &dialogue::Entry, key: &'static str| {
        let hand = entry.told.scribe.map(|hand| known.name(hand));
        let noted = hand.map(|hand| t.say_with("passage-noted-by", [("name", &hand)]));
        let words = t.say(key);
        lines.push((entry.recorded_at, noted.map_or(words.clone(), |noted| format!("{words}, {noted}"))));
    };
    back.agreed.iter().for_each(|a| said(&a.entry, key("record-past-agreed")));
    back.amended.iter().for_each(|a| said(&a.entry, key("record-past-amended")));
    back.differs.iter().for_each(|d| said(&d.entry, key("record-past-differs")));
    lines.sort_by_key(|(at, _)| *at);
    lines.into_iter().map(|(at, line)| format!("{} · {line}", known.at(at))).collect()
}

fn row(known: &Known, meeting: &Meeting, who: Who, form: &Form) -> Row {
    let back = meeting.read_back.get(&who);
    // Nobody agrees in a colleague's voice; one's own agreement needs no noting.
    let may_note = who.member().is_some() || known.standing.voice == Some(who);
    let is_sent = form.who("who") == Some(who);
    let error = form.errors().first().filter(|_| is_sent).map(|error| error.message.clone());
    Row {
        who,
        name: known.name_or_you(who),
        role: known.role(who),
        state: state_line(known, back),
        past: back.map(|back| past(known, back)).unwrap_or_default(),
        href: href(known, meeting, &format!("read-back/{who}")),
        offer_id: fresh_id(),
        agree_id: if may_note { fresh_id() } else { String::new() },
        error: error.unwrap_or_default(),
    }
}

fn shown(visit: &Visit, known: &Known, meeting: &Meeting, form: Form) -> BackPage {
    let way = |(value, how): (&'static str, Given)| (value, ways_word(visit.t, how));
    BackPage {
        page: visit.page(visit.t.say("record-back-title")),
        when: when(known, meeting),
        here: href(known, meeting, "read-back"),
        record: href(known, meeting, "record"),
        filing: href(known, meeting, "filing"),
        is_read_back: meeting.is_read_back(),
        rows: known.present_voices(meeting).into_iter().map(|who| row(known, meeting, who, &form)).collect(),
        ways: WAYS.into_iter().map(way).collect(),
        form,
    }
}

fn ways_word(t: Words, how: Given) -> String {
    match how {
        Given::OnScreen => t.say("record-offer-on-screen"),
        Given::OwnView => t.say("record-offer-own-view"),
        Given::Paper => t.say("record-offer-paper"),
        Given::ReadAloud => t.say("record-offer-read-aloud"),
    }
}

/// The page of the read-back.
pub async fn page(visit: Visit, Path((network, meeting)): Place) -> Result<Response, Problem> {
    let (known, meeting) = read_as_team(&visit, network, meeting).await?;
    if !meeting.is_held() {
        return Ok(see(href(&known, &meeting, "")));
    }
    Ok(show(shown(&visit, &known, &meeting, Form::new())))
}

/// A voice was offered its words.
pub async fn offer(visit: Visit, Path((network, id)): Place, mut form: Form) -> Result<Response, Problem> {
    let (known, meeting) = read_as_team(&visit, network, id).await?;
    let who = form.who("who").filter(|who| meeting.was_present(*who)).ok_or_else(Problem::not_found)?;
    let how = WAYS.iter().find(|(value, _)| *value == form.value("how")).map(|(_, how)| *how);
    let Some(how) = how else {
        form.fail("how", visit.t.say("record-offer-choose"));
        return Ok(show_again(shown(&visit, &known, &meeting, form)));
    };
    let act = Act::OfferWords(WordsOffered { meeting: id, who, how });
    if visit.carries_out(network, Told::default(), act, &mut form).await? {
        return Ok(see(format!("{}#{who}", href(&known, &meeting, "read-back"))));
    }
    Ok(show_again(shown(&visit, &known, &meeting, form)))
}
