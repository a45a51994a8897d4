//! An answer to an invitation, by whatever road it came: noted by anybody of the team, or given by oneself.

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{
    Act, MeetingId, MemberId, NetworkId, Told, Who,
    plan::{Coming, InvitationAnswered},
};

use super::{ANSWERS, answer_choices, invited, is_own, one, read_for};
use crate::{
    components::Choice,
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
pub async fn send(
    visit: Visit,
    Path((network, meeting, member)): Place,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = read_for(&visit, network, member).await?;
    let back = known.href(&format!("meeting/{meeting}"));
    super::meeting(&known, meeting)?;
    let answer = ANSWERS.iter().find(|(value, _)| *value == form.value("answer")).map(|(_, answer)| *answer);
    if answer.is_none() {
        form.fail("answer", visit.t.say("form-choose"));
    }
    if let Some(answer) = answer {
        match visit
            .act(network, &form, told(&known, member, &form), act(meeting, member, answer, &form))
            .await?
        {
            Ok(()) => return Ok(see(back)),
            Err(refusal) => form.refused(&refusal),
        }
    }
    Ok(show_again(shown(&visit, known, meeting, member, form)?))
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
