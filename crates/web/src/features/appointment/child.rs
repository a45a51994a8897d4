//! A child who decides for themself: one question, the child's own view first, who judged it and on what.

use axum::{extract::Path, response::Response};
use dialogue::{Act, Audience, NetworkId, Told, child::ChildDecides};

use crate::{
    features::network::ask::Ask,
    form::Form,
    http::{Visit, visit::see},
    page::problem::Problem,
    show::Known,
};

fn ask(visit: &Visit, known: &Known, form: &Form) -> Ask {
    let (t, person) = (visit.t, known.person_name());
    let area = |name: &str, label: String, hint: String| form.area(name, label).hint(hint).rows(3);
    let judged = form.text("judged-by", t.say("appointment-child-judged"));
    Ask::new(visit, known, t.say("appointment-child-new"), form.clone())
        .back(known.href("appointments"), t.say("appointment-back"))
        .text(t.say("appointment-child-what"))
        .field(area("about", t.say("appointment-child-about"), t.say("appointment-child-about-hint")))
        .field(area(
            "view",
            t.say_with("appointment-child-view-of", [("person", &person)]),
            t.say("appointment-child-view-hint"),
        ))
        .field(judged.hint(t.say("appointment-child-judged-hint")))
        .field(area("words", t.say("appointment-child-words"), t.say("appointment-child-words-hint")))
        .field(form.date("on", t.say("appointment-child-on")))
        .readers(known.audience(Audience::PersonAndTeam))
}

/// The form.
pub(super) async fn page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    Ok(ask(&visit, &known, &Form::fresh()).show())
}

/// Notes it.
pub(super) async fn judge(
    visit: Visit,
    Path(network): Path<NetworkId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let on = form.maybe_date("on", visit.t);
    if on.is_none() {
        form.fail_date("on", visit.t.say("form-not-a-date"));
    }
    let text = |name: &str| form.value(name).to_owned();
    let act = on.map(|on| {
        let (about, view) = (text("about"), text("view"));
        Act::JudgeChildDecides(ChildDecides {
            about,
            on,
            view,
            judged_by: text("judged-by"),
            words: text("words"),
        })
    });
    if visit.carries_out(network, Told::default(), act, &mut form).await? {
        return Ok(see(known.href("appointments#child")));
    }
    Ok(ask(&visit, &known, &form).again())
}
