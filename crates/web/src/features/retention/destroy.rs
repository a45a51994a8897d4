//! Destroying a network whose time has come: one proposes, another confirms.

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{
    Duty, NetworkId, ServiceAct,
    network::Noted,
    retention::{DestructionDropped, DestructionProposed, Retention},
};
use jiff::{SignedDuration, tz::TimeZone};
use store::{Reason, StoreError};

use super::{duties, rule};
use crate::{
    form::Form,
    http::{
        Visit,
        visit::{problem, see},
    },
    page::{
        Page,
        problem::{Kind, Problem},
        show, show_again,
    },
    show::time,
};

#[derive(Template)]
#[template(path = "features/retention/destroy.html")]
struct DestroyPage {
    page: Page,
    form: Form,
    network: String,
    here: String,
    rule: String,
    last: String,
    people: usize,
    unknown_age: usize,
    proposed: Option<(String, String)>,
    may_propose: bool,
    may_confirm: bool,
    is_own: bool,
}

/// A network whose time has come; of any other nothing is said here, not even that it is.
async fn due(visit: &Visit, network: NetworkId) -> Result<Retention, Problem> {
    let retention = visit.app.store().retention(network).await.map_err(problem)?;
    let today = visit.now.to_zoned(TimeZone::UTC).date();
    if retention.is_due(today) { Ok(retention) } else { Err(Problem::not_found()) }
}

fn proposer(visit: &Visit, proposed: &Noted<DestructionProposed>) -> String {
    let by = proposed.entry.told.voice.and_then(dialogue::Who::practitioner);
    by.map(|id| visit.service.name(id).to_owned()).unwrap_or_default()
}

fn is_own(visit: &Visit, proposed: &Noted<DestructionProposed>) -> bool {
    proposed.entry.told.by == visit.account.id || proposed.entry.told.voice == visit.account.voice()
}

fn shown(
    visit: &Visit,
    network: NetworkId,
    retention: &Retention,
    form: Form,
) -> Result<DestroyPage, Problem> {
    let duties = duties(visit)?;
    let proposed = visit.service.proposed.get(&network);
    let own = proposed.is_some_and(|proposed| is_own(visit, proposed));
    Ok(DestroyPage {
        page: visit.page(visit.t.say("retention-destroy-title")),
        network: network.to_string(),
        here: format!("/records/destroy/{network}"),
        rule: retention.kept.map(|kept| rule(visit.t, &kept)).unwrap_or_default(),
        last: retention.last.map(time::date).unwrap_or_default(),
        people: retention.people,
        unknown_age: retention.unknown_age,
        proposed: proposed.map(|one| (proposer(visit, one), one.words.clone())),
        may_propose: proposed.is_none() && duties.has(Duty::RecordsOfficer),
        may_confirm: proposed.is_some() && !own,
        is_own: own,
        form,
    })
}

/// What is known of it, and the form for whoever is next.
pub async fn page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    duties(&visit)?;
    let retention = due(&visit, network).await?;
    Ok(show(shown(&visit, network, &retention, Form::fresh())?))
}

/// Somebody of the records proposes it.
pub async fn propose(
    visit: Visit,
    Path(network): Path<NetworkId>,
    mut form: Form,
) -> Result<Response, Problem> {
    if !duties(&visit)?.has(Duty::RecordsOfficer) {
        return Err(Problem::not_found());
    }
    let retention = due(&visit, network).await?;
    if retention.unknown_age > 0 && !form.ticked("checked", "yes") {
        form.fail("checked", visit.t.say("retention-checked-needed"));
    }
    if form.is_ok() {
        let rule = retention.kept.map(|kept| rule(visit.t, &kept)).unwrap_or_default();
        let words = form.value("words").to_owned();
        let act = ServiceAct::ProposeDestruction(DestructionProposed { network, rule, words });
        match visit.serve(&form, act).await? {
            Ok(()) => return Ok(see(format!("/records/destroy/{network}"))),
            Err(refusal) => form.refused(&refusal),
        }
    }
    Ok(show_again(shown(&visit, network, &retention, form)?))
}

/// Somebody else confirms it, and it is done.
pub async fn confirm(
    visit: Visit,
    Path(network): Path<NetworkId>,
    mut form: Form,
) -> Result<Response, Problem> {
    duties(&visit)?;
    let store = visit.app.store();
    if store.destroyed_one(network).await.map_err(problem)?.is_some() {
        return Ok(see(format!("/records/destroyed/{network}")));
    }
    let retention = due(&visit, network).await?;
    let proposed = visit.service.proposed.get(&network).cloned().ok_or_else(Problem::not_found)?;
    if is_own(&visit, &proposed) {
        return Err(Problem::new(Kind::Forbidden).saying(visit.t.say("refused-needs-second-person")));
    }
    if !form.ticked("sure", "yes") {
        form.fail("sure", visit.t.say("retention-sure-needed"));
        return Ok(show_again(shown(&visit, network, &retention, form)?));
    }
    let reason = Reason {
        proposed_by: proposer(&visit, &proposed),
        confirmed_by: visit.name.clone(),
        rule: proposed.rule.clone(),
        words: proposed.words.clone(),
    };
    let days = i64::from(visit.service.retention.backup_days);
    let lapse = visit.now.saturating_add(SignedDuration::from_hours(24 * days)).map_err(Problem::fault)?;
    match store.destroy(network, reason, lapse).await {
        Ok(_) => Ok(see(format!("/records/destroyed/{network}"))),
        Err(StoreError::OnHold) => {
            form.fail("", visit.t.say("refused-on-hold"));
            Ok(show_again(shown(&visit, network, &retention, form)?))
        }
        Err(error) => Err(problem(error)),
    }
}

/// The proposal is taken back.
pub async fn drop_it(visit: Visit, Path(network): Path<NetworkId>, form: Form) -> Result<Response, Problem> {
    if !duties(&visit)?.has(Duty::RecordsOfficer) {
        return Err(Problem::not_found());
    }
    due(&visit, network).await?;
    let act = ServiceAct::DropDestruction(DestructionDropped { network });
    visit.serve(&form, act).await?.map_err(|_| Problem::not_found())?;
    Ok(see("/records"))
}
