//! Tests of the call for help.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use crate::testing::TestApp;

#[tokio::test]
async fn a_call_needs_only_own_words_and_makes_its_taker_the_holder() {
    let app = TestApp::new().await;
    let ines = app.ines().await;
    let sent = ines
        .send_form("/request/new", &[("own-words", "She sits on the stairs and will not come in.")])
        .await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    ines.get(&sent.location).await.shows("You hold this now").shows("Ines Vale").shows("left");
    ines.get("/today").await.shows("You hold this");
}

#[tokio::test]
async fn sent_twice_it_is_taken_once() {
    let app = TestApp::new().await;
    let ines = app.ines().await;
    let page = ines.get("/request/new").await;
    let hidden = page.hidden();
    let mut fields: Vec<_> = hidden.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    fields.push(("own-words", "Once."));
    let first = ines.post("/request/new", &fields).await;
    let again = ines.post("/request/new", &fields).await;
    assert_eq!((first.status, &first.location), (again.status, &again.location));
    assert_eq!(ines.get("/today").await.body.matches("You hold this").count(), 1);
}

#[tokio::test]
async fn an_empty_call_is_given_back_with_everything_typed() {
    let app = TestApp::new().await;
    let sent =
        app.ines().await.send_form("/request/new", &[("language", "Somali"), ("safe-now", "not-sure")]).await;
    assert_eq!(sent.status, 422);
    sent.shows("Write something here").shows("Somali");
    assert!(sent.body.contains("own-words-error"), "the sentence stands beside the field");
}

#[tokio::test]
async fn a_second_call_joins_the_network_and_tells_only_whom_to_ring() {
    let app = TestApp::new().await;
    let ines = app.ines().await;
    let asked =
        ines.send_form("/request/new", &[("own-words", "My nephew Sam"), ("person-name", "Sam")]).await;
    assert_eq!(asked.status, 422);
    asked.shows("Leila Haddad holds this, 07700 900123").hides("has not slept").hides("Jo");
    let joins = app.network.to_string();
    let sent = ines
        .send_form(
            "/request/new",
            &[("own-words", "My nephew Sam"), ("person-name", "Sam"), ("joins", &joins)],
        )
        .await;
    assert_eq!(sent.status, 303);
    ines.get(&sent.location).await.shows("Leila Haddad holds this").hides("has not slept");
    // The holder hears of it; the taker still reads nothing of the network.
    app.leila().await.get("/today").await.shows("another call has come in");
    assert_eq!(ines.get(&app.at("")).await.status, 404);
}

#[tokio::test]
async fn not_safe_stays_on_top_of_today_until_somebody_has_spoken_with_them() {
    let app = TestApp::new().await;
    let ines = app.ines().await;
    let sent =
        ines.send_form("/request/new", &[("own-words", "He has gone out."), ("safe-now", "not-sure")]).await;
    let network = sent.location.rsplit('/').next().unwrap().to_owned();
    let request = sent.location.split('/').nth(2).unwrap().to_owned();
    ines.get("/today").await.shows("not safe, or not sure");
    let call = format!("/network/{network}/request/{request}");
    let page = ines.get(&call).await;
    page.shows("I have spoken with them");
    let id = page.hidden()[0].1.clone();
    let spoken =
        ines.post(&format!("{call}/safety"), &[("id", &id), ("safety-words", "He is at his aunt’s.")]).await;
    assert_eq!(spoken.status, 303);
    ines.get("/today").await.hides("not safe, or not sure");
    ines.get(&call).await.shows("He is at his aunt’s.");
}

#[tokio::test]
async fn members_and_administrators_take_no_calls() {
    let app = TestApp::new().await;
    for slug in ["sam", "jo", "ada"] {
        assert_eq!(app.signed_in(slug).await.get("/request/new").await.status, 404, "{slug}");
    }
    assert_eq!(app.nobody().get("/request/new").await.status, 303);
}

#[tokio::test]
async fn what_is_being_typed_is_kept_as_one_goes() {
    let app = TestApp::new().await;
    let ines = app.ines().await;
    let kept = ines.post("/draft", &[("draft-key", "request-new"), ("own-words", "half a sen")]).await;
    assert_eq!(kept.status, 204);
    ines.get("/request/new").await.shows("half a sen");
    app.leila().await.get("/request/new").await.hides("half a sen");
}
