//! Tests of the service's own pages.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use dialogue::{Act, Told, team::HeldBy};

use crate::testing::{TestApp, id};

#[tokio::test]
async fn the_administrator_sees_the_service_and_nothing_of_any_network() {
    let app = TestApp::new().await;
    let page = app.ada().await.get("/service").await;
    page.shows("Harbour Street").shows("01632 960100").shows("Europe/London").shows("RiO").shows("999");
    page.shows("Leila Haddad").shows("Peer practitioner").shows("Take in a practitioner");
    page.hides("Sam").hides("Jo").hides("slept").hides(&app.network.to_string());
}

#[tokio::test]
async fn practitioners_read_it_and_people_of_a_network_find_no_such_page() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    leila.get("/service").await.shows("Harbour Street").hides("Take in a practitioner").shows("/service/me");
    for path in ["/service/settings", "/service/practitioner/new"] {
        assert_eq!(leila.get(path).await.status, 404, "{path}");
        assert_eq!(leila.post(path, &[("id", &id().to_string()), ("name", "x")]).await.status, 404, "{path}");
    }
    let leave = format!("/service/practitioner/{}/leave", app.practitioner("ines"));
    assert_eq!(leila.post(&leave, &[("id", &id().to_string())]).await.status, 404);
    for path in ["/service", "/service/me", "/service/settings"] {
        assert_eq!(app.jo().await.get(path).await.status, 404, "{path}");
    }
    assert_eq!(app.ada().await.get("/service/me").await.status, 404);
}

#[tokio::test]
async fn the_particulars_are_changed_and_stand_on_every_page() {
    let app = TestApp::new().await;
    let ada = app.ada().await;
    let fields = [
        ("name", "Quay Street"),
        ("zone", "Europe/Dublin"),
        ("legal-record", "polyphony"),
        ("crisis-who-2", "Samaritans"),
        ("crisis-number-2", "116 123"),
    ];
    // A browser sends what stands in the fields; the first number is typed again.
    let mut all = vec![("crisis-who-1", "Emergency"), ("crisis-number-1", "999"), ("phone", "01632 960199")];
    all.extend(fields);
    let sent = ada.send_form("/service/settings", &all).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    ada.get("/service")
        .await
        .shows("Quay Street")
        .shows("Europe/Dublin")
        .shows("This one")
        .shows("01632 960199");
    app.nobody().get("/help-now").await.shows("Samaritans").shows("tel:116123");
}

#[tokio::test]
async fn what_is_wrong_stands_beside_its_field_with_everything_typed() {
    let app = TestApp::new().await;
    let ada = app.ada().await;
    let sent = ada
        .send_form(
            "/service/settings",
            &[
                ("name", "Quay"),
                ("zone", "Europe/Nowhere"),
                ("legal-record", "organisation"),
                ("crisis-who-1", "Night line"),
            ],
        )
        .await;
    assert_eq!(sent.status, 422);
    sent.shows("Write the number, or leave both empty.").shows("Night line").shows("Europe/Nowhere");
    assert!(sent.body.contains("crisis-number-1-error"));
    let sent = ada
        .send_form(
            "/service/settings",
            &[("name", "Quay"), ("zone", "Europe/Nowhere"), ("legal-record", "polyphony")],
        )
        .await;
    assert_eq!(sent.status, 422);
    sent.shows("This time zone is not known.");
    assert!(sent.body.contains("zone-error"));
    ada.get("/service").await.shows("Harbour Street");
}

#[tokio::test]
async fn a_practitioner_is_taken_in_and_described_anew() {
    let app = TestApp::new().await;
    let ada = app.ada().await;
    let empty = ada.send_form("/service/practitioner/new", &[("role", "Doctor")]).await;
    assert_eq!(empty.status, 422);
    empty.shows("Write something here").shows("Doctor");
    assert!(empty.body.contains("name-error"));
    let sent = ada
        .send_form(
            "/service/practitioner/new",
            &[("name", "Ola Reed"), ("role", "Doctor"), ("is-peer", "yes")],
        )
        .await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    ada.get("/service").await.shows("Ola Reed").shows("Doctor · peer practitioner");
    let one = format!("/service/practitioner/{}", app.practitioner("tom"));
    ada.get(&one).await.shows("Tom Brook").shows("I like to listen.");
    ada.send_form(&one, &[("name", "Tom Brook"), ("role", "Carpenter"), ("line", "Ask me."), ("phone", "")])
        .await;
    ada.get("/service").await.shows("Carpenter").shows("Ask me.");
    assert_eq!(ada.get(&format!("/service/practitioner/{}", id().as_simple())).await.status, 404);
}

#[tokio::test]
async fn somebody_who_holds_a_network_is_not_let_go_before_it_is_handed_on() {
    let app = TestApp::new().await;
    let ada = app.ada().await;
    let one = format!("/service/practitioner/{}", app.practitioner("leila"));
    let refused = ada.post(&format!("{one}/leave"), &[("id", &id().to_string())]).await;
    assert_eq!(refused.status, 422);
    refused.shows("They still hold one network.").shows("Leila Haddad").hides("Sam");
    let held = HeldBy { holder: app.practitioner("tom"), words: "Told at the door.".into() };
    app.act("leila", Told::default(), Act::Hold(held)).await;
    let leila = app.leila().await;
    assert_eq!(ada.post(&format!("{one}/leave"), &[("id", &id().to_string())]).await.status, 303);
    ada.get("/service").await.shows("Have left");
    // The door is closed behind them: also where they are signed in already.
    assert_eq!(leila.get("/today").await.status, 303);
}

#[tokio::test]
async fn who_has_left_can_be_taken_in_again() {
    let app = TestApp::new().await;
    let ada = app.ada().await;
    let one = format!("/service/practitioner/{}", app.practitioner("ines"));
    assert_eq!(ada.post(&format!("{one}/leave"), &[("id", &id().to_string())]).await.status, 303);
    ada.get(&one).await.shows("Saving this takes them in again");
    assert_eq!(ada.send_form(&one, &[("name", "Ines Vale")]).await.status, 303);
    assert_eq!(app.ines().await.get("/today").await.status, 200);
}

#[tokio::test]
async fn a_practitioner_writes_their_own_sentence_and_number_and_nothing_else() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    let fields =
        [("line", "I laugh easily."), ("phone", "07700 900777"), ("name", "The Queen"), ("role", "Director")];
    assert_eq!(leila.send_form("/service/me", &fields).await.status, 303);
    leila.get("/service").await.shows("I laugh easily.").shows("Nurse").hides("The Queen").hides("Director");
    app.sam().await.get(&app.at("")).await.shows("I laugh easily.").shows("tel:07700900777");
    let long = "x".repeat(20_001);
    let sent = leila.send_form("/service/me", &[("line", &long)]).await;
    assert_eq!(sent.status, 422);
    assert!(sent.body.contains("line-error"));
}
