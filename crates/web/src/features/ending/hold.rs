//! A legal hold: laid and lifted in words; while one stands nothing of the record is destroyed.

use axum::{extract::Path, response::Response};
use dialogue::{
    Act, Audience, EntryId, NetworkId, Told,
    hold::{Hold, LegalHold, LegalHoldLifted},
};

use crate::{
    features::network::ask::Ask,
    form::Form,
    http::{Visit, visit::see},
    page::problem::Problem,
    show::Known,
};

fn ask(visit: &Visit, known: &Known, form: &Form) -> Ask {
    let t = visit.t;
    Ask::new(visit, known, t.say("ending-hold-new"), form.clone())
        .back(known.href("ending"), t.say("ending-back"))
        .text(t.say("ending-hold-what"))
        .field(form.area("words", t.say("ending-hold-words")).hint(t.say("ending-hold-hint")).rows(3))
        .readers(known.audience(Audience::PersonAndTeam))
}

/// The form.
pub(super) async fn page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    Ok(ask(&visit, &known, &Form::fresh()).show())
}

/// Lays the hold.
pub(super) async fn lay(
    visit: Visit,
    Path(network): Path<NetworkId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let act = Act::LayHold(LegalHold { words: form.value("words").to_owned() });
    if visit.carries_out(network, Told::default(), act, &mut form).await? {
        return Ok(see(known.href("ending#hold")));
    }
    Ok(ask(&visit, &known, &form).again())
}

type Place = Path<(NetworkId, String)>;

async fn opened(visit: &Visit, (network, hold): &(NetworkId, String)) -> Result<(Known, Hold), Problem> {
    let known = visit.read_as_team(*network).await?;
    let id = hold.parse::<EntryId>().ok();
    let one = known.network.holds_now().find(|hold| Some(hold.laid.entry.id) == id).cloned();
    Ok((known, one.ok_or_else(Problem::not_found)?))
}

fn ask_lift(visit: &Visit, known: &Known, hold: &Hold, form: &Form) -> Ask {
    let t = visit.t;
    Ask::new(visit, known, t.say("ending-hold-lift"), form.clone())
        .back(known.href("ending"), t.say("ending-back"))
        .words(t.say("ending-hold-words"), hold.laid.words.clone(), known.told_by(&hold.laid))
        .field(form.area("words", t.say("ending-hold-lift-words")).rows(3))
        .readers(known.audience(Audience::PersonAndTeam))
        .send(t.say("ending-hold-lift"))
}

/// The form for lifting one.
pub(super) async fn lift_page(visit: Visit, Path(place): Place) -> Result<Response, Problem> {
    let (known, hold) = opened(&visit, &place).await?;
    Ok(ask_lift(&visit, &known, &hold, &Form::fresh()).show())
}

/// Lifts it.
pub(super) async fn lift(visit: Visit, Path(place): Place, mut form: Form) -> Result<Response, Problem> {
    let (known, hold) = opened(&visit, &place).await?;
    let words = form.value("words").to_owned();
    let act = Act::LiftHold(LegalHoldLifted { hold: hold.laid.entry.id, words });
    if visit.carries_out(place.0, Told::default(), act, &mut form).await? {
        return Ok(see(known.href("ending#hold")));
    }
    Ok(ask_lift(&visit, &known, &hold, &form).again())
}
