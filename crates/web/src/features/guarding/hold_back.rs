//! Holding an entry back at once: anybody of the team, until somebody named for it decides.

use axum::{extract::Path, response::Response};
use dialogue::{Act, EntryId, NetworkId, Told, guard::EntryHeldBack};

use super::{
    hold::{ground_of, grounds},
    words,
};
use crate::{
    features::network::ask::Ask,
    form::Form,
    http::{Visit, asked::Named, visit::see},
    page::problem::Problem,
    show::Known,
};

type Place = Path<(NetworkId, Named)>;

/// The network as its team knows it, with an entry that they may read.
async fn open(visit: &Visit, network: NetworkId, entry: EntryId) -> Result<Known, Problem> {
    let known = visit.read_as_team(network).await?;
    words::entry(&known, entry).ok_or_else(Problem::not_found)?;
    Ok(known)
}

fn ask(visit: &Visit, known: &Known, entry: EntryId, form: Form) -> Ask {
    let t = visit.t;
    let person = known.person_name();
    let words = form.area("hold-words", t.say("guarding-hold-words")).hint(t.say("guarding-hold-words-hint"));
    let mut ask = Ask::new(visit, known, t.say("guarding-hold-title"), form.clone())
        .back(known.href("story"), t.say("guarding-to-story"))
        .text(t.say_with("guarding-hold-what", [("person", &person)]));
    if let Some(told) = words::told(known, entry) {
        let said = told.lines.iter().flat_map(|line| line.pieces.iter().map(|piece| piece.text.as_str()));
        let by = [told.name.as_str(), told.time.as_str()].join(" · ");
        ask = ask.words(t.say("guarding-this-entry"), said.collect::<Vec<_>>().join("\n"), by);
    }
    ask.field(form.choice("hold-ground", t.say("guarding-hold-ground"), &grounds(t)))
        .field(words.rows(3))
        .heading(t.say("guarding-next"))
        .text(t.say("guarding-next-closed"))
        .text(t.say("guarding-next-decided"))
        .text(t.say_with("guarding-next-not-told", [("person", &person)]))
        .readers(t.say("guarding-hold-readers"))
        .send(t.say("guarding-hold-send"))
}

/// The form.
pub(super) async fn page(visit: Visit, Path((network, Named(entry))): Place) -> Result<Response, Problem> {
    let known = open(&visit, network, entry).await?;
    if known.network.withholdings.of(entry).is_some() {
        return Ok(see(known.href(&format!("withheld/{entry}"))));
    }
    Ok(ask(&visit, &known, entry, Form::fresh()).show())
}

/// Holds it back.
pub(super) async fn hold(
    visit: Visit,
    Path((network, Named(entry))): Place,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = open(&visit, network, entry).await?;
    match ground_of(&form, "hold-ground") {
        None => form.fail("hold-ground", visit.t.say("guarding-needs-ground")),
        Some(ground) => {
            let held = EntryHeldBack { entry, ground, words: form.value("hold-words").to_owned() };
            match visit.act(network, &form, Told::default(), Act::HoldBack(held)).await? {
                Ok(()) => return Ok(see(known.href(&format!("withheld/{entry}")))),
                Err(refusal) => form.refused(&refusal),
            }
        }
    }
    Ok(ask(&visit, &known, entry, form).again())
}
