//! How the organisation knows the person: all of it may stay empty.

use axum::{extract::Path, response::Response};
use dialogue::{Act, Audience, EntryId, NetworkId, Noted, Told, people::KnownAs};

use super::{ask::Ask, people::told};
use crate::{
    form::Form,
    http::{Visit, visit::see},
    page::problem::Problem,
    show::{Known, time},
};

/// An NHS number as people read it aloud: three, three, four.
pub(super) fn nhs_number(digits: &str) -> String {
    match (digits.get(..3), digits.get(3..6), digits.get(6..)) {
        (Some(one), Some(two), Some(three)) => format!("{one} {two} {three}"),
        _ => digits.to_owned(),
    }
}

/// What is known, a line for each thing.
pub(super) fn lines(known: &Known, now: &KnownAs) -> Vec<(String, String)> {
    let t = known.t;
    let lines = [
        (t.say("network-legal-name"), now.legal_name.clone()),
        (t.say("network-birth-date"), now.birth_date.map(time::date).unwrap_or_default()),
        (t.say("network-nhs-number"), nhs_number(&now.nhs_number)),
        (t.say("network-gp"), now.gp.clone()),
    ];
    lines.into_iter().filter(|(_, words)| !words.is_empty()).collect()
}

fn in_words(known: &Known, now: &KnownAs) -> String {
    let lines = lines(known, now).into_iter().map(|(name, words)| format!("{name}: {words}"));
    lines.collect::<Vec<_>>().join("\n")
}

fn ask(visit: &Visit, known: &Known, form: Form) -> Ask {
    let t = visit.t;
    let noted = &known.network.people.known_as;
    let number = form.text("nhs-number", t.say("network-nhs-number")).hint(t.say("network-nhs-number-hint"));
    let mut ask = Ask::new(visit, known, t.say("network-known-as-title"), form.clone())
        .about(known.person_name())
        .text(t.say("network-known-as-what"));
    if let Some(now) = noted.last().filter(|_| !form.is_ok()) {
        ask = ask.words(t.say("network-stands-now"), in_words(known, now), told(known, now));
    }
    ask = ask
        .field(form.text("legal-name", t.say("network-legal-name")).autocomplete("off"))
        .field(form.date("birth-date", t.say("network-birth-date")))
        .field(number.inputmode("numeric").width(20).autocomplete("off"))
        .field(form.text("gp", t.say("network-gp")).hint(t.say("network-gp-hint")).autocomplete("off"))
        .readers(known.audience(Audience::PersonAndTeam));
    let before: Vec<&Noted<KnownAs>> = noted.iter().rev().skip(1).collect();
    if before.is_empty() { ask } else { ask.text(t.say("network-earlier-stays")) }
}

fn tellings(known: &Known) -> impl Iterator<Item = &EntryId> {
    known.network.people.known_as.iter().map(|noted| &noted.entry.id)
}

/// The form with what is known now.
pub(super) async fn page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let now = known.network.people.known_as.last().map(|n| KnownAs::clone(n)).unwrap_or_default();
    let form = Form::fresh()
        .with("seen", tellings(&known).count())
        .with("legal-name", &now.legal_name)
        .with("nhs-number", nhs_number(&now.nhs_number))
        .with("gp", &now.gp);
    let form = now.birth_date.map_or(form.clone(), |birth| form.with_date("birth-date", birth));
    Ok(ask(&visit, &known, form).show())
}

/// Notes it; what was noted before stays in the record.
pub(super) async fn note(
    visit: Visit,
    Path(network): Path<NetworkId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let birth_date = form.maybe_date("birth-date", visit.t);
    if form.is_ok() && !form.told_since("legal-name", tellings(&known)) {
        let text = |name: &str| form.value(name).to_owned();
        let now = KnownAs {
            legal_name: text("legal-name"),
            birth_date,
            nhs_number: text("nhs-number"),
            gp: text("gp"),
        };
        if visit.carries_out(network, Told::default(), Act::NoteKnownAs(now), &mut form).await? {
            return Ok(see(format!("{}#known-as", known.href(""))));
        }
    }
    Ok(ask(&visit, &known, form).again())
}
