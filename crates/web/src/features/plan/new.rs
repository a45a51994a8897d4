//! The form of a plan: a new one, or one made anew with its reason.

use std::collections::BTreeSet;

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{
    Act, MeetingId, MemberId, NetworkId, Told, Who,
    people::{Member, Nearness, Wish},
    plan::{MeetingPlanned, Place, Planned},
};

use super::{PLACES, cautions, place_name};
use crate::{
    components::Choice,
    form::{Form, fresh_id},
    http::{Visit, visit::see},
    page::{
        Page,
        problem::{Kind, Problem},
        show, show_again,
    },
    show::{Known, place_key},
    words::key,
};

/// Somebody who is not asked, with the way back.
struct Apart {
    name: String,
    words: String,
    href: String,
}

#[derive(Template)]
#[template(path = "features/plan/new.html")]
struct PlanForm {
    page: Page,
    known: Known,
    form: Form,
    here: String,
    draft: String,
    is_new: bool,
    places: Vec<Choice>,
    people: Vec<Choice>,
    practitioners: Vec<Choice>,
    apart: Vec<Apart>,
    pairs: Vec<String>,
    cautions: Vec<String>,
}

fn shown(visit: &Visit, known: Known, anew: Option<MeetingId>, form: Form) -> PlanForm {
    let t = visit.t;
    let title = if anew.is_none() { key("plan-new-title") } else { key("plan-anew-title") };
    let here = match anew {
        None => known.href("meeting/new"),
        Some(meeting) => known.href(&format!("meeting/{meeting}/plan")),
    };
    // What is pointed out is live once something has been typed and given back.
    let typed = if form.is_ok() { None } else { plan_of(&form, anew, just_now(visit)) };
    let cautions = typed.map(|plan| cautions::lines(&known, &plan)).unwrap_or_default();
    PlanForm {
        page: visit.page(t.say(title)),
        draft: if anew.is_none() { draft_key(known.id()) } else { String::new() },
        is_new: anew.is_none(),
        here,
        places: PLACES.iter().map(|(value, place)| Choice::new(*value, t.say(place_key(*place)))).collect(),
        people: people(&known),
        practitioners: known.practitioner_choices(),
        apart: apart(&known, anew),
        pairs: cautions::pairs(&known).into_iter().filter(|line| !cautions.contains(line)).collect(),
        cautions,
        known,
        form,
    }
}

fn draft_key(network: NetworkId) -> String {
    format!("plan-{network}")
}

/// Members who may be asked, the person first, with what the person said about them.
fn people(known: &Known) -> Vec<Choice> {
    let mut members: Vec<_> = asked(known).collect();
    members.sort_by_key(|m| (!m.is_person(), m.name().to_lowercase()));
    members
        .into_iter()
        .map(|m| Choice::new(m.id, known.name(Who::Member(m.id))).hint(about(known, m)))
        .collect()
}

fn asked(known: &Known) -> impl Iterator<Item = &Member> {
    known.network.people.members.values().filter(|member| member.may_be_asked())
}

/// The tie, how near they are, and the person's wish, in one line.
fn about(known: &Known, member: &Member) -> String {
    let t = known.t;
    let mut parts = vec![known.role(Who::Member(member.id))];
    match member.now().map(|now| now.nearness) {
        Some(Nearness::Away) => parts.push(t.say("plan-away")),
        Some(Nearness::Estranged) => parts.push(t.say("plan-estranged")),
        _ => {}
    }
    let wish = member.wish().filter(|_| !member.is_person()).map(|wish| match wish {
        Wish::Wanted => key("plan-wish-wanted"),
        Wish::NotNow => key("plan-wish-not-now"),
        Wish::NotWanted => key("plan-wish-not-wanted"),
    });
    if let Some(wish) = wish {
        parts.push(t.say_with(wish, [("person", &known.person_name())]));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// Those who asked not to be asked. The dead are not offered at all.
fn apart(known: &Known, anew: Option<MeetingId>) -> Vec<Apart> {
    let from = anew.map(|meeting| format!("?meeting={meeting}")).unwrap_or_default();
    let living = |m: &&Member| !m.is_dead();
    let members = known.network.people.members.values();
    members
        .filter(|member| !member.may_be_asked() && !member.has_left())
        .filter(living)
        .map(|member| Apart {
            name: known.name(Who::Member(member.id)),
            words: member.asking.last().map(|asking| asking.words.clone()).unwrap_or_default(),
            href: known.href(&format!("asking/{}{from}", member.id)),
        })
        .collect()
}

/// The empty form: the place of now, the people of the last plan, the core team and the holder.
fn empty(known: &Known) -> Form {
    let mut form = Form::fresh().with("meeting", fresh_id());
    let meetings = known.network.meetings_in_time();
    let last = || meetings.iter().rev().filter_map(|meeting| meeting.plan());
    let stay = known.network.current_stay();
    let place = if stay.is_some() { Place::Ward } else { Place::Home };
    let place_words = match (stay, last().find(|plan| plan.place == place)) {
        (Some(stay), _) => stay.began.place.clone(),
        (None, Some(plan)) => plan.place_words.clone(),
        (None, None) => String::new(),
    };
    form = form.with("place", place_name(place)).with("place-words", place_words);
    let wording = last().map(|plan| plan.wording.as_str()).find(|wording| !wording.is_empty());
    form = form.with("wording", wording.unwrap_or_default());
    let before: Option<&BTreeSet<MemberId>> = last().next().map(|plan| &plan.invited);
    let usual = |member: &Member| match before {
        Some(invited) => invited.contains(&member.id),
        None => member.is_person() || member.wish() == Some(Wish::Wanted),
    };
    for member in asked(known).filter(|member| usual(member)) {
        form = form.and("invited", member.id);
    }
    let core = known.network.team.core.keys().copied();
    for id in core.chain(known.holder()).collect::<BTreeSet<_>>() {
        form = form.and("practitioners", id);
    }
    form
}

/// The form filled with the plan that holds; who has asked not to be asked since is left out by
/// the list of those who may be.
fn filled(plan: &MeetingPlanned) -> Form {
    let at = plan.when.at;
    let mut form = Form::fresh()
        .with_date("when", at.date())
        .with("when-hour", at.strftime("%H:%M"))
        .with("place", place_name(plan.place))
        .with("place-words", &plan.place_words)
        .with("remote", &plan.remote)
        .with("wording", &plan.wording);
    for id in &plan.invited {
        form = form.and("invited", id);
    }
    for id in &plan.practitioners {
        form = form.and("practitioners", id);
    }
    form
}

/// Now, which stands in while a time that was typed cannot be read.
fn just_now(visit: &Visit) -> Planned {
    let at = visit.now.to_zoned(visit.zone.clone()).datetime();
    Planned { at, zone: visit.service.is.zone.clone() }
}

/// The plan as typed; nothing if the form names no meeting.
fn plan_of(form: &Form, anew: Option<MeetingId>, when: Planned) -> Option<MeetingPlanned> {
    let place = PLACES.iter().find(|(value, _)| *value == form.value("place")).map(|(_, place)| *place);
    let text = |name: &str| form.value(name).to_owned();
    Some(MeetingPlanned {
        meeting: anew.or_else(|| form.id_of("meeting"))?,
        when,
        place: place.unwrap_or(Place::Home),
        place_words: text("place-words"),
        remote: text("remote"),
        invited: form.ids_of("invited").collect(),
        practitioners: form.ids_of("practitioners").collect(),
        wording: text("wording"),
        reason: text("reason"),
    })
}

/// A new plan, as it was left if it was left.
pub async fn page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let form = visit.draft_or(&draft_key(network), empty(&known)).await?;
    Ok(show(shown(&visit, known, None, form)))
}

/// A plan to be made anew.
pub async fn anew(
    visit: Visit,
    Path((network, meeting)): Path<(NetworkId, MeetingId)>,
) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let plan = super::meeting(&known, meeting)?.plan().ok_or_else(Problem::not_found)?;
    let form = filled(plan);
    Ok(show(shown(&visit, known, Some(meeting), form)))
}

/// Plans a meeting.
pub async fn send(visit: Visit, Path(network): Path<NetworkId>, form: Form) -> Result<Response, Problem> {
    keep(visit, network, None, form).await
}

/// Plans a meeting anew.
pub async fn send_anew(
    visit: Visit,
    Path((network, meeting)): Path<(NetworkId, MeetingId)>,
    form: Form,
) -> Result<Response, Problem> {
    keep(visit, network, Some(meeting), form).await
}

async fn keep(
    visit: Visit,
    network: NetworkId,
    anew: Option<MeetingId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    if let Some(meeting) = anew {
        super::meeting(&known, meeting)?;
    }
    let at = form.civil("when", visit.t);
    if !PLACES.iter().any(|(value, _)| *value == form.value("place")) {
        form.fail("place", visit.t.say("form-choose"));
    }
    let zone = visit.service.is.zone.clone();
    let when = at.map_or_else(|| just_now(&visit), |at| Planned { at, zone });
    let plan = plan_of(&form, anew, when).ok_or_else(|| Problem::new(Kind::Incorrect))?;
    let meeting = plan.meeting;
    if visit.carries_out(network, Told::default(), Act::PlanMeeting(plan), &mut form).await? {
        visit.forget_draft(&draft_key(network)).await?;
        return Ok(see(known.href(&format!("meeting/{meeting}"))));
    }
    Ok(show_again(shown(&visit, known, anew, form)))
}
