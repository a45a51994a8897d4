//! A tie between two members, in the person's words.

use axum::{extract::Path, response::Response};
use dialogue::{Act, Audience, NetworkId, Told, people::TieTold};

use super::{
    ask::Ask,
    people::{choices, two},
};
use crate::{
    form::Form,
    http::{Visit, visit::see},
    page::problem::Problem,
    show::Known,
};

fn ask(visit: &Visit, known: &Known, form: Form) -> Ask {
    let t = visit.t;
    let members = choices(known);
    Ask::new(visit, known, t.say("network-tie-title"), form.clone())
        .text(t.say_with("network-tie-what", [("person", &known.person_name())]))
        .field(form.pick("from", t.say("network-tie-from"), &members))
        .field(form.pick("to", t.say("network-tie-to"), &members))
        .field(form.area("words", t.say("network-tie-words")).hint(t.say("network-tie-words-hint")).rows(3))
        .readers(known.audience(Audience::PersonAndTeam))
}

/// The form for a tie.
pub(super) async fn page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    Ok(ask(&visit, &known, Form::fresh()).show())
}

/// Tells of the tie; what was told of the same two before stays.
pub(super) async fn tell(
    visit: Visit,
    Path(network): Path<NetworkId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let two = two(&mut form, ["from", "to"]);
    let words = form.value("words").to_owned();
    let act = two.map(|[from, to]| Act::TellTie(TieTold { from, to, words }));
    if visit.carries_out(network, Told::default(), act, &mut form).await? {
        return Ok(see(format!("{}#people", known.href(""))));
    }
    Ok(ask(&visit, &known, form).again())
}
