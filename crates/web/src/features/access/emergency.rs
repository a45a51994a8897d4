//! Opening the record of a network in an emergency: two taps and a reason. The lead is told at once, and so
//! is the person. It closes by itself after hours, or before.

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{
    Act, Duty, EntryId, NetworkId, PractitionerId, Told, Who,
    emergency::{EmergencyClosed, EmergencyOpened, OPEN_FOR},
};

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
    show::{Known, time},
};

#[derive(Template)]
#[template(path = "features/access/emergency.html")]
struct EmergencyPage {
    page: Page,
    form: Form,
    holder: String,
    phone: String,
    told: String,
    until: String,
    crisis: String,
}

/// Somebody of the service, at a network that is there and that they are not with: with the practitioner
/// who holds it. For everybody else there is no such page.
async fn outside(visit: &Visit, network: NetworkId) -> Result<Option<PractitionerId>, Problem> {
    visit.practitioner()?;
    let listed = visit.app.store().listed_network(&visit.account, network).await.map_err(problem)?;
    Ok(listed.ok_or_else(Problem::not_found)?.row.holder)
}

/// Whether they are with the network already, and need no emergency.
async fn is_with(visit: &Visit, network: NetworkId) -> Result<bool, Problem> {
    let own = visit.app.store().networks_of(&visit.account).await.map_err(problem)?;
    Ok(own.iter().any(|listed| listed.network == network))
}

fn filled(visit: &Visit, network: NetworkId, holder: Option<PractitionerId>, form: Form) -> EmergencyPage {
    let phone = holder.and_then(|id| visit.service.practitioners.get(&id)).map(|p| p.is.phone.clone());
    let is_on_call = visit.service.duties_of(visit.account.seat).has(Duty::OnCall);
    EmergencyPage {
        page: visit.page(visit.t.say("access-emergency-title")),
        holder: holder.map(|id| visit.service.name(id).to_owned()).unwrap_or_default(),
        phone: phone.filter(|p| !p.is_empty()).unwrap_or_else(|| visit.service.is.phone.clone()),
        told: who_has(visit, Duty::Lead),
        until: time::moment(visit.now + OPEN_FOR, &visit.zone),
        crisis: if is_on_call { format!("/network/{network}/crisis") } else { String::new() },
        form,
    }
}

/// The names of those who work here and have a duty.
pub fn who_has(visit: &Visit, duty: Duty) -> String {
    let working = visit.service.working().into_iter();
    let theirs = working.filter(|p| visit.service.duties(p.practitioner).has(duty)).map(|p| p.name.as_str());
    theirs.collect::<Vec<_>>().join(", ")
}

/// What is told to whom, until when, and the one question.
pub async fn page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let holder = outside(&visit, network).await?;
    if is_with(&visit, network).await? {
        return Ok(see(format!("/network/{network}")));
    }
    Ok(show(filled(&visit, network, holder, Form::fresh())))
}

/// Opens it.
pub async fn open(visit: Visit, Path(network): Path<NetworkId>, mut form: Form) -> Result<Response, Problem> {
    let holder = outside(&visit, network).await?;
    let practitioner = visit.practitioner()?;
    if is_with(&visit, network).await? {
        return Ok(see(format!("/network/{network}")));
    }
    let words = form.value("words").to_owned();
    // Who and until when the record says itself.
    let act = Act::OpenInEmergency(EmergencyOpened { practitioner, words, until: visit.now });
    match visit.act(network, &form, Told::default(), act).await? {
        Ok(()) => Ok(see(format!("/network/{network}"))),
        Err(refusal) => {
            form.refused(&refusal);
            Ok(show_again(filled(&visit, network, holder, form)))
        }
    }
}

/// Closes it before its time; whoever closed it reads nothing more.
pub async fn close(
    visit: Visit,
    Path((network, opened)): Path<(NetworkId, String)>,
    form: Form,
) -> Result<Response, Problem> {
    outside(&visit, network).await?;
    let opened: EntryId = opened.parse().map_err(|_| Problem::not_found())?;
    match visit.act(network, &form, Told::default(), Act::CloseEmergency(EmergencyClosed { opened })).await? {
        Ok(()) => Ok(see("/today")),
        Err(_) => Err(Problem::new(Kind::NotFound)),
    }
}

/// What the person reads of emergency accesses, a sentence each, the latest first.
pub fn told(known: &Known) -> Vec<String> {
    let all = known.network.emergencies.iter().rev();
    all.map(|one| {
        let name = known.name(Who::Practitioner(one.opened.practitioner));
        let (at, until) = (known.at(one.opened.entry.recorded_at), known.at(one.closes_at()));
        known.t.say_with(
            "access-emergency-told",
            [("name", &name), ("at", &at), ("until", &until), ("words", &one.opened.words)],
        )
    })
    .collect()
}
