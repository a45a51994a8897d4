//! Tests of ending: clocks stand still, nothing is announced, the door stays open.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use crate::testing::{Seen, TestApp, id};

async fn notes_death(app: &TestApp, member: &str, readers: &str) -> Seen {
    let fields = [
        ("member", member),
        ("about", "in the night to Sunday"),
        ("words", "At home."),
        ("readers", readers),
    ];
    app.leila().await.send_form(&app.at("death/new"), &fields).await
}

/// A page without what differs each time it is made.
fn still(seen: &Seen) -> String {
    let hidden = seen.hidden();
    hidden.iter().fold(seen.body.clone(), |body, (_, value)| body.replace(value.as_str(), "…"))
}

#[tokio::test]
async fn a_death_stops_the_clocks_and_changes_no_page_of_those_who_are_left() {
    let app = TestApp::new().await;
    let (leila, jo) = (app.leila().await, app.jo().await);
    let pages = ["", "story", "sharing", "appointments", "safety", "meetings", "leave-words"];
    let mut before = Vec::new();
    for page in pages {
        before.push(still(&jo.get(&app.at(page)).await));
    }
    leila.get("/today").await.shows("Sam");
    leila.get(&app.at("")).await.shows("a first meeting within a day");
    app.ines().await.get("/today").await.shows("Leila Haddad");
    assert_eq!(notes_death(&app, &app.sam.to_string(), "team").await.status, 303);
    leila.get("/today").await.shows("is waiting for a first meeting").hides("Sam");
    leila.get(&app.at("")).await.shows("A death is noted here").hides("a first meeting within a day");
    leila.get("/networks").await.shows("At rest");
    app.ines().await.get("/today").await.hides("Leila Haddad");
    for (page, before) in pages.iter().zip(before) {
        assert_eq!(still(&jo.get(&app.at(page)).await), before, "{page:?} says nothing of it");
    }
}

#[tokio::test]
async fn the_account_of_the_dead_opens_nothing_any_more() {
    let app = TestApp::new().await;
    let sam = app.sam().await;
    assert_eq!(sam.get(&app.at("")).await.status, 200);
    notes_death(&app, &app.sam.to_string(), "team").await;
    let nothing = sam.get(&format!("/network/{}", id())).await;
    let seen = sam.get(&app.at("")).await;
    assert_eq!((seen.status, seen.body), (404, nothing.body));
    let id = id().to_string();
    let sent = sam.post(&app.at("leave-words"), &[("id", &id), ("words", &id), ("text", "It is me.")]).await;
    assert_eq!(sent.status, 404);
    let back = app.at(&format!("death/{}/taken-back", app.sam));
    let leila = app.leila().await;
    let sent = leila.send_form(&back, &[("words", " ")]).await;
    assert_eq!(sent.status, 422);
    assert_eq!(leila.send_form(&back, &[("words", "Somebody else was named.")]).await.status, 303);
    assert_eq!(sam.get(&app.at("")).await.status, 200, "as before");
    assert_eq!(leila.get(&back).await.status, 404, "there is nothing to take back");
}

#[tokio::test]
async fn nobody_dead_is_offered_or_asked_to_a_meeting() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    leila.get(&app.at("meeting/new")).await.shows("lives upstairs");
    notes_death(&app, &app.bern.to_string(), "team").await;
    leila.get(&app.at("meeting/new")).await.hides("lives upstairs");
    leila.get("/today").await.shows("Sam");
    app.sam().await.get(&app.at("")).await.shows("Bern").hides("has died").hides("in the night to Sunday");
}

#[tokio::test]
async fn who_reads_that_it_is_noted_is_the_teams_to_choose_and_to_date() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    let sent = notes_death(&app, "", "team").await;
    assert_eq!(sent.status, 422);
    sent.shows("Choose who it is").shows("in the night to Sunday").shows("At home.");
    leila.get(&app.at("ending")).await.shows("No death is noted").hides("Decide who may read");
    notes_death(&app, &app.bern.to_string(), "team").await;
    let path = app.at("death/reading");
    let sent = leila.send_form(&path, &[("words", "His brother may read on.")]).await;
    assert_eq!(sent.status, 422, "the day is missing");
    sent.shows("His brother may read on.");
    let fields = [
        ("words", "His brother may read on."),
        ("from-day", "1"),
        ("from-month", "12"),
        ("from-year", "2026"),
    ];
    assert_eq!(leila.send_form(&path, &fields).await.status, 303);
    let page = leila.get(&app.at("ending")).await;
    page.shows("Who may read, from 1 December 2026")
        .shows("in the night to Sunday")
        .shows("Only the team reads this");
}

async fn ends(app: &TestApp) -> Seen {
    let fields = [("goodbye", "none"), ("words", "Enough, said Sam."), ("open-door", "Ring Leila, any day.")];
    app.leila().await.send_form(&app.at("ending/new"), &fields).await
}

#[tokio::test]
async fn an_ended_network_waits_for_nothing_and_says_whom_to_ring() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    leila
        .get(&app.at("ending/new"))
        .await
        .shows("Ring Leila Haddad, 07700 900123")
        .shows("Plan a goodbye meeting");
    let sent = leila.send_form(&app.at("ending/new"), &[("words", "Enough."), ("open-door", " ")]).await;
    assert_eq!(sent.status, 422);
    sent.shows("Choose one").shows("Enough.");
    assert_eq!(ends(&app).await.status, 303);
    leila.get("/today").await.shows("is waiting for a first meeting");
    app.ines().await.get("/today").await.hides("Leila Haddad");
    for slug in ["sam", "jo"] {
        let page = app.signed_in(slug).await.get(&app.at("")).await;
        page.shows("Enough, said Sam.").shows("Ring Leila, any day.").shows("07700 900123");
    }
    assert_eq!(leila.send_form(&app.at("ending/reopen"), &[("words", "He rang.")]).await.status, 303);
    app.sam().await.get(&app.at("")).await.hides("Ring Leila, any day.");
    leila.get(&app.at("ending")).await.shows("He rang.").shows("Say goodbye");
    assert_eq!(leila.get(&app.at("ending/reopen")).await.status, 404);
}

#[tokio::test]
async fn the_goodbye_is_a_meeting_that_can_be_planned_first() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    let meeting = app.plan_meeting(&[app.sam]).await.to_string();
    let fields = [("goodbye", meeting.as_str()), ("words", "With cake."), ("open-door", "Ring us.")];
    assert_eq!(leila.send_form(&app.at("ending/new"), &fields).await.status, 303);
    leila.get(&app.at("ending")).await.shows("The goodbye meeting").shows("With cake.");
    let elsewhere = id().to_string();
    leila.send_form(&app.at("ending/reopen"), &[]).await;
    let fields = [("goodbye", elsewhere.as_str()), ("words", "With cake."), ("open-door", "Ring us.")];
    let sent = leila.send_form(&app.at("ending/new"), &fields).await;
    assert_eq!(sent.status, 422);
    sent.shows("With cake.");
}

#[tokio::test]
async fn a_legal_hold_is_laid_and_lifted_in_words() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    assert_eq!(leila.send_form(&app.at("hold/new"), &[("words", " ")]).await.status, 422);
    assert_eq!(leila.send_form(&app.at("hold/new"), &[("words", "The coroner asks.")]).await.status, 303);
    let page = leila.get(&app.at("ending")).await;
    page.shows("The record is on hold").shows("The coroner asks.");
    let before = page.body.split("/lift\"").next().unwrap();
    let path = format!("{}/lift", &before[before.rfind("/network").unwrap()..]);
    assert_eq!(leila.send_form(&path, &[("words", "")]).await.status, 422);
    assert_eq!(leila.send_form(&path, &[("words", "The inquest is over.")]).await.status, 303);
    leila.get(&app.at("ending")).await.shows("It was on hold").shows("The inquest is over.");
    assert_eq!(leila.get(&path).await.status, 404);
}

#[tokio::test]
async fn whoever_is_not_of_the_team_finds_none_of_it() {
    let app = TestApp::new().await;
    notes_death(&app, &app.bern.to_string(), "team").await;
    let back = format!("death/{}/taken-back", app.bern);
    let pages = ["ending", "ending/new", "ending/reopen", "death/new", "death/reading", "hold/new", &back];
    for slug in ["sam", "jo", "ines", "ada"] {
        let browser = app.signed_in(slug).await;
        for page in pages {
            let seen = browser.get(&app.at(page)).await;
            let other = browser.get(&format!("/network/{}/{page}", id())).await;
            assert_eq!((seen.status, seen.body), (404, other.body), "{slug} {page}");
            let id = id().to_string();
            assert_eq!(browser.post(&app.at(page), &[("id", &id)]).await.status, 404, "{slug} {page}");
        }
    }
}
