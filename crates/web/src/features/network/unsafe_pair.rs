//! Two who must not be brought together: a mark for the team alone, which warns and never blocks.

use axum::{extract::Path, response::Response};
use dialogue::{Act, Audience, NetworkId, Told, unsafe_pair::UnsafePairMarked};

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
    let words = form.area("words", t.say("network-unsafe-words")).hint(t.say("network-unsafe-words-hint"));
    Ask::new(visit, known, t.say("network-unsafe-title"), form.clone())
        .text(t.say("network-unsafe-what"))
        .care(t.say_with("network-unsafe-who-sees", [("person", &known.person_name())]))
        .field(form.pick("one", t.say("network-unsafe-one"), &members))
        .field(form.pick("other", t.say("network-unsafe-other"), &members))
        .field(words.rows(3))
        .readers(known.audience(Audience::Team))
        .send(t.say("network-unsafe-send"))
}

/// The form for the mark.
pub(super) async fn page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    Ok(ask(&visit, &known, Form::fresh()).show())
}

/// Marks the two.
pub(super) async fn mark(
    visit: Visit,
    Path(network): Path<NetworkId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let two = two(&mut form, ["one", "other"]);
    let words = form.value("words").to_owned();
    let act =
        two.map(|[one, other]| Act::MarkUnsafePair(UnsafePairMarked { one, other, words, at_risk: None }));
    if visit.carries_out(network, Told::default(), act, &mut form).await? {
        return Ok(see(format!("{}#people", known.href(""))));
    }
    Ok(ask(&visit, &known, form).again())
}
