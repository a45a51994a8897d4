//! Tests of sharing: whose agreement it is, who finds a trace, what is withdrawn at once, what was told without consent.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use crate::testing::{Browser, Seen, TestApp, id};

const TOPIC: &str = "how the nights are";

/// Agrees that somebody may be told; gives the answer.
async fn agrees(browser: &Browser, app: &TestApp, with: &str, more: &[(&str, &str)]) -> Seen {
    let mut fields = vec![("with", with), ("topic", TOPIC), ("how", "in-person")];
    fields.extend_from_slice(more);
    browser.send_form(&app.at("sharing/new"), &fields).await
}

/// The address at which the one agreement is taken back.
async fn withdraw_path(app: &TestApp) -> String {
    let page = app.leila().await.get(&app.at("sharing")).await;
    let before = page.body.split("/withdraw\"").next().unwrap();
    format!("{}/withdraw", &before[before.rfind("/network").unwrap()..])
}

#[tokio::test]
async fn an_agreement_stands_for_the_person_the_team_and_whoever_may_be_told() {
    let app = TestApp::new().await;
    let (leila, sam, jo) = (app.leila().await, app.sam().await, app.jo().await);
    leila.get(&app.at("sharing")).await.shows("Nothing has been agreed").shows("Listen to anybody");
    let until = [("until-day", "30"), ("until-month", "11"), ("until-year", "2026")];
    let done = agrees(&leila, &app, &app.jo.to_string(), &until).await;
    assert_eq!(done.status, 303, "{}", done.body);
    for browser in [&leila, &sam] {
        let page = browser.get(&app.at("sharing")).await;
        page.shows("Jo").shows(TOPIC).shows("until the end of 30 November 2026").shows("Face to face");
        page.shows("written down by Leila Haddad");
    }
    jo.get(&app.at("sharing")).await.shows(TOPIC).shows("What Sam").hides("Take it back");
    app.bern().await.get(&app.at("sharing")).await.hides(TOPIC).shows("Nothing is written down here");
    app.clock_to("2026-12-01T00:00:01Z");
    app.jo().await.get(&app.at("sharing")).await.shows("What Sam").hides(TOPIC);
    app.sam().await.get(&app.at("sharing")).await.shows("Its day has passed");
}

#[tokio::test]
async fn the_person_takes_it_back_at_once_on_their_own_page() {
    let app = TestApp::new().await;
    let (sam, jo) = (app.sam().await, app.jo().await);
    assert_eq!(agrees(&sam, &app, &app.jo.to_string(), &[]).await.status, 303);
    sam.get(&app.at("sharing")).await.shows("Written here by their own hand");
    jo.get(&app.at("sharing")).await.shows(TOPIC);
    let path = withdraw_path(&app).await;
    assert_eq!(jo.get(&path).await.status, 404, "whoever is told does not steer it");
    let nothing = [("id", id().to_string())];
    let nothing: Vec<_> = nothing.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(jo.post(&path, &nothing).await.status, 404);
    assert_eq!(sam.send_form(&path, &[("words", "He told Bern.")]).await.status, 303);
    let page = jo.get(&app.at("sharing")).await;
    page.hides(TOPIC).hides("He told Bern").hides("Taken back");
    let bern = app.bern().await.get(&app.at("sharing")).await;
    let plain = |seen: &Seen| {
        // The account, and the name of the view that the page was made from, are its reader's own.
        let of = |name: &str| seen.body.split(&format!("{name}=\"")).nth(1)?.split('"').next();
        let (account, still) = (of("data-account").unwrap(), of("data-still").unwrap());
        seen.body.replace(account, "").replace(still, "").replace("Jo Wren", "…").replace("Bern Oakes", "…")
    };
    assert_eq!(plain(&page), plain(&bern), "as if it had never been");
    sam.get(&app.at("sharing")).await.shows("Taken back").shows("He told Bern.");
}

#[tokio::test]
async fn what_covers_it_stands_there_before_anything_is_noted() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    agrees(&leila, &app, &app.jo.to_string(), &[]).await;
    leila.get(&app.at("sharing/note")).await.shows("First: with whom?").shows("Bern");
    let to_bern = app.at(&format!("sharing/note?to={}", app.bern));
    leila.get(&to_bern).await.shows("No agreement covers telling Bern").hides(TOPIC);
    let to_jo = app.at(&format!("sharing/note?to={}", app.jo));
    leila.get(&to_jo).await.shows("Which agreement covers it?").shows(TOPIC);
    let typed = [("what", "That he slept."), ("how", "rung")];
    let sent = leila.send_form(&to_jo, &typed).await;
    assert_eq!(sent.status, 422);
    sent.shows("Choose one").shows("That he slept.");
    let agreement = withdraw_path(&app).await;
    let agreement = agreement.split('/').nth(4).unwrap().to_owned();
    let fields = [typed[0], typed[1], ("agreement", agreement.as_str())];
    let page = leila.get(&to_jo).await;
    app.sam().await.send_form(&withdraw_path(&app).await, &[]).await;
    let hidden = page.hidden();
    let mut late: Vec<_> = hidden.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    late.extend_from_slice(&fields);
    let sent = leila.post(&to_jo, &late).await;
    assert_eq!(sent.status, 422, "taken back while the page was open");
    sent.shows("does not cover it any more").shows("That he slept.");
    assert_eq!(leila.send_form(&to_bern, &typed).await.status, 303);
    let page = app.sam().await.get(&app.at("sharing")).await;
    page.shows("That he slept.").shows("General, or known to them already");
    app.bern().await.get(&app.at("sharing")).await.hides("That he slept.");
}

#[tokio::test]
async fn somebody_outside_is_named_in_words_and_covered_by_their_own_agreement() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    let sent = agrees(&leila, &app, "outside", &[("outside", " ")]).await;
    assert_eq!(sent.status, 422);
    sent.shows("Choose who it is").shows(TOPIC);
    assert_eq!(agrees(&leila, &app, "outside", &[("outside", "The head of year")]).await.status, 303);
    let path = app.at("sharing/note?to=outside");
    leila.get(&path).await.shows("The head of year: how the nights are");
    let sent = leila.send_form(&path, &[("agreement", "none"), ("what", "When we meet.")]).await;
    assert_eq!(sent.status, 422, "nobody is named");
    sent.shows("When we meet.");
    let agreement = withdraw_path(&app).await.split('/').nth(4).unwrap().to_owned();
    let fields = [("agreement", agreement.as_str()), ("what", "When we meet.")];
    assert_eq!(leila.send_form(&path, &fields).await.status, 303);
    leila.get(&app.at("sharing")).await.shows("Covered by: how the nights are");
}

#[tokio::test]
async fn a_form_given_back_keeps_what_was_typed() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    let past = [("until-day", "1"), ("until-month", "11"), ("until-year", "2026")];
    let sent = agrees(&leila, &app, &app.jo.to_string(), &past).await;
    assert_eq!(sent.status, 422);
    sent.shows("This day has passed").shows(TOPIC);
    let empty = [("topic", " "), ("how", "by-phone")];
    let sent = leila.send_form(&app.at("sharing/new"), &empty).await;
    assert_eq!(sent.status, 422);
    sent.shows("Choose one");
    let chosen = sent.body.split("value=\"by-phone\"").nth(1).unwrap();
    assert!(chosen[..chosen.find('>').unwrap()].contains("checked"));
}

#[tokio::test]
async fn the_advance_statement_stands_first_in_a_crisis_in_the_persons_words() {
    let app = TestApp::new().await;
    let (leila, sam) = (app.leila().await, app.sam().await);
    leila.get(&app.at("advance")).await.shows("Nothing is written here yet");
    let sent = sam.send_form(&app.at("advance"), &[("tell", " ")]).await;
    assert_eq!(sent.status, 422);
    let first = [("tell", "My sister."), ("speaks", "Jo."), ("helps", "A window open."), ("helps-not", "")];
    assert_eq!(sam.send_form(&app.at("advance"), &first).await.status, 303);
    let page = leila.get(&app.at("safety")).await;
    page.shows("What Sam").shows("A window open.");
    assert!(page.body.find("A window open.") < page.body.find("id=\"agreed\"").or(Some(usize::MAX)));
    let again = [("tell", "My sister, at once.")];
    assert_eq!(leila.send_form(&app.at("advance"), &again).await.status, 303);
    sam.get(&app.at("advance"))
        .await
        .shows("My sister, at once.")
        .shows("written down by Leila Haddad")
        .shows("What was written before");
    for slug in ["jo", "bern"] {
        let browser = app.signed_in(slug).await;
        assert_eq!(browser.get(&app.at("advance")).await.status, 404, "{slug}");
        browser.get(&app.at("safety")).await.hides("My sister, at once.").hides("id=\"advance\"");
    }
}

#[tokio::test]
async fn two_who_write_the_statement_at_once_see_each_others_words() {
    let app = TestApp::new().await;
    let (leila, sam) = (app.leila().await, app.sam().await);
    let open = leila.get(&app.at("advance")).await.hidden();
    sam.send_form(&app.at("advance"), &[("tell", "Nobody.")]).await;
    let mut fields: Vec<_> = open.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    fields.push(("tell", "Everybody."));
    let sent = leila.post(&app.at("advance"), &fields).await;
    assert_eq!(sent.status, 422);
    sent.shows("Nobody.").shows("Everybody.");
}

const TOLD: [(&str, &str); 8] = [
    ("risk", "A child was alone at night."),
    ("at-risk", "his nephew"),
    ("asked", "Yes; he said no."),
    ("least", "That the boy was alone on two nights."),
    ("told", "Children's social care"),
    ("decided-by", "Leila, with Ines"),
    ("why", "He is six."),
    ("person-told", "This evening, at the kitchen table."),
];

#[tokio::test]
async fn what_was_told_without_consent_is_open_to_the_person_by_default() {
    let app = TestApp::new().await;
    let (leila, path) = (app.leila().await, app.at("sharing/without-consent"));
    leila.get(&path).await.shows("What is the least that is needed?").shows("When is the person told?");
    let sent = leila.send_form(&path, &TOLD[..7]).await;
    assert_eq!(sent.status, 422);
    sent.shows("That the boy was alone on two nights.");
    assert_eq!(leila.send_form(&path, &TOLD).await.status, 303);
    app.sam().await.get(&app.at("sharing")).await.shows("That the boy was alone").shows("Leila, with Ines");
    for slug in ["jo", "bern"] {
        let browser = app.signed_in(slug).await;
        browser.get(&app.at("sharing")).await.hides("the boy was alone").hides("without consent");
        assert_eq!(browser.get(&path).await.status, 404, "{slug}");
    }
}

#[tokio::test]
async fn held_back_from_its_first_moment_the_person_finds_no_trace_of_it() {
    let app = TestApp::new().await;
    let (leila, sam, path) = (app.leila().await, app.sam().await, app.at("sharing/without-consent"));
    let before = sam.get(&app.at("sharing")).await.body;
    let mut fields = TOLD.to_vec();
    fields.extend([("hold", "held"), ("hold-words", " ")]);
    let sent = leila.send_form(&path, &fields).await;
    assert_eq!(sent.status, 422, "a ground is said in words");
    fields.pop();
    fields.push(("hold-words", "He would be beaten tonight."));
    assert_eq!(leila.send_form(&path, &fields).await.status, 303);
    leila.get(&app.at("sharing")).await.shows("Held back from the person for now");
    assert_eq!(sam.get(&app.at("sharing")).await.body, before);
}

#[tokio::test]
async fn whoever_is_not_with_the_network_finds_no_trace() {
    let app = TestApp::new().await;
    agrees(&app.leila().await, &app, &app.jo.to_string(), &[]).await;
    let withdraw = withdraw_path(&app).await;
    let nothing = format!("/network/{}", id());
    for slug in ["ines", "ada"] {
        let browser = app.signed_in(slug).await;
        for page in ["sharing", "sharing/new", "sharing/note", "sharing/without-consent", "advance"] {
            let (seen, other) =
                (browser.get(&app.at(page)).await, browser.get(&format!("{nothing}/{page}")).await);
            assert_eq!((seen.status, &seen.body), (404, &other.body), "{slug} {page}");
        }
        assert_eq!(browser.get(&withdraw).await.status, 404);
    }
    for page in ["sharing/new", "sharing/note", "sharing/without-consent"] {
        assert_eq!(app.jo().await.get(&app.at(page)).await.status, 404, "a member does not write it: {page}");
    }
}
