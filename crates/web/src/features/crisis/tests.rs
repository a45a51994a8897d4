//! Tests of the crisis page and its sheets.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use dialogue::{
    Act, Audience, Told,
    advance::AdvanceStatementMade,
    reach::ReachTold,
    safety::SafetyAgreed,
    stay::{Lawful, StayBegan},
};

use crate::{
    features::access::tests::names,
    testing::{TestApp, id},
};

/// Sam's network with everything that the page shows, and something that it does not.
async fn furnished() -> TestApp {
    let app = TestApp::new().await;
    let agreed = SafetyAgreed {
        notices: "Jo hears it in my voice.".into(),
        calls: "Jo rings Leila.".into(),
        helps: "Cold water on my wrists.".into(),
    };
    let began = StayBegan {
        stay: dialogue::StayId(id()),
        place: "Willow ward".into(),
        own_word: "the aquarium".into(),
        began: "2026-11-20".parse().unwrap(),
        lawful: Lawful::default(),
    };
    let reach = ReachTold { member: app.jo, reach: "07700 900456, after six".into() };
    for act in [Act::AgreeSafety(agreed), Act::BeginStay(began), Act::TellReach(reach)] {
        app.act("leila", Told::default(), act).await;
    }
    app.plan_meeting(&[app.sam, app.jo]).await;
    let secret = dialogue::words::WordsSpoken {
        words: dialogue::WordsId(id()),
        kind: dialogue::words::Kind::Left,
        text: "I owe Bern forty pounds.".into(),
        in_answer_to: None,
        thinking_of: None,
    };
    let told = Told { audience: Some(Audience::PersonAndTeam), ..Told::default() };
    app.act("jo", told, Act::Speak(secret)).await;
    names(&app, "ines", "on-call").await;
    app
}

#[tokio::test]
async fn the_team_and_whoever_is_on_call_read_it_without_an_emergency_access() {
    let app = furnished().await;
    for slug in ["leila", "tom", "ines"] {
        let page = app.signed_in(slug).await.get(&app.at("crisis")).await;
        assert_eq!(page.status, 200, "{slug}");
        page.shows("Sam").shows("Leila Haddad").shows("holds this now").shows("999").shows("01632 960100");
        page.shows("Cold water on my wrists.").shows("Jo hears it in my voice.").shows("Jo rings Leila.");
        page.shows("my sister").shows("07700 900456, after six").shows("Willow ward").shows("the aquarium");
        page.shows("Monday 23 November 2026, 10:20").shows("Sam’s kitchen");
        page.hides("forty pounds").hides("four nights");
    }
    // It is a look, and the person reads of it.
    let looked = app.sam().await.get(&app.at("looked")).await;
    looked.shows("Ines Vale, on call, opened how to keep safe at 09:07");
}

#[tokio::test]
async fn nobody_else_finds_it_and_it_opens_nothing_else() {
    let app = furnished().await;
    let ines = app.ines().await;
    for below in ["", "story", "safety", "team", "people/new", "looked"] {
        assert_eq!(ines.get(&app.at(below)).await.status, 404, "{below}");
    }
    for slug in ["sam", "jo", "ada"] {
        let browser = app.signed_in(slug).await;
        let nothing = browser.get(&format!("/network/{}/crisis", id().simple())).await;
        let there = browser.get(&app.at("crisis")).await;
        assert_eq!((there.status, &there.body), (404, &nothing.body), "{slug}");
        assert_eq!(browser.get("/crisis").await.status, 404, "{slug}");
        assert_eq!(browser.get("/crisis/sheets").await.status, 404, "{slug}");
    }
    assert_eq!(app.leila().await.get("/crisis").await.status, 404);
    // A practitioner without the duty.
    let other = TestApp::new().await;
    assert_eq!(other.ines().await.get(&other.at("crisis")).await.status, 404);
}

#[tokio::test]
async fn whoever_is_on_call_finds_every_network_and_prints_them_all() {
    let app = furnished().await;
    let ines = app.ines().await;
    ines.get("/today").await.shows("/crisis");
    let list = ines.get("/crisis").await;
    list.shows("Sam").shows("Leila Haddad holds this").shows(&app.at("crisis")).hides("Cold water");
    app.sam().await.get(&app.at("looked")).await.hides("Ines");
    ines.get("/crisis/sheets").await.shows("Cold water on my wrists.").shows("class=\"sheet\"");
    app.sam().await.get(&app.at("looked")).await.shows("Ines Vale, on call, opened how to keep safe");
}

#[tokio::test]
async fn whom_to_tell_and_who_speaks_for_them_stand_on_it_in_their_own_words() {
    let app = furnished().await;
    let stated = AdvanceStatementMade {
        tell: "My sister, at once. Not my work.".into(),
        speaks: "Jo. Not Bern.".into(),
        helps: "A window open.".into(),
        helps_not: String::new(),
    };
    app.act("sam", Told::default(), Act::StateInAdvance(stated)).await;
    for slug in ["leila", "ines"] {
        let page = app.signed_in(slug).await.get(&app.at("crisis")).await;
        page.shows("What Sam wants in a crisis").shows("My sister, at once. Not my work.");
        page.shows("Who speaks for me").shows("Jo. Not Bern.").shows("A window open.");
        page.hides("What does not help");
    }
    let files = super::write(&app.store).await.unwrap().unwrap();
    assert!(files[0].html.contains("Jo. Not Bern."), "on paper too");
    // Of the rest nothing opens by it.
    assert_eq!(app.ines().await.get(&app.at("advance")).await.status, 404);
}

#[tokio::test]
async fn an_empty_page_says_what_to_do() {
    let app = TestApp::new().await;
    names(&app, "ines", "on-call").await;
    let page = app.ines().await.get(&app.at("crisis")).await;
    page.shows("Nothing has been agreed yet. Ask what has helped before.").shows("No meeting is planned.");
}

#[tokio::test]
async fn the_sheets_are_whole_in_themselves_and_one_for_each_network() {
    let app = furnished().await;
    let files = super::write(&app.store).await.unwrap().unwrap();
    assert_eq!(files.len(), 2);
    let sheet = &files[0];
    assert_eq!(sheet.name, format!("{}.html", app.network));
    assert!(sheet.html.contains("Cold water on my wrists.") && sheet.html.contains("size: A4"));
    for outside in ["<script", "<link", "src=", "http"] {
        assert!(!sheet.html.contains(outside), "{outside}");
    }
    assert!(!sheet.html.contains("forty pounds"));
    let index = &files[1];
    assert_eq!(index.name, "index.html");
    assert!(index.html.contains(&sheet.name) && index.html.contains("Sam"));
    assert!(!index.html.contains("Cold water"));
    // Without anybody on call there are none.
    assert!(super::write(&TestApp::new().await.store).await.unwrap().is_none());
}
