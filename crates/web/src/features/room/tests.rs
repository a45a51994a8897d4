//! Tests of the room.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod agreed;
mod came;
mod ending;
mod file;
mod words;

use dialogue::{MeetingId, Who};

use crate::testing::{Browser, Seen, TestApp};

/// A meeting at home in which Sam, Jo, Leila and Tom are expected; it is an hour after it began.
async fn meeting() -> (TestApp, MeetingId, String) {
    let app = TestApp::new().await;
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    app.clock_to("2026-11-23T11:43:00Z");
    let room = app.at(&format!("meeting/{meeting}/room"));
    (app, meeting, room)
}

/// The form of a page that goes to an address and holds these words, with its hidden fields.
fn form_of(page: &Seen, action: &str, holds: &str) -> Vec<(String, String)> {
    let forms = page.body.split("<form ").skip(1).map(|form| form.split("</form>").next().unwrap());
    let form = forms
        .filter(|form| form.contains(&format!("action=\"{action}\"")))
        .find(|form| form.contains(holds))
        .unwrap_or_else(|| panic!("no form to {action} with {holds:?}:\n{}", page.body));
    let seen =
        Seen { status: 200, location: String::new(), body: form.to_owned(), headers: Default::default() };
    seen.hidden()
}

/// Sends a form that was opened with these hidden fields.
async fn send(browser: &Browser, path: &str, hidden: &[(String, String)], fields: &[(&str, &str)]) -> Seen {
    let mut all: Vec<(&str, &str)> = hidden
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .filter(|(name, _)| !fields.iter().any(|(field, _)| field == name))
        .collect();
    all.extend_from_slice(fields);
    browser.post(path, &all).await
}

/// Opens the room, fills in one form of it and sends it.
async fn fill(browser: &Browser, room: &str, below: &str, holds: &str, fields: &[(&str, &str)]) -> Seen {
    let page = browser.get(room).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let path = format!("{room}/{below}");
    send(browser, &path, &form_of(&page, &path, holds), fields).await
}

/// The same, taken by the record: back at the section.
async fn takes(browser: &Browser, room: &str, below: &str, holds: &str, fields: &[(&str, &str)]) {
    let sent = fill(browser, room, below, holds, fields).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    assert!(sent.location.starts_with(&format!("{room}#")), "{}", sent.location);
}

/// Writes words down for a voice.
async fn says(browser: &Browser, room: &str, kind: &str, voice: Who, text: &str) {
    let holds = format!("room-{}-{kind}-{voice}\"", meeting_of(room));
    takes(browser, room, "words", &holds, &[("text", text)]).await;
}

fn meeting_of(room: &str) -> &str {
    room.split('/').nth(4).unwrap()
}

#[tokio::test]
async fn a_talk_is_written_down_and_closed_in_any_order() {
    let (app, _, room) = meeting().await;
    let leila = app.leila().await;
    says(&leila, &room, "telling", app.voice("sam"), "The flat hums at night.").await;
    takes(&leila, &room, "next", "", &[("next", "we-call"), ("about-when", "on Thursday")]).await;
    let came = format!("came-{}", app.voice("sam"));
    takes(&leila, &room, "came", "", &[(&came, "there")]).await;
    let page = leila.get(&room).await;
    page.shows("The flat hums at night.")
        .shows("as heard by Leila Haddad")
        .shows("We will call: on Thursday");
    let closed = fill(&leila, &room, "close", "", &[("as-planned", "yes"), ("minutes", "85")]).await;
    assert_eq!((closed.status, closed.location.as_str()), (303, room.replace("/room", "/record").as_str()));
    assert_eq!(leila.get(&room).await.status, 303, "a closed meeting is read on the page of its record");
}

#[tokio::test]
async fn nobody_outside_the_team_finds_a_trace_of_the_room() {
    let (app, _, room) = meeting().await;
    says(&app.leila().await, &room, "telling", app.voice("sam"), "The flat hums at night.").await;
    let nowhere = app.at(&format!("meeting/{}/room", crate::testing::id().as_simple()));
    for slug in ["sam", "jo", "bern", "ines", "ada"] {
        let browser = app.signed_in(slug).await;
        let (there, not_there) = (browser.get(&room).await, browser.get(&nowhere).await);
        assert_eq!((there.status, not_there.status), (404, 404), "{slug}");
        there.hides("hums").hides("Sam Wren’s");
        let sent = browser.post(&format!("{room}/words"), &[("kind", "telling"), ("text", "x")]).await;
        assert_eq!(sent.status, 404, "{slug}");
    }
    assert_eq!(app.nobody().get(&room).await.status, 303);
}

#[tokio::test]
async fn the_address_of_a_form_leads_back_to_the_room() {
    let (app, _, room) = meeting().await;
    let seen = app.leila().await.get(&format!("{room}/words")).await;
    assert_eq!((seen.status, seen.location), (303, room));
}

#[tokio::test]
async fn a_closed_meeting_takes_nothing_more_and_gives_back_what_was_typed() {
    let (app, meeting, room) = meeting().await;
    let leila = app.leila().await;
    let page = leila.get(&room).await;
    app.hold_meeting(meeting, &[app.voice("sam")]).await;
    app.close_meeting(meeting).await;
    let voice = app.voice("sam").to_string();
    let words = form_of(&page, &format!("{room}/words"), &format!("telling-{voice}\""));
    let late = send(&leila, &format!("{room}/words"), &words, &[("text", "One more thing.")]).await;
    assert_eq!(late.status, 422);
    late.shows("This meeting has been closed").shows("One more thing.").shows("/record");
    for (below, fields) in [
        ("question", vec![("voice", voice.as_str()), ("text", "Who will water the plants?")]),
        ("promise", vec![("who", voice.as_str()), ("what", "Water the plants?")]),
        ("decision", vec![("about", "The plants?")]),
        ("safety", vec![("helps", "The plants?"), ("seen", "0")]),
    ] {
        let path = format!("{room}/{below}");
        let late = send(&leila, &path, &form_of(&page, &path, ""), &fields).await;
        assert_eq!(late.status, 422, "{below}");
        late.shows("This meeting has been closed").shows("plants?");
    }
}

#[tokio::test]
async fn what_is_being_written_is_kept_for_each_voice_and_only_for_its_writer() {
    let (app, meeting, room) = meeting().await;
    let leila = app.leila().await;
    let (sam, jo) = (app.voice("sam"), app.voice("jo"));
    for (who, text) in [(sam, "The hum in the"), (jo, "He used to sing")] {
        let key = format!("room-{meeting}-telling-{who}");
        let voice = who.to_string();
        let id = crate::testing::id().to_string();
        let draft = [
            ("draft-key", key.as_str()),
            ("id", &id),
            ("voice", &voice),
            ("kind", "telling"),
            ("text", text),
        ];
        assert_eq!(leila.post("/draft", &draft).await.status, 204);
    }
    leila.get(&room).await.shows("The hum in the").shows("He used to sing");
    app.signed_in("tom").await.get(&room).await.hides("The hum in the");
    says(&leila, &room, "telling", sam, "The hum in the wall.").await;
    leila.get(&room).await.hides("The hum in the<").shows("He used to sing");
}

#[tokio::test]
async fn words_left_since_the_last_meeting_stand_on_top_to_be_heard() {
    use dialogue::{
        Act, Told, WordsId,
        words::{Kind, WordsSpoken},
    };
    let (app, _, room) = meeting().await;
    let left = WordsSpoken {
        words: WordsId(crate::testing::id()),
        kind: Kind::Left,
        text: "Ask him about the boat.".into(),
        in_answer_to: None,
        thinking_of: None,
    };
    app.act("jo", Told::default(), Act::Speak(left)).await;
    let leila = app.leila().await;
    let page = leila.get(&room).await;
    page.shows("Left for this meeting").shows("Ask him about the boat.").shows("I have read this");
    takes(&leila, &room, "heard", "", &[]).await;
    leila.get(&room).await.shows("Read by Leila Haddad").hides("I have read this");
}

#[tokio::test]
async fn every_form_gives_back_what_was_typed_with_a_sentence_beside_the_field() {
    let (app, _, room) = meeting().await;
    let leila = app.leila().await;
    let sam = app.voice("sam").to_string();
    let long = "x".repeat(20_001);
    for (below, field, sentence, fields) in [
        (
            "somebody",
            "somebody-who",
            "Choose somebody from the list",
            vec![("tie", "kept as typed"), ("presence", "there")],
        ),
        ("shared", "shared-voices", "Choose who it is", vec![("text", "kept as typed")]),
        ("question", "question-voice", "Choose who it is", vec![("text", "kept as typed")]),
        ("decision", "decision-about", "Write something here", vec![("options", "kept as typed")]),
        ("promise", "promise-who", "Choose who it is", vec![("what", "kept as typed")]),
        (
            "promise",
            "promise-by",
            "not a day",
            vec![
                ("who", &sam),
                ("what", "kept as typed"),
                ("by-day", "31"),
                ("by-month", "2"),
                ("by-year", "2027"),
            ],
        ),
        (
            "safety",
            "safety-calls",
            "longer than one passage",
            vec![("notices", "kept as typed"), ("calls", &long)],
        ),
        ("next", "next-when", "not a day", vec![("next", "meeting"), ("place-words", "kept as typed")]),
        ("next", "next-next", "Choose one", vec![("about-when", "kept as typed")]),
        ("close", "close-began-at", "began to talk", vec![("minutes", "76")]),
        ("close", "close-minutes", "as a number", vec![("minutes", "kept as typed"), ("as-planned", "yes")]),
    ] {
        let sent = fill(&leila, &room, below, "", &fields).await;
        assert_eq!(sent.status, 422, "{below}");
        sent.shows(sentence).shows(if fields.contains(&("minutes", "76")) { "76" } else { "kept as typed" });
        assert!(sent.body.contains(&format!("id=\"{field}-error\"")), "{below}: beside {field}");
    }
}

#[tokio::test]
async fn a_question_that_cannot_be_moved_is_given_back_with_its_words() {
    let (app, _, room) = meeting().await;
    let leila = app.leila().await;
    let sam = app.voice("sam").to_string();
    takes(&leila, &room, "question", "", &[("voice", &sam), ("text", "Who feeds the cat?")]).await;
    let long = format!("kept as typed {}", "x".repeat(20_001));
    let sent = fill(&leila, &room, "question-moved", "dissolved", &[("words", &long)]).await;
    assert_eq!(sent.status, 422);
    sent.shows("longer than one passage").shows("kept as typed").shows("Who feeds the cat?");
    let question = form_of(&sent, &format!("{room}/question-moved"), "dissolved");
    let (_, id) = question.iter().find(|(name, _)| name == "question").unwrap();
    assert!(sent.body.contains(&format!("id=\"question-{id}-words-error\"")), "beside its field");
    // Put right, it goes.
    let fields = [("words", "Bern does."), ("to", "dissolved")];
    let sent = send(&leila, &format!("{room}/question-moved"), &question, &fields).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
}

#[tokio::test]
async fn shared_words_take_no_answer_for_somebody_whose_words_they_are_not() {
    let (app, _, room) = meeting().await;
    let leila = app.leila().await;
    let (sam, bern, tom) = (app.voice("sam"), app.voice("bern"), app.voice("tom"));
    let fields = [("text", "We try it for a week."), ("voices", &*sam.to_string())];
    takes(&leila, &room, "shared", "", &[fields[0], fields[1], ("voices", &tom.to_string())]).await;
    // Neither for somebody who was not named, nor for a colleague who was.
    for other in [bern, tom] {
        let answer = [("voice", &*other.to_string()), ("stands", "yes")];
        let sent = fill(&leila, &room, "shared-answer", "", &answer).await;
        assert_eq!(sent.status, 422, "{other}");
        sent.shows("Only this voice").shows("We try it for a week.").shows("nothing said yet");
    }
    leila.get(&room).await.shows("nothing said yet");
}

#[tokio::test]
async fn what_is_not_there_cannot_be_heard_and_the_page_says_so() {
    let (app, _, room) = meeting().await;
    let leila = app.leila().await;
    let voice = app.voice("sam").to_string();
    let began = form_of(&leila.get(&room).await, &format!("{room}/words"), &format!("telling-{voice}\""));
    let (_, id) = began.iter().find(|(name, _)| name == "id").unwrap();
    let nothing = crate::testing::id().to_string();
    let sent = leila.post(&format!("{room}/heard"), &[("id", id), ("passage", &nothing)]).await;
    assert_eq!(sent.status, 422);
    sent.shows("This is not here. Nothing was changed.").shows("Who came");
}
