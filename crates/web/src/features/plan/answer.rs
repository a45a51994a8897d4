//! An answer to an invitation, by whatever road it came: noted by anybody of the team, or given by oneself.

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{
    Act, MeetingId, MemberId, NetworkId, Told, View, Who,
    plan::{Coming, InvitationAnswered},
};

use super::{ANSWERS, answer_choices, invited, is_own, one, read_for};
use crate::{
    components::Choice,
    features::access::narrowed,
    form::Form,
    http::{Visit, visit::see},
    page::{Page, problem::Problem, show, show_again},
    show::Known,
};

type Place = Path<(NetworkId, MeetingId, MemberId)>;

#[derive(Template)]
#[template(path = "features/plan/answer.html")]
struct AnswerPage {
    page: Page,
    known: Known,
    form: Form,
    meeting: String,
    here: String,
    guest: one::Guest,
    is_own: bool,
    answers: Vec<Choice>,
    by: Vec<Choice>,
}

fn shown(
    visit: &Visit,
    known: Known,
    meeting: MeetingId,
    member: MemberId,
    form: Form,
) -> Result<AnswerPage, Problem> {
    let guest = one::guest(&known, invited(&known, meeting, member)?, member);
    let mut by = vec![Choice::new("", visit.t.say_with("plan-answer-by-self", [("name", &guest.name)]))];
    by.extend(known.member_choices().into_iter().filter(|choice| choice.value != member.to_string()));
    let meeting = known.href(&format!("meeting/{meeting}"));
    Ok(AnswerPage {
        page: visit.page(visit.t.say("plan-answer-title")),
        here: format!("{meeting}/answer/{member}"),
        meeting,
        is_own: is_own(&known, member),
        answers: answer_choices(&known, is_own(&known, member)),
        guest,
        by,
        known,
        form,
    })
}

/// The form of an answer, with the last one above it.
pub async fn page(visit: Visit, Path((network, meeting, member)): Place) -> Result<Response, Problem> {
    let known = read_for(&visit, network, member).await?;
    Ok(show(shown(&visit, known, meeting, member, Form::fresh())?))
}

/// Keeps an answer. The one before stays beside it.
pub async fn send(visit: Visit, Path(place): Place, mut form: Form) -> Result<Response, Problem> {
    if visit.view == View::NextMeeting {
        return from_narrowed(visit, place, form).await;
    }
    let (network, meeting, member) = place;
    let known = read_for(&visit, network, member).await?;
    let back = known.href(&format!("meeting/{meeting}"));
    super::meeting(&known, meeting)?;
    if keeps(&visit, &known, place, &mut form).await? {
        return Ok(see(back));
    }
    Ok(show_again(shown(&visit, known, meeting, member, form)?))
}

/// From somebody whose view is narrowed to the next meeting: the same page as everywhere, with thanks,
/// or with what is to be put right. What is not theirs to answer gets that page as well.
async fn from_narrowed(
    visit: Visit,
    place: (NetworkId, MeetingId, MemberId),
    mut form: Form,
) -> Result<Response, Problem> {
    let (network, meeting, member) = place;
    let known = visit.read_at_any_width(network).await?;
    if !is_own(&known, member) || invited(&known, meeting, member).is_err() {
        return Ok(narrowed::page(&visit, Some(known)));
    }
    if keeps(&visit, &known, place, &mut form).await? {
        return Ok(narrowed::thanks(&visit, known));
    }
    Ok(narrowed::again(&visit, known, meeting, form))
}

/// Keeps what was answered, unless something is to be put right first.
async fn keeps(
    visit: &Visit,
    known: &Known,
    (network, meeting, member): (NetworkId, MeetingId, MemberId),
    form: &mut Form,
) -> Result<bool, Problem> {
    let answer = ANSWERS.iter().find(|(value, _)| *value == form.value("answer")).map(|(_, answer)| *answer);
    if answer.is_none() {
        form.fail("answer", visit.t.say("form-choose"));
    }
    let act = answer.map(|answer| act(meeting, member, answer, form));
    let told = told(known, member, form);
    visit.carries_out(network, told, act, form).await
}

fn act(meeting: MeetingId, member: MemberId, answer: Coming, form: &Form) -> Act {
    let words = form.value("words").to_owned();
    Act::AnswerInvitation(InvitationAnswered { meeting, member, answer, words })
}

/// The words are the member's own; somebody else may have passed them on.
fn told(known: &Known, member: MemberId, form: &Form) -> Told {
    let by = form.id_of::<MemberId>("by").filter(|by| known.network.people.members.contains_key(by));
    let spoken_by = by.filter(|_| known.is_team()).map(Who::Member);
    Told { voice: Some(Who::Member(member)), spoken_by, ..Told::default() }
}
