//! Asking for one's record: by whoever it is about, or noted by the team when somebody asks by word or letter.

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{
    Act, Duty, MemberId, NetworkId, Told, Who,
    case::{AccessAsked, AccessCase},
};

use crate::{
    components::Choice,
    form::Form,
    http::{Visit, visit::see},
    page::{Page, problem::Problem, show, show_again},
    show::{Known, time},
};

/// A request that is there.
struct Asked {
    title: String,
    words: String,
    state: String,
    answer: String,
    href: String,
}

#[derive(Template)]
#[template(path = "features/bundle/ask.html")]
struct AskPage {
    page: Page,
    known: Known,
    form: Form,
    asked: Vec<Asked>,
    members: Vec<Choice>,
}

fn asked(known: &Known, case: &AccessCase) -> Asked {
    let t = known.t;
    let state = match &case.answered {
        Some(answered) => t.say_with("bundle-answered", [("day", &known.day(answered.entry.recorded_at))]),
        None => t.say_with("bundle-due", [("day", &due(case))]),
    };
    let is_officer = known.standing.duties.has(Duty::RecordsOfficer) && case.answered.is_none();
    Asked {
        title: t.say_with(
            "bundle-asked-by",
            [
                ("name", &known.name_or_you(Who::Member(case.asked.member))),
                ("day", &time::date(case.asked.on)),
            ],
        ),
        words: case.asked.words.clone(),
        state,
        answer: case.answered.as_ref().map(|answered| answered.words.clone()).unwrap_or_default(),
        href: if is_officer { known.href(&format!("access/{}", case.asked.entry.id)) } else { String::new() },
    }
}

/// The last day on which a request is answered in time.
pub(super) fn due(case: &AccessCase) -> String {
    let month = jiff::Span::new().months(1);
    time::date(case.asked.on.checked_add(month).unwrap_or(case.asked.on))
}

fn shown(visit: &Visit, known: Known, form: Form) -> AskPage {
    let mut asked: Vec<_> = known.network.cases.iter().map(|case| asked(&known, case)).collect();
    asked.reverse();
    AskPage {
        page: visit.page(visit.t.say("bundle-ask-title")),
        members: if known.is_team() { known.member_choices() } else { Vec::new() },
        asked,
        known,
        form,
    }
}

/// Members and the team, and nobody who reads by a duty alone.
async fn opened(visit: &Visit, network: NetworkId) -> Result<Known, Problem> {
    let known = visit.read(network).await?;
    let is_member = known.standing.voice.and_then(Who::member).is_some();
    if is_member || known.is_team() { Ok(known) } else { Err(Problem::not_found()) }
}

/// What was asked so far, and the form.
pub async fn page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = opened(&visit, network).await?;
    Ok(show(shown(&visit, known, Form::fresh())))
}

/// Takes the request.
pub async fn send(visit: Visit, Path(network): Path<NetworkId>, mut form: Form) -> Result<Response, Problem> {
    let known = opened(&visit, network).await?;
    let own = known.standing.voice.and_then(Who::member);
    let today = visit.now.to_zoned(visit.zone.clone()).date();
    let (member, on): (Option<MemberId>, _) = match own {
        Some(me) => (Some(me), Some(today)),
        None => (form.id_of("member"), form.maybe_date("on", visit.t)),
    };
    if member.is_none() {
        form.fail("member", visit.t.say("refused-nobody-named"));
    }
    if on.is_none() && form.is_ok() {
        form.fail_date("on", visit.t.say("bundle-on-needed"));
    }
    if let (Some(member), Some(on), true) = (member, on, form.is_ok()) {
        let act = Act::AskAccess(AccessAsked { member, on, words: form.value("words").to_owned() });
        match visit.act(network, &form, Told::default(), act).await? {
            Ok(()) => return Ok(see(known.href("ask-access"))),
            Err(refusal) => form.refused(&refusal),
        }
    }
    Ok(show_again(shown(&visit, known, form)))
}
