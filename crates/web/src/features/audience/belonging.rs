//! Leaving a network and coming back: by oneself, or noted by the team.

use axum::{extract::Path, response::Response};
use dialogue::{
    Act, MemberId, NetworkId, Told, Who,
    belonging::{Belonging, MemberLeft, MemberReturned},
    people::Member,
};

use super::{for_member, is_own};
use crate::{
    features::network::ask::Ask,
    form::Form,
    http::{Visit, visit::see},
    page::problem::Problem,
    show::Known,
};

type Place = Path<(NetworkId, MemberId)>;

/// How somebody left and came back, a line each, the latest first.
pub fn lines(known: &Known, member: &Member) -> Vec<String> {
    let line = |one: &Belonging| {
        let (key, entry, words) = match one {
            Belonging::Left(left) => (crate::words::key("audience-left-line"), &left.entry, &left.words),
            Belonging::Returned(back) => (crate::words::key("audience-back-line"), &back.entry, &back.words),
        };
        let said = known.t.say_with(key, [("at", &known.said_at(entry))]);
        if words.is_empty() { said } else { format!("{said} “{words}”") }
    };
    member.belonging.iter().rev().map(line).collect()
}

/// The member, unless they are the person: without them there is no network.
async fn opened(visit: &Visit, (network, member): (NetworkId, MemberId)) -> Result<(Known, Member), Problem> {
    let (known, member) = for_member(visit, network, member).await?;
    if member.is_person() { Err(Problem::not_found()) } else { Ok((known, member)) }
}

fn back(known: &Known, member: &Member) -> String {
    if is_own(known, member) { known.href("") } else { known.href(&format!("people/{}", member.id)) }
}

fn ask(visit: &Visit, known: &Known, member: &Member, form: Form) -> Ask {
    let (t, name) = (visit.t, known.name(Who::Member(member.id)));
    let says = |key: &'static str| t.say_with(key, [("name", &name)]);
    let key = crate::words::key;
    let (title, what, send) = match (is_own(known, member), member.has_left()) {
        (true, _) => (key("audience-leave-title"), key("audience-leave-what"), key("audience-leave-send")),
        (false, false) => (key("audience-left-title"), key("audience-left-what"), key("audience-left-send")),
        (false, true) => (key("audience-back-title"), key("audience-back-what"), key("audience-back-send")),
    };
    let ask = Ask::new(visit, known, t.say(title), form.clone());
    let ask = if is_own(known, member) {
        ask
    } else {
        ask.about(name.clone()).back(back(known, member), t.say_with("network-back", [("person", &name)]))
    };
    ask.text(says(what))
        .field(
            form.area("words", t.say("audience-belonging-words")).hint(t.say("network-may-be-empty")).rows(3),
        )
        .readers(known.audience(dialogue::Audience::PersonAndTeam))
        .send(says(send))
}

/// The question, with what it means.
pub(super) async fn page(visit: Visit, Path(place): Place) -> Result<Response, Problem> {
    let (known, member) = opened(&visit, place).await?;
    // Whoever has left comes back by a talk with the team; their own page says so.
    if is_own(&known, &member) && member.has_left() {
        return Ok(see(known.href("")));
    }
    let now = if member.has_left() { "left" } else { "here" };
    Ok(ask(&visit, &known, &member, Form::fresh().with("seen", now)).show())
}

/// Notes it. Which of the two was meant is what the page had shown.
pub(super) async fn change(visit: Visit, Path(place): Place, mut form: Form) -> Result<Response, Problem> {
    let (known, member) = opened(&visit, place).await?;
    let (id, words) = (member.id, form.value("words").to_owned());
    let act = match form.value("seen") {
        "left" if known.is_team() => Act::ReturnToNetwork(MemberReturned { member: id, words }),
        _ => Act::LeaveNetwork(MemberLeft { member: id, words }),
    };
    let told = Told { voice: Some(Who::Member(id)), ..Told::default() };
    match visit.act(place.0, &form, told, act).await? {
        Ok(()) => Ok(see(back(&known, &member))),
        Err(refusal) => {
            form.refused(&refusal);
            Ok(ask(&visit, &known, &member, form).again())
        }
    }
}
