//! What waits for somebody: by name, by duty, when it is overdue, and for nobody else.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use dialogue::{
    Act, Duty, Told,
    guard::{EntryHeldBack, Ground},
};

use crate::testing::{TestApp, id};

async fn hold(app: &TestApp) {
    let words = dialogue::WordsId(id());
    let kind = dialogue::words::Kind::Telling;
    let text = "She is moving on Sunday.".into();
    let spoken = dialogue::words::WordsSpoken { words, kind, text, in_answer_to: None, thinking_of: None };
    let entry = app.acted("leila", Told::default(), Act::Speak(spoken)).await;
    let held = EntryHeldBack { entry, ground: Ground::ThirdParty, words: "Hers to tell.".into() };
    app.act("leila", Told::default(), Act::HoldBack(held)).await;
}

#[tokio::test]
async fn nothing_waits_for_whoever_has_nothing_to_decide() {
    let app = TestApp::new().await;
    hold(&app).await;
    let tom = app.signed_in("tom").await;
    tom.get("/matters").await.shows("Nothing waits for you").hides("Sunday");
    tom.get("/today").await.hides("waits for you");
    for slug in ["sam", "jo", "ada"] {
        assert_eq!(app.signed_in(slug).await.get("/matters").await.status, 404, "{slug}");
    }
}

#[tokio::test]
async fn what_waits_by_duty_is_told_without_anybodys_words_or_names() {
    let app = TestApp::new().await;
    app.give("ines", Duty::Decider).await;
    hold(&app).await;
    let page = app.ines().await.get("/matters").await;
    page.shows("Decide on an entry that is held back").shows("you decide what may be kept back");
    page.shows("A network that you are not with").hides("Sam").hides("Sunday").hides("Hers to tell");
}

#[tokio::test]
async fn the_board_counts_kinds_and_tells_no_number_under_five() {
    let app = TestApp::new().await;
    for _ in 0..4 {
        hold(&app).await;
    }
    let row = |body: &str| {
        let from = body.find("Held back, to be decided").expect("a row");
        body[from..from + 400].to_owned()
    };
    let seen = app.ines().await.get("/service").await;
    seen.shows("What waits in the whole service").hides("Sunday");
    assert!(row(&seen.body).contains("fewer than five"), "{}", row(&seen.body));
    hold(&app).await;
    let seen = app.ines().await.get("/service").await;
    assert!(!row(&seen.body)[..200].contains("fewer than five") && row(&seen.body).contains('5'));
    app.ada().await.get("/service").await.hides("What waits in the whole service");
}
