//! The least that duty demands to be written.

use crate::testing::TestApp;

const WORDS: &str = "Section 2 began at 09:40, signed by Dr Vale.";

#[tokio::test]
async fn a_duty_entry_is_open_to_the_person_and_stands_in_the_story_as_its_own_kind() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    leila.get(&app.at("")).await.shows(&app.at("duty-entry/new"));
    leila
        .get(&app.at("duty-entry/new"))
        .await
        .shows("Write the least that is needed")
        .shows("belong nowhere");
    let sent = leila.send_form(&app.at("duty-entry/new"), &[("text", WORDS), ("hold", "")]).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    for slug in ["sam", "leila", "tom"] {
        app.signed_in(slug).await.get(&app.at("story")).await.shows(WORDS).shows("Duty entry");
    }
    for slug in ["jo", "bern"] {
        app.signed_in(slug).await.get(&app.at("story")).await.hides(WORDS).hides("Duty entry");
    }
    leila.get(&app.at("left")).await.hides(WORDS);
}

#[tokio::test]
async fn it_is_held_back_from_its_first_moment_on_a_ground() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    let fields = [("text", WORDS), ("hold", "safeguarding"), ("hold-words", "He reads over her shoulder.")];
    let sent = leila.send_form(&app.at("duty-entry/new"), &fields).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    leila.get(&app.at("story")).await.shows(WORDS);
    app.sam().await.get(&app.at("story")).await.hides(WORDS).hides("Duty entry");
}

#[tokio::test]
async fn what_is_missing_is_said_beside_its_field_and_everything_typed_stays() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    let empty = leila.send_form(&app.at("duty-entry/new"), &[("text", " ")]).await;
    assert_eq!(empty.status, 422);
    empty.shows("Write something here");
    assert!(empty.body.contains("text-error"));
    let fields = [("text", WORDS), ("hold", "safeguarding"), ("hold-words", " ")];
    let without = leila.send_form(&app.at("duty-entry/new"), &fields).await;
    assert_eq!(without.status, 422);
    without.shows(WORDS);
    assert!(without.body.contains("hold-words-error"));
    let fields = [("text", WORDS), ("hold-words", "He reads over her shoulder.")];
    let without = leila.send_form(&app.at("duty-entry/new"), &fields).await;
    assert_eq!(without.status, 422);
    without.shows("Choose a ground to hold it back").shows("He reads over her shoulder.");
    app.sam().await.get(&app.at("story")).await.hides(WORDS);
}
