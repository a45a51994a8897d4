//! Tests of who may read what: each page, and what others find of it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod belonging;
mod choosing;
mod confidence;
mod duty;
mod reach;

use dialogue::{
    Account, AccountId, Act, Audience, EntryId, MemberId, Seat, Told, WordsId,
    people::MemberNamed,
    words::{Kind, WordsSpoken},
};
use store::NewAccount;

use crate::testing::{Browser, TestApp, id};

/// Words that somebody leaves for an audience, with the page where it is chosen anew.
async fn leaves(app: &TestApp, slug: &str, audience: Audience, text: &str) -> WordsId {
    let words = WordsId(id());
    let spoken =
        WordsSpoken { words, kind: Kind::Left, text: text.into(), in_answer_to: None, thinking_of: None };
    app.act(slug, Told { audience: Some(audience), ..Told::default() }, Act::Speak(spoken)).await;
    words
}

/// The entry of words, as the holder knows it.
async fn entry_of(app: &TestApp, words: WordsId) -> EntryId {
    let permit = app.store.permit(&app.account("leila"), app.network, store::Purpose::Read).await.unwrap();
    let network = app.store.network(&permit).await.unwrap();
    network.words[&words].spoken.entry.id
}

/// The page where somebody's words are chosen anew.
async fn readers_of(app: &TestApp, words: WordsId) -> String {
    app.at(&format!("readers/{}", entry_of(app, words).await))
}

/// Somebody new joins, and may sign in.
async fn joins(app: &mut TestApp, slug: &str, name: &str) -> (MemberId, Browser) {
    let member = MemberId(id());
    let named = MemberNamed { member, name: name.into(), is_person: false };
    app.act("leila", Told::default(), Act::NameMember(named)).await;
    let account = Account { id: AccountId(id()), seat: Seat::Member(app.network, member) };
    let new = NewAccount { account, slug: slug.into(), name: name.into() };
    app.store.add_account(&new).await.unwrap();
    app.accounts.push(new);
    (member, app.signed_in(slug).await)
}

#[tokio::test]
async fn whoever_may_not_be_there_finds_the_same_as_what_does_not_exist() {
    let app = TestApp::new().await;
    let words = leaves(&app, "jo", Audience::Team, "He hides the bread.").await;
    let entry = entry_of(&app, words).await;
    let nothing = format!("/network/{}", id());
    let of_the_team = ["confidences".to_owned(), format!("confidence/{entry}"), "duty-entry/new".to_owned()];
    let of_jo = [format!("readers/{entry}"), format!("reach/{}", app.jo), format!("belonging/{}", app.jo)];
    for slug in ["sam", "bern", "ines", "ada"] {
        let browser = app.signed_in(slug).await;
        for page in of_the_team.iter().chain(&of_jo) {
            let (seen, other) =
                (browser.get(&app.at(page)).await, browser.get(&format!("{nothing}/{page}")).await);
            assert_eq!((seen.status, other.status), (404, 404), "{slug} {page}");
            assert_eq!(seen.body, other.body, "{slug} {page}");
            let fields = [("id", id().to_string()), ("made", id().to_string())];
            let fields: Vec<_> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
            if page != "confidences" {
                assert_eq!(browser.post(&app.at(page), &fields).await.status, 404, "{slug} {page}");
            }
        }
    }
    for slug in ["ines", "ada"] {
        let browser = app.signed_in(slug).await;
        for page in ["circles", "circle/new"] {
            assert_eq!(browser.get(&app.at(page)).await.status, 404, "{slug} {page}");
        }
    }
    for page in &of_the_team {
        assert_eq!(app.jo().await.get(&app.at(page)).await.status, 404, "{page}");
    }
    for page in &of_jo {
        for browser in [app.jo().await, app.leila().await] {
            assert_eq!(browser.get(&app.at(page)).await.status, 200, "{page}");
        }
    }
}

#[tokio::test]
async fn titles_hold_nobodys_name_and_each_page_has_one_heading() {
    let app = TestApp::new().await;
    let words = leaves(&app, "jo", Audience::Team, "He hides the bread.").await;
    let entry = entry_of(&app, words).await;
    let pages = [
        format!("readers/{entry}"),
        format!("confidence/{entry}"),
        "confidences".into(),
        "duty-entry/new".into(),
        "circles".into(),
        "circle/new".into(),
        format!("reach/{}", app.jo),
        format!("belonging/{}", app.jo),
    ];
    let leila = app.leila().await;
    for page in pages {
        let seen = leila.get(&app.at(&page)).await;
        assert_eq!(seen.status, 200, "{page}");
        let title = seen.body.split("<title>").nth(1).unwrap().split("</title>").next().unwrap();
        let mut words = title.split(|c: char| !c.is_alphabetic());
        assert!(!words.any(|word| ["Sam", "Jo", "Bern", "Leila", "bread"].contains(&word)), "{title}");
        assert_eq!(seen.body.matches("<h1").count(), 1, "{page}");
    }
}
