//! Marking two who must not be brought together: who is at risk, from whom, and why.

use axum::{extract::Path, response::Response};
use dialogue::{Act, Audience, NetworkId, Told, unsafe_pair::UnsafePairMarked};

use crate::{
    components::Choice,
    features::network::ask::Ask,
    form::Form,
    http::{Visit, visit::see},
    page::problem::Problem,
    show::Known,
};

fn ask(visit: &Visit, known: &Known, form: Form) -> Ask {
    let t = visit.t;
    let mut members = vec![Choice::new("", t.say("network-choose"))];
    members.extend(known.member_choices());
    let words = form.area("words", t.say("apart-mark-words")).hint(t.say("apart-mark-words-hint"));
    let both = form.tick("both", t.say("apart-mark-both"));
    Ask::new(visit, known, t.say("apart-mark-title"), form.clone())
        .text(t.say("apart-mark-what"))
        .care(t.say("apart-mark-never"))
        .text(t.say("apart-mark-who-sees"))
        .field(form.pick("one", t.say("apart-mark-one"), &members))
        .field(form.pick("other", t.say("apart-mark-other"), &members))
        .field(both)
        .field(words.rows(3))
        .readers(known.audience(Audience::Team))
        .send(t.say("apart-mark-send"))
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
        let at_risk = Some(one).filter(|_| form.filled("both").is_none());
        let words = form.value("words").to_owned();
        let act = Act::MarkUnsafePair(UnsafePairMarked { one, other, words, at_risk });
        match visit.act(network, &form, Told::default(), act).await? {
            Ok(()) => return Ok(see(known.href(&format!("unsafe-pair/{one}/{other}")))),
            Err(refusal) => form.refused(&refusal),
        }
    }
    Ok(ask(&visit, &known, form).again())
}
