//! Tests of words left between meetings.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use dialogue::{
    Act, CircleId, Told, WordsId,
    circle::CircleNamed,
    words::{Kind, WordsSpoken},
};

use crate::testing::{Browser, Seen, TestApp, id};

const WORDS: &str = "I cannot come on Monday, and I want you to know why.";

async fn leaves(app: &TestApp, who: &Browser, audience: &str) -> Seen {
    who.send_form(&app.at("leave-words"), &[("text", WORDS), ("audience", audience)]).await
}

#[tokio::test]
async fn a_member_leaves_words_for_an_audience_they_choose() {
    let app = TestApp::new().await;
    let jo = app.jo().await;
    let sent = leaves(&app, &jo, "person-and-team").await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let page = jo.get(&sent.location).await;
    page.shows("Your words are left. The team is told")
        .shows(WORDS)
        .shows("Nobody of the team has read this yet");
    app.leila().await.get("/today").await.shows("somebody left words for you").shows(&app.at("left"));
    app.leila().await.get(&app.at("left")).await.shows(WORDS).shows("I have read this");
    app.sam().await.get(&app.at("leave-words")).await.hides("Your words are left");
}

#[tokio::test]
async fn others_find_no_trace_of_words_that_are_not_for_them() {
    let app = TestApp::new().await;
    let bern = app.bern().await;
    // Their ids differ each time a form is opened; everything else is the same.
    let shape =
        |page: &Seen| page.hidden().into_iter().fold(page.body.clone(), |b, (_, v)| b.replace(&v, "…"));
    let before = bern.get(&app.at("leave-words")).await;
    leaves(&app, &app.jo().await, "person-and-team").await;
    let after = bern.get(&app.at("leave-words")).await;
    assert_eq!(shape(&after), shape(&before));
    for slug in ["ines", "ada"] {
        let browser = app.signed_in(slug).await;
        assert_eq!(browser.get(&app.at("leave-words")).await.status, 404, "{slug}");
        assert_eq!(browser.get(&app.at("left")).await.status, 404, "{slug}");
    }
    for slug in ["sam", "jo", "bern"] {
        assert_eq!(app.signed_in(slug).await.get(&app.at("left")).await.status, 404, "{slug}");
    }
    assert_eq!(
        app.leila().await.get(&app.at("leave-words")).await.status,
        404,
        "the team reads on its own page"
    );
}

#[tokio::test]
async fn whoever_left_words_sees_by_whom_and_when_they_were_read() {
    let app = TestApp::new().await;
    let jo = app.jo().await;
    let sent = leaves(&app, &jo, "person-and-team").await;
    let words = sent.location.rsplit('=').next().unwrap().to_owned();
    let leila = app.leila().await;
    let hidden = leila.get(&app.at("left")).await.hidden();
    app.clock_to("2026-11-22T14:20:00Z");
    let read = leila.post(&app.at(&format!("left/{words}/read")), &[("id", &hidden[0].1)]).await;
    assert_eq!(read.status, 303, "{}", read.body);
    jo.get(&app.at("leave-words")).await.shows("Read by Leila Haddad on Sunday 22 November 2026, 14:20");
    leila
        .get(&app.at("left"))
        .await
        .shows("All words that were left have been read")
        .hides("I have read this");
    leila.get("/today").await.hides("somebody left words for you");
    // Sent twice, it is noted once; what was not left cannot be read here.
    leila.post(&app.at(&format!("left/{words}/read")), &[("id", &hidden[0].1)]).await;
    assert_eq!(jo.get(&app.at("leave-words")).await.body.matches("Read by Leila").count(), 1);
    let nothing = app.at(&format!("left/{}/read", id().as_simple()));
    assert_eq!(leila.post(&nothing, &[("id", &id().to_string())]).await.status, 404);
    assert_eq!(
        jo.post(&app.at(&format!("left/{words}/read")), &[("id", &id().to_string())]).await.status,
        404
    );
}

#[tokio::test]
async fn a_draft_is_read_by_nobody_and_can_be_taken_up_again() {
    let app = TestApp::new().await;
    let jo = app.jo().await;
    let sent = leaves(&app, &jo, "only-me").await;
    jo.get(&sent.location)
        .await
        .shows("Kept as a draft. Nobody reads it")
        .shows("A draft: nobody but you reads it.");
    let leila = app.leila().await;
    leila.get(&app.at("left")).await.hides(WORDS);
    leila.get("/today").await.hides("somebody left words for you");
    app.sam().await.get(&app.at("leave-words")).await.hides(WORDS);
    let words = sent.location.rsplit('=').next().unwrap();
    let again = jo.get(&app.at(&format!("leave-words?again={words}"))).await;
    assert!(again.body.contains(&format!("{WORDS}</textarea>")), "the draft stands in the form");
    // Nobody else takes it up.
    app.bern().await.get(&app.at(&format!("leave-words?again={words}"))).await.hides(WORDS);
}

#[tokio::test]
async fn the_page_says_when_it_is_read_and_whom_to_ring_now() {
    let app = TestApp::new().await;
    app.jo()
        .await
        .get(&app.at("leave-words"))
        .await
        .shows("during working hours, not at night")
        .shows("Leila Haddad")
        .shows("tel:07700900123")
        .shows("tel:999");
}

#[tokio::test]
async fn without_an_audience_or_words_the_form_is_given_back_with_everything_typed() {
    let app = TestApp::new().await;
    let jo = app.jo().await;
    let sent = jo.send_form(&app.at("leave-words"), &[("text", WORDS)]).await;
    assert_eq!(sent.status, 422);
    sent.shows("Choose who may read this.").shows(WORDS);
    assert!(sent.body.contains("audience-error"), "the sentence stands beside the field");
    let sent = jo.send_form(&app.at("leave-words"), &[("text", " "), ("audience", "everyone")]).await;
    assert_eq!(sent.status, 422);
    sent.shows("Write something here");
    assert!(sent.body.contains("text-error"), "the sentence stands beside the field");
    let long = "long ".repeat(4100);
    let sent = jo.send_form(&app.at("leave-words"), &[("text", &long), ("audience", "everyone")]).await;
    assert_eq!(sent.status, 422);
    sent.shows("longer than one passage can hold").shows(long.trim());
    app.leila().await.get(&app.at("left")).await.hides(WORDS);
}

#[tokio::test]
async fn sent_twice_they_are_left_once() {
    let app = TestApp::new().await;
    let jo = app.jo().await;
    let hidden = jo.get(&app.at("leave-words")).await.hidden();
    let mut fields: Vec<_> = hidden.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    fields.extend([("text", WORDS), ("audience", "everyone")]);
    let first = jo.post(&app.at("leave-words"), &fields).await;
    let again = jo.post(&app.at("leave-words"), &fields).await;
    assert_eq!((first.status, &first.location), (again.status, &again.location));
    assert_eq!(app.leila().await.get(&app.at("left")).await.body.matches(WORDS).count(), 1);
}

#[tokio::test]
async fn what_is_being_typed_is_kept_until_it_is_left() {
    let app = TestApp::new().await;
    let jo = app.jo().await;
    let key = format!("leave-words-{}", app.network);
    jo.post("/draft", &[("draft-key", &key), ("text", "half a sen")]).await;
    jo.get(&app.at("leave-words")).await.shows("half a sen");
    app.bern().await.get(&app.at("leave-words")).await.hides("half a sen");
    let words = [("id", id().to_string()), ("words", id().to_string())];
    let mut fields: Vec<_> = words.iter().map(|(n, v)| (*n, v.as_str())).collect();
    fields.extend([("text", WORDS), ("audience", "everyone")]);
    assert_eq!(jo.post(&app.at("leave-words"), &fields).await.status, 303);
    jo.get(&app.at("leave-words")).await.hides("half a sen");
}

#[tokio::test]
async fn words_can_answer_what_somebody_else_said_and_one_may_read() {
    let app = TestApp::new().await;
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    app.hold_meeting(meeting, &[app.voice("sam"), app.voice("jo"), app.voice("leila")]).await;
    let said = app.says(meeting, app.voice("sam"), Kind::Telling, "It is the quiet that walks.").await;
    let jo = app.jo().await;
    let path = app.at(&format!("leave-words?answer={said}"));
    jo.get(&path).await.shows(&format!("value=\"{said}\" selected"));
    let sent = jo
        .send_form(
            &app.at("leave-words"),
            &[("text", WORDS), ("audience", "everyone"), ("answer", &said.to_string())],
        )
        .await;
    jo.get(&sent.location).await.shows("In answer to Sam: “It is the quiet that walks.”");
    // Bern was not there: he reads the answer, and no trace of what it answers.
    let bern = app.bern().await;
    bern.get(&path).await.hides("quiet").hides("In answer to Sam");
}

#[tokio::test]
async fn a_circle_is_offered_unless_one_is_alone_in_it() {
    let app = TestApp::new().await;
    for (name, members) in [("the two of us", vec![app.jo, app.bern]), ("only me in here", vec![app.jo])] {
        let members = members.into_iter().collect();
        let circle = CircleNamed { circle: CircleId(id()), name: name.into(), members, instead_of: None };
        app.act("jo", Told::default(), Act::NameCircle(circle)).await;
    }
    let page = app.jo().await.get(&app.at("leave-words")).await;
    page.shows("The circle “the two of us”").hides("only me in here");
    app.bern().await.get(&app.at("leave-words")).await.shows("The circle “the two of us”");
}

#[tokio::test]
async fn nobody_leaves_words_for_a_circle_that_they_do_not_know() {
    let app = TestApp::new().await;
    let circle = CircleId(id());
    let named = CircleNamed { circle, name: "us".into(), members: [app.jo].into(), instead_of: None };
    app.act("jo", Told::default(), Act::NameCircle(named)).await;
    let sent = leaves(&app, &app.bern().await, &format!("circle-{circle}")).await;
    assert_eq!(sent.status, 422);
    sent.shows("Choose who may read this.");
}

#[tokio::test]
async fn a_practitioners_draft_stands_on_no_page_of_the_team() {
    let app = TestApp::new().await;
    let words = WordsId(id());
    let spoken = WordsSpoken {
        words,
        kind: Kind::Left,
        text: "not yet".into(),
        in_answer_to: None,
        thinking_of: None,
    };
    let told = Told { audience: Some(dialogue::Audience::OnlyMe), ..Told::default() };
    app.act("leila", told, Act::Speak(spoken)).await;
    app.leila().await.get(&app.at("left")).await.hides("not yet");
}
