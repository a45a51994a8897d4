//! What weighs: home, money, work, safety or anything else, in somebody's own words.

use axum::{extract::Path, response::Response};
use dialogue::{
    Act, Audience, NetworkId, Told, Who,
    people::{Circumstance, CircumstanceTold},
};

use super::{ask::Ask, people::is_in_confidence};
use crate::{
    components::Choice,
    form::Form,
    http::{Visit, visit::see},
    page::problem::Problem,
    show::Known,
    words::key,
};

const ALL: [(&str, Circumstance); 5] = [
    ("home", Circumstance::Home),
    ("money", Circumstance::Money),
    ("work", Circumstance::Work),
    ("safety", Circumstance::Safety),
    ("other", Circumstance::Other),
];

/// The name of what a circumstance is about, on screen.
pub(super) fn about_key(about: Circumstance) -> &'static str {
    match about {
        Circumstance::Home => key("network-weighs-home"),
        Circumstance::Money => key("network-weighs-money"),
        Circumstance::Work => key("network-weighs-work"),
        Circumstance::Safety => key("network-weighs-safety"),
        Circumstance::Other => key("network-weighs-other"),
    }
}

fn draft_key(network: NetworkId) -> String {
    format!("network-{network}-circumstance")
}

/// The person, the members whom the person knows of, and whoever writes.
fn voices(known: &Known) -> Vec<Choice> {
    let members = known.network.people.members.values().filter(|m| !is_in_confidence(known, m));
    let mut members: Vec<_> = members.collect();
    members.sort_by_key(|m| (!m.is_person(), m.name().to_lowercase()));
    let members = members.into_iter().map(|m| Who::Member(m.id));
    members.chain(known.standing.voice).map(|who| Choice::new(who, known.name_or_you(who))).collect()
}

fn ask(visit: &Visit, known: &Known, form: Form) -> Ask {
    let t = visit.t;
    let about = ALL.map(|(value, about)| Choice::new(value, t.say(about_key(about))));
    Ask::new(visit, known, t.say("network-weighs-title"), form.clone())
        .field(form.pick("voice", t.say("network-weighs-voice"), &voices(known)))
        .field(form.choice("about", t.say("network-weighs-about"), &about))
        .field(form.area("words", t.say("network-weighs-words")).hint(t.say("network-weighs-hint")).rows(6))
        .readers(known.audience(Audience::PersonAndTeam))
        .draft(draft_key(known.id()))
}

/// The form, as it was left if it was left.
pub(super) async fn page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let form = visit.draft_or(&draft_key(network), Form::fresh()).await?;
    Ok(ask(&visit, &known, form).show())
}

/// Keeps what weighs, in the voice that told it.
pub(super) async fn tell(
    visit: Visit,
    Path(network): Path<NetworkId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let chosen = form.value("about").to_owned();
    let about = ALL.iter().find(|(value, _)| *value == chosen).map(|(_, about)| *about);
    let offered = voices(&known);
    let voice = form.who("voice").filter(|who| offered.iter().any(|one| one.value == who.to_string()));
    if about.is_none() {
        form.fail("about", visit.t.say("form-choose"));
    }
    if let Some(about) = about {
        let told = Told { voice, ..Told::default() };
        let words = form.value("words").to_owned();
        let act = Act::TellCircumstance(CircumstanceTold { about, words });
        if visit.carries_out(network, told, act, &mut form).await? {
            visit.forget_draft(&draft_key(network)).await?;
            return Ok(see(format!("{}#weighs", known.href(""))));
        }
    }
    Ok(ask(&visit, &known, form).again())
}
