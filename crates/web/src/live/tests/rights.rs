//! A right that changes holds at once, in connections that are open.

use dialogue::{
    Act, MeetingId, Told, View,
    meeting::{Came, Presence},
    scribe::ScribeNamed,
    unsafe_pair::UnsafePairMarked,
    view::ViewSet,
};

use super::client::{Client, serve, token, voice};
use crate::testing::TestApp;

const SCOPE: &[u8] = &[2, 2];
const DENIED: &[u8] = &[2, 1];
const CLOSED: &[u8] = &[7];
const NOT_SAVED: &[u8] = &[8, 0];

/// An open meeting with Sam, Jo and Leila; Tom has not come.
async fn met() -> (TestApp, MeetingId) {
    let app = TestApp::new().await;
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    let came: Vec<_> = ["sam", "jo", "leila"].map(|slug| app.voice(slug)).into();
    app.hold_meeting(meeting, &came).await;
    (app, meeting)
}

/// Who asks for which voice, and what they are told.
#[tokio::test]
async fn who_was_there_reads_the_owner_writes_and_nobody_else_learns_that_it_is_there() {
    let (app, meeting) = met().await;
    let mut client = Client::at(serve(app.router.clone()).await).await;
    for (who, whose, told) in [
        ("sam", "sam", "read-write"),
        ("jo", "sam", "readonly"),
        ("leila", "sam", "readonly"),
        ("leila", "leila", "read-write"),
        ("tom", "sam", "permission-denied"),
        ("bern", "sam", "permission-denied"),
        ("ines", "sam", "permission-denied"),
        ("ada", "sam", "permission-denied"),
        ("sam", "bern", "permission-denied"),
    ] {
        // A session in the name keeps one document apart from itself.
        let name = format!("{}\0{who}", voice(&app, meeting, whose));
        client.asks(&name, &token(&app, who).await).await;
        let kinds = if told == "permission-denied" { DENIED } else { SCOPE };
        client.is_told(kinds, told).await;
    }
    client.asks(&voice(&app, MeetingId(crate::testing::id()), "sam"), &token(&app, "sam").await).await;
    client.is_told(DENIED, "permission-denied").await;
}

#[tokio::test]
async fn promise_2_the_scribe_who_was_named_writes_until_the_pen_is_taken_back() {
    let (app, meeting) = met().await;
    let mut client = Client::at(serve(app.router.clone()).await).await;
    let words = voice(&app, meeting, "sam");
    client.asks(&words, &token(&app, "leila").await).await;
    client.is_told(SCOPE, "readonly").await;
    client.writes(&words, 0, b"not his").await;
    client.is_told(NOT_SAVED, "").await;
    let (sam, leila) = (app.voice("sam"), app.voice("leila"));
    let named = |scribe| Act::NameScribe(ScribeNamed { meeting, voice: sam, scribe });
    app.act("sam", Told::default(), named(leila)).await;
    client.is_told(SCOPE, "read-write").await;
    client.writes(&words, 0, b"his, by her hand").await;
    client.is_told(&[8, 1], "").await;
    app.act("sam", Told::default(), named(sam)).await;
    client.is_told(SCOPE, "readonly").await;
    client.writes(&words, 0, b"not his").await;
    client.is_told(NOT_SAVED, "").await;
}

#[tokio::test]
async fn whoever_was_not_there_after_all_signs_out_or_closes_the_meeting_has_it_closed() {
    let (app, meeting) = met().await;
    let at = serve(app.router.clone()).await;
    let words = voice(&app, meeting, "sam");
    let (mut jo, mut leila, mut sam) = (Client::at(at).await, Client::at(at).await, Client::at(at).await);
    let hers = token(&app, "leila").await;
    for (client, token) in
        [(&mut jo, token(&app, "jo").await), (&mut leila, hers.clone()), (&mut sam, token(&app, "sam").await)]
    {
        client.asks(&words, &token).await;
        client.hears().await.unwrap();
    }
    let gone = Came { meeting, who: app.voice("jo"), presence: Presence::NotThere, called: String::new() };
    app.act("leila", Told::default(), Act::NoteCame(gone)).await;
    jo.is_told(CLOSED, "no-longer-yours").await;
    app.store.end_session(&hers).await.unwrap();
    leila.is_told(CLOSED, "no-longer-yours").await;
    app.close_meeting(meeting).await;
    // His own he may still hand in; nobody else has it open any more.
    sam.is_told(SCOPE, "read-write").await;
    sam.is_told(&[5], "{\"closed\":true}").await;
}

#[tokio::test]
async fn whoever_may_see_less_from_now_on_has_it_closed_at_once() {
    let (app, meeting) = met().await;
    let came = Came { meeting, who: app.voice("bern"), presence: Presence::There, called: String::new() };
    app.act("leila", Told::default(), Act::NoteCame(came)).await;
    let at = serve(app.router.clone()).await;
    let mut opened = Vec::new();
    for (who, whose) in [("jo", "sam"), ("jo", "jo"), ("leila", "sam"), ("bern", "jo")] {
        let mut client = Client::at(at).await;
        client.asks(&voice(&app, meeting, whose), &token(&app, who).await).await;
        client.hears().await.unwrap();
        opened.push(client);
    }
    let [mut jo_at_sams, mut jo_at_hers, mut leila, mut bern_at_jos] =
        <[Client; 4]>::try_from(opened).ok().unwrap();
    let began = std::time::Instant::now();
    // Two who must not be brought together: Bern has Jo's words open no more. (Where the person is one of the two,
    // nothing is hidden by itself; a view is narrowed for that.)
    let mark = UnsafePairMarked {
        one: app.bern,
        other: app.jo,
        words: "He was seen outside.".into(),
        at_risk: None,
    };
    app.act("leila", Told::default(), Act::MarkUnsafePair(mark)).await;
    bern_at_jos.is_told(CLOSED, "no-longer-yours").await;
    // Her view is switched off: everything is closed, her own words too.
    let set = ViewSet { member: app.jo, view: View::Off, words: "Somebody looks over her shoulder.".into() };
    app.act("leila", Told::default(), Act::SetView(set)).await;
    jo_at_sams.is_told(CLOSED, "no-longer-yours").await;
    jo_at_hers.is_told(CLOSED, "no-longer-yours").await;
    // Whoever is not concerned goes on as before.
    leila.writes(&voice(&app, meeting, "sam"), 0, b"not hers").await;
    leila.is_told(NOT_SAVED, "").await;
    assert!(began.elapsed() < std::time::Duration::from_secs(3), "each within a second");
}
