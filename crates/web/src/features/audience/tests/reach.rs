//! How to reach somebody: the team alone, unless its owner says otherwise.

use dialogue::{
    Act, Told,
    people::{MemberDescribed, Nearness},
};

use crate::testing::TestApp;

const NUMBER: &str = "07700 900999";

/// Every page on which a member or the person might find it.
async fn nobody_finds(app: &TestApp, slugs: &[&str]) {
    let meeting = app.plan_meeting(&[app.sam, app.jo, app.bern]).await;
    let pages = [
        String::new(),
        "story".into(),
        "leave-words".into(),
        "circles".into(),
        format!("meeting/{meeting}"),
        format!("meeting/{meeting}/invitation/{}", app.bern),
        format!("reach/{}", app.bern),
    ];
    for slug in slugs {
        let browser = app.signed_in(slug).await;
        for page in &pages {
            browser.get(&app.at(page)).await.hides(NUMBER);
        }
    }
}

#[tokio::test]
async fn an_address_or_a_phone_is_read_by_the_team_only_unless_its_owner_opens_it() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    let describe = app.at(&format!("people/{}/describe", app.bern));
    let told = [("name", "Bern"), ("tie", "lives upstairs"), ("nearness", "near"), ("reach", NUMBER)];
    let sent = leila.send_form(&describe, &told).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    leila.get(&app.at(&format!("people/{}", app.bern))).await.shows(NUMBER);
    nobody_finds(&app, &["sam", "jo", "ines", "ada"]).await;
    let bern = app.bern().await;
    let own = app.at(&format!("reach/{}", app.bern));
    bern.get(&app.at("")).await.shows(&own);
    bern.get(&own).await.shows(NUMBER).shows("Only you and the team read this");
    // Bern opens it to everyone, and narrows it again.
    let page = bern.get(&own).await;
    let href = page.body.split("href=\"").find(|part| part.contains("/readers/")).unwrap();
    let href = href.split('"').next().unwrap().to_owned();
    bern.get(&href).await.hides("Told in confidence");
    assert_eq!(bern.send_form(&href, &[("audience", "everyone")]).await.status, 303);
    for slug in ["sam", "jo"] {
        app.signed_in(slug).await.get(&app.at("")).await.shows(NUMBER);
    }
    assert_eq!(bern.send_form(&href, &[("audience", "team")]).await.status, 303);
    nobody_finds(&app, &["sam", "jo", "ines", "ada"]).await;
}

#[tokio::test]
async fn its_owner_tells_it_for_whom_they_choose() {
    let app = TestApp::new().await;
    let (bern, own) = (app.bern().await, app.at(&format!("reach/{}", app.bern)));
    let none = bern.send_form(&own, &[("reach", NUMBER), ("audience", "")]).await;
    assert_eq!(none.status, 422);
    none.shows("Choose who may read this.").shows(NUMBER);
    let sent = bern.send_form(&own, &[("reach", NUMBER), ("audience", "person-and-team")]).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    app.sam().await.get(&app.at("")).await.shows(NUMBER);
    app.jo().await.get(&app.at("")).await.hides(NUMBER);
    app.leila().await.get(&app.at(&format!("people/{}", app.bern))).await.shows(NUMBER);
}

#[tokio::test]
async fn what_the_team_notes_is_for_the_team_alone_whatever_the_form_says() {
    let app = TestApp::new().await;
    let page = app.at(&format!("reach/{}", app.bern));
    let fields = [("reach", NUMBER), ("audience", "everyone")];
    let sent = app.leila().await.send_form(&page, &fields).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    nobody_finds(&app, &["sam", "jo"]).await;
    let long = "07700 ".repeat(4000);
    let sent = app.leila().await.send_form(&page, &[("reach", &long)]).await;
    assert_eq!(sent.status, 422);
    assert!(sent.body.contains("reach-error"));
}

#[tokio::test]
async fn what_was_once_told_in_a_description_is_for_the_team_too() {
    let app = TestApp::new().await;
    let described = MemberDescribed {
        member: app.bern,
        tie: "lives upstairs".into(),
        nearness: Nearness::Near,
        brings: String::new(),
        reach: NUMBER.into(),
        language: String::new(),
        needs: String::new(),
    };
    app.act("leila", Told::default(), Act::DescribeMember(described)).await;
    app.leila().await.get(&app.at(&format!("people/{}", app.bern))).await.shows(NUMBER);
    nobody_finds(&app, &["sam", "jo"]).await;
}

#[tokio::test]
async fn the_number_of_a_caller_is_on_no_page_of_the_persons() {
    let app = TestApp::new().await;
    app.leila().await.get(&app.at(&format!("request/{}", app.request))).await.shows("07700 900456");
    for slug in ["sam", "bern"] {
        for page in ["", "story", "story?whole=yes"] {
            app.signed_in(slug).await.get(&app.at(page)).await.hides("07700 900456");
        }
    }
}
