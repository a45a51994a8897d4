//! Tests of capacity: for this decision, on that day, open to the person; never a label.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use dialogue::{Act, Audience, DecisionId, Told, decision::DecisionOpened};

use crate::testing::{TestApp, id};

async fn decision(app: &TestApp) -> String {
    let decision = DecisionId(id());
    let about = "Home or the ward tonight".to_owned();
    let opened = DecisionOpened { decision, about, is_medicine: false, options: Vec::new() };
    let told = Told { audience: Some(Audience::Everyone), ..Told::default() };
    app.act("leila", told, Act::OpenDecision(opened)).await;
    app.at(&format!("decision/{decision}"))
}

const ASSESSED: [(&str, &str); 6] = [
    ("on-day", "22"),
    ("on-month", "11"),
    ("on-year", "2026"),
    ("assessed-by", "Dr Ahn"),
    ("words", "He lost the thread when weighing it."),
    ("able", "not-that-day"),
];

#[tokio::test]
async fn it_stands_with_its_decision_and_its_day_and_is_no_label() {
    let app = TestApp::new().await;
    let (here, leila, sam) = (decision(&app).await, app.leila().await, app.sam().await);
    leila.get(&here).await.shows("Could they decide this");
    let page = leila.get(&format!("{here}/capacity")).await;
    page.shows("never a word for a person").shows("They decide.").shows("Mental Capacity Act 2005");
    let sent = leila.send_form(&format!("{here}/capacity/new"), &ASSESSED).await;
    assert_eq!(sent.status, 422, "what was done to help comes first");
    sent.shows("He lost the thread").shows("Dr Ahn");
    let mut fields = ASSESSED.to_vec();
    fields.push(("helped", "In the morning, with Jo."));
    assert_eq!(leila.send_form(&format!("{here}/capacity/new"), &fields).await.status, 303);
    let page = sam.get(&format!("{here}/capacity")).await;
    page.shows("22 November 2026: Sam")
        .shows("could not decide this, that day")
        .shows("In the morning, with Jo.");
    for there in ["", "appointments"] {
        leila.get(&app.at(there)).await.hides("could not decide").hides("He lost the thread");
    }
    // In the story it stands on its day, under what was to be decided, and nowhere else.
    let story = leila.get(&app.at("story")).await;
    story.shows("Sam could not decide this, that day").shows("In the morning, with Jo.");
    assert_eq!(story.body.matches("could not decide").count(), 1);
}

#[tokio::test]
async fn the_persons_own_view_comes_first_in_the_talk_about_what_is_best() {
    let app = TestApp::new().await;
    let (here, leila) = (decision(&app).await, app.leila().await);
    let path = format!("{here}/best-interests/new");
    let talk = [
        ("on-day", "22"),
        ("on-month", "11"),
        ("on-year", "2026"),
        ("own-view", "Home. I said so in March."),
        ("who-1", "Jo"),
        ("said-1", "At home, with somebody at night."),
        ("came-to", "Home until Friday."),
    ];
    let sent = leila.send_form(&path, &talk).await;
    assert_eq!(sent.status, 422, "until then he decides");
    sent.shows("until then they decide").shows("At home, with somebody at night.");
    let mut fields = ASSESSED.to_vec();
    fields.push(("helped", "Twice, in the morning."));
    leila.send_form(&format!("{here}/capacity/new"), &fields).await;
    let mut nobody = talk.to_vec();
    nobody[4] = ("who-1", "");
    let sent = leila.send_form(&path, &nobody).await;
    assert_eq!(sent.status, 422);
    sent.shows("Choose who it is").shows("Home. I said so in March.");
    assert_eq!(leila.send_form(&path, &talk).await.status, 303);
    let page = app.sam().await.get(&format!("{here}/capacity")).await;
    let at = |words: &str| page.body.find(words).unwrap();
    assert!(at("Home. I said so in March.") < at("At home, with somebody at night."));
}

#[tokio::test]
async fn other_members_and_strangers_find_no_such_page() {
    let app = TestApp::new().await;
    let here = decision(&app).await;
    let mut fields = ASSESSED.to_vec();
    fields.push(("helped", "Twice."));
    app.leila().await.send_form(&format!("{here}/capacity/new"), &fields).await;
    for slug in ["jo", "bern", "ines", "ada"] {
        let browser = app.signed_in(slug).await;
        for below in ["capacity", "capacity/new", "best-interests/new"] {
            assert_eq!(browser.get(&format!("{here}/{below}")).await.status, 404, "{slug} {below}");
        }
    }
    app.jo().await.get(&here).await.hides("Could they decide this").hides("Dr Ahn");
    for below in ["capacity/new", "best-interests/new"] {
        assert_eq!(app.sam().await.get(&format!("{here}/{below}")).await.status, 404, "the team writes it");
    }
}
