//! Noting an appointment, and ending one. What opens the record says on which paper or judgement it rests.

use axum::{
    extract::{Path, Query},
    response::Response,
};
use dialogue::{
    Act, Audience, MemberId, NetworkId, Told, Who,
    appointment::{Appointment, AppointmentEnded, AppointmentMade, Office, Reads},
};
use serde::Deserialize;

use super::{law_key, office_key, reads_key};
use crate::{
    components::Choice,
    features::network::ask::Ask,
    form::Form,
    http::{Visit, visit::see},
    page::problem::Problem,
    show::Known,
};

/// What is chosen beforehand, in the address.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    office: String,
}

fn members(known: &Known) -> Vec<Choice> {
    let person = known.network.people.person().map(|person| person.id.to_string());
    let mut choices = known.member_choices();
    choices.retain(|choice| Some(&choice.value) != person.as_ref());
    choices.insert(0, Choice::new("", known.t.say("network-choose")));
    choices
}

fn ask(visit: &Visit, known: &Known, form: &Form) -> Ask {
    let (t, person) = (visit.t, known.person_name());
    let offices = Office::ALL
        .map(|office| Choice::new(office.name(), t.say(office_key(office))).hint(t.say(law_key(office))));
    let reads = [("as-member", Reads::AsMember), ("as-the-person", Reads::AsThePerson)]
        .map(|(name, reads)| Choice::new(name, t.say(reads_key(reads))));
    let words = form.area("words", t.say("appointment-words")).hint(t.say("appointment-words-hint"));
    let until = form.date("until", t.say("appointment-until")).hint(t.say("appointment-until-hint"));
    Ask::new(visit, known, t.say("appointment-new"), form.clone())
        .back(known.href("appointments"), t.say("appointment-back"))
        .text(t.say_with("appointment-new-what", [("person", &person)]))
        .field(form.pick("member", t.say("appointment-member"), &members(known)))
        .link(t.say("appointment-member-new"), known.href("people/new"))
        .field(form.choice("office", t.say("appointment-office"), &offices))
        .field(form.choice("reads", t.say("appointment-reads"), &reads))
        .field(form.date("from", t.say("appointment-from")))
        .field(until)
        .field(words.rows(4))
        .readers(t.say_with("appointment-readers", [("person", &person)]))
}

/// The form.
pub(super) async fn page(
    visit: Visit,
    Path(network): Path<NetworkId>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let office = Office::named(&asked.office).map_or("", Office::name);
    // Nothing is opened by forgetting to choose.
    Ok(ask(&visit, &known, &Form::fresh().with("reads", "as-member").with("office", office)).show())
}

/// Notes the appointment.
pub(super) async fn appoint(
    visit: Visit,
    Path(network): Path<NetworkId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let (member, office) = (form.id_of::<MemberId>("member"), Office::named(form.value("office")));
    let reads = match form.value("reads") {
        "as-the-person" => Reads::AsThePerson,
        _ => Reads::AsMember,
    };
    let (from, until) = (form.maybe_date("from", visit.t), form.maybe_date("until", visit.t));
    if member.is_none() {
        form.fail("member", visit.t.say("refused-nobody-named"));
    }
    if office.is_none() {
        form.fail("office", visit.t.say("form-choose"));
    }
    if from.is_none() {
        form.fail_date("from", visit.t.say("form-not-a-date"));
    }
    let words = form.value("words").to_owned();
    let act = member.zip(office).zip(from).map(|((member, office), from)| {
        Act::Appoint(AppointmentMade { member, office, reads, from, until, words })
    });
    if visit.carries_out(network, Told::default(), act, &mut form).await? {
        return Ok(see(known.href("appointments")));
    }
    Ok(ask(&visit, &known, &form).again())
}

type Place = Path<(NetworkId, MemberId, String)>;

async fn opened(
    visit: &Visit,
    (network, member, name): &(NetworkId, MemberId, String),
) -> Result<(Known, Appointment), Problem> {
    let known = visit.read_as_team(*network).await?;
    let mut open = known.network.appointments.iter().filter(|one| one.ended.is_none());
    let one = open.find(|one| one.made.member == *member && one.made.office.name() == *name).cloned();
    Ok((known, one.ok_or_else(Problem::not_found)?))
}

fn ask_end(visit: &Visit, known: &Known, one: &Appointment, form: &Form) -> Ask {
    let t = visit.t;
    let name = known.name(Who::Member(one.made.member));
    Ask::new(visit, known, t.say("appointment-end"), form.clone())
        .about(format!("{name}: {}", t.say(office_key(one.made.office))))
        .back(known.href("appointments"), t.say("appointment-back"))
        .text(t.say("appointment-end-what"))
        .field(form.area("words", t.say("appointment-end-words")).hint(t.say("network-may-be-empty")).rows(3))
        .readers(known.audience(Audience::PersonAndTeam))
        .send(t.say("appointment-end"))
}

/// The form for ending one.
pub(super) async fn end_page(visit: Visit, Path(place): Place) -> Result<Response, Problem> {
    let (known, one) = opened(&visit, &place).await?;
    Ok(ask_end(&visit, &known, &one, &Form::fresh()).show())
}

/// Ends it at once.
pub(super) async fn end(visit: Visit, Path(place): Place, mut form: Form) -> Result<Response, Problem> {
    let (known, one) = opened(&visit, &place).await?;
    let (member, office) = (one.made.member, one.made.office);
    let act = Act::EndAppointment(AppointmentEnded { member, office, words: form.value("words").to_owned() });
    if visit.carries_out(place.0, Told::default(), act, &mut form).await? {
        return Ok(see(known.href("appointments")));
    }
    Ok(ask_end(&visit, &known, &one, &form).again())
}
