//! The next meeting as somebody of the network sees it: when, where, who comes, and what I answered.

use dialogue::{
    MeetingId, Who,
    meeting::{Meeting, Next},
    plan::{Coming, MeetingPlanned, Place},
};
use jiff::SignedDuration;

use super::ring::Ring;
use crate::{
    show::{Known, place_key},
    words::key,
};

/// A meeting that began this long ago and is not closed yet is still the next one on screen.
const STILL_ON: SignedDuration = SignedDuration::from_hours(4);

/// A meeting that is ahead.
pub struct Ahead {
    /// The meeting.
    pub id: MeetingId,
    /// Its own page, where one answers.
    pub href: String,
    /// When.
    pub when: String,
    /// Where.
    pub place: String,
    /// How to join from elsewhere.
    pub remote: String,
    /// Who comes from the service.
    pub practitioners: Vec<Ring>,
    /// Who is invited.
    pub invited: String,
    /// Whether I am.
    pub is_invited: bool,
    /// What I answered; empty when nothing.
    pub answer: String,
}

/// The name of an answer, said to the one who gave it.
fn answer_key(answer: Coming) -> &'static str {
    match answer {
        Coming::Coming => key("mine-answer-coming"),
        Coming::Remote => key("mine-answer-remote"),
        Coming::Cannot => key("mine-answer-cannot"),
        Coming::SendsWords => key("mine-answer-sends-words"),
        Coming::NotAgain => key("mine-answer-not-again"),
    }
}

/// The meetings that are ahead, the next one first.
pub fn ahead(known: &Known) -> Vec<Ahead> {
    let is_on = |m: &&Meeting| m.starts_at().is_none_or(|at| at + STILL_ON > known.now);
    let all = known.network.meetings_in_time();
    all.into_iter().filter(|m| m.is_ahead()).filter(is_on).map(|m| one(known, m)).collect()
}

fn one(known: &Known, meeting: &Meeting) -> Ahead {
    let me = known.standing.voice.and_then(Who::member);
    let plan = meeting.plan();
    let practitioners = plan.map(|p| p.practitioners.iter().map(|id| known.ring(*id)).collect());
    let answer = me.and_then(|me| meeting.answer(me)).map(|a| known.t.say(answer_key(a.answer)));
    Ahead {
        id: meeting.id,
        href: known.href(&format!("meeting/{}", meeting.id)),
        when: meeting.starts_at().map(|at| known.at(at)).unwrap_or_default(),
        place: plan.map(|p| place(known, p)).unwrap_or_default(),
        remote: plan.map(|p| p.remote.clone()).unwrap_or_default(),
        practitioners: practitioners.unwrap_or_default(),
        invited: plan.map(|p| known.names(p.invited.iter().map(|m| Who::Member(*m)))).unwrap_or_default(),
        is_invited: plan.zip(me).is_some_and(|(p, me)| p.invited.contains(&me)),
        answer: answer.unwrap_or_default(),
    }
}

/// Where: the kind of place, and where exactly. "Elsewhere" says nothing beside the place itself.
fn place(known: &Known, plan: &MeetingPlanned) -> String {
    let kind = known.t.say(place_key(plan.place));
    match (plan.place, plan.place_words.as_str()) {
        (_, "") => kind,
        (Place::Elsewhere, words) => words.to_owned(),
        (_, words) => format!("{kind}: {words}"),
    }
}

/// What the last meeting said comes next, while no meeting is planned; empty when it said nothing.
pub fn after(known: &Known) -> String {
    let t = known.t;
    let held = known.network.meetings_in_time().into_iter().rfind(|m| m.is_held());
    match held.and_then(|m| m.next.as_ref()).map(|n| &n.next) {
        Some(Next::WeWillCall(words)) if words.is_empty() => t.say("mine-next-call"),
        Some(Next::WeWillCall(words)) => t.say_with("mine-next-call-when", [("words", words)]),
        Some(Next::YouCall) => t.say("mine-next-you-call"),
        Some(Next::Enough) => t.say("mine-next-enough"),
        Some(Next::Meeting(_)) | None => String::new(),
    }
}
