//! Tests of who has looked.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use crate::testing::TestApp;

#[tokio::test]
async fn the_person_sees_everybody_who_looked_by_name_role_and_time() {
    let app = TestApp::new().await;
    app.leila().await.get(&app.at("left")).await;
    app.jo().await.get(&app.at("")).await;
    let page = app.sam().await.get(&app.at("looked")).await;
    page.shows("Who has looked").shows("Leila Haddad").shows("Nurse").shows("Jo").shows("Sam (you)");
    page.shows("Sunday 22 November 2026").shows("read at 09:07");
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
    app.sam().await.get(&app.at("looked")).await.shows("read at 09:07, 11:41").hides("09:07, 09:07");
}

#[tokio::test]
async fn the_team_sees_the_same_list_and_a_member_only_their_own_looks() {
    let app = TestApp::new().await;
    app.sam().await.get(&app.at("")).await;
    app.jo().await.get(&app.at("")).await;
    app.leila()
        .await
        .get(&app.at("looked"))
        .await
        .shows("The person sees the same list")
        .shows("Jo")
        .shows("Sam");
    let own = app.jo().await.get(&app.at("looked")).await;
    own.shows("When you opened these pages").shows("Jo (you)").hides("Leila").hides("Sam");
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
