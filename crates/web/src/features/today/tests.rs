//! Tests of Today.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use dialogue::{
    Act, Audience, MeetingId, PromiseId, ServiceAct, ServiceCommand, Told, Who, WordsId,
    promise::{Became, PromiseMade, PromiseSettled},
    service::{LegalRecord, ServiceNamed},
    words::{Kind, WordsSpoken},
};

use crate::testing::{Browser, Seen, TestApp, id};

/// Takes a call with so many words, at this moment or earlier; gives the addresses of network and call.
async fn takes(browser: &Browser, person: &str, more: &[(&str, &str)]) -> (String, String) {
    let mut fields = vec![("own-words", "Please come."), ("person-name", person), ("joins", "new")];
    fields.extend_from_slice(more);
    let sent = browser.send_form("/request/new", &fields).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let parts: Vec<_> = sent.location.split('/').collect();
    (format!("/network/{}", parts[4]), format!("/network/{}/request/{}", parts[4], parts[2]))
}

/// What stands between two headings of the page.
fn between(page: &Seen, from: &str, to: &str) -> String {
    let text = page.text();
    let start = text.find(&format!("id=\"{from}\"")).unwrap_or_else(|| panic!("no {from}:\n{text}"));
    let rest = &text[start..];
    let end = rest.find(&format!("id=\"{to}\"")).unwrap_or(rest.len());
    rest[..end].to_owned()
}

async fn waiting(browser: &Browser) -> String {
    between(&browser.get("/today").await, "waiting", "meetings")
}

async fn leaves_words(app: &TestApp, audience: Audience) -> WordsId {
    let words = WordsId(id());
    let spoken = WordsSpoken {
        words,
        kind: Kind::Left,
        text: "Could we begin later?".into(),
        in_answer_to: None,
        thinking_of: None,
    };
    app.act("jo", Told { audience: Some(audience), ..Told::default() }, Act::Speak(spoken)).await;
    words
}

#[tokio::test]
async fn today_is_for_practitioners() {
    let app = TestApp::new().await;
    for slug in ["sam", "jo", "ada"] {
        assert_eq!(app.signed_in(slug).await.get("/today").await.status, 404, "{slug}");
    }
    assert_eq!(app.nobody().get("/today").await.location, "/sign-in");
}

#[tokio::test]
async fn a_day_with_nothing_in_it_says_so_in_words() {
    let app = TestApp::new().await;
    let page = app.ines().await.get("/today").await;
    page.shows("Nobody in your networks is waiting for a first meeting.");
    page.shows("No meetings today in your networks.").shows("Nothing promised by you is open.");
    page.shows("Take a call for help").hides("To look at");
}

#[tokio::test]
async fn whoever_has_the_least_time_left_stands_first() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    takes(&leila, "Orla", &[]).await;
    let earlier = [
        ("when", "earlier"),
        ("called-day", "21"),
        ("called-month", "11"),
        ("called-year", "2026"),
        ("called-hour", "18:20"),
    ];
    takes(&leila, "Meg", &earlier).await;
    let waiting = waiting(&leila).await;
    let at = |name: &str| waiting.find(name).unwrap_or_else(|| panic!("{name} is not there: {waiting}"));
    assert!(at(">Meg<") < at(">Sam<") && at(">Sam<") < at(">Orla<"), "{waiting}");
    assert!(waiting.contains("9 hours") && waiting.contains("18 hours") || waiting.contains("19 hours"));
}

#[tokio::test]
async fn a_call_is_waiting_then_offered_then_declined_then_offered_anew_then_met() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    let stage = async || waiting(&leila).await;
    let call = app.at(&format!("request/{}", app.request));
    let note = async |what: &str, fields: &[(&str, &str)]| {
        let id = id().to_string();
        let mut all = vec![("id", id.as_str())];
        all.extend_from_slice(fields);
        let sent = leila.post(&format!("{call}/{what}"), &all).await;
        assert_eq!(sent.status, 303, "{}", sent.body);
    };
    let words = crate::words::Words::default();
    let named = |key: &str| words.say(key);
    assert!(stage().await.contains(&named("stage-waiting")));
    note("offer", &[("offer", "Tonight at his mother’s")]).await;
    assert!(stage().await.contains(&named("stage-offered")));
    note("answer", &[("offer-answer", "declined"), ("by", "Jo"), ("words", "Not tonight.")]).await;
    assert!(stage().await.contains(&named("stage-declined")), "declined is counted, never dropped");
    let meeting = app.plan_meeting(&[app.sam]).await;
    assert!(stage().await.contains(&named("stage-offered")));
    app.hold_meeting(meeting, &[Who::Member(app.sam)]).await;
    app.close_meeting(meeting).await;
    assert!(!stage().await.contains(">Sam<"), "they have met");
}

#[tokio::test]
async fn a_meeting_without_the_person_does_not_stop_the_clock() {
    let app = TestApp::new().await;
    let meeting = app.plan_meeting(&[app.jo]).await;
    app.hold_meeting(meeting, &[Who::Member(app.jo)]).await;
    app.close_meeting(meeting).await;
    assert!(waiting(&app.leila().await).await.contains(">Sam<"));
}

#[tokio::test]
async fn the_clock_shows_real_hours_across_the_end_of_summer_time() {
    let app = TestApp::new().await;
    // In London the night to Sunday 31 October 2027 has an hour more.
    app.clock_to("2027-10-30T19:10:00Z");
    takes(&app.leila().await, "Orla", &[]).await;
    let orla = async || {
        let waiting = waiting(&app.leila().await).await;
        waiting[waiting.find(">Orla<").unwrap()..].to_owned()
    };
    app.clock_to("2027-10-31T09:10:00Z");
    // From ten past eight by the clock on the wall to ten past nine are fourteen hours, not thirteen.
    let seen = orla().await;
    assert!(seen.contains("9 hours 59 minutes") || seen.contains("10 hours"), "{seen}");
    app.clock_to("2027-10-31T18:10:00Z");
    let seen = orla().await;
    assert!(seen.contains("59 minutes") || seen.contains("1 hour"), "{seen}");
    app.clock_to("2027-10-31T20:10:00Z");
    let seen = orla().await;
    assert!(!seen.contains("left"), "{seen}");
}

#[tokio::test]
async fn the_day_is_the_day_of_the_service() {
    let app = TestApp::new().await;
    app.plan_meeting(&[app.sam]).await;
    let meetings = async || between(&app.leila().await.get("/today").await, "meetings", "promises");
    assert!(!meetings().await.contains("10:20"), "it is tomorrow");
    app.clock_to("2026-11-23T00:05:00Z");
    let today = meetings().await;
    assert!(
        today.contains("10:20") && today.contains("Sam") && today.contains("Leila Haddad, Tom Brook"),
        "{today}"
    );
    assert!(today.contains("At home"), "{today}");
}

#[tokio::test]
async fn of_other_networks_one_sees_that_somebody_waits_and_who_holds_it_and_nothing_else() {
    let app = TestApp::new().await;
    let page = app.ines().await.get("/today").await;
    let elsewhere = between(&page, "elsewhere", "maincontent-end");
    assert!(elsewhere.contains("Leila Haddad holds this"), "{elsewhere}");
    assert!(elsewhere.contains("hour"), "{elsewhere}");
    page.hides("Sam").hides("Jo").hides("Bern").hides("not slept");
    page.hides(&app.network.to_string()).hides(&app.request.to_string());
    app.leila().await.get("/today").await.hides("Elsewhere in the service");
}

#[tokio::test]
async fn a_meeting_that_was_held_stands_there_until_it_is_filed() {
    let app = TestApp::new().await;
    let meeting = app.plan_meeting(&[app.sam]).await;
    app.hold_meeting(meeting, &[Who::Member(app.sam)]).await;
    let leila = app.leila().await;
    leila.get("/today").await.hides("not filed");
    app.close_meeting(meeting).await;
    let filing = app.at(&format!("meeting/{meeting}/filing"));
    leila.get("/today").await.shows("Sam: a meeting is not filed yet").shows(&filing);
    app.ines().await.get("/today").await.hides("not filed");
    let filed = leila.send_form(&filing, &[("filed-as", "RiO, note of 22 November")]).await;
    assert_eq!(filed.status, 303, "{}", filed.body);
    leila.get("/today").await.hides("not filed");
}

#[tokio::test]
async fn where_this_is_the_legal_record_nothing_waits_for_filing() {
    let app = TestApp::new().await;
    let meeting: MeetingId = app.plan_meeting(&[app.sam]).await;
    app.hold_meeting(meeting, &[Who::Member(app.sam)]).await;
    app.close_meeting(meeting).await;
    let named = ServiceNamed {
        name: "Harbour Street".into(),
        phone: "01632 960100".into(),
        crisis: Vec::new(),
        zone: "Europe/London".into(),
        legal_record: LegalRecord::Polyphony,
        other_record: String::new(),
    };
    let command = ServiceCommand { id: dialogue::CommandId(id()), act: ServiceAct::Name(named) };
    app.store.act_service(&app.account("ada"), command).await.unwrap();
    app.leila().await.get("/today").await.hides("not filed");
}

#[tokio::test]
async fn words_that_were_left_stand_there_until_somebody_of_the_team_has_read_them() {
    let app = TestApp::new().await;
    let (leila, tom) = (app.leila().await, app.signed_in("tom").await);
    let words = leaves_words(&app, Audience::Everyone).await;
    for browser in [&leila, &tom] {
        browser.get("/today").await.shows("Sam: somebody left words for you").hides("begin later");
    }
    app.ines().await.get("/today").await.hides("left words");
    let id = id().to_string();
    let read = tom.post(&app.at(&format!("left/{words}/read")), &[("id", &id)]).await;
    assert_eq!(read.status, 303, "{}", read.body);
    leila.get("/today").await.hides("left words");
}

#[tokio::test]
async fn only_the_readers_own_promises_are_counted_and_a_family_is_never_chased() {
    let app = TestApp::new().await;
    let promise = async |who: Who, by: Option<&str>| {
        let promise = PromiseId(id());
        let by = by.map(|by| by.parse().unwrap());
        let made = PromiseMade { promise, who, what: "Ring the landlord".into(), by };
        app.act("leila", Told::default(), Act::MakePromise(made)).await;
        promise
    };
    let leila = app.leila().await;
    promise(Who::Member(app.jo), Some("2026-11-20")).await;
    promise(app.voice("tom"), Some("2026-11-20")).await;
    leila.get("/today").await.shows("Nothing promised by you is open.");
    let due = promise(app.voice("leila"), Some("2026-11-22")).await;
    promise(app.voice("leila"), None).await;
    let page = leila.get("/today").await;
    page.shows("Sam: ").shows("2 promises, 1 due").hides("landlord");
    app.signed_in("tom").await.get("/today").await.shows("one promise, 1 due");
    let settled = PromiseSettled { promise: due, became: Became::Kept, words: String::new() };
    app.act("leila", Told::default(), Act::SettlePromise(settled)).await;
    leila.get("/today").await.shows("one promise").hides("due");
}
