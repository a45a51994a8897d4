//! What was left for the team: the unread first, each with a button that says "I have read this".

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{
    Act, Audience, NetworkId, Told, WordsId,
    words::{Kind, Passage, WordsRead},
};

use super::leave::fate;
use crate::{
    form::Form,
    http::{Visit, visit::see},
    page::{Page, problem::Problem, show, show_again},
    show::{Known, passage::Shown},
};

/// How many that have been read stay on the page; the story has all.
const READ_SHOWN: usize = 20;

/// A passage that was left.
struct Left {
    passage: Shown,
    fate: String,
    form: Form,
    read_href: String,
}

#[derive(Template)]
#[template(path = "features/leave_words/left.html")]
struct LeftPage {
    page: Page,
    /// What could not be done.
    form: Form,
    unread: Vec<Left>,
    read: Vec<Left>,
    known: Known,
}

fn left(known: &Known, passage: &Passage) -> Left {
    Left {
        passage: known.show(passage),
        fate: fate(known, passage),
        form: Form::fresh(),
        read_href: known.href(&format!("left/{}/read", passage.spoken.words)),
    }
}

fn filled(visit: &Visit, known: Known, form: Form) -> LeftPage {
    // A practitioner's own draft is for nobody, so there is nothing to be read.
    let is_left =
        |p: &&Passage| p.spoken.kind == Kind::Left && p.spoken.entry.told.audience != Audience::OnlyMe;
    let mut all: Vec<_> = known.network.words.values().filter(is_left).collect();
    all.sort_by_key(|p| (p.spoken.entry.recorded_at, p.spoken.words));
    let (mut read, unread): (Vec<_>, Vec<_>) = all.into_iter().partition(|p| !p.read.is_empty());
    read.reverse();
    LeftPage {
        page: visit.page(visit.t.say("left-title")),
        form,
        unread: unread.into_iter().map(|p| left(&known, p)).collect(),
        read: read.into_iter().take(READ_SHOWN).map(|p| left(&known, p)).collect(),
        known,
    }
}

/// What was left, for the team.
pub async fn page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    Ok(show(filled(&visit, known, Form::new())))
}

/// Notes that somebody of the team has read a passage; its voice is told by whom and when.
pub async fn read(
    visit: Visit,
    Path((network, words)): Path<(NetworkId, WordsId)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let is_left = known.network.words.get(&words).is_some_and(|p| p.spoken.kind == Kind::Left);
    if !is_left {
        return Err(Problem::not_found());
    }
    if visit.carries_out(network, Told::default(), Act::ReadWords(WordsRead { words }), &mut form).await? {
        return Ok(see(known.href("left")));
    }
    Ok(show_again(filled(&visit, known, form)))
}
