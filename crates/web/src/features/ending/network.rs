//! Ending the work with a network, and beginning again.

use axum::{extract::Path, response::Response};
use dialogue::{
    Act, Audience, MeetingId, NetworkId, Told, Who,
    ending::{NetworkEnded, NetworkReopened},
};

use crate::{
    components::Choice,
    features::network::ask::Ask,
    form::Form,
    http::{Visit, visit::see},
    page::problem::Problem,
    show::Known,
};

/// The meetings that may be the goodbye: those ahead, and the last that was held.
fn goodbyes(known: &Known) -> Vec<Choice> {
    let meetings = known.network.meetings_in_time();
    let last = meetings.iter().rev().find(|meeting| meeting.is_held()).map(|meeting| meeting.id);
    let may_be = meetings.iter().filter(|meeting| meeting.is_ahead() || Some(meeting.id) == last);
    let named = may_be.filter_map(|meeting| Some(Choice::new(meeting.id, known.at(meeting.starts_at()?))));
    named.chain([Choice::new("none", known.t.say("ending-goodbye-none"))]).collect()
}

fn ask(visit: &Visit, known: &Known, form: &Form) -> Ask {
    let (t, person) = (visit.t, known.person_name());
    let goodbye = form.choice("goodbye", t.say("ending-goodbye"), &goodbyes(known));
    let door = form.area("open-door", t.say("ending-open-door")).hint(t.say("ending-open-door-hint"));
    Ask::new(visit, known, t.say("ending-new"), form.clone())
        .back(known.href("ending"), t.say("ending-back"))
        .text(t.say_with("ending-new-what", [("person", &person)]))
        .field(goodbye)
        .link(t.say("ending-goodbye-plan"), known.href("meeting/new"))
        .field(form.area("words", t.say("ending-words")).hint(t.say("ending-words-hint")).rows(4))
        .field(door.rows(4))
        .readers(known.audience(Audience::Everyone))
        .send(t.say("ending-send"))
}

/// The form, with whom to ring already written: the holder's number, or the service's.
pub(super) async fn page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let phone = known.holder().map_or_else(|| known.service.is.phone.clone(), |id| known.phone(id));
    let holder = known.holder().map(|id| known.name(Who::Practitioner(id)));
    let name = holder.unwrap_or_else(|| known.service.is.name.clone());
    let door = visit.t.say_with("ending-door-ring", [("name", &name), ("phone", &phone)]);
    Ok(ask(&visit, &known, &Form::fresh().with("open-door", door)).show())
}

/// Ends it.
pub(super) async fn end(
    visit: Visit,
    Path(network): Path<NetworkId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let goodbye = form.id_of::<MeetingId>("goodbye");
    if goodbye.is_none() && form.value("goodbye") != "none" {
        form.fail("goodbye", visit.t.say("form-choose"));
    }
    let text = |name: &str| form.value(name).to_owned();
    let ended = NetworkEnded { words: text("words"), goodbye, open_door: text("open-door") };
    if visit.carries_out(network, Told::default(), Act::EndNetwork(ended), &mut form).await? {
        return Ok(see(known.href("ending")));
    }
    Ok(ask(&visit, &known, &form).again())
}

fn ask_reopen(visit: &Visit, known: &Known, form: &Form) -> Ask {
    let t = visit.t;
    Ask::new(visit, known, t.say("ending-reopen"), form.clone())
        .back(known.href("ending"), t.say("ending-back"))
        .text(t.say("ending-reopen-what"))
        .field(form.area("words", t.say("ending-reopen-words")).hint(t.say("network-may-be-empty")).rows(3))
        .readers(known.audience(Audience::Everyone))
        .send(t.say("ending-reopen"))
}

async fn ended(visit: &Visit, network: NetworkId) -> Result<Known, Problem> {
    let known = visit.read_as_team(network).await?;
    if known.network.is_ended() { Ok(known) } else { Err(Problem::not_found()) }
}

/// The form for beginning again.
pub(super) async fn reopen_page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = ended(&visit, network).await?;
    Ok(ask_reopen(&visit, &known, &Form::fresh()).show())
}

/// Begins again.
pub(super) async fn reopen(
    visit: Visit,
    Path(network): Path<NetworkId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = ended(&visit, network).await?;
    let act = Act::ReopenNetwork(NetworkReopened { words: form.value("words").to_owned() });
    if visit.carries_out(network, Told::default(), act, &mut form).await? {
        return Ok(see(known.href("ending")));
    }
    Ok(ask_reopen(&visit, &known, &form).again())
}
