//! What had to be told without consent: one question after the other, each with room for a sentence.
//! (Confidentiality: NHS Code of Practice 2003; SHARE, Zero Suicide Alliance 2021.)

use axum::{extract::Path, response::Response};
use dialogue::{Act, Audience, NetworkId, Told, disclosure::DisclosedWithoutConsent, guard::Ground};

use crate::{
    components::Choice,
    features::network::ask::Ask,
    form::Form,
    http::{Visit, visit::see},
    page::problem::Problem,
    show::Known,
};

fn ask(visit: &Visit, known: &Known, form: &Form) -> Ask {
    let (t, person) = (visit.t, known.person_name());
    let area = |name: &str, label: String, hint: String| form.area(name, label).hint(hint).rows(2);
    let why = form.area("hold-words", t.say("sharing-without-hold-why")).rows(2);
    let holds = [
        Choice::new("open", t.say_with("sharing-without-open", [("person", &person)])),
        Choice::new("held", t.say("sharing-without-hold"))
            .hint(t.say("sharing-without-hold-hint"))
            .reveal(why),
    ];
    Ask::new(visit, known, t.say("sharing-without-title"), form.clone())
        .back(known.href("sharing"), t.say("sharing-back"))
        .text(t.say("sharing-without-what"))
        .heading(t.say("sharing-without-first"))
        .field(area("risk", t.say("sharing-without-risk"), t.say("sharing-without-risk-hint")))
        .field(area("at-risk", t.say("sharing-without-at-risk"), t.say("sharing-without-at-risk-hint")))
        .heading(t.say("sharing-without-second"))
        .field(area(
            "asked",
            t.say_with("sharing-without-asked-whom", [("person", &person)]),
            t.say("sharing-without-asked-hint"),
        ))
        .heading(t.say("sharing-without-third"))
        .field(area("least", t.say("sharing-without-least"), t.say("sharing-without-least-hint")))
        .field(area("told", t.say("sharing-without-told"), t.say("sharing-without-told-hint")))
        .field(form.date("on", t.say("sharing-without-on")))
        .heading(t.say("sharing-without-fourth"))
        .field(area("decided-by", t.say("sharing-without-decided"), t.say("sharing-without-decided-hint")))
        .field(area("why", t.say("sharing-without-why"), t.say("sharing-without-why-hint")))
        .heading(t.say("sharing-without-fifth"))
        .field(area(
            "person-told",
            t.say_with("sharing-without-person-when", [("person", &person)]),
            t.say("sharing-without-person-hint"),
        ))
        .field(form.choice("hold", t.say("sharing-without-who-reads"), &holds))
        .readers(known.audience(Audience::PersonAndTeam))
}

/// The steps.
pub(super) async fn page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    Ok(ask(&visit, &known, &Form::fresh().with("hold", "open")).show())
}

/// Notes it; held back from the person from its first moment where that was chosen.
pub(super) async fn send(
    visit: Visit,
    Path(network): Path<NetworkId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let on = form.maybe_date("on", visit.t);
    let text = |name: &str| form.value(name).to_owned();
    let disclosed = DisclosedWithoutConsent {
        risk: text("risk"),
        at_risk: text("at-risk"),
        asked: text("asked"),
        least: text("least"),
        decided_by: text("decided-by"),
        why: text("why"),
        told: text("told"),
        on,
        person_told: text("person-told"),
    };
    let hold = (form.value("hold") == "held").then(|| (Ground::Safeguarding, text("hold-words")));
    let told = Told { hold, ..Told::default() };
    if visit.carries_out(network, told, Act::DiscloseWithoutConsent(disclosed), &mut form).await? {
        return Ok(see(known.href("sharing#without")));
    }
    Ok(ask(&visit, &known, &form).again())
}
