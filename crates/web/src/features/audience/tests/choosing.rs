//! Who reads it, said beside each box; chosen anew by the voice; circles.

use dialogue::{Act, Audience, CircleId, Told, Who, circle::CircleNamed, words::Kind};

use super::{joins, leaves, readers_of};
use crate::testing::{TestApp, id};

const WORDS: &str = "The key is under the blue pot.";

#[tokio::test]
async fn beside_every_box_stands_who_reads_it_when_and_what_is_passed_on() {
    let app = TestApp::new().await;
    let (pass_on, when) = ("must we pass it on even if you ask us not to", "from the moment you keep it");
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    app.hold_meeting(meeting, &[app.voice("sam"), app.voice("jo"), app.voice("leila")]).await;
    let (jo, leila) = (app.jo().await, app.leila().await);
    let room = leila.get(&app.at(&format!("meeting/{meeting}/room"))).await;
    room.shows(pass_on).shows(when).shows("this is read by those at this meeting: Sam, Jo; the team:");
    let said = app.says(meeting, app.voice("jo"), Kind::Telling, "He walks at night.").await;
    app.close_meeting(meeting).await;
    let otherwise = format!("meeting/{meeting}/read-back/{}/words/{said}", app.voice("jo"));
    for page in ["leave-words", &otherwise] {
        jo.get(&app.at(page)).await.shows(pass_on).shows(when);
    }
    for page in ["question/new", "decision/new", "promise/new"] {
        let seen = leila.get(&app.at(page)).await;
        seen.shows(pass_on).shows(when).shows("Today: Sam, Bern, Jo; the team: Leila Haddad, Tom Brook");
    }
    let page = jo.get(&app.at("leave-words")).await;
    page.shows("Whoever joins later does not read it").shows("Told in confidence: the team alone");
    page.shows("Nobody else reads a draft, not even the team");
    app.sam().await.get(&app.at("leave-words")).await.hides("Told in confidence: the team alone");
}

#[tokio::test]
async fn the_names_beside_a_box_are_those_that_the_viewer_knows() {
    let app = TestApp::new().await;
    let named = dialogue::people::MemberNamed {
        member: dialogue::MemberId(id()),
        name: "Ravi Moss".into(),
        is_person: false,
    };
    let told = Told { audience: Some(Audience::Team), ..Told::default() };
    app.act("leila", told, Act::NameMember(named)).await;
    app.leila().await.get(&app.at("question/new")).await.shows("Ravi Moss");
    app.jo().await.get(&app.at("leave-words")).await.hides("Ravi Moss");
}

#[tokio::test]
async fn a_voice_chooses_anew_who_reads_its_words_and_both_choices_stay() {
    let app = TestApp::new().await;
    let jo = app.jo().await;
    let words = leaves(&app, "jo", Audience::Everyone, WORDS).await;
    app.bern().await.get(&app.at("story")).await.shows(WORDS);
    let readers = readers_of(&app, words).await;
    jo.get(&app.at("leave-words")).await.shows("Who may read this?").shows(&readers);
    app.bern().await.get(&app.at("story")).await.hides(&readers);
    app.clock_to("2026-11-22T14:20:00Z");
    let sent = jo.send_form(&readers, &[("audience", "person-and-team")]).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    jo.get(&sent.location).await.shows("Chosen. This holds from now on.");
    app.bern().await.get(&app.at("story")).await.hides(WORDS);
    for slug in ["sam", "leila"] {
        let story = app.signed_in(slug).await.get(&app.at("story")).await;
        story.shows(WORDS).shows("Sam and the team read this").shows("Chosen anew");
        story.shows("Everyone in the network and the team read this");
        story.shows("Sunday 22 November 2026, 14:20");
    }
}

#[tokio::test]
async fn the_team_notes_a_choice_for_a_member_who_asked_with_who_noted_it() {
    let app = TestApp::new().await;
    let words = leaves(&app, "jo", Audience::PersonAndTeam, WORDS).await;
    let readers = readers_of(&app, words).await;
    let leila = app.leila().await;
    leila.get(&readers).await.shows("Note it only as Jo asked");
    assert_eq!(leila.send_form(&readers, &[("audience", "everyone")]).await.status, 303);
    app.bern().await.get(&app.at("story")).await.shows(WORDS).shows("(noted by Leila Haddad)");
    // Nobody chooses for a colleague.
    let own = leaves(&app, "tom", Audience::PersonAndTeam, "I keep thinking of the pot.").await;
    assert_eq!(leila.get(&readers_of(&app, own).await).await.status, 404);
}

#[tokio::test]
async fn without_a_choice_the_form_comes_back_and_a_practitioner_cannot_hide_a_note() {
    let app = TestApp::new().await;
    let own = leaves(&app, "leila", Audience::PersonAndTeam, WORDS).await;
    let readers = readers_of(&app, own).await;
    let leila = app.leila().await;
    leila.get(&readers).await.hides("Told in confidence: the team alone");
    let refused = leila.send_form(&readers, &[("audience", "team")]).await;
    assert_eq!(refused.status, 422);
    refused.shows("What the team writes is open to the person");
    assert!(refused.body.contains("audience-error"), "the sentence stands beside the field");
    let none = leila.send_form(&readers, &[("audience", "nobody")]).await;
    assert_eq!(none.status, 422);
    none.shows("Choose who may read this.");
    app.sam().await.get(&app.at("story")).await.shows(WORDS);
}

#[tokio::test]
async fn a_question_is_opened_to_others_by_whoever_asked_it() {
    let app = TestApp::new().await;
    let question = dialogue::question::QuestionOpened {
        question: dialogue::QuestionId(id()),
        text: "Who has the other key?".into(),
    };
    let at = app.at(&format!("question/{}", question.question));
    app.act("jo", Told::default(), Act::OpenQuestion(question)).await;
    let bern = app.bern().await;
    assert_eq!(bern.get(&at).await.status, 404);
    let page = app.jo().await.get(&at).await;
    let href = page.body.split("href=\"").find(|part| part.contains("/readers/")).unwrap();
    let href = href.split('"').next().unwrap().to_owned();
    assert_eq!(app.jo().await.send_form(&href, &[("audience", "everyone")]).await.status, 303);
    bern.get(&at).await.shows("Who has the other key?").hides("/readers/");
}

#[tokio::test]
async fn a_member_who_is_added_to_a_circle_reads_none_of_its_older_words() {
    let mut app = TestApp::new().await;
    let jo = app.jo().await;
    let named = [("name", "upstairs"), ("members", &*app.jo.to_string())];
    assert_eq!(jo.send_form(&app.at("circle/new"), &named).await.status, 303);
    let page = jo.get(&app.at("circles")).await;
    let href = page.body.split("href=\"").find(|part| part.contains("/circle/") && !part.contains("/new"));
    let href = href.unwrap().split('"').next().unwrap().to_owned();
    let circle: CircleId = href.rsplit('/').next().unwrap().parse().unwrap();
    let sent = jo
        .send_form(&app.at("leave-words"), &[("text", WORDS), ("audience", &format!("circle-{circle}"))])
        .await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let (kai, browser) = joins(&mut app, "kai", "Kai").await;
    // Whoever opens the form sees who is in it; with Kai it is another circle.
    jo.get(&href).await.shows("nobody who is added now reads it");
    let with_kai = [("name", "upstairs"), ("members", &*app.jo.to_string()), ("members", &*kai.to_string())];
    assert_eq!(jo.send_form(&href, &with_kai).await.status, 303);
    browser.get(&app.at("story")).await.hides(WORDS);
    browser.get(&app.at("circles")).await.shows("upstairs");
    let choices = jo.get(&app.at("leave-words")).await;
    assert!(!choices.body.contains(&format!("circle-{circle}\"")), "only the newest is offered");
    assert_eq!(choices.body.matches("value=\"circle-").count(), 1);
    assert_eq!(jo.get(&href).await.status, 404, "the circle before is changed no more");
    // The team and the person always read with a circle.
    for slug in ["sam", "leila"] {
        app.signed_in(slug).await.get(&app.at("story")).await.shows(WORDS);
    }
    app.bern().await.get(&app.at("circles")).await.hides("upstairs").shows("no circle that you are in");
}

#[tokio::test]
async fn a_circle_that_is_renamed_stays_the_same_and_nobody_else_changes_it() {
    let app = TestApp::new().await;
    let circle = CircleId(id());
    let members = [app.jo, app.bern].into();
    let named = CircleNamed { circle, name: "us two".into(), members, instead_of: None };
    app.act("jo", Told::default(), Act::NameCircle(named)).await;
    let href = app.at(&format!("circle/{circle}"));
    for slug in ["bern", "sam", "ines", "ada"] {
        assert_eq!(app.signed_in(slug).await.get(&href).await.status, 404, "{slug}");
    }
    let (jo, bern) = (app.jo.to_string(), app.bern.to_string());
    let renamed = [("name", "we two"), ("members", jo.as_str()), ("members", bern.as_str())];
    assert_eq!(app.jo().await.send_form(&href, &renamed).await.status, 303);
    app.bern().await.get(&app.at("circles")).await.shows("we two").hides("us two");
    assert_eq!(app.jo().await.get(&href).await.status, 200, "it is the same circle");
    let nobody = app.jo().await.send_form(&href, &[("name", "we three")]).await;
    assert_eq!(nobody.status, 422);
    nobody.shows("Choose who it is.").shows("we three");
    assert!(nobody.body.contains("members-error"));
}

#[tokio::test]
async fn the_team_writes_down_a_circle_of_the_persons() {
    let app = TestApp::new().await;
    let (leila, jo) = (app.leila().await, app.jo.to_string());
    let named = [("name", "those at home"), ("members", jo.as_str()), ("whose", "person")];
    assert_eq!(leila.send_form(&app.at("circle/new"), &named).await.status, 303);
    leila.get(&app.at("circles")).await.shows("those at home").shows("Sam, written down by Leila Haddad");
    app.sam().await.get(&app.at("circles")).await.shows("those at home").shows("Change this circle");
    let empty = leila.send_form(&app.at("circle/new"), &[("name", " "), ("members", &jo)]).await;
    assert_eq!(empty.status, 422);
    empty.shows("Write something here");
}

#[tokio::test]
async fn words_of_those_present_follow_their_voice_later() {
    let app = TestApp::new().await;
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    app.hold_meeting(meeting, &[app.voice("sam"), Who::Member(app.jo)]).await;
    let said = app.says(meeting, app.voice("jo"), Kind::Telling, WORDS).await;
    let readers = readers_of(&app, said).await;
    app.bern().await.get(&app.at("story")).await.hides(WORDS);
    assert_eq!(app.jo().await.send_form(&readers, &[("audience", "everyone")]).await.status, 303);
    app.bern().await.get(&app.at("story")).await.shows(WORDS);
    assert_eq!(app.jo().await.send_form(&readers, &[("audience", "present")]).await.status, 303);
    app.bern().await.get(&app.at("story")).await.hides(WORDS);
}
