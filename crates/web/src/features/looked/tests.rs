//! Tests of who has looked.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use dialogue::{Act, Told, View, Who, view::ViewSet, words::Kind};

use crate::testing::TestApp;

#[tokio::test]
async fn the_person_sees_everybody_of_the_service_who_looked_by_name_place_and_time() {
    let app = TestApp::new().await;
    app.leila().await.get(&app.at("left")).await;
    let page = app.sam().await.get(&app.at("looked")).await;
    page.shows("Leila Haddad, of your team, read the record at 09:07").shows("Sam (you) read the record");
    page.shows("Sunday 22 November 2026");
}

#[tokio::test]
async fn within_ten_minutes_a_look_is_written_once() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    for _ in 0..3 {
        leila.get(&app.at("left")).await;
    }
    app.clock_to("2026-11-22T11:41:00Z");
    leila.get(&app.at("left")).await;
    let page = app.sam().await.get(&app.at("looked")).await;
    page.shows("read the record at 09:07 and 11:41").hides("09:07 and 09:07");
}

#[tokio::test]
async fn nobody_learns_whether_or_when_another_member_read() {
    let app = TestApp::new().await;
    let before: Vec<_> = {
        let mut pages = Vec::new();
        for slug in ["leila", "sam", "bern"] {
            pages.push(app.signed_in(slug).await.get(&app.at("looked")).await.body);
        }
        pages
    };
    for below in ["", "story", "safety"] {
        app.jo().await.get(&app.at(below)).await;
    }
    for (slug, before) in ["leila", "sam", "bern"].iter().zip(before) {
        let page = app.signed_in(slug).await.get(&app.at("looked")).await;
        page.hides("Jo");
        let times = |body: &str| body.matches("09:07").count();
        assert_eq!(times(&page.body), times(&before), "{slug}");
    }
    app.leila().await.get(&app.at("looked")).await.hides("Sam (you)").hides("Bern");
}

#[tokio::test]
async fn a_member_sees_looks_of_the_service_since_their_first_words() {
    let app = TestApp::new().await;
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    app.hold_meeting(meeting, &[Who::Member(app.jo)]).await;
    app.leila().await.get(&app.at("left")).await;
    let jo = app.jo().await;
    jo.get(&app.at("looked")).await.shows("When you opened these pages").shows("Jo (you)").hides("Leila");
    app.clock_to("2026-11-22T11:30:00Z");
    app.says(meeting, Who::Member(app.jo), Kind::Telling, "He counted the tiles.").await;
    app.clock_to("2026-11-22T12:41:00Z");
    app.leila().await.get(&app.at("left")).await;
    let page = jo.get(&app.at("looked")).await;
    page.shows("Since you first said something")
        .shows("Leila Haddad, of your team, read the record at 12:41");
    page.hides("Leila Haddad, of your team, read the record at 09:07");
    jo.get(&app.at("")).await.shows("See who has looked");
    // Who has said nothing sees their own looks alone.
    app.bern().await.get(&app.at("looked")).await.hides("Leila");
    let narrowed = ViewSet { member: app.jo, view: View::NextMeeting, words: "She asked.".into() };
    app.act("leila", Told::default(), Act::SetView(narrowed)).await;
    jo.get(&app.at("looked")).await.hides("Leila Haddad, of your team");
}

#[tokio::test]
async fn what_is_done_without_reading_is_written_down_too() {
    let app = TestApp::new().await;
    let (ines, id) = (app.ines().await, crate::testing::id().to_string());
    let opened = ines.post(&app.at("emergency"), &[("id", &id), ("words", "He is on my ward.")]).await;
    assert_eq!(opened.status, 303);
    app.sam().await.get(&app.at("looked")).await.hides("Ines");
    let (opened, id) = (id, crate::testing::id().to_string());
    let entry: dialogue::CommandId = opened.parse().unwrap();
    ines.post(&app.at(&format!("emergency/{entry}-0/close")), &[("id", &id)]).await;
    app.sam()
        .await
        .get(&app.at("looked"))
        .await
        .shows("Ines Vale, in an emergency, wrote something at 09:07");
}

#[tokio::test]
async fn earlier_looks_stand_on_a_page_of_their_own() {
    let app = TestApp::new().await;
    let leila = app.account("leila");
    let began: jiff::Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
    for n in 0..i64::try_from(store::LOOKS_A_PAGE).unwrap() + 5 {
        app.clock_to(&(began + jiff::SignedDuration::from_mins(n * 10)).to_string());
        app.store.permit(&leila, app.network, store::Purpose::Read).await.unwrap();
    }
    let sam = app.sam().await;
    let first = sam.get(&app.at("looked")).await;
    first.shows("Earlier").hides("read the record at 10:00");
    let from = first.body.find("looked?before=").unwrap();
    let href = first.body[from..].split('"').next().unwrap();
    let second = sam.get(&app.at(href)).await;
    second.shows("read the record at 10:00").hides(">Earlier<");
    sam.get(&app.at("looked?before=1970-01-02T00:00:00Z")).await.shows("There is nothing earlier.");
}

#[tokio::test]
async fn a_request_that_was_turned_away_leaves_no_look_and_finds_no_page() {
    let app = TestApp::new().await;
    for slug in ["ines", "ada"] {
        let page = app.signed_in(slug).await.get(&app.at("looked")).await;
        assert_eq!(page.status, 404, "{slug}");
    }
    app.sam().await.get(&app.at("looked")).await.hides("Ines").hides("Ada");
}
