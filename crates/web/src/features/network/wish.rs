//! Whom the person wants at the meetings, or whether they come alone: theirs to say, here or to
//! somebody of the team, who writes it down in their words.

use axum::{extract::Path, response::Response};
use dialogue::{
    Act, Audience, MemberId, NetworkId, Told,
    people::{Member, Wish, WishTold},
};

use super::{
    ask::Ask,
    people::{is_in_confidence, somebody, wish_key},
};
use crate::{
    components::Choice,
    features::mine,
    form::Form,
    http::{Visit, visit::see},
    page::problem::Problem,
    show::Known,
    words::key,
};

type Place = Path<(NetworkId, MemberId)>;

/// What may be wished, as it is sent.
const WISHES: [(&str, Wish); 3] =
    [("wanted", Wish::Wanted), ("not-now", Wish::NotNow), ("not-wanted", Wish::NotWanted)];

/// Whether there is something to wish about somebody: not about the dead, and not where the
/// person would be told of somebody whom they do not know of yet.
pub(super) fn may_be_wished(known: &Known, member: &Member) -> bool {
    !member.is_dead() && !is_in_confidence(known, member)
}

/// The network, for its person or its team. For everybody else there is no such page.
async fn opened(visit: &Visit, (network, member): (NetworkId, MemberId)) -> Result<(Known, Member), Problem> {
    let known = visit.read(network).await?;
    let member = known.network.people.members.get(&member).cloned();
    match member.filter(|member| may_be_wished(&known, member)) {
        Some(member) if known.is_team() || known.is_person() => Ok((known, member)),
        _ => Err(Problem::not_found()),
    }
}

/// A wish in a sentence, to the person or about them.
fn said(known: &Known, member: &Member, wish: Wish) -> String {
    if known.is_person() {
        known.t.say(mine::wish_key(wish, member.is_person()))
    } else {
        known.t.say_with(wish_key(member.is_person(), wish), [("person", &known.person_name())])
    }
}

/// The names of what the page says: its heading, a sentence above the choices, and the question.
fn words(is_own: bool, is_person: bool) -> (&'static str, &'static str, &'static str) {
    match (is_own, is_person) {
        (true, true) => (key("mine-wish-page"), key("mine-wish-lead-alone"), key("mine-wish-title-alone")),
        (true, false) => (key("mine-wish-page"), key("mine-wish-lead"), key("mine-wish-title")),
        (false, true) => (key("network-alone-title"), key("network-wish-whose"), key("network-alone-legend")),
        (false, false) => (key("network-wish-title"), key("network-wish-whose"), key("network-wish-legend")),
    }
}

fn ask(visit: &Visit, known: &Known, member: &Member, form: Form) -> Ask {
    let (t, person, one) = (visit.t, known.person_name(), somebody(known, member));
    let values = [("person", &person), ("name", &one.name)];
    let (title, lead, question) = words(known.is_person(), member.is_person());
    let choices = WISHES.map(|(value, wish)| Choice::new(value, said(known, member, wish)));
    let choice = form.choice("wish", t.say_with(question, values), &choices);
    let ask = Ask::new(visit, known, t.say(title), form.clone())
        .text(t.say_with(lead, values))
        .field(choice)
        .readers(known.audience(Audience::PersonAndTeam));
    if known.is_person() {
        let area = form.area("words", t.say("mine-wish-words")).hint(t.say("mine-wish-words-hint"));
        ask.field(area.rows(3))
            .words(t.say("mine-wish-earlier"), earlier(known, member), String::new())
            .send(t.say("mine-wish-send"))
    } else {
        let words = t.say_with("network-in-words-of", [("name", &person)]);
        ask.about(one.name.clone())
            .back(one.href, t.say_with("network-back", [("person", &one.name)]))
            .field(form.area("words", words).hint(t.say("network-may-be-empty")).rows(3))
    }
}

/// What was wished before, a line each, the latest first.
fn earlier(known: &Known, member: &Member) -> String {
    let line = |told: &dialogue::Noted<WishTold>| {
        format!("{} · {} {}", known.at(told.entry.recorded_at), said(known, member, told.wish), told.words)
    };
    member.wishes.iter().rev().map(line).collect::<Vec<_>>().join("\n")
}

/// The form, with the wish of now.
pub(super) async fn page(visit: Visit, Path(place): Place) -> Result<Response, Problem> {
    let (known, member) = opened(&visit, place).await?;
    let now = WISHES.iter().find(|(_, wish)| member.wish() == Some(*wish));
    let form = Form::fresh().with("wish", now.map_or("", |(value, _)| value));
    Ok(ask(&visit, &known, &member, form).show())
}

/// Keeps what the person wishes, in the person's voice; what was said before stays.
pub(super) async fn tell(visit: Visit, Path(place): Place, mut form: Form) -> Result<Response, Problem> {
    let (known, member) = opened(&visit, place).await?;
    let chosen = WISHES.iter().find(|(value, _)| *value == form.value("wish"));
    if chosen.is_none() {
        form.fail("wish", visit.t.say("form-choose"));
    }
    let act = chosen.map(|(_, wish)| {
        Act::TellWish(WishTold { member: member.id, wish: *wish, words: form.value("words").to_owned() })
    });
    if visit.carries_out(place.0, Told::default(), act, &mut form).await? {
        let there = if known.is_person() { "#people" } else { &format!("/people/{}", member.id) };
        return Ok(see(format!("{}{there}", known.href(""))));
    }
    Ok(ask(&visit, &known, &member, form).again())
}
