//! "I would like somebody else to come": a wish from anybody of the network, taken in the same way
//! whoever is meant. Nobody is asked before the team has thought about it.

use axum::{extract::Path, response::Response};
use dialogue::{
    Act, Audience, MeetingId, NetworkId, Told, Who, invitation_wish::InvitationWished, meeting::Meeting,
};

use crate::{
    components::Choice,
    features::network::ask::Ask,
    form::Form,
    http::{Visit, visit::see},
    page::problem::Problem,
    show::Known,
};

type Place = Path<(NetworkId, MeetingId)>;

fn ask(visit: &Visit, known: &Known, meeting: &Meeting, form: Form) -> Ask {
    let t = visit.t;
    let is_invited = |id| meeting.plan().is_some_and(|plan| plan.invited.contains(&id));
    let mut others: Vec<_> =
        known.network.people.members.values().filter(|member| !is_invited(member.id)).collect();
    others.sort_by_key(|member| (!member.is_person(), member.name().to_lowercase()));
    let mut members = vec![Choice::new("", t.say("apart-like-else"))];
    members.extend(others.into_iter().map(|m| Choice::new(m.id, known.name(Who::Member(m.id)))));
    let words = form.area("words", t.say("apart-like-words")).hint(t.say("apart-like-words-hint"));
    Ask::new(visit, known, t.say("apart-like-title"), form.clone())
        .back(known.href(&format!("meeting/{}", meeting.id)), t.say("apart-like-back"))
        .text(t.say_with("apart-like-what", [("person", &known.person_name())]))
        .field(form.pick("member", t.say("apart-like-who"), &members))
        .field(words.rows(3))
        .readers(known.audience(Audience::PersonAndTeam))
        .send(t.say("apart-like-send"))
}

/// The network as one of its members, with a meeting ahead. The team plans instead.
async fn opened(
    visit: &Visit,
    (network, meeting): (NetworkId, MeetingId),
) -> Result<(Known, Meeting), Problem> {
    let known = visit.read(network).await?;
    let is_ahead = |m: &&Meeting| m.plan().is_some() && m.is_ahead();
    let found = known.network.meeting(meeting).filter(is_ahead).cloned();
    let is_member = known.standing.voice.and_then(Who::member).is_some();
    let found = found.filter(|_| is_member).ok_or_else(Problem::not_found)?;
    Ok((known, found))
}

/// The form.
pub(super) async fn page(visit: Visit, Path(place): Place) -> Result<Response, Problem> {
    let (known, meeting) = opened(&visit, place).await?;
    Ok(ask(&visit, &known, &meeting, Form::fresh()).show())
}

/// Takes the wish.
pub(super) async fn send(visit: Visit, Path(place): Place, mut form: Form) -> Result<Response, Problem> {
    let (known, meeting) = opened(&visit, place).await?;
    let (member, words) = (form.id_of("member"), form.value("words").to_owned());
    let wish = InvitationWished { meeting: meeting.id, member, words };
    match visit.act(place.0, &form, Told::default(), Act::WishInvitation(wish)).await? {
        Ok(()) => Ok(see(known.href(&format!("meeting/{}#wished", meeting.id)))),
        Err(refusal) => {
            form.refused(&refusal);
            Ok(ask(&visit, &known, &meeting, form).again())
        }
    }
}
