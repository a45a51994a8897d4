//! One emergency access, for whoever reviews it: who, why, from when to when, when they looked; what was
//! found; and whether the person is told later, for a named safeguarding reason.

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{
    Act, Duty, EntryId, NetworkId, Told, Who,
    emergency::{Emergency, EmergencyReviewed, EmergencyTellingDeferred},
};
use store::Purpose;

use crate::{
    form::Form,
    http::{
        Visit,
        visit::{problem, see},
    },
    page::{Page, problem::Problem, show, show_again},
    show::{Known, time},
};

type Place = Path<(NetworkId, String)>;

/// What was said about it.
struct Said {
    words: String,
    by: String,
}

#[derive(Template)]
#[template(path = "features/access/review.html")]
struct ReviewPage {
    page: Page,
    form: Form,
    later: Form,
    here: String,
    name: String,
    opened_at: String,
    closes: String,
    is_open: bool,
    words: String,
    holder: String,
    looks: Vec<String>,
    told: String,
    deferred: Option<Said>,
    reviewed: Option<Said>,
    may_review: bool,
    may_defer: bool,
}

async fn found(visit: &Visit, network: NetworkId, entry: &str) -> Result<(Known, Emergency), Problem> {
    visit.practitioner()?;
    let opened: EntryId = entry.parse().map_err(|_| Problem::not_found())?;
    let known = visit.read_by_duty(network).await?;
    let one = known.network.emergency(opened).cloned().ok_or_else(Problem::not_found)?;
    Ok((known, one))
}

/// The hours at which whoever opened it looked, as the access log has them.
async fn looks(visit: &Visit, known: &Known, one: &Emergency) -> Result<Vec<String>, Problem> {
    let store = visit.app.store();
    let purpose = if known.standing.belongs() { Purpose::Read } else { Purpose::Duty };
    let permit = store.permit(&visit.account, known.id(), purpose).await.map_err(problem)?;
    let all = store.who_looked(&permit).await.map_err(problem)?;
    let who = Who::Practitioner(one.opened.practitioner);
    let theirs = all
        .into_iter()
        .rev()
        .filter(|look| look.who == Some(who) && one.covers(one.opened.practitioner, look.at));
    Ok(theirs.map(|look| known.at(look.at)).collect())
}

async fn filled(
    visit: &Visit,
    (known, one): (Known, Emergency),
    form: Form,
    later: Form,
) -> Result<ReviewPage, Problem> {
    let duties = known.standing.duties;
    let is_own = known.standing.practitioner == Some(one.opened.practitioner);
    let listed = visit.app.store().listed_network(&visit.account, known.id()).await.map_err(problem)?;
    let holder = listed.and_then(|listed| listed.row.holder);
    let guards = duties.has_any(&[Duty::SafeguardingLead, Duty::CaldicottGuardian]);
    let told = match &one.deferred {
        Some(deferred) => {
            visit.t.say_with("access-review-told-later", [("day", &time::date(deferred.until))])
        }
        None => visit.t.say("access-review-told"),
    };
    Ok(ReviewPage {
        page: visit.page(visit.t.say("access-review-title")),
        here: known.href(&format!("emergency/{}", one.opened.entry.id)),
        name: known.name(Who::Practitioner(one.opened.practitioner)),
        opened_at: known.at(one.opened.entry.recorded_at),
        closes: known.at(one.closes_at()),
        is_open: one.is_open_at(visit.now),
        words: one.opened.words.clone(),
        holder: holder.map(|id| visit.service.name(id).to_owned()).unwrap_or_default(),
        looks: looks(visit, &known, &one).await?,
        told,
        deferred: one.deferred.as_ref().map(|d| Said { words: d.words.clone(), by: known.told_by(d) }),
        reviewed: one.reviewed.as_ref().map(|r| Said { words: r.words.clone(), by: known.told_by(r) }),
        may_review: !is_own && one.reviewed.is_none() && (guards || duties.has(Duty::Lead)),
        may_defer: !is_own && guards,
        form,
        later,
    })
}

/// The page.
pub async fn page(visit: Visit, Path((network, entry)): Place) -> Result<Response, Problem> {
    let found = found(&visit, network, &entry).await?;
    Ok(show(filled(&visit, found, Form::fresh(), later_form(Form::fresh())).await?))
}

/// The second form of the page, with names of its own for what stands in it.
fn later_form(form: Form) -> Form {
    form.scoped("later")
}

/// Writes down what the review found.
pub async fn send(visit: Visit, Path((network, entry)): Place, mut form: Form) -> Result<Response, Problem> {
    let (known, one) = found(&visit, network, &entry).await?;
    let reviewed = EmergencyReviewed { opened: one.opened.entry.id, words: form.value("words").to_owned() };
    match visit.act(network, &form, Told::default(), Act::ReviewEmergency(reviewed)).await? {
        Ok(()) => Ok(see(known.href(&format!("emergency/{entry}")))),
        Err(refusal) => {
            form.refused(&refusal);
            Ok(show_again(filled(&visit, (known, one), form, later_form(Form::fresh())).await?))
        }
    }
}

/// Has the person told later, for a safeguarding reason.
pub async fn later(visit: Visit, Path((network, entry)): Place, form: Form) -> Result<Response, Problem> {
    let mut form = later_form(form);
    let (known, one) = found(&visit, network, &entry).await?;
    let until = form.maybe_date("until", visit.t);
    if until.is_none() && form.is_ok() {
        form.fail_date("until", visit.t.say("form-not-a-date"));
    }
    if let Some(until) = until.filter(|_| form.is_ok()) {
        let words = form.value("words").to_owned();
        let deferred = EmergencyTellingDeferred { opened: one.opened.entry.id, words, until };
        match visit.act(network, &form, Told::default(), Act::DeferTelling(deferred)).await? {
            Ok(()) => return Ok(see(known.href(&format!("emergency/{entry}")))),
            Err(refusal) => form.refused(&refusal),
        }
    }
    Ok(show_again(filled(&visit, (known, one), Form::fresh(), form).await?))
}
