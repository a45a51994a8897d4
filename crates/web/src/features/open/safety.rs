//! The safety agreement, made together: who notices, who calls whom, what helps. One tap away,
//! and printable, with everything that was agreed before.

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{Act, NetworkId, Noted, Told, safety::SafetyAgreed, service::CrisisContact};
use store::Safety;

use crate::{
    features::sharing::{AdvanceShown, advance_lines},
    form::Form,
    http::{Visit, visit::see},
    page::{
        Page,
        problem::{Kind, Problem},
        show, show_again,
    },
    show::{Known, time},
    words::key,
};

/// One agreement, as it is shown.
struct Agreed {
    notices: String,
    calls: String,
    helps: String,
    noted: String,
}

#[derive(Template)]
#[template(path = "features/open/safety.html")]
struct SafetyPage {
    page: Page,
    known: Known,
    form: Form,
    now: Option<Agreed>,
    before: Vec<Agreed>,
    crisis: Vec<CrisisContact>,
    holder: String,
    phone: String,
    form_title: &'static str,
    advance: Option<AdvanceShown>,
}

#[derive(Template)]
#[template(path = "features/open/safety_unread.html")]
struct UnreadPage {
    page: Page,
    crisis: Vec<CrisisContact>,
    holder: String,
    phone: String,
    team: bool,
    service: String,
    safety: Safety,
    /// When the agreement was made.
    made: String,
    /// What the person wants in a crisis, and when they said it.
    advance: Option<AdvanceShown>,
}

fn agreed(known: &Known, noted: &Noted<SafetyAgreed>) -> Agreed {
    Agreed {
        notices: noted.notices.clone(),
        calls: noted.calls.clone(),
        helps: noted.helps.clone(),
        noted: format!("{} · {}", known.said_at(&noted.entry), known.told_by(noted)),
    }
}

fn shown(visit: &Visit, known: Known, form: Form) -> SafetyPage {
    let mut all: Vec<_> = known.network.safety.iter().map(|noted| agreed(&known, noted)).collect();
    let holder = known.holder();
    SafetyPage {
        page: visit.page(visit.t.say("safety-title")),
        form_title: if all.is_empty() { key("safety-first") } else { key("safety-anew") },
        now: all.pop(),
        before: all.into_iter().rev().collect(),
        advance: known.advance_statement(),
        crisis: visit.service.is.crisis.clone(),
        holder: holder.map(|id| known.service.name(id).to_owned()).unwrap_or_default(),
        phone: holder.map_or_else(|| known.service.is.phone.clone(), |id| known.phone(id)),
        known,
        form,
    }
}

/// The agreement of now, for everyone in the network.
pub async fn page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = match visit.read(network).await {
        Ok(known) => known,
        // What is not theirs stays so; whatever else goes wrong is not in the way of safety.
        Err(problem) if problem.kind() == Kind::NotFound => return Err(problem),
        Err(problem) => return unread(&visit, network, problem).await,
    };
    let form = match known.network.safety.last() {
        Some(now) => {
            Form::fresh().with("notices", &now.notices).with("calls", &now.calls).with("helps", &now.helps)
        }
        None => Form::fresh(),
    }
    .with("seen", known.network.safety.len());
    Ok(show(shown(&visit, known, form)))
}

/// What opens although the record does not: the numbers to ring, and the agreement if it can be read.
async fn unread(visit: &Visit, network: NetworkId, problem: Problem) -> Result<Response, Problem> {
    tracing::error!(?problem, "a safety agreement is opened although its record cannot be read");
    let safety = match visit.read_for_safety(network).await {
        Ok(safety) => safety,
        Err(problem) if problem.kind() == Kind::NotFound => return Err(problem),
        Err(problem) => {
            tracing::error!(?problem, "not even the safety agreement can be read");
            Safety::default()
        }
    };
    let t = visit.t;
    let holder = safety.holder.and_then(|id| visit.service.practitioners.get(&id));
    let own_phone = holder.map(|holder| holder.is.phone.clone()).filter(|phone| !phone.is_empty());
    let made = safety.agreed.as_ref().map(|agreed| time::moment(agreed.entry.recorded_at, &visit.zone));
    let advance = safety.advance.as_ref().map(|stated| AdvanceShown {
        heading: t.say_with("advance-heading", [("person", &safety.person)]),
        lines: advance_lines(t, stated),
        by: time::moment(stated.entry.recorded_at, &visit.zone),
        readers: String::new(),
    });
    Ok(show(UnreadPage {
        advance: advance.filter(|stated| !stated.lines.is_empty()),
        page: visit.page(t.say("safety-title")),
        crisis: visit.service.is.crisis.clone(),
        holder: holder.map(|holder| holder.is.name.clone()).unwrap_or_default(),
        phone: own_phone.unwrap_or_else(|| visit.service.is.phone.clone()),
        team: visit.practitioner().is_ok(),
        service: visit.service.is.name.clone(),
        safety,
        made: made.unwrap_or_default(),
    }))
}

/// Agrees anew; what was agreed before stays.
pub async fn agree(
    visit: Visit,
    Path(network): Path<NetworkId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let text = |name: &str| form.value(name).to_owned();
    let agreed = SafetyAgreed { notices: text("notices"), calls: text("calls"), helps: text("helps") };
    // What somebody else has agreed on meanwhile stands above the form that comes back.
    form.told_since("notices", known.network.safety.iter().map(|agreed| &agreed.entry.id));
    if visit.carries_out(network, Told::default(), Act::AgreeSafety(agreed), &mut form).await? {
        return Ok(see(known.href("safety")));
    }
    Ok(show_again(shown(&visit, known, form)))
}
