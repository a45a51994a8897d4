//! Keeping back, out of sight and correcting: what each reader gets, and what nobody learns.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod correction;
mod out_of_sight;
mod pictures;
mod withheld;

use dialogue::{
    Act, Audience, EntryId, FileId, Told, WordsId,
    file::FileAttached,
    guard::{EntryHeldBack, Ground},
    words::{Kind, WordsSpoken},
};
use store::Purpose;

use crate::testing::{Browser, Seen, TestApp, id};

/// Words of Jo, written down by Leila, that Sam may read; the entry, and the passage.
async fn said(app: &TestApp, text: &str) -> (EntryId, WordsId) {
    let words = WordsId(id());
    let spoken =
        WordsSpoken { words, kind: Kind::Telling, text: text.into(), in_answer_to: None, thinking_of: None };
    let audience = Some(Audience::PersonAndTeam);
    let told = Told { voice: Some(app.voice("jo")), audience, ..Told::default() };
    (app.acted("leila", told, Act::Speak(spoken)).await, words)
}

const PNG: [u8; 12] = [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3, 4];

/// A picture of the house goes with the words; its address.
async fn pictured(app: &TestApp, words: WordsId) -> String {
    let file = FileId(id());
    let permit = app.store.permit(&app.account("leila"), app.network, Purpose::Act).await.unwrap();
    app.store.put_file(&permit, file, &PNG).await.unwrap();
    let shows = "The house".into();
    let attached = FileAttached { file, words, media_type: "image/png".into(), bytes: 12, shows };
    let told = Told { voice: Some(app.voice("jo")), ..Told::default() };
    app.act("leila", told, Act::AttachFile(attached)).await;
    app.at(&format!("file/{file}"))
}

/// The same, held back by Leila.
async fn held(app: &TestApp, ground: Ground, text: &str) -> EntryId {
    let (entry, _) = said(app, text).await;
    let words = "He has said he would find her.".into();
    app.act("leila", Told::default(), Act::HoldBack(EntryHeldBack { entry, ground, words })).await;
    entry
}

/// Fills in a form of a page that goes to an address below it.
async fn fill(browser: &Browser, page: &str, below: &str, fields: &[(&str, &str)]) -> Seen {
    let hidden = browser.get(page).await.hidden();
    let id = hidden.iter().find(|(name, _)| name == "id").map_or("", |(_, value)| value);
    let all: Vec<_> = [("id", id)].into_iter().chain(fields.iter().copied()).collect();
    browser.post(&format!("{page}/{below}"), &all).await
}

/// A page without the identities in it: what is left tells nothing but its words.
fn plain(seen: &Seen) -> String {
    let is_part = |c: char| c.is_ascii_hexdigit() || c == '-';
    let mut plain = String::new();
    let mut run = String::new();
    for c in seen.body.chars().chain(['\n']) {
        if is_part(c) {
            run.push(c);
            continue;
        }
        let is_id = run.len() >= 32 && run.chars().any(|c| c.is_ascii_digit());
        plain.push_str(if is_id { "…" } else { &run });
        run.clear();
        plain.push(c);
    }
    plain
}

/// Every page that somebody of the network opens.
const PAGES: [&str; 8] =
    ["", "story", "story?whole=yes", "meetings", "looked", "safety", "leave-words", "correct"];

async fn pages(app: &TestApp, slug: &str) -> Vec<String> {
    let browser = app.signed_in(slug).await;
    let mut all = Vec::new();
    for page in PAGES {
        let seen = browser.get(&app.at(page)).await;
        // By what the page asks whether it may stay open: no count of what is not theirs.
        let still = seen.body.split("data-still=\"").nth(1).and_then(|rest| rest.split('"').next());
        all.push(format!("{} {still:?} {}", seen.status, plain(&seen)));
    }
    all
}
