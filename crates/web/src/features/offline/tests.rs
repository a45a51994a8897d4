//! Tests of what a device is told: how long it may keep what, and when it must let it go.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use axum::http::header;
use dialogue::{
    Act, CommandId, ServiceAct, ServiceCommand, Told, View, Who,
    plan::{MeetingPlanned, Place, Planned},
    service::{CrisisContact, LegalRecord, ServiceNamed},
    unsafe_pair::UnsafePairMarked,
    view::ViewSet,
    words::Kind,
};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use crate::testing::{Browser, Seen, TestApp, id};

/// A contact that is granted, and what it tells.
async fn granted(browser: &Browser, asked: &[(&str, &str)]) -> Value {
    let seen = browser.post("/offline/lease", asked).await;
    assert_eq!((seen.status, says(&seen)), (200, "granted"), "{}", seen.body);
    assert_eq!(seen.headers[header::CACHE_CONTROL], "no-store");
    serde_json::from_str(&seen.body).unwrap()
}

fn says(seen: &Seen) -> &str {
    seen.headers.get("polyphony-lease").map(|says| says.to_str().unwrap()).unwrap_or_default()
}

/// How a contact ends.
async fn contact(browser: &Browser) -> (u16, String) {
    let seen = browser.post("/offline/lease", &[]).await;
    (seen.status, says(&seen).to_owned())
}

/// Where a page asks whether it may stay open.
async fn still(browser: &Browser, page: &str) -> String {
    let page = browser.get(page).await.body;
    page.split("data-still=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_contact_renews_the_lease_for_three_days_and_names_the_account_of_the_page() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    let told = granted(&leila, &[]).await;
    assert_eq!(told["until"].as_i64().unwrap() - told["now"].as_i64().unwrap(), 72 * 3600 * 1000);
    let account = app.account("leila").id.to_string();
    assert_eq!(told["account"], account.as_str());
    assert!(leila.get("/today").await.body.contains(&format!("data-account=\"{account}\"")));
    assert!(!app.nobody().get("/help-now").await.body.contains("data-account"));
}

#[tokio::test]
async fn the_meetings_of_the_next_days_are_named_to_whoever_may_read_them() {
    let app = TestApp::new().await;
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    let page = app.at(&format!("meeting/{meeting}/live"));
    // The live page is open to those who are there, and nobody has been noted yet.
    assert_eq!(granted(&app.leila().await, &[]).await["meetings"], serde_json::json!([]));
    let there = ["leila", "tom", "sam", "jo"].map(|slug| app.voice(slug));
    app.hold_meeting(meeting, &there).await;
    for slug in ["leila", "tom", "sam", "jo"] {
        let told = granted(&app.signed_in(slug).await, &[]).await;
        assert_eq!(told["meetings"][0]["page"], page.as_str(), "{slug}");
        assert_eq!(told["meetings"].as_array().unwrap().len(), 1, "{slug}");
        assert_eq!(app.signed_in(slug).await.get(&page).await.status, 200, "{slug}");
        let words = told["meetings"][0]["words"].as_str().unwrap();
        assert!(words.contains("Monday 23 November 2026, 10:20"), "{words}");
        // Whoever is with several networks needs to tell them apart; a member has one.
        assert_eq!(words.contains("Sam"), ["leila", "tom"].contains(&slug), "{slug}: {words}");
    }
    for slug in ["bern", "ines"] {
        let told = granted(&app.signed_in(slug).await, &[]).await;
        assert_eq!(told["meetings"], serde_json::json!([]), "{slug}");
        assert!(!told.to_string().contains(&app.network.to_string()), "{slug}");
    }
    // It begins only after the lease has ended, or it is long over and nobody has closed it.
    for at in ["2026-11-20T09:00:00Z", "2026-11-24T11:00:00Z"] {
        app.clock_to(at);
        assert_eq!(granted(&app.leila().await, &[]).await["meetings"], serde_json::json!([]), "{at}");
    }
}

#[tokio::test]
async fn a_plan_that_changes_or_somebody_who_comes_changes_the_stamp_and_words_do_not() {
    let app = TestApp::new().await;
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    app.hold_meeting(meeting, &[Who::Member(app.jo)]).await;
    let jo = app.jo().await;
    let stamp = async || granted(&jo, &[]).await["meetings"][0]["stamp"].as_str().unwrap().to_owned();
    let before = stamp().await;
    app.says(meeting, Who::Member(app.jo), Kind::Telling, "He counted the tiles.").await;
    assert_eq!(stamp().await, before);
    let planned = MeetingPlanned {
        meeting,
        when: Planned { at: "2026-11-23T11:40:00".parse().unwrap(), zone: "Europe/London".into() },
        place: Place::Home,
        place_words: "Sam’s kitchen".into(),
        remote: String::new(),
        invited: [app.sam, app.jo].into(),
        practitioners: [app.practitioner("leila")].into(),
        wording: String::new(),
        reason: "The bus comes later.".into(),
    };
    app.act("leila", Told::default(), Act::PlanMeeting(planned)).await;
    let planned_anew = stamp().await;
    assert_ne!(planned_anew, before);
    app.hold_meeting(meeting, &[Who::Member(app.sam)]).await;
    assert_ne!(stamp().await, planned_anew);
}

#[tokio::test]
async fn an_ended_session_account_or_view_destroys_what_is_kept_and_one_that_ran_out_does_not() {
    let app = TestApp::new().await;
    let jo = app.jo().await;
    let lasts = SignedDuration::from_hours(8);
    let token = app.store.open_session(app.account("jo").id, lasts).await.unwrap();
    let elsewhere = app.with_token(&token);
    assert_eq!(contact(&elsewhere).await, (200, "granted".into()));
    // Ended from another device.
    app.store.end_session(token.secret()).await.unwrap();
    assert_eq!(contact(&elsewhere).await, (410, "ended".into()));
    assert_eq!(contact(&app.nobody()).await, (401, "lapsed".into()));
    // Run out by itself, as it does on a phone that had no signal overnight.
    app.clock_to("2026-11-23T09:07:00Z");
    assert_eq!(contact(&jo).await, (401, "lapsed".into()));
    // The view is switched off, or narrowed.
    for view in [View::NextMeeting, View::Off] {
        let jo = app.jo().await;
        app.act("jo", Told::default(), Act::SetView(ViewSet { member: app.jo, view, words: String::new() }))
            .await;
        assert_eq!(contact(&jo).await, (410, "ended".into()), "{view:?}");
    }
    let bern = app.bern().await;
    assert_eq!(contact(&bern).await, (200, "granted".into()));
    app.store.disable_account(app.account("bern").id).await.unwrap();
    assert_eq!(contact(&bern).await, (410, "ended".into()));
    assert_eq!(contact(&app.ada().await).await, (410, "ended".into()));
    // Another site's page learns nothing and ends nothing.
    let leila = app.leila().await;
    let foreign = leila.post_from("cross-site", "/offline/lease", b"").await;
    assert_eq!((foreign.status, says(&foreign)), (403, ""));
}

#[tokio::test]
async fn a_page_that_may_no_longer_be_read_as_it_is_is_told_at_the_next_contact() {
    let app = TestApp::new().await;
    let (bern, leila) = (app.bern().await, app.leila().await);
    let (hers, leilas) = (still(&bern, &app.at("")).await, still(&leila, &app.at("")).await);
    let changed = async |browser: &Browser, asked: &str| {
        granted(browser, &[("still", asked)]).await["changed"].as_array().unwrap().len()
    };
    assert_eq!(changed(&bern, &hers).await, 0);
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    app.says(meeting, Who::Member(app.sam), Kind::Telling, "I would like to sleep.").await;
    assert_eq!(changed(&bern, &hers).await, 0, "what is written since takes nothing away");
    let marked =
        UnsafePairMarked { one: app.jo, other: app.bern, words: String::new(), at_risk: Some(app.jo) };
    app.act("leila", Told::default(), Act::MarkUnsafePair(marked)).await;
    assert_eq!(changed(&bern, &hers).await, 1);
    assert_eq!(changed(&leila, &leilas).await, 0);
    // Somebody else's network and one that is not there look the same, and nonsense is nothing.
    let ines = app.ines().await;
    let nowhere = format!("/network/{}/still?key=1-0", id());
    assert_eq!((changed(&ines, &leilas).await, changed(&ines, &nowhere).await), (1, 1));
    for nonsense in ["", "/network/", "/network/x/still?key=1-0", "https:elsewhere"] {
        assert_eq!(changed(&leila, nonsense).await, 0, "{nonsense}");
    }
}

#[tokio::test]
async fn a_contact_is_no_look() {
    let app = TestApp::new().await;
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    app.hold_meeting(meeting, &[app.voice("tom"), Who::Member(app.jo)]).await;
    granted(&app.signed_in("tom").await, &[]).await;
    granted(&app.jo().await, &[]).await;
    app.sam().await.get(&app.at("looked")).await.hides("Tom Brook").hides("Jo");
}

#[tokio::test]
async fn the_worker_names_the_shell_and_changes_with_the_numbers_to_ring() {
    let app = TestApp::new().await;
    let nobody = app.nobody();
    let worker = nobody.get("/worker.js").await;
    assert_eq!(worker.status, 200);
    assert_eq!(worker.headers[header::CACHE_CONTROL], "no-cache");
    assert_eq!(worker.headers[header::CONTENT_TYPE], "text/javascript; charset=utf-8");
    assert!(worker.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap().contains("worker-src 'self'"));
    let named = worker.body.lines().next().unwrap();
    let shell: Value =
        serde_json::from_str(named.strip_prefix("const SHELL=").unwrap().trim_end_matches(';')).unwrap();
    let files: Vec<_> =
        shell["files"].as_array().unwrap().iter().map(|file| file.as_str().unwrap()).collect();
    assert!(files.contains(&crate::assets::asset("src/site.scss").as_str()), "{files:?}");
    for file in &files {
        assert_eq!(nobody.get(file).await.status, 200, "{file}");
    }
    assert_eq!(nobody.get("/worker.js").await.body, worker.body);
    let named = ServiceNamed {
        name: "Harbour Street".into(),
        phone: "01632 960100".into(),
        crisis: vec![CrisisContact { who: "Night line".into(), number: "111".into() }],
        zone: "Europe/London".into(),
        legal_record: LegalRecord::Organisation,
        other_record: "RiO".into(),
    };
    let command = ServiceCommand { id: CommandId(id()), act: ServiceAct::Name(named) };
    app.store.act_service(&app.account("ada"), command).await.unwrap();
    assert_ne!(nobody.get("/worker.js").await.body, worker.body);
    nobody.get("/offline").await.shows("Night line").shows("111");
}

#[tokio::test]
async fn the_offline_page_is_the_same_for_everybody_and_says_whom_to_ring() {
    let app = TestApp::new().await;
    let page = app.nobody().get("/offline").await;
    page.shows("No signal").shows("999").shows("01632 960100").shows("No meeting");
    for slug in ["leila", "sam", "ada"] {
        assert_eq!(app.signed_in(slug).await.get("/offline").await.body, page.body, "{slug}");
    }
}

#[tokio::test]
async fn every_page_leads_to_a_manifest_whose_pictures_are_there() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    for page in ["/today", "/help-now", "/offline"] {
        let seen = leila.get(page).await;
        assert!(seen.body.contains(r#"<link rel="manifest" href="/manifest.webmanifest">"#), "{page}");
    }
    let manifest = leila.get("/manifest.webmanifest").await;
    assert_eq!(manifest.headers[header::CONTENT_TYPE], "application/manifest+json");
    let manifest: Value = serde_json::from_str(&manifest.body).unwrap();
    assert_eq!(
        (manifest["name"].as_str(), manifest["display"].as_str()),
        (Some("Polyphony"), Some("standalone"))
    );
    let icons = manifest["icons"].as_array().unwrap();
    assert_eq!(icons.len(), 3);
    for icon in icons {
        let seen = leila.get(icon["src"].as_str().unwrap()).await;
        assert_eq!(seen.status, 200, "{icon}");
        assert_eq!(seen.headers[header::CONTENT_TYPE].to_str().unwrap(), icon["type"].as_str().unwrap());
    }
}

#[tokio::test]
async fn the_clock_of_a_lease_is_the_servers() {
    let app = TestApp::new().await;
    app.clock_to("2026-11-22T12:00:00Z");
    let told = granted(&app.leila().await, &[]).await;
    let noon: Timestamp = "2026-11-22T12:00:00Z".parse().unwrap();
    assert!((told["now"].as_i64().unwrap() - noon.as_millisecond()).abs() < 1000);
}
