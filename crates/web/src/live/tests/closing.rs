//! Closing: what stands on the live page goes into the record, once; what comes late, once more.

use dialogue::{MeetingId, Network, When, Who};
use std::net::SocketAddr;

use super::client::{Client, serve, token, voice};
use crate::testing::{Browser, TestApp};

const SCOPE: &[u8] = &[2, 2];
const SAVED: &[u8] = &[8, 1];

/// An open meeting with Sam, Jo and Leila, served.
async fn met() -> (TestApp, MeetingId, SocketAddr) {
    let app = TestApp::new().await;
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    let came: Vec<_> = ["sam", "jo", "leila"].map(|slug| app.voice(slug)).into();
    app.hold_meeting(meeting, &came).await;
    let at = serve(app.router.clone()).await;
    (app, meeting, at)
}

/// Somebody at their own voice.
async fn writes_for_themself(
    app: &TestApp,
    at: SocketAddr,
    meeting: MeetingId,
    who: &str,
) -> (Client, String) {
    let mut client = Client::at(at).await;
    let words = voice(app, meeting, who);
    client.asks(&words, &token(app, who).await).await;
    client.is_told(SCOPE, "read-write").await;
    (client, words)
}

/// Leila closes the meeting from its page.
async fn closes(browser: &Browser, app: &TestApp, meeting: MeetingId) -> (u16, String) {
    let room = app.at(&format!("meeting/{meeting}/room"));
    let fields = [
        ("id", &crate::testing::id().to_string()[..]),
        ("began-at-day", "22"),
        ("began-at-month", "11"),
        ("began-at-year", "2026"),
        ("began-at-hour", "08:10"),
    ];
    let sent = browser.post(&format!("{room}/close"), &fields).await;
    (sent.status, sent.location)
}

async fn record(app: &TestApp) -> Network {
    let permit = app.store.permit(&app.account("leila"), app.network, store::Purpose::Read).await.unwrap();
    app.store.network(&permit).await.unwrap().as_ref().clone()
}

/// The record once something holds in it; it is looked at after each change.
async fn until(app: &TestApp, holds: impl Fn(&Network) -> bool) -> Network {
    let mut changes = app.store.changes();
    let seen = async {
        loop {
            let network = record(app).await;
            if holds(&network) {
                return network;
            }
            changes.recv().await.unwrap();
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(20), seen)
        .await
        .expect("it did not come into the record")
}

fn said(network: &Network, meeting: MeetingId, who: Who) -> Vec<String> {
    let own = network.words_in(meeting).into_iter().filter(|p| p.voice() == Some(who));
    own.map(|p| p.text().to_owned()).collect()
}

#[tokio::test]
async fn what_stands_there_is_kept_once_and_what_was_taken_back_is_nowhere() {
    let (app, meeting, at) = met().await;
    let (mut sam, words) = writes_for_themself(&app, at, meeting, "sam").await;
    sam.writes(&words, 0, b"I slept. I hate him.").await;
    sam.is_told(SAVED, "").await;
    sam.deletes(&words, 8, 12).await;
    sam.is_told(SAVED, "").await;
    let (leila, tom) = (app.leila().await, app.signed_in("tom").await);
    let room = app.at(&format!("meeting/{meeting}/room"));
    leila.get(&room).await.shows("On the live page stand words of: Sam");
    let (one, two) = tokio::join!(closes(&leila, &app, meeting), closes(&tom, &app, meeting));
    assert_eq!((one.0, two.0), (303, 303), "whoever presses second finds it done");
    assert!(one.1.ends_with("/record") && two.1 == one.1);
    let network = record(&app).await;
    assert_eq!(said(&network, meeting, app.voice("sam")), ["I slept."]);
    leila.get(&one.1).await.shows("I slept.").hides("hate");
    // The documents are gone but for the voice's own, without what was deleted.
    let place = store::LivePlace { meeting, voice: Some(app.voice("sam")) };
    assert!(app.store.live_places(meeting).await.unwrap().is_empty());
    let left = app.store.live_log(place).await.unwrap().updates.concat();
    let left = String::from_utf8_lossy(&left).into_owned();
    assert!(left.contains("I slept.") && !left.contains("hate"), "{left}");
}

#[tokio::test]
async fn people_go_on_writing_while_it_is_closed_and_nothing_acknowledged_is_lost() {
    let (app, meeting, at) = met().await;
    let (mut sam, words) = writes_for_themself(&app, at, meeting, "sam").await;
    let leila = app.leila().await;
    let writing = async {
        let mut kept = 0_u8;
        loop {
            sam.writes(&words, kept, b"w").await;
            let heard = sam.hears().await.unwrap();
            if heard[..2] != *SAVED {
                return kept;
            }
            kept += 1;
        }
    };
    let closing = async {
        loop {
            // A few words first.
            if !app.store.live_places(meeting).await.unwrap().is_empty() {
                return closes(&leila, &app, meeting).await;
            }
            tokio::task::yield_now().await;
        }
    };
    let (kept, closed) = tokio::join!(writing, closing);
    assert_eq!(closed.0, 303);
    let there = said(&record(&app).await, meeting, app.voice("sam")).concat();
    assert!(
        kept > 0 && there.len() >= usize::from(kept),
        "{kept} were called saved, {there:?} is in the record"
    );
}

#[tokio::test]
async fn a_telephone_that_comes_back_the_next_day_amends_once_and_nobody_else_sees_it_live() {
    let (app, meeting, at) = met().await;
    let (mut sam, words) = writes_for_themself(&app, at, meeting, "sam").await;
    sam.writes(&words, 0, b"I slept.").await;
    sam.is_told(SAVED, "").await;
    let mut jo = Client::at(at).await;
    jo.asks(&words, &token(&app, "jo").await).await;
    jo.is_told(SCOPE, "readonly").await;
    drop(sam);
    assert_eq!(closes(&app.leila().await, &app, meeting).await.0, 303);
    jo.is_told(&[7], "no-longer-yours").await;
    app.clock_to("2026-11-23T20:00:00Z");
    let mut jo = Client::at(at).await;
    jo.asks(&words, &token(&app, "jo").await).await;
    jo.is_told(&[2, 1], "permission-denied").await;
    let mut sam = Client::at(at).await;
    sam.asks(&words, &token(&app, "sam").await).await;
    sam.is_told(SCOPE, "read-write").await;
    sam.is_told(&[5], "{\"closed\":true}").await;
    // When it was written, by the telephone's own clock: ten to ten.
    sam.says(&words, "{\"writtenAt\":1795384200000}").await;
    // Two bursts: "I slept." goes on, in two updates.
    sam.appends(&words, 8, b" On the").await;
    sam.is_told(SAVED, "").await;
    sam.appends(&words, 15, b" train.").await;
    sam.is_told(SAVED, "").await;
    drop(sam);
    let amended =
        |network: &Network| network.words_in(meeting).iter().map(|p| p.amendments.len()).sum::<usize>();
    let network = until(&app, |network| amended(network) > 0).await;
    let passage = network.words_in(meeting)[0];
    assert_eq!((passage.text(), passage.amendments[0].text.as_str()), ("I slept.", "On the train."));
    let entry = &passage.amendments[0].entry;
    assert_eq!(entry.told.voice, Some(app.voice("sam")));
    assert_eq!(entry.told.occurred_at, Some(When::At("2026-11-22T21:50:00Z".parse().unwrap())));
    assert_eq!(app.store.late_live().await.unwrap(), []);
    // Another process that looks again, after a restart, finds nothing to add.
    let _again = crate::http::App::new(app.store.clone(), crate::http::Options::default()).live().clone();
    let other = writes_for_themself_late(&app, at, meeting).await;
    assert_eq!(amended(&record(&app).await), 1, "{other}");
    app.jo().await.get(&app.at(&format!("meeting/{meeting}/record"))).await.shows("On the train.");
}

/// Sam comes once more with what is known already.
async fn writes_for_themself_late(app: &TestApp, at: SocketAddr, meeting: MeetingId) -> String {
    let words = voice(app, meeting, "sam");
    let mut sam = Client::at(at).await;
    sam.asks(&words, &token(app, "sam").await).await;
    sam.is_told(SCOPE, "read-write").await;
    sam.is_told(&[5], "").await;
    sam.appends(&words, 15, b" train.").await;
    sam.is_told(SAVED, "").await;
    drop(sam);
    // It is looked through, and found to hold nothing new.
    let settled = async {
        while !app.store.late_live().await.unwrap().is_empty() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(20), settled).await.expect("it still waits");
    words
}

#[tokio::test]
async fn what_waits_when_the_program_ends_is_settled_by_the_next_one() {
    let (app, meeting, at) = met().await;
    let (mut sam, words) = writes_for_themself(&app, at, meeting, "sam").await;
    sam.writes(&words, 0, b"I slept.").await;
    sam.is_told(SAVED, "").await;
    assert_eq!(closes(&app.leila().await, &app, meeting).await.0, 303);
    sam.is_told(SCOPE, "read-write").await;
    // Appended as by a program that was killed before it looked.
    let hand = store::LateHand { account: app.account("sam").id, written_at: None };
    let place = store::LivePlace { meeting, voice: Some(app.voice("sam")) };
    let update = super::client::appended(8, b" Badly.");
    let appends = [store::LiveAppend { place, update, late: Some(hand) }];
    app.store.append_live(&appends).await.unwrap();
    let one = crate::http::App::new(app.store.clone(), crate::http::Options::default());
    let two = crate::http::App::new(app.store.clone(), crate::http::Options::default());
    let (_one, _two) = (one.live().clone(), two.live().clone());
    let amendments = |network: &Network| network.words_in(meeting)[0].amendments.len();
    let network = until(&app, |network| amendments(network) > 0).await;
    assert_eq!(network.words_in(meeting)[0].amendments[0].text, "Badly.");
    let settled = async {
        while !app.store.late_live().await.unwrap().is_empty() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(20), settled).await.unwrap();
    assert_eq!(amendments(&record(&app).await), 1, "two programs, one amendment");
}
