//! Noting a death, taking it back, and deciding who may read from a day on. People tell people;
//! nothing here sends anything to anybody.

use axum::{extract::Path, response::Response};
use dialogue::{
    Act, Audience, MemberId, NetworkId, Told, When, Who,
    death::{DeathNoted, DeathTakenBack, ReadingDecided},
};

use crate::{
    components::Choice,
    features::network::ask::Ask,
    form::Form,
    http::{Visit, visit::see},
    page::problem::Problem,
    show::Known,
};

/// Who may read that it is noted, as it is sent.
const READERS: [(&str, Audience); 3] = [
    ("team", Audience::Team),
    ("person-and-team", Audience::PersonAndTeam),
    ("everyone", Audience::Everyone),
];

fn members(known: &Known) -> Vec<Choice> {
    let dead = |choice: &Choice| {
        let id = choice.value.parse::<MemberId>().ok();
        id.and_then(|id| known.network.people.members.get(&id)).is_some_and(|m| m.death().is_some())
    };
    let mut choices = known.member_choices();
    choices.retain(|choice| !dead(choice));
    choices.insert(0, Choice::new("", known.t.say("network-choose")));
    choices
}

fn ask(visit: &Visit, known: &Known, form: &Form) -> Ask {
    let t = visit.t;
    let readers = READERS.map(|(name, audience)| Choice::new(name, known.audience(audience)));
    let about = form.text("about", t.say("ending-died-about")).hint(t.say("ending-died-about-hint"));
    Ask::new(visit, known, t.say("ending-death-new"), form.clone())
        .back(known.href("ending"), t.say("ending-back"))
        .text(t.say("ending-death-what"))
        .field(form.pick("member", t.say("ending-died-who"), &members(known)))
        .field(form.date("on", t.say("ending-died-on")).hint(t.say("ending-died-on-hint")))
        .field(about)
        .field(form.area("words", t.say("ending-died-words")).hint(t.say("network-may-be-empty")).rows(3))
        .field(form.choice("readers", t.say("ending-died-readers"), &readers))
        .text(t.say("ending-died-tell"))
        .note()
}

/// The form.
pub(super) async fn page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    Ok(ask(&visit, &known, &Form::fresh().with("readers", "team")).show())
}

/// Notes it. From then on every clock and reminder is still.
pub(super) async fn note(
    visit: Visit,
    Path(network): Path<NetworkId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let member = form.id_of::<MemberId>("member");
    if member.is_none() {
        form.fail("member", visit.t.say("refused-nobody-named"));
    }
    let on = match form.maybe_date("on", visit.t) {
        Some(day) => Some(When::On(day)),
        None => form.filled("about").map(|words| When::About(words.to_owned())),
    };
    if on.is_none() {
        form.fail_date("on", visit.t.say("ending-died-when"));
    }
    let audience = READERS.iter().find(|(name, _)| *name == form.value("readers")).map(|(_, who)| *who);
    let words = form.value("words").to_owned();
    let act = member.zip(on).map(|(member, on)| Act::NoteDeath(DeathNoted { member, on, words }));
    let told = Told { audience, ..Told::default() };
    if visit.carries_out(network, told, act, &mut form).await? {
        return Ok(see(known.href("ending#death")));
    }
    Ok(ask(&visit, &known, &form).again())
}

type Place = Path<(NetworkId, MemberId)>;

async fn opened(visit: &Visit, (network, member): (NetworkId, MemberId)) -> Result<Known, Problem> {
    let known = visit.read_as_team(network).await?;
    let is_noted = known.network.people.members.get(&member).is_some_and(|m| m.death().is_some());
    if is_noted { Ok(known) } else { Err(Problem::not_found()) }
}

fn ask_back(visit: &Visit, known: &Known, member: MemberId, form: &Form) -> Ask {
    let t = visit.t;
    Ask::new(visit, known, t.say("ending-died-back"), form.clone())
        .about(known.name(Who::Member(member)))
        .back(known.href("ending"), t.say("ending-back"))
        .text(t.say("ending-died-back-what"))
        .field(form.area("words", t.say("ending-died-back-words")).rows(3))
        .readers(t.say("audience-as-rest"))
        .send(t.say("ending-died-back"))
}

/// The form for a death noted in error.
pub(super) async fn back_page(visit: Visit, Path(place): Place) -> Result<Response, Problem> {
    let known = opened(&visit, place).await?;
    Ok(ask_back(&visit, &known, place.1, &Form::fresh()).show())
}

/// Takes it back; both stay.
pub(super) async fn back(visit: Visit, Path(place): Place, mut form: Form) -> Result<Response, Problem> {
    let known = opened(&visit, place).await?;
    let act = Act::TakeBackDeath(DeathTakenBack { member: place.1, words: form.value("words").to_owned() });
    if visit.carries_out(place.0, Told::default(), act, &mut form).await? {
        return Ok(see(known.href("ending#death")));
    }
    Ok(ask_back(&visit, &known, place.1, &form).again())
}

fn ask_reading(visit: &Visit, known: &Known, form: &Form) -> Ask {
    let t = visit.t;
    let words = form.area("words", t.say("ending-reading")).hint(t.say("ending-reading-hint"));
    Ask::new(visit, known, t.say("ending-reading-new"), form.clone())
        .back(known.href("ending"), t.say("ending-back"))
        .text(t.say("ending-reading-what"))
        .text(t.say("ending-reading-law"))
        .field(words.rows(4))
        .field(form.date("from", t.say("ending-reading-day")))
        .readers(known.audience(Audience::Team))
}

/// The form for who may read.
pub(super) async fn reading_page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    Ok(ask_reading(&visit, &known, &Form::fresh()).show())
}

/// Keeps what was decided.
pub(super) async fn reading(
    visit: Visit,
    Path(network): Path<NetworkId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let from = form.maybe_date("from", visit.t);
    if from.is_none() {
        form.fail_date("from", visit.t.say("form-not-a-date"));
    }
    let words = form.value("words").to_owned();
    let act = from.map(|from| Act::DecideReading(ReadingDecided { words, from }));
    if visit.carries_out(network, Told::default(), act, &mut form).await? {
        return Ok(see(known.href("ending#death")));
    }
    Ok(ask_reading(&visit, &known, &form).again())
}
