//! Saying one passage differently: the voice amends its own words, or sees a passage differently.
//! The original, the amendment and the other view all stay.

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{
    Act, MeetingId, NetworkId, Told, WordsId,
    read_back::{SeenDifferently, WordsAmended},
    words::Passage,
};

use super::voice::{Opened, open};
use crate::{
    components::Choice,
    form::Form,
    http::{Visit, visit::see},
    page::{Page, problem::Problem, show, show_again},
    show::{Known, passage::Shown},
    words::Words,
};

type Place = Path<(NetworkId, MeetingId, String, WordsId)>;

#[derive(Template)]
#[template(path = "features/record/otherwise.html")]
struct OtherwisePage {
    page: Page,
    known: Known,
    form: Form,
    question: String,
    /// Whether the passage is this voice's, so that it may also be amended.
    is_of_voice: bool,
    passage: Shown,
    audience: String,
    ways: Vec<Choice>,
    back: String,
    draft: String,
}

fn ways(t: Words) -> Vec<Choice> {
    vec![
        Choice::new("amend", t.say("record-otherwise-amend")).hint(t.say("record-otherwise-amend-hint")),
        Choice::new("differs", t.say("record-otherwise-differs"))
            .hint(t.say("record-otherwise-differs-hint")),
    ]
}

fn draft(opened: &Opened, words: WordsId) -> String {
    format!("read-back-{}-{words}", opened.who)
}

/// The passage, if this voice may speak of it.
fn passage(opened: &Opened, words: WordsId) -> Result<Passage, Problem> {
    let passage = opened.known.network.words.get(&words).filter(|p| opened.may_speak_of(p));
    passage.cloned().ok_or_else(Problem::not_found)
}

fn shown(visit: &Visit, opened: Opened, passage: &Passage, form: Form) -> OtherwisePage {
    let known = &opened.known;
    OtherwisePage {
        page: visit.page(visit.t.say("record-otherwise-title")),
        form,
        question: if opened.is_own {
            visit.t.say("record-otherwise-text")
        } else {
            visit.t.say_with("record-otherwise-text-of", [("name", &known.name(opened.who))])
        },
        is_of_voice: passage.voice() == Some(opened.who),
        passage: known.show(passage),
        audience: known.audience_of(&passage.spoken.entry),
        ways: ways(visit.t),
        back: opened.href(""),
        draft: draft(&opened, passage.spoken.words),
        known: opened.known,
    }
}

/// The page that asks how they would say it.
pub async fn page(visit: Visit, Path((network, meeting, who, words)): Place) -> Result<Response, Problem> {
    let opened = open(&visit, network, meeting, &who).await?;
    let passage = passage(&opened, words)?;
    let form = visit.draft_or(&draft(&opened, words), Form::fresh()).await?;
    Ok(show(shown(&visit, opened, &passage, form)))
}

/// What they would say instead, or how they see it.
pub async fn send(
    visit: Visit,
    Path((network, meeting, who, words)): Place,
    mut form: Form,
) -> Result<Response, Problem> {
    let opened = open(&visit, network, meeting, &who).await?;
    let passage = passage(&opened, words)?;
    let is_of_voice = passage.voice() == Some(opened.who);
    let text = form.value("text").to_owned();
    let act = match form.value("how") {
        "amend" if is_of_voice => Some(Act::AmendWords(WordsAmended { words, meeting, text })),
        _ if !is_of_voice => Some(Act::SeeDifferently(SeenDifferently { words, meeting, text })),
        "differs" => Some(Act::SeeDifferently(SeenDifferently { words, meeting, text })),
        _ => None,
    };
    let Some(act) = act else {
        form.fail("how", visit.t.say("record-otherwise-choose"));
        return Ok(show_again(shown(&visit, opened, &passage, form)));
    };
    let told = Told { voice: Some(opened.who), ..Told::default() };
    if visit.carries_out(network, told, act, &mut form).await? {
        visit.forget_draft(&draft(&opened, words)).await?;
        return Ok(see(format!("{}#w{words}", opened.href(""))));
    }
    Ok(show_again(shown(&visit, opened, &passage, form)))
}
