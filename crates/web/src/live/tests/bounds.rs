//! Bounds of a process: who nobody knows is let go in time, and nobody has more connections than they need;
//! a session lasts while somebody writes, and not because a page was left open.

use std::time::Duration;

use dialogue::{Act, MeetingId, Told, scribe::ScribeNamed};

use super::client::{Client, serve, token, voice};
use crate::{
    live::limits::{OF_ACCOUNT, UNKNOWN},
    testing::TestApp,
};

async fn met() -> (TestApp, MeetingId, std::net::SocketAddr) {
    let app = TestApp::new().await;
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    app.hold_meeting(meeting, &["sam", "jo"].map(|slug| app.voice(slug))).await;
    let at = serve(app.router.clone()).await;
    (app, meeting, at)
}

#[tokio::test]
async fn whoever_does_not_say_who_they_are_in_time_is_told_so_and_let_go() {
    let (app, meeting, at) = met().await;
    let began = std::time::Instant::now();
    let (mut silent, mut refused, mut known) =
        (Client::at(at).await, Client::at(at).await, Client::at(at).await);
    let words = voice(&app, meeting, "sam");
    refused.asks(&words, "nobody").await;
    refused.is_told(&[2, 1], "permission-denied").await;
    known.asks(&words, &token(&app, "sam").await).await;
    known.is_told(&[2, 2], "read-write").await;
    for client in [&mut silent, &mut refused] {
        let why = client.ends(UNKNOWN + Duration::from_secs(10)).await.unwrap();
        assert_eq!(
            (u16::from(why.code), why.reason.as_str()),
            (4401, "nobody has asked for a document of theirs in time")
        );
    }
    assert!(began.elapsed() >= UNKNOWN);
    known.writes(&words, 0, b"still here").await;
    known.is_told(&[8, 1], "").await;
}

#[tokio::test]
async fn one_account_has_so_many_connections_and_no_more() {
    let (app, meeting, at) = met().await;
    let (words, sams, jos) = (voice(&app, meeting, "sam"), token(&app, "sam").await, token(&app, "jo").await);
    let mut all = Vec::new();
    for _ in 0..OF_ACCOUNT {
        let mut client = Client::at(at).await;
        client.asks(&words, &sams).await;
        client.is_told(&[2, 2], "read-write").await;
        all.push(client);
    }
    let mut one_more = Client::at(at).await;
    one_more.asks(&words, &sams).await;
    let why = one_more.hears().await.unwrap_err().unwrap();
    assert_eq!(u16::from(why.code), 4429);
    let mut jo = Client::at(at).await;
    jo.asks(&words, &jos).await;
    jo.is_told(&[2, 2], "readonly").await;
    // Somebody leaves: there is room again.
    drop(all.pop());
    let again = async {
        loop {
            let mut client = Client::at(at).await;
            client.asks(&words, &sams).await;
            if client.hears().await.is_ok() {
                return;
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(20), again).await.unwrap();
}

#[tokio::test]
async fn a_session_lasts_while_somebody_writes_and_ends_where_a_page_was_only_left_open() {
    let (app, meeting, at) = met().await;
    let lasts = jiff::SignedDuration::from_mins(30);
    let mut clients = Vec::new();
    let words = voice(&app, meeting, "sam");
    for (who, told) in [("sam", "read-write"), ("jo", "readonly")] {
        let opened = app.store.open_session(app.account(who).id, lasts).await.unwrap();
        let mut client = Client::at(at).await;
        client.asks(&words, opened.secret()).await;
        client.is_told(&[2, 2], told).await;
        clients.push(client);
    }
    let [mut sam, mut jo] = <[Client; 2]>::try_from(clients).ok().unwrap();
    app.clock_to("2026-11-22T09:27:00Z");
    sam.writes(&words, 0, b"Twenty minutes later. ").await;
    sam.is_told(&[8, 1], "").await;
    jo.is_told(&[0, 2], "").await;
    // It is seen at the next look that the session is in use. Each of these changes is seen at a look too,
    // the second at a later one.
    for (scribe, told) in [("jo", "read-write"), ("sam", "readonly")] {
        let named = ScribeNamed { meeting, voice: app.voice("sam"), scribe: app.voice(scribe) };
        app.act("sam", Told::default(), Act::NameScribe(named)).await;
        jo.is_told(&[2, 2], told).await;
    }
    app.clock_to("2026-11-22T09:40:00Z");
    jo.is_told(&[7], "no-longer-yours").await;
    sam.writes(&words, 22, b"And ten more.").await;
    sam.is_told(&[8, 1], "").await;
}
