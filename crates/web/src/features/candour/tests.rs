//! Tests of the duty of candour.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use crate::testing::TestApp;

const DAY: [(&str, &str); 3] = [("on-day", "21"), ("on-month", "11"), ("on-year", "2026")];

#[tokio::test]
async fn what_went_wrong_stands_on_the_next_meetings_page_until_it_is_told() {
    let app = TestApp::new().await;
    let meeting = app.plan_meeting(&[app.sam]).await;
    let leila = app.leila().await;
    let what = ("what", "The letter went to the old address.");
    let sent = leila.send_form(&app.at("candour"), &[what]).await;
    assert_eq!(sent.status, 422);
    sent.shows("The letter went to the old address.");
    let sent = leila.send_form(&app.at("candour"), &[what, DAY[0], DAY[1], DAY[2]]).await;
    assert_eq!(sent.status, 303);
    let room = app.at(&format!("meeting/{meeting}/room"));
    leila.get(&room).await.shows("To be told").shows("The letter went to the old address.");
    app.sam().await.get(&app.at("")).await.shows(&app.at("candour"));
    app.sam()
        .await
        .get(&app.at("candour"))
        .await
        .shows("It has not been told yet")
        .hides("Note what went wrong");
    let page = leila.get(&app.at("candour")).await;
    let href = page.body.split("href=\"").find(|part| part.contains("/candour/")).unwrap();
    let href = href.split('"').next().unwrap();
    let empty = leila.send_form(href, &[DAY[0], DAY[1], DAY[2]]).await;
    assert_eq!(empty.status, 422);
    empty.shows("value=\"21\"");
    let told = [("words", "We are sorry."), ("meeting", &meeting.to_string()), DAY[0], DAY[1], DAY[2]];
    assert_eq!(leila.send_form(href, &told).await.status, 303);
    leila.get(&room).await.hides("To be told");
    app.sam().await.get(&app.at("candour")).await.shows("We are sorry.").shows("Told on 21 November 2026");
}

#[tokio::test]
async fn nobody_else_finds_a_trace_of_it() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    leila.send_form(&app.at("candour"), &[("what", "A mistake."), DAY[0], DAY[1], DAY[2]]).await;
    for slug in ["jo", "bern", "ines", "ada"] {
        let browser = app.signed_in(slug).await;
        assert_eq!(browser.get(&app.at("candour")).await.status, 404, "{slug}");
        browser.get(&app.at("")).await.hides("/candour");
    }
}
