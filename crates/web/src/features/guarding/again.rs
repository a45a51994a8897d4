//! Writing anew, in the right voice, what was taken out of sight.

use axum::{extract::Path, response::Response};
use dialogue::{
    Act, EntryId, Fact, NetworkId, Told, When, Who, WordsId,
    words::{Kind, WordsSpoken},
};

use super::words;
use crate::{
    components::Choice,
    features::network::ask::Ask,
    form::{Form, fresh_id},
    http::{Visit, asked::Named, visit::see},
    page::problem::Problem,
    show::Known,
};

type Place = Path<(NetworkId, Named)>;

/// The team alone, where something was taken out of sight; its reviewer with the words that it had.
async fn open(visit: &Visit, network: NetworkId, entry: EntryId) -> Result<Known, Problem> {
    visit.practitioner()?;
    let known = visit.read_to_review(network).await?;
    let is_out = known.network.out_of_sight.get(&entry).is_some_and(|one| one.is_in_force());
    if known.is_team() && is_out { Ok(known) } else { Err(Problem::not_found()) }
}

/// Every member, and the voice of whoever writes: nobody writes in a colleague's.
fn voices(known: &Known) -> Vec<Choice> {
    let choose = Choice::new("", known.t.say("guarding-choose"));
    let members = known.network.people.members.values().map(|member| Who::Member(member.id));
    let all = members.chain(known.standing.voice).map(|who| Choice::new(who, known.name_or_you(who)));
    std::iter::once(choose).chain(all).collect()
}

fn ask(visit: &Visit, known: &Known, entry: EntryId, form: Form) -> Ask {
    let t = visit.t;
    let text = form.area("text", t.say("guarding-again-text")).hint(t.say("guarding-again-text-hint"));
    Ask::new(visit, known, t.say("guarding-again-title"), form.clone())
        .back(known.href(&format!("out-of-sight/{entry}")), t.say("guarding-to-out-of-sight"))
        .text(t.say("guarding-again-what"))
        .field(form.pick("voice", t.say("guarding-again-voice"), &voices(known)))
        .field(text.rows(6))
        .field(form.choice("audience", t.say("guarding-again-audience"), &known.audience_choices(None)))
        .note()
        .send(t.say("guarding-again-send"))
}

/// What it said, for its reviewer; nothing for everybody else.
fn text(known: &Known, entry: EntryId) -> String {
    match words::entry(known, entry).map(|entry| &entry.told.fact) {
        Some(Fact::WordsSpoken(spoken)) => {
            known.network.words.get(&spoken.words).map_or(spoken.text.clone(), |p| p.text().to_owned())
        }
        _ => String::new(),
    }
}

/// The form.
pub(super) async fn page(visit: Visit, Path((network, Named(entry))): Place) -> Result<Response, Problem> {
    let known = open(&visit, network, entry).await?;
    let form = Form::fresh().with("made", fresh_id()).with("audience", "person-and-team");
    let form = form.with("text", text(&known, entry));
    Ok(ask(&visit, &known, entry, form).show())
}

/// Writes it anew. When it was said stays as it was.
pub(super) async fn speak(
    visit: Visit,
    Path((network, Named(entry))): Place,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = open(&visit, network, entry).await?;
    let said_at = words::entry(&known, entry)
        .map(|entry| entry.told.occurred_at.clone().unwrap_or(When::At(entry.recorded_at)));
    match (form.who("voice"), form.id_of("made").map(WordsId)) {
        (Some(voice), Some(words)) => {
            let audience = known.audience_from(form.value("audience"), None);
            let told = Told { voice: Some(voice), audience, occurred_at: said_at, ..Told::default() };
            let spoken = WordsSpoken {
                words,
                kind: Kind::Telling,
                text: form.value("text").to_owned(),
                in_answer_to: None,
                thinking_of: None,
            };
            match visit.act(network, &form, told, Act::Speak(spoken)).await? {
                Ok(()) => return Ok(see(known.href("story"))),
                Err(refusal) => form.refused(&refusal),
            }
        }
        _ => form.fail("voice", visit.t.say("refused-nobody-named")),
    }
    Ok(ask(&visit, &known, entry, form).again())
}
