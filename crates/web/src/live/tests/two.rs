//! Two processes on one PostgreSQL serve the same meeting.

use std::sync::{
    Arc,
    atomic::{AtomicU8, Ordering},
};

use live::page;
use store::LivePlace;

use super::client::{Client, serve, token, voice};
use crate::{
    http::{App, Options, router::router},
    testing::TestApp,
};

#[tokio::test]
async fn what_is_written_at_one_process_is_read_at_the_other() {
    let app = TestApp::on_postgres().await;
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    app.hold_meeting(meeting, &[app.voice("sam"), app.voice("jo")]).await;
    let other = App::new(app.another_process().await, Options::default());
    let (here, there) = (serve(app.router.clone()).await, serve(router(other)).await);
    let words = voice(&app, meeting, "sam");
    let (mut writer, mut reader) = (Client::at(here).await, Client::at(there).await);
    writer.asks(&words, &token(&app, "sam").await).await;
    writer.is_told(&[2, 2], "read-write").await;
    reader.asks(&words, &token(&app, "jo").await).await;
    reader.is_told(&[2, 2], "readonly").await;
    reader.steps(&words).await;
    reader.is_told(&[0, 1], "").await;
    reader.is_told(&[0, 0], "").await;
    for clock in 0..3 {
        writer.writes(&words, clock, b"w").await;
        writer.is_told(&[8, 1], "").await;
        let heard = reader.hears().await.unwrap();
        assert_eq!(heard[..2], [0, 2]);
    }
}

/// Somebody writes letter by letter until the connection breaks, and counts what was called saved.
async fn writes_on(mut client: Client, words: String, saved: Arc<AtomicU8>) {
    // As many letters as a small number can count.
    for clock in 0..120 {
        if !client.tries_to_write(&words, clock, b"w").await {
            return;
        }
        match client.hears().await {
            Ok(heard) if heard[..2] == [8, 1] => saved.fetch_add(1, Ordering::SeqCst),
            _ => return,
        };
    }
}

#[test]
fn promise_8_one_of_two_processes_is_killed_and_the_other_has_everything_that_was_called_saved() {
    let runtime =
        || tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    // What is killed dies with all it has begun: nothing of it is waited for.
    let (stays, doomed) = (runtime(), runtime());
    let (app, meeting) = stays.block_on(async {
        let app = TestApp::on_postgres().await;
        let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
        app.hold_meeting(meeting, &[app.voice("sam"), app.voice("jo")]).await;
        (app, meeting)
    });
    let there = doomed.block_on(async {
        let other = App::new(app.another_process().await, Options::default());
        serve(router(other)).await
    });
    stays.block_on(async {
        let mut writers = Vec::new();
        for who in ["sam", "jo"] {
            let mut client = Client::at(there).await;
            let words = voice(&app, meeting, who);
            client.asks(&words, &token(&app, who).await).await;
            client.is_told(&[2, 2], "read-write").await;
            let saved = Arc::new(AtomicU8::new(0));
            let writing = tokio::spawn(writes_on(client, words, saved.clone()));
            writers.push((who, saved, writing));
        }
        while writers.iter().any(|(_, saved, _)| saved.load(Ordering::SeqCst) < 20) {
            tokio::task::yield_now().await;
        }
        doomed.shutdown_background();
        let here = serve(app.router.clone()).await;
        for (who, saved, writing) in writers {
            writing.await.unwrap();
            let (saved, words) = (saved.load(Ordering::SeqCst), voice(&app, meeting, who));
            let place = LivePlace { meeting, voice: Some(app.voice(who)) };
            let kept = async || {
                let log = app.store.live_log(place).await.unwrap();
                u8::try_from(page::voice(&log.updates).unwrap().words.len()).unwrap()
            };
            let there = kept().await;
            assert!(there >= saved, "{saved} letters of {who} were called saved, {there} are there");
            // They come to the other process and go on where they were.
            let mut client = Client::at(here).await;
            client.asks(&words, &token(&app, who).await).await;
            client.is_told(&[2, 2], "read-write").await;
            client.writes(&words, there, b"w").await;
            client.is_told(&[8, 1], "").await;
            assert_eq!(kept().await, there + 1);
        }
    });
}
