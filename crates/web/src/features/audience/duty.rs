//! A duty entry: the least that duty demands a practitioner to write, open to the person unless a ground holds it back.

use axum::{extract::Path, response::Response};
use dialogue::{
    Act, NetworkId, Told, WordsId,
    guard::Ground,
    words::{Kind, WordsSpoken},
};

use crate::{
    components::Choice,
    features::network::ask::Ask,
    form::{Form, fresh_id},
    http::{Visit, visit::see},
    page::problem::{Kind as Trouble, Problem},
    show::Known,
    words::key,
};

fn draft_key(network: NetworkId) -> String {
    format!("duty-entry-{network}")
}

fn ground_key(ground: Ground) -> &'static str {
    match ground {
        Ground::SeriousHarm => key("audience-ground-serious-harm"),
        Ground::ThirdParty => key("audience-ground-third-party"),
        Ground::Safeguarding => key("audience-ground-safeguarding"),
        Ground::Investigation => key("audience-ground-investigation"),
    }
}

fn ask(visit: &Visit, known: &Known, form: Form) -> Ask {
    let (t, person) = (visit.t, known.person_name());
    let words = form.area("hold-words", t.say("audience-hold-words")).rows(3);
    let open = Choice::new("", t.say_with("audience-hold-none", [("person", &person)]));
    let mut holds = vec![open.hint(known.names_of(dialogue::Audience::PersonAndTeam))];
    holds.extend(Ground::ALL.map(|ground| Choice::new(ground.name(), t.say(ground_key(ground)))));
    Ask::new(visit, known, t.say("audience-duty-title"), form.clone())
        .text(t.say("audience-duty-what"))
        .text(t.say("audience-duty-not"))
        .field(form.area("text", t.say("audience-duty-text")).hint(t.say("audience-duty-hint")).rows(4))
        .heading(t.say("audience-hold-heading"))
        .text(t.say_with("audience-hold-what", [("person", &person)]))
        .field(form.choice("hold", t.say("audience-hold"), &holds))
        .field(words)
        .note()
        .draft(draft_key(known.id()))
}

/// The form, as it was left if it was left.
pub(super) async fn page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let fresh = Form::fresh().with("made", fresh_id()).with("hold", "");
    Ok(ask(&visit, &known, visit.draft_or(&draft_key(network), fresh).await?).show())
}

/// Writes it, in the practitioner's own voice.
pub(super) async fn write(
    visit: Visit,
    Path(network): Path<NetworkId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let words: WordsId = form.id_of("made").ok_or_else(|| Problem::new(Trouble::Incorrect))?;
    let ground = Ground::ALL.into_iter().find(|ground| ground.name() == form.value("hold"));
    if ground.is_none() && form.filled("hold").is_some() {
        return Err(Problem::new(Trouble::Incorrect));
    }
    if ground.is_none() && form.filled("hold-words").is_some() {
        form.fail("hold", visit.t.say("audience-hold-needed"));
        return Ok(ask(&visit, &known, form).again());
    }
    let hold = ground.map(|ground| (ground, form.value("hold-words").to_owned()));
    let text = form.value("text").to_owned();
    let spoken = WordsSpoken { words, kind: Kind::Duty, text, in_answer_to: None, thinking_of: None };
    match visit.act(network, &form, Told { hold, ..Told::default() }, Act::Speak(spoken)).await? {
        Ok(()) => {
            visit.forget_draft(&draft_key(network)).await?;
            Ok(see(format!("{}#w{words}", known.href("story"))))
        }
        Err(refusal) => {
            form.refused(&refusal);
            Ok(ask(&visit, &known, form).again())
        }
    }
}
