//! Tests of a network through the eyes of the person and of its members.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use dialogue::{
    Act, Audience, DecisionId, PromiseId, QuestionId, StayId, Told, Who,
    decision::DecisionOpened,
    people::{Circumstance, CircumstanceTold, KnownAs, Wish, WishTold},
    plan::{Coming, InvitationAnswered},
    promise::PromiseMade,
    question::QuestionOpened,
    read_back::{Given, WordsOffered},
    safety::SafetyAgreed,
    stay::{Lawful, StayBegan},
    unsafe_pair::UnsafePairMarked,
    words::Kind,
};

use crate::testing::{TestApp, id};

/// A held meeting of Sam, Jo, Leila and Tom; Bern was not there.
async fn met(app: &TestApp) -> dialogue::MeetingId {
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    let there = ["sam", "jo", "leila", "tom"].map(|slug| app.voice(slug));
    app.hold_meeting(meeting, &there).await;
    app.says(meeting, app.voice("jo"), Kind::Telling, "I hear him walk at night.").await;
    app.says(meeting, app.voice("sam"), Kind::Telling, "It is the quiet that walks.").await;
    app.close_meeting(meeting).await;
    meeting
}

async fn noted(app: &TestApp) {
    let sams = || Told { voice: Some(app.voice("sam")), ..Told::default() };
    let asks = QuestionOpened { question: QuestionId(id()), text: "Who has the key?".into() };
    app.act("leila", sams(), Act::OpenQuestion(asks)).await;
    let about = DecisionOpened {
        decision: DecisionId(id()),
        about: "The tablets at night".into(),
        is_medicine: true,
        options: vec![],
    };
    app.act("leila", sams(), Act::OpenDecision(about)).await;
    for (slug, what) in [("leila", "Ring on Tuesday"), ("sam", "Keep the window open")] {
        let made =
            PromiseMade { promise: PromiseId(id()), who: app.voice(slug), what: what.into(), by: None };
        app.act("leila", Told::default(), Act::MakePromise(made)).await;
    }
    let weighs =
        CircumstanceTold { about: Circumstance::Money, words: "The rent is two months behind.".into() };
    app.act("leila", Told::default(), Act::TellCircumstance(weighs)).await;
    let is =
        KnownAs { legal_name: "Samuel Wren".into(), nhs_number: "999 000 0034".into(), ..KnownAs::default() };
    app.act("leila", Told::default(), Act::NoteKnownAs(is)).await;
    let stay = StayBegan {
        stay: StayId(id()),
        place: "Larch Ward".into(),
        own_word: "the aquarium".into(),
        began: "2026-11-20".parse().unwrap(),
        lawful: Lawful { detained: Some(false), ..Lawful::default() },
    };
    app.act("leila", Told::default(), Act::BeginStay(stay)).await;
    let pair = UnsafePairMarked {
        one: app.sam,
        other: app.bern,
        words: "He was at the door with a hammer.".into(),
        at_risk: None,
    };
    app.act("leila", Told::default(), Act::MarkUnsafePair(pair)).await;
}

#[tokio::test]
async fn the_person_sees_who_is_on_their_side_and_how_to_reach_them_now() {
    let app = TestApp::new().await;
    let page = app.sam().await.get(&app.at("")).await;
    page.shows("Hello, Sam").shows("Leila Haddad").shows("Holds this now").shows("tel:07700900123");
    page.shows("Tom Brook").shows("I like to listen.").shows("tel:999").shows("01632 960100");
    page.shows("See who has looked").shows(&app.at("looked")).shows("/what-happens");
    assert!(page.body.find("Leila Haddad") < page.body.find("Tom Brook"), "the holder comes first");
}

#[tokio::test]
async fn a_page_without_anything_says_what_to_do_next() {
    let app = TestApp::new().await;
    app.sam()
        .await
        .get(&app.at(""))
        .await
        .shows("No meeting is planned. If you would like one, ring")
        .shows("leave words for the next meeting")
        .shows("There has been no meeting yet")
        .shows("When questions, decisions or promises come up, they stand here.")
        .hides("How we keep safe");
}

#[tokio::test]
async fn the_next_meeting_stands_there_with_who_comes_and_what_i_answered() {
    let app = TestApp::new().await;
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    let jo = app.jo().await;
    let page = jo.get(&app.at("")).await;
    page.shows("Monday 23 November 2026, 10:20").shows("Sam’s kitchen").shows("Leila Haddad (Nurse)");
    page.shows(&app.at(&format!("meeting/{meeting}"))).shows("Say whether you can come");
    let answer =
        InvitationAnswered { meeting, member: app.jo, answer: Coming::Remote, words: "by phone".into() };
    app.act("jo", Told::default(), Act::AnswerInvitation(answer)).await;
    jo.get(&app.at(""))
        .await
        .shows("You said that you will join from elsewhere.")
        .hides("Say whether you can come");
    // Bern is not invited: he is not asked for an answer, and reads nobody else's.
    app.bern().await.get(&app.at("")).await.hides("Say whether you can come").hides("join from elsewhere");
    app.clock_to("2026-11-24T10:00:00Z");
    app.jo().await.get(&app.at("")).await.hides("10:20").shows("No meeting is planned");
}

#[tokio::test]
async fn after_a_meeting_each_has_their_own_words_and_what_comes_next() {
    let app = TestApp::new().await;
    let meeting = met(&app).await;
    let offered = WordsOffered { meeting, who: app.voice("jo"), how: Given::OwnView };
    app.act("leila", Told::default(), Act::OfferWords(offered)).await;
    let page = app.jo().await.get(&app.at("")).await;
    page.shows("I hear him walk at night.")
        .shows("as heard by Leila Haddad")
        .hides("It is the quiet that walks.");
    page.shows("we will call: on Tuesday").shows(&app.at(&format!("meeting/{meeting}/record")));
    page.shows(&app.at(&format!("meeting/{meeting}/read-back/{}", app.voice("jo"))))
        .shows("here if you like");
    let sams = app.sam().await.get(&app.at("")).await;
    sams.shows("It is the quiet that walks.").hides("read-back/");
}

#[tokio::test]
async fn the_person_reads_what_is_written_about_them_their_own_promises_first() {
    let app = TestApp::new().await;
    noted(&app).await;
    let safety = SafetyAgreed { notices: "Jo".into(), calls: String::new(), helps: String::new() };
    app.act("leila", Told::default(), Act::AgreeSafety(safety)).await;
    let page = app.sam().await.get(&app.at("")).await;
    page.shows("Who has the key?").shows("The tablets at night").shows("Ring on Tuesday");
    page.shows("The rent is two months behind.").shows("Samuel Wren").shows("999 000 0034");
    page.shows("“the aquarium”").shows("Larch Ward").shows("by your own choice");
    page.shows("my sister").shows(&app.at("safety"));
    assert!(page.body.find("Keep the window open") < page.body.find("Ring on Tuesday"));
}

#[tokio::test]
async fn a_member_finds_no_trace_of_what_is_not_theirs_to_read() {
    let app = TestApp::new().await;
    let before = app.bern().await.get(&app.at("")).await;
    noted(&app).await;
    let wish = WishTold { member: app.bern, wish: Wish::NotWanted, words: "not him".into() };
    app.act("sam", Told::default(), Act::TellWish(wish)).await;
    let page = app.bern().await.get(&app.at("")).await;
    assert_eq!(page.body, before.body, "the neighbour's page is the same as if none of it were there");
    page.hides("my sister").hides("hammer").hides("See who has looked").hides("has not slept").hides("wish/");
    for words in ["withheld", "not allowed", "may not read"] {
        page.hides(words);
    }
    // Nor does the person learn that two people must not meet.
    app.sam().await.get(&app.at("")).await.hides("hammer");
}

#[tokio::test]
async fn a_member_who_was_not_there_reads_no_words_of_the_meeting() {
    let app = TestApp::new().await;
    let meeting = met(&app).await;
    let page = app.bern().await.get(&app.at("")).await;
    page.hides("walks").hides("walk at night").hides(&app.at(&format!("meeting/{meeting}/record")));
}

#[tokio::test]
async fn outside_the_network_there_is_no_such_page() {
    let app = TestApp::new().await;
    for slug in ["ines", "ada"] {
        let browser = app.signed_in(slug).await;
        let page = browser.get(&app.at("")).await;
        let nothing = browser.get(&format!("/network/{}", id().as_simple())).await;
        assert_eq!((page.status, page.body), (404, nothing.body), "{slug}");
        assert_eq!(browser.get(&app.at(&format!("wish/{}", app.jo))).await.status, 404, "{slug}");
    }
}

#[tokio::test]
async fn the_person_says_whom_they_want_there_and_may_change_their_mind() {
    let app = TestApp::new().await;
    let sam = app.sam().await;
    let path = app.at(&format!("wish/{}", app.bern));
    let sent = sam.send_form(&path, &[("wish", "not-now"), ("words", "When I have slept.")]).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    sam.get(&app.at("")).await.shows("Not now, perhaps later. “When I have slept.”");
    sam.get(&path).await.shows("When I have slept.").shows("What you said before");
    sam.send_form(&path, &[("wish", "wanted"), ("words", "")]).await;
    sam.get(&app.at("")).await.shows("You want them there.").hides("Not now, perhaps later.");
    app.bern().await.get(&app.at("")).await.hides("When I have slept.");
}

#[tokio::test]
async fn the_person_may_come_alone() {
    let app = TestApp::new().await;
    let sam = app.sam().await;
    let path = app.at(&format!("wish/{}", app.sam));
    sam.get(&path).await.shows("Would you rather come alone?");
    assert_eq!(sam.send_form(&path, &[("wish", "not-now")]).await.status, 303);
    sam.get(&app.at("")).await.shows("You come alone for now.");
}

#[tokio::test]
async fn a_wish_without_an_answer_is_given_back_with_everything_typed() {
    let app = TestApp::new().await;
    let sent =
        app.sam().await.send_form(&app.at(&format!("wish/{}", app.jo)), &[("words", "only with Tom")]).await;
    assert_eq!(sent.status, 422);
    sent.shows("Choose one.").shows("only with Tom");
    assert!(sent.body.contains("wish-error"), "the sentence stands beside the field");
}

#[tokio::test]
async fn whom_the_person_wants_there_is_the_persons_to_say() {
    let app = TestApp::new().await;
    let path = app.at(&format!("wish/{}", app.bern));
    for slug in ["jo", "bern", "ines"] {
        let browser = app.signed_in(slug).await;
        assert_eq!(browser.get(&path).await.status, 404, "{slug}");
        let sent = browser.post(&path, &[("id", &id().to_string()), ("wish", "wanted")]).await;
        assert_eq!(sent.status, 404, "{slug}");
    }
    let nobody = app.at(&format!("wish/{}", id().as_simple()));
    assert_eq!(app.sam().await.get(&nobody).await.status, 404);
}

#[tokio::test]
async fn drafts_are_not_among_my_words() {
    let app = TestApp::new().await;
    let spoken = dialogue::words::WordsSpoken {
        words: dialogue::WordsId(id()),
        kind: Kind::Left,
        text: "Not finished.".into(),
        in_answer_to: None,
        thinking_of: None,
    };
    let told = Told { audience: Some(Audience::OnlyMe), ..Told::default() };
    app.act("jo", told, Act::Speak(spoken)).await;
    app.jo().await.get(&app.at("")).await.hides("Not finished.");
}

#[tokio::test]
async fn what_happens_in_a_meeting_is_open_to_everybody_in_plain_words() {
    let app = TestApp::new().await;
    let page = app.nobody().get("/what-happens").await;
    assert_eq!(page.status, 200);
    page.shows("What happens in a meeting")
        .shows("Who sees what?")
        .shows("nobody has to speak")
        .shows("Help now");
    page.hides("Sam").shows("Leave this page");
    app.jo().await.get("/what-happens").await.shows("Signed in as");
}

#[tokio::test]
async fn titles_and_addresses_hold_no_names() {
    let app = TestApp::new().await;
    let sam = app.sam().await;
    for path in [app.at(""), app.at(&format!("wish/{}", app.jo)), app.at("looked"), app.at("leave-words")] {
        let page = sam.get(&path).await;
        let title = page.body.split("<title>").nth(1).unwrap().split("</title>").next().unwrap().to_owned();
        assert!(!["Sam", "Jo", "Leila"].iter().any(|name| title.contains(name)), "{title}");
    }
    assert!(Who::Member(app.jo).to_string().starts_with('m'));
}
