//! Two who must not be brought together: a mark for the team alone, which warns and never blocks.

use axum::{extract::Path, response::Response};
use dialogue::{Act, Audience, NetworkId, Told, unsafe_pair::UnsafePairMarked};

use super::{ask::Ask, people::choices};
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
    let (one, other) = (form.id_of("one"), form.id_of("other"));
    for (field, chosen) in [("one", one), ("other", other)] {
        if chosen.is_none() {
            form.fail(field, visit.t.say("refused-nobody-named"));
        }
    }
    if let (Some(one), Some(other)) = (one, other) {
        let act = Act::MarkUnsafePair(UnsafePairMarked {
            one,
            other,
            words: form.value("words").to_owned(),
            at_risk: None,
        });
        match visit.act(network, &form, Told::default(), act).await? {
            Ok(()) => return Ok(see(format!("{}#people", known.href("")))),
            Err(refusal) => form.refused(&refusal),
        }
    }
    Ok(ask(&visit, &known, form).again())
}
