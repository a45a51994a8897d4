//! One address for a meeting: its plan while it is ahead, its record once it is closed.

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{
    MeetingId, MemberId, NetworkId, PractitionerId, Who,
    invitation_wish::{InvitationWished, Waits},
    meeting::Meeting,
    plan::{InvitationAnswered, InvitationGiven, MeetingPlanned},
};

use super::{answer_choices, cautions, coming_key, is_own, own_key, place_line, when_line};
use crate::{
    components::Choice,
    form::Form,
    http::{Visit, visit::see},
    page::{Page, problem::Problem, show},
    show::Known,
};

/// Somebody invited, and what they answered as far as this viewer may read it.
pub(super) struct Guest {
    pub name: String,
    pub tie: String,
    pub answer: String,
    pub words: String,
    pub noted: String,
    pub given: Vec<String>,
    pub reach: String,
    /// The address of their invitation and of their answer, without what comes before.
    pub id: MemberId,
}

/// A wish that somebody come, in a sentence, with the words and why it waits.
pub(super) struct Wished {
    pub line: String,
    pub words: String,
    pub waits: String,
}

/// What others would like, for the team; for somebody else, what they asked for themselves.
fn wished(known: &Known, meeting: &Meeting) -> Vec<Wished> {
    let t = known.t;
    let name = |id: Option<MemberId>| match id {
        Some(id) => known.name(Who::Member(id)),
        None => t.say("apart-like-somebody-else"),
    };
    let all =
        meeting.wished.iter().filter(|wish| known.is_team() || wish.entry.told.voice == known.standing.voice);
    all.map(|wish| {
        let words = wish.words.clone();
        if !known.is_team() {
            let line = t.say_with("apart-like-thanks", [("name", &name(wish.member))]);
            return Wished { line, words, waits: String::new() };
        }
        let by = wish.entry.told.voice.map(|who| known.name(who)).unwrap_or_default();
        let line = t.say_with("apart-wished-line", [("by", &by), ("name", &name(wish.member))]);
        Wished { line, words, waits: waits(known, meeting, wish) }
    })
    .collect()
}

/// Why a wish waits, for the team.
fn waits(known: &Known, meeting: &Meeting, wish: &InvitationWished) -> String {
    match wish.waits(meeting, &known.network.people) {
        None => String::new(),
        Some(Waits::ForTheTeam) => known.t.say("apart-wished-waits-team"),
        Some(Waits::TheyDoNotWantIt) => known.t.say("apart-wished-waits-not-asked"),
        Some(Waits::UnsafePair(mark)) => {
            let other = if Some(mark.one) == wish.member { mark.other } else { mark.one };
            known.t.say_with("apart-wished-waits-pair", [("other", &known.name(Who::Member(other)))])
        }
    }
}

/// Somebody of the service who comes.
pub(super) struct Host {
    pub name: String,
    pub role: String,
    pub line: String,
}

#[derive(Template)]
#[template(path = "features/plan/team.html")]
struct TeamPage {
    page: Page,
    known: Known,
    plan: MeetingPlanned,
    here: String,
    when: String,
    place: String,
    guests: Vec<Guest>,
    hosts: Vec<Host>,
    cautions: Vec<String>,
    wished: Vec<Wished>,
    changes: Vec<String>,
    has_come: bool,
    /// Where the meeting is written.
    room: String,
}

#[derive(Template)]
#[template(path = "features/plan/member.html")]
struct MemberPage {
    page: Page,
    known: Known,
    plan: MeetingPlanned,
    here: String,
    when: String,
    place: String,
    guests: Vec<Guest>,
    hosts: Vec<Host>,
    changes: Vec<String>,
    /// The viewer's own invitation.
    own: Option<Guest>,
    is_asked: bool,
    wished: Vec<Wished>,
    form: Form,
    answers: Vec<Choice>,
    holder: String,
    phone: String,
}

#[derive(Template)]
#[template(path = "features/plan/called_off.html")]
struct CalledOffPage {
    page: Page,
    known: Known,
    when: String,
    place: String,
    reason: String,
    by: String,
    guests: Vec<Guest>,
}

/// The page of a meeting.
pub async fn page(
    visit: Visit,
    Path((network, id)): Path<(NetworkId, MeetingId)>,
) -> Result<Response, Problem> {
    let known = visit.read(network).await?;
    let meeting = super::meeting(&known, id)?;
    let plan = meeting.plan().cloned().ok_or_else(Problem::not_found)?;
    if meeting.closed.is_some() {
        return Ok(see(known.href(&format!("meeting/{id}/record"))));
    }
    if let Some(off) = &meeting.called_off {
        return Ok(show(CalledOffPage {
            page: visit.page(visit.t.say("plan-off-title")),
            when: when_line(&plan),
            place: place_line(&known, plan.place, &plan.place_words),
            reason: off.reason.clone(),
            by: format!("{} · {}", known.told_by(off), known.at(off.entry.recorded_at)),
            guests: guests(&known, meeting, &plan),
            known,
        }));
    }
    let guests = guests(&known, meeting, &plan);
    let (when, place) = (when_line(&plan), place_line(&known, plan.place, &plan.place_words));
    let (hosts, changes) = (hosts(&known, &plan), changes(&known, meeting));
    let wished = wished(&known, meeting);
    let here = known.href(&format!("meeting/{id}"));
    if known.is_team() {
        let cautions = cautions::lines(&known, &plan);
        let has_come = meeting.starts_at().is_some_and(|at| at <= visit.now);
        let page = visit.page(visit.t.say("plan-title"));
        return Ok(show(TeamPage {
            page,
            known,
            plan,
            when,
            place,
            guests,
            hosts,
            cautions,
            wished,
            changes,
            has_come,
            room: format!("{here}/room"),
            here,
        }));
    }
    let member = known.standing.voice.and_then(Who::member);
    Ok(show(member_page(
        &visit,
        known,
        plan,
        Seen { here, when, place, guests, hosts, wished, changes, member },
    )))
}

/// What both pages show.
struct Seen {
    here: String,
    when: String,
    place: String,
    guests: Vec<Guest>,
    hosts: Vec<Host>,
    wished: Vec<Wished>,
    changes: Vec<String>,
    member: Option<MemberId>,
}

fn member_page(visit: &Visit, known: Known, plan: MeetingPlanned, seen: Seen) -> MemberPage {
    let (own, guests) = seen.guests.into_iter().partition::<Vec<_>, _>(|guest| Some(guest.id) == seen.member);
    let me = seen.member.and_then(|id| known.network.people.members.get(&id));
    let holder = known.holder();
    MemberPage {
        page: visit.page(visit.t.say("plan-title")),
        own: own.into_iter().next(),
        is_asked: me.is_none_or(|me| me.asking.last().is_none_or(|asking| asking.may_be_asked)),
        wished: seen.wished,
        answers: answer_choices(&known, true),
        form: Form::fresh(),
        holder: holder.map(|id| known.service.name(id).to_owned()).unwrap_or_default(),
        phone: holder.map_or_else(|| known.service.is.phone.clone(), |id| known.phone(id)),
        known,
        plan,
        here: seen.here,
        when: seen.when,
        place: seen.place,
        guests,
        hosts: seen.hosts,
        changes: seen.changes,
    }
}

/// Those invited whom this viewer knows, the person first.
pub(super) fn guests(known: &Known, meeting: &Meeting, plan: &MeetingPlanned) -> Vec<Guest> {
    let members = &known.network.people.members;
    let mut invited: Vec<_> = plan.invited.iter().filter_map(|id| members.get(id)).collect();
    invited.sort_by_key(|m| (!m.is_person(), m.name().to_lowercase()));
    invited.into_iter().map(|member| guest(known, meeting, member.id)).collect()
}

pub(super) fn guest(known: &Known, meeting: &Meeting, id: MemberId) -> Guest {
    let answer = meeting.answer(id);
    let say = |answer: &InvitationAnswered| {
        known.t.say(if is_own(known, id) { own_key(answer.answer) } else { coming_key(answer.answer) })
    };
    let noted = answer.map(|a| {
        let at = known.at(a.entry.recorded_at);
        let said = a.entry.told.spoken_by.map(|by| known.name(by));
        let hand = a.entry.told.scribe.map(|hand| known.name(hand));
        match (said, hand) {
            (Some(by), Some(hand)) => {
                known.t.say_with("plan-noted-said", [("by", &by), ("hand", &hand), ("at", &at)])
            }
            (_, Some(hand)) => known.t.say_with("plan-noted", [("hand", &hand), ("at", &at)]),
            _ => at,
        }
    });
    let member = known.network.people.members.get(&id);
    Guest {
        name: known.name_or_you(Who::Member(id)),
        tie: known.role(Who::Member(id)),
        answer: answer.map(|a| say(a)).unwrap_or_default(),
        words: answer.map(|a| a.words.clone()).unwrap_or_default(),
        noted: noted.unwrap_or_default(),
        given: given(known, meeting, id),
        reach: member.filter(|_| known.is_team()).map(|m| m.reach().to_owned()).unwrap_or_default(),
        id,
    }
}

/// How and when an invitation was given, a line each.
pub(super) fn given(known: &Known, meeting: &Meeting, id: MemberId) -> Vec<String> {
    let line = |noted: &dialogue::Noted<InvitationGiven>| {
        let (at, by) = (known.at(noted.entry.recorded_at), known.told_by(noted));
        if noted.how.is_empty() { format!("{at} · {by}") } else { format!("{} · {at} · {by}", noted.how) }
    };
    meeting.invitations.iter().filter(|given| given.member == id).map(line).collect()
}

/// Who comes from the service, the core team first.
pub(super) fn hosts(known: &Known, plan: &MeetingPlanned) -> Vec<Host> {
    let mut ids: Vec<PractitionerId> = plan.practitioners.iter().copied().collect();
    ids.sort_by_key(|id| (!known.network.team.core.contains_key(id), known.service.name(*id).to_owned()));
    let people = &known.service.practitioners;
    ids.into_iter()
        .filter_map(|id| people.get(&id))
        .map(|p| Host { name: p.is.name.clone(), role: p.is.role.clone(), line: p.is.line.clone() })
        .collect()
}

/// What was planned before, and why it changed.
fn changes(known: &Known, meeting: &Meeting) -> Vec<String> {
    let before = meeting.plans.iter();
    before
        .zip(meeting.plans.iter().skip(1))
        .map(|(was, now)| {
            let old = format!("{}, {}", when_line(was), place_line(known, was.place, &was.place_words));
            let (at, by) = (known.at(now.entry.recorded_at), known.told_by(now));
            known
                .t
                .say_with("plan-change", [("at", &at), ("by", &by), ("was", &old), ("reason", &now.reason)])
        })
        .collect()
}
