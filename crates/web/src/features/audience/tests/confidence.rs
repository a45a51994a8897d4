//! What a member tells the team alone.

use dialogue::{Audience, words::Kind};

use super::{entry_of, leaves, readers_of};
use crate::testing::{Seen, TestApp};

const WORDS: &str = "I am afraid of him at night.";
const LABEL: &str = "Told in confidence, third-party information";

/// A page without the ids that differ each time it is opened.
fn shape(page: &Seen) -> String {
    page.hidden().into_iter().fold(page.body.clone(), |body, (_, value)| body.replace(&value, "…"))
}

#[tokio::test]
async fn a_confidence_is_labelled_for_the_team_wherever_it_stands_and_leaves_no_trace_for_others() {
    let app = TestApp::new().await;
    let pages = ["", "story", "circles", "leave-words", "meetings"];
    let mut before = Vec::new();
    for slug in ["sam", "bern"] {
        for page in pages {
            before.push(shape(&app.signed_in(slug).await.get(&app.at(page)).await));
        }
    }
    let jo = app.jo().await;
    let sent = jo.send_form(&app.at("leave-words"), &[("text", WORDS), ("audience", "team")]).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    jo.get(&sent.location).await.shows("You told this in confidence: only you and the team read it");
    let leila = app.leila().await;
    for page in ["", "story", "left", "confidences"] {
        leila.get(&app.at(page)).await.shows(WORDS).shows(LABEL);
    }
    let mut after = Vec::new();
    for slug in ["sam", "bern"] {
        for page in pages {
            after.push(shape(&app.signed_in(slug).await.get(&app.at(page)).await));
        }
    }
    assert_eq!(before, after);
}

#[tokio::test]
async fn a_confidence_told_in_a_meeting_is_one_too() {
    let app = TestApp::new().await;
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    let came = [app.voice("sam"), app.voice("jo"), app.voice("leila")];
    app.hold_meeting(meeting, &came).await;
    let leila = app.leila().await;
    let room = app.at(&format!("meeting/{meeting}/room"));
    let (who, kind, once) =
        (app.voice("jo").to_string(), Kind::Telling.name(), crate::testing::id().to_string());
    let fields =
        [("id", once.as_str()), ("voice", &who), ("kind", kind), ("text", WORDS), ("audience", "team")];
    let sent = leila.post(&format!("{room}/words"), &fields).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    leila.get(&room).await.shows(WORDS).shows(LABEL);
    app.sam().await.get(&app.at("story")).await.hides(WORDS);
    // In the voice of the team it would be a hidden note.
    let own = app.voice("leila").to_string();
    let once = crate::testing::id().to_string();
    let fields =
        [("id", once.as_str()), ("voice", &own), ("kind", kind), ("text", "He lies."), ("audience", "team")];
    let refused = leila.post(&format!("{room}/words"), &fields).await;
    assert_eq!(refused.status, 422);
    refused.shows("What the team writes is open to the person").shows("He lies.");
}

#[tokio::test]
async fn a_talk_about_it_is_noted_and_opens_nothing() {
    let app = TestApp::new().await;
    let words = leaves(&app, "jo", Audience::Team, WORDS).await;
    let leila = app.leila().await;
    leila.get(&app.at("confidences")).await.shows("Nobody has talked with them about it yet.");
    let page = app.at(&format!("confidence/{}", entry_of(&app, words).await));
    leila.get(&page).await.shows("Noting the talk opens nothing");
    let sent = leila
        .send_form(&page, &[("outcome", "may-be-opened"), ("words", "She would like to say it on Monday.")])
        .await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let list = leila.get(&sent.location).await;
    list.shows("It may be opened.").shows("She would like to say it on Monday.").shows("Leila Haddad");
    app.sam().await.get(&app.at("story")).await.hides(WORDS);
    // That it was opened is noted only when the teller has done so.
    let early = leila.send_form(&page, &[("outcome", "opened"), ("words", "She said yes.")]).await;
    assert_eq!(early.status, 422);
    early.shows("It is still told in confidence").shows("She said yes.");
    assert!(early.body.contains("outcome-error"));
    let jo = app.jo().await;
    let readers = readers_of(&app, words).await;
    assert_eq!(jo.send_form(&readers, &[("audience", "person-and-team")]).await.status, 303);
    app.sam().await.get(&app.at("story")).await.shows(WORDS);
    let sent = leila.send_form(&page, &[("outcome", "opened"), ("words", "She said yes.")]).await;
    assert_eq!(sent.status, 303);
    leila.get(&app.at("confidences")).await.shows("They have opened it.").shows(WORDS);
    // What the team noted of the talk is for the team.
    for slug in ["sam", "jo"] {
        app.signed_in(slug).await.get(&app.at("story")).await.hides("She said yes.");
    }
}

#[tokio::test]
async fn without_an_outcome_or_words_the_form_comes_back() {
    let app = TestApp::new().await;
    let words = leaves(&app, "jo", Audience::Team, WORDS).await;
    let page = app.at(&format!("confidence/{}", entry_of(&app, words).await));
    let leila = app.leila().await;
    let sent = leila.send_form(&page, &[("words", "On the stairs.")]).await;
    assert_eq!(sent.status, 422);
    sent.shows("Choose what came of the talk.").shows("On the stairs.");
    let sent = leila.send_form(&page, &[("outcome", "keep"), ("words", " ")]).await;
    assert_eq!(sent.status, 422);
    sent.shows("Write something here");
    let open = leaves(&app, "jo", Audience::Everyone, "For all.").await;
    let page = app.at(&format!("confidence/{}", entry_of(&app, open).await));
    assert_eq!(leila.get(&page).await.status, 404, "what was told to all is no confidence");
}

#[tokio::test]
async fn without_any_the_page_says_so() {
    let app = TestApp::new().await;
    app.leila().await.get(&app.at("confidences")).await.shows("Nothing has been told in confidence");
}
