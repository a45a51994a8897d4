//! Who may read this: chosen anew by the voice itself, or noted for a member who asked on paper or on the phone.

use axum::{
    extract::{Path, Query},
    response::Response,
};
use dialogue::{Act, Audience, Entry, Fact, NetworkId, Told, Who, audience::AudienceChanged};
use serde::Deserialize;

use super::words;
use crate::{
    components::Choice,
    features::network::ask::Ask,
    form::Form,
    http::{Visit, visit::see},
    page::problem::Problem,
    show::{Known, audiences::audience_value},
};

type Place = Path<(NetworkId, String)>;

/// Whether it has just been chosen.
#[derive(Default, Deserialize)]
pub(super) struct Asked {
    chosen: Option<String>,
}

/// The words, for those who may choose; for everybody else there is no such page.
async fn opened(visit: &Visit, (network, id): &(NetworkId, String)) -> Result<(Known, Entry), Problem> {
    let known = visit.read(*network).await?;
    let entry = words::entry(&known, id)?.clone();
    if known.may_choose(&entry) { Ok((known, entry)) } else { Err(Problem::not_found()) }
}

/// The audiences that there are for these words: a draft never again, and a confidence for members alone.
fn choices(known: &Known, entry: &Entry) -> Vec<Choice> {
    let person = known.network.people.person().map(|person| Who::Member(person.id));
    let voice = entry.told.voice;
    let may_confide = matches!(voice, Some(Who::Member(_))) && voice != person;
    let is_reach = matches!(entry.told.fact, Fact::ReachTold(_));
    let mut choices = known.audience_choices(entry.told.meeting.filter(|_| !is_reach));
    choices
        .retain(|choice| choice.value != "only-me" && (choice.value != "team" || (may_confide && !is_reach)));
    if is_reach {
        let team = Choice::new("team", known.audience(Audience::Team)).hint(known.names_of(Audience::Team));
        choices.insert(0, team);
    }
    let now = known.network.audience_of(entry);
    if choices.iter().all(|choice| choice.value != audience_value(now)) {
        choices.insert(0, Choice::new(audience_value(now), known.audience(now)).hint(known.names_of(now)));
    }
    choices
}

fn ask(visit: &Visit, known: &Known, entry: &Entry, form: Form) -> Ask {
    let t = visit.t;
    let name = entry.told.voice.map(|who| known.name(who)).unwrap_or_default();
    let is_own = entry.told.voice == known.standing.voice;
    let noted = if is_own { String::new() } else { t.say_with("audience-readers-noted", [("name", &name)]) };
    Ask::new(visit, known, t.say("audience-readers-title"), form.clone())
        .words(t.say("audience-readers-words"), words::said(known, entry), words::by(known, entry))
        .audience(crate::show::audiences::Readers { href: String::new(), ..known.readers(entry) })
        .care(noted)
        .field(form.choice("audience", t.say("audience-readers-legend"), &choices(known, entry)))
        .text(t.say("audience-readers-later"))
        .note()
        .send(t.say("audience-readers-send"))
}

/// The choice, as it stands now.
pub(super) async fn page(
    visit: Visit,
    Path(place): Place,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let (known, entry) = opened(&visit, &place).await?;
    let form = Form::fresh().with("audience", audience_value(known.network.audience_of(&entry)));
    let ask = ask(&visit, &known, &entry, form);
    let has_chosen = asked.chosen.is_some() && known.network.audiences.contains_key(&entry.id);
    Ok(if has_chosen { ask.notice(visit.t.say("audience-readers-done")) } else { ask }.show())
}

/// Chooses anew. Both choices and the time stay.
pub(super) async fn choose(visit: Visit, Path(place): Place, mut form: Form) -> Result<Response, Problem> {
    let (known, entry) = opened(&visit, &place).await?;
    let chosen = known.audience_from(form.value("audience"), entry.told.meeting);
    match chosen {
        None => form.fail("audience", visit.t.say("leave-audience-needed")),
        Some(audience) => {
            let told = Told { voice: entry.told.voice, ..Told::default() };
            let act = Act::ChangeAudience(AudienceChanged { entry: entry.id, audience });
            match visit.act(place.0, &form, told, act).await? {
                Ok(()) => return Ok(see(known.href(&format!("readers/{}?chosen=yes", entry.id)))),
                Err(refusal) => form.refused(&refusal),
            }
        }
    }
    Ok(ask(&visit, &known, &entry, form).again())
}
