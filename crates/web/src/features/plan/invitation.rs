//! The invitation of one member: a letter to print or to copy, and how it was given.

use askama::Template;
use axum::{
    extract::{Path, Query},
    response::Response,
};
use dialogue::{Act, MeetingId, MemberId, NetworkId, Told, Who, plan::InvitationGiven};

use super::{invited, letter, one, read_for};
use crate::{
    components::Choice,
    form::Form,
    http::{Visit, visit::see},
    page::{Page, problem::Problem, show, show_again},
    show::Known,
    words::key,
};

type Place = Path<(NetworkId, MeetingId, MemberId)>;

/// How large the letters are.
#[derive(serde::Deserialize)]
pub struct Letters {
    letters: Option<String>,
}

#[derive(Template)]
#[template(path = "features/plan/invitation.html")]
struct InvitationPage {
    page: Page,
    known: Known,
    form: Form,
    meeting: String,
    here: String,
    name: String,
    parts: Vec<letter::Part>,
    text: String,
    is_large: bool,
    language: String,
    needs: String,
    reach: String,
    given: Vec<String>,
    ways: Vec<Choice>,
}

/// The usual ways of giving an invitation. What is kept is what people read.
fn ways(visit: &Visit, form: &Form) -> Vec<Choice> {
    let said =
        [key("plan-given-letter"), key("plan-given-rung"), key("plan-given-door"), key("plan-given-message")];
    let mut ways: Vec<_> =
        said.map(|key| visit.t.say(key)).map(|way| Choice::new(&way, way.clone())).to_vec();
    ways.push(
        Choice::new("other", visit.t.say("plan-given-other"))
            .reveal(form.text("how-other", visit.t.say("plan-given-how-other"))),
    );
    ways
}

fn shown(
    visit: &Visit,
    known: Known,
    (meeting, member): (MeetingId, MemberId),
    letters: Option<&str>,
    form: Form,
) -> Result<InvitationPage, Problem> {
    let at = invited(&known, meeting, member)?;
    let plan = at.plan().ok_or_else(Problem::not_found)?;
    let who = known.network.people.members.get(&member);
    let now = who.and_then(|member| member.now());
    let of = |field: fn(&dialogue::people::MemberDescribed) -> &String| {
        now.map(field).cloned().unwrap_or_default()
    };
    let (needs, language) = (of(|now| &now.needs), of(|now| &now.language));
    let reach = who.map(|member| member.reach().to_owned()).unwrap_or_default();
    let parts = letter::letter(&known, plan, member);
    let href = known.href(&format!("meeting/{meeting}"));
    Ok(InvitationPage {
        page: visit.page(visit.t.say("plan-invitation-title")),
        here: format!("{href}/invitation/{member}"),
        meeting: href,
        name: known.name(Who::Member(member)),
        text: letter::text(&parts),
        parts,
        is_large: letters.map_or_else(|| letter::wants_large(&needs), |letters| letters == "large"),
        language,
        needs,
        reach,
        given: one::given(&known, at, member),
        ways: ways(visit, &form),
        known,
        form,
    })
}

/// The letter, for the team and for the one who is invited.
pub async fn page(
    visit: Visit,
    Path((network, meeting, member)): Place,
    Query(letters): Query<Letters>,
) -> Result<Response, Problem> {
    let known = read_for(&visit, network, member).await?;
    Ok(show(shown(&visit, known, (meeting, member), letters.letters.as_deref(), Form::fresh())?))
}

/// Notes that it was given, and how.
pub async fn given(
    visit: Visit,
    Path((network, meeting, member)): Place,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    super::meeting(&known, meeting)?;
    let how = match form.value("how") {
        "other" => form.value("how-other").to_owned(),
        how => how.to_owned(),
    };
    if how.trim().is_empty() {
        let field = if form.value("how") == "other" { "how-other" } else { "how" };
        form.fail(field, visit.t.say("plan-given-choose"));
    } else {
        let act = Act::GiveInvitation(InvitationGiven { meeting, member, how });
        if visit.carries_out(network, Told::default(), act, &mut form).await? {
            return Ok(see(known.href(&format!("meeting/{meeting}"))));
        }
    }
    Ok(show_again(shown(&visit, known, (meeting, member), None, form)?))
}
