//! Tests of questions, decisions, promises and the safety agreement between meetings.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use crate::testing::{Seen, TestApp, id};

async fn made(app: &TestApp, slug: &str, what: &str, fields: &[(&str, &str)]) -> String {
    let sent = app.signed_in(slug).await.send_form(&app.at(&format!("{what}/new")), fields).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    sent.location
}

/// Sends one of the forms of a page to its own address.
async fn sends(app: &TestApp, slug: &str, page: &str, to: &str, fields: &[(&str, &str)]) -> Seen {
    let browser = app.signed_in(slug).await;
    assert_eq!(browser.get(page).await.status, 200);
    let fresh = id().to_string();
    let mut all = vec![("id", fresh.as_str())];
    all.extend_from_slice(fields);
    browser.post(&format!("{page}{to}"), &all).await
}

#[tokio::test]
async fn a_question_is_held_dissolved_and_opened_again() {
    let app = TestApp::new().await;
    let sam = app.voice("sam").to_string();
    let fields = [("text", "Who fed the cat?"), ("voice", sam.as_str()), ("audience", "everyone")];
    let question = made(&app, "leila", "question", &fields).await;
    let leila = app.leila().await;
    leila.get(&question).await.shows("Who fed the cat?").shows("Sam, written down by Leila Haddad");
    let sent = leila.send_form(&question, &[("words", "Bern did.")]).await;
    assert_eq!(sent.status, 303);
    leila.get(&question).await.shows("No longer a question").shows("Bern did.");
    leila.send_form(&question, &[("words", "Not on Friday.")]).await;
    leila.get(&question).await.shows("We hold this together").shows("Bern did.").shows("Not on Friday.");
    app.bern().await.get(&question).await.shows("Not on Friday.").hides("Let it go");
}

#[tokio::test]
async fn a_member_opens_a_question_in_their_own_voice_only() {
    let app = TestApp::new().await;
    let sam = app.voice("sam").to_string();
    let fields = [("text", "Will he be home for my birthday?"), ("voice", sam.as_str())];
    let question = made(&app, "jo", "question", &fields).await;
    app.jo().await.get(&question).await.shows("Will he be home").hides("written down by");
    app.leila().await.get(&question).await.shows("Jo");
    app.sam().await.get(&question).await.shows("Will he be home");
    // Whoever asked learns where the question went, though it is for Sam and the team.
    sends(&app, "leila", &question, "", &[("to", "dissolved"), ("words", "He was.")]).await;
    app.jo().await.get(&question).await.shows("He was.").shows("No longer a question");
    let sent = sends(&app, "jo", &question, "", &[("to", "dissolved")]).await;
    assert_eq!(sent.status, 404, "dissolving is noted by the team");
}

#[tokio::test]
async fn an_empty_question_is_given_back() {
    let app = TestApp::new().await;
    let sent =
        app.jo().await.send_form(&app.at("question/new"), &[("text", " "), ("audience", "everyone")]).await;
    assert_eq!(sent.status, 422);
    assert!(sent.body.contains("text-error"));
    let everyone = sent.body.split("value=\"everyone\"").nth(1).unwrap().split('>').next().unwrap();
    assert!(everyone.contains("checked"), "the audience is still chosen");
}

#[tokio::test]
async fn what_one_may_not_read_is_not_there() {
    let app = TestApp::new().await;
    let question = made(&app, "leila", "question", &[("text", "Only for Sam and us")]).await;
    let decision = made(&app, "leila", "decision", &[("about", "Only for Sam and us")]).await;
    let promise = made(&app, "leila", "promise", &[("what", "Only for Sam and us")]).await;
    for (path, what) in [(&question, "question"), (&decision, "decision"), (&promise, "promise")] {
        app.sam().await.get(path).await.shows("Only for Sam and us");
        let nothing = app.jo().await.get(&app.at(&format!("{what}/{}", id().simple()))).await;
        for slug in ["jo", "bern", "ines", "ada"] {
            let browser = app.signed_in(slug).await;
            let page = browser.get(path).await;
            assert_eq!((page.status, &page.body), (404, &nothing.body), "{slug} {what}");
            let sent = browser.post(path, &[("id", &id().to_string()), ("became", "kept")]).await;
            assert!([404, 405].contains(&sent.status), "{slug} {what}: {}", sent.status);
        }
    }
    for (below, field) in [("stance", "words"), ("option", "option"), ("outcome", "outcome")] {
        let fields = [("id", &*id().to_string()), (field, "No.")];
        let sent = app.jo().await.post(&format!("{decision}/{below}"), &fields).await;
        assert_eq!(sent.status, 404, "{below}");
    }
    for slug in ["ines", "ada"] {
        for path in ["safety", "question/new", "decision/new", "promise/new"] {
            assert_eq!(app.signed_in(slug).await.get(&app.at(path)).await.status, 404, "{slug} {path}");
        }
    }
}

#[tokio::test]
async fn medicine_is_a_decision_like_any_other_with_options_and_stances_side_by_side() {
    let app = TestApp::new().await;
    let fields = [
        ("about", "The tablets at night"),
        ("is-medicine", "yes"),
        ("options", "none for now\n\na small dose"),
        ("audience", "everyone"),
    ];
    let decision = made(&app, "leila", "decision", &fields).await;
    let leila = app.leila().await;
    let page = leila.get(&decision).await;
    page.shows("about medicine").shows("none for now").shows("a small dose").shows("Being talked about");
    assert_eq!(sends(&app, "jo", &decision, "/option", &[("option", "sleep first")]).await.status, 303);
    leila.get(&decision).await.shows("sleep first").shows("Jo");
    let sam = app.voice("sam").to_string();
    let said = [("voice", sam.as_str()), ("words", "I do not want them.")];
    assert_eq!(sends(&app, "leila", &decision, "/stance", &said).await.status, 303);
    assert_eq!(
        sends(&app, "sam", &decision, "/stance", &[("words", "Perhaps half of one.")]).await.status,
        303
    );
    // A member speaks in their own voice, whatever the form says.
    assert_eq!(
        sends(&app, "jo", &decision, "/stance", &[("voice", &sam), ("words", "I am afraid of them.")])
            .await
            .status,
        303
    );
    let page = leila.get(&decision).await;
    page.shows("Perhaps half of one.").shows("I do not want them.").shows("What they said before");
    page.shows("I am afraid of them.");
    assert_eq!(page.body.matches("class=\"voice voice--").count(), 2, "one for Sam, one for Jo");
    app.bern().await.get(&decision).await.shows("I am afraid of them.").hides("Say what came out");
}

#[tokio::test]
async fn a_colleagues_stance_is_not_for_anybody_else_to_take() {
    let app = TestApp::new().await;
    let decision = made(&app, "leila", "decision", &[("about", "Going back to work")]).await;
    let tom = app.voice("tom").to_string();
    assert_eq!(
        sends(&app, "leila", &decision, "/stance", &[("voice", &tom), ("words", "Slowly.")]).await.status,
        303
    );
    let page = app.leila().await.get(&decision).await;
    page.shows("Leila Haddad (you)").hides("<h3 class=\"voice__name\">Tom Brook");
}

#[tokio::test]
async fn a_decision_outside_a_meeting_says_why_and_goes_to_the_next_one() {
    let app = TestApp::new().await;
    let decision = made(&app, "leila", "decision", &[("about", "The ward"), ("audience", "everyone")]).await;
    let out = [("came-out", "agreed"), ("outcome", "To the ward tonight."), ("taken", "outside")];
    let no_reason = sends(&app, "leila", &decision, "/outcome", &out).await;
    assert_eq!(no_reason.status, 422);
    no_reason.shows("Say why it was decided outside a meeting").shows("To the ward tonight.");
    assert!(no_reason.body.contains("outside-error"));
    let mut with = out.to_vec();
    with.push(("outside", "Mental Health Act 1983, section 2; Dr Abara"));
    assert_eq!(sends(&app, "leila", &decision, "/outcome", &with).await.status, 303);
    let page = app.leila().await.get(&decision).await;
    page.shows("section 2; Dr Abara")
        .shows("goes to the next meeting’s page")
        .shows("No next meeting is planned");
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    app.jo().await.get(&decision).await.shows(&app.at(&format!("meeting/{meeting}")));
}

#[tokio::test]
async fn not_deciding_yet_is_a_decision_and_asks_for_no_words() {
    let app = TestApp::new().await;
    let meeting = app.plan_meeting(&[app.sam]).await;
    app.clock_to("2026-11-23T12:00:00Z");
    let decision = made(&app, "leila", "decision", &[("about", "Moving house")]).await;
    let neither = sends(&app, "leila", &decision, "/outcome", &[("outcome", "We waited.")]).await;
    assert_eq!(neither.status, 422);
    neither.shows("We waited.").shows("Choose one.");
    let meeting = meeting.to_string();
    let fields = [
        ("came-out", "left-open"),
        ("until-day", "12"),
        ("until-month", "1"),
        ("until-year", "2027"),
        ("taken", "meeting"),
        ("meeting", meeting.as_str()),
    ];
    assert_eq!(sends(&app, "leila", &decision, "/outcome", &fields).await.status, 303);
    let page = app.leila().await.get(&decision).await;
    page.shows("Left open until 12 January 2027").shows("network meeting of Monday 23 November 2026");
    page.hides("goes to the next meeting");
    let agreed = [("came-out", "agreed"), ("outcome", "Not this year."), ("taken", "meeting")];
    assert_eq!(sends(&app, "leila", &decision, "/outcome", &agreed).await.status, 303);
    let page = app.leila().await.get(&decision).await;
    page.shows("Not this year.").shows("Agreed for now").shows("Left open until 12 January 2027");
}

#[tokio::test]
async fn a_promise_is_made_and_settled_and_only_the_services_own_is_ever_late() {
    let app = TestApp::new().await;
    let jo = app.voice("jo").to_string();
    let by = [("by-day", "20"), ("by-month", "11"), ("by-year", "2026")];
    let mut hers = vec![("who", jo.as_str()), ("what", "Cook on Sunday")];
    hers.extend(by);
    let hers = made(&app, "leila", "promise", &hers).await;
    let mut ours = vec![("what", "Ring the landlord")];
    ours.extend(by);
    let ours = made(&app, "leila", "promise", &ours).await;
    let leila = app.leila().await;
    leila.get(&ours).await.shows("this day has passed");
    leila.get(&hers).await.shows("By 20 November 2026").hides("this day has passed");
    assert_eq!(app.jo().await.send_form(&hers, &[("became", "kept")]).await.status, 303);
    leila.get(&hers).await.shows("Settled").shows("Kept");
    for (became, said) in [
        ("open-again", "Open again"),
        ("not-kept", "Not kept"),
        ("open-again", "Open again"),
        ("let-go", "Let go"),
    ] {
        // Told by one of us, and Jo learns of it.
        assert_eq!(leila.send_form(&hers, &[("became", became), ("words", "So it is.")]).await.status, 303);
        app.jo().await.get(&hers).await.shows(said);
    }
    let nothing = leila.send_form(&ours, &[("words", "I tried twice.")]).await;
    assert_eq!(nothing.status, 422);
    nothing.shows("Choose one.").shows("I tried twice.");
}

#[tokio::test]
async fn a_promise_that_cannot_be_read_is_given_back_with_everything_typed() {
    let app = TestApp::new().await;
    let fields = [("what", "Walk the dog"), ("by-day", "31"), ("by-month", "2"), ("by-year", "2027")];
    let sent = app.jo().await.send_form(&app.at("promise/new"), &fields).await;
    assert_eq!(sent.status, 422);
    sent.shows("Walk the dog").shows("not a day of the calendar").shows("value=\"31\"");
    let empty = app.jo().await.send_form(&app.at("promise/new"), &[("what", "")]).await;
    assert!(empty.status == 422 && empty.body.contains("what-error"));
    let empty =
        app.jo().await.send_form(&app.at("decision/new"), &[("about", ""), ("options", "one\ntwo")]).await;
    assert!(empty.status == 422 && empty.body.contains("about-error"));
    empty.shows("one\ntwo");
}

#[tokio::test]
async fn nobody_settles_a_promise_of_somebody_else() {
    let app = TestApp::new().await;
    let tom = app.voice("tom").to_string();
    let fields = [("who", tom.as_str()), ("what", "Bring the forms"), ("audience", "everyone")];
    let promise = made(&app, "leila", "promise", &fields).await;
    app.jo().await.get(&promise).await.shows("Tom Brook").hides("Say what became of it");
    assert_eq!(sends(&app, "jo", &promise, "", &[("became", "kept")]).await.status, 404);
    // A member promises for themself, whatever the form says.
    let own = made(&app, "jo", "promise", &[("who", tom.as_str()), ("what", "Sleep on the sofa")]).await;
    app.leila().await.get(&own).await.shows("Jo").hides("Tom Brook");
}

#[tokio::test]
async fn the_safety_agreement_is_everybodys_and_every_version_stays() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    let none = leila.get(&app.at("safety")).await;
    none.shows("Nothing is agreed yet").shows("999").shows("07700 900123");
    let empty = leila.send_form(&app.at("safety"), &[("notices", ""), ("calls", " ")]).await;
    assert_eq!(empty.status, 422);
    assert!(empty.body.contains("notices-error"));
    let first = [("notices", "Jo notices when the curtains stay shut."), ("calls", "Jo calls Leila.")];
    assert_eq!(leila.send_form(&app.at("safety"), &first).await.status, 303);
    let again = [("notices", "Jo notices."), ("calls", "Bern knocks first."), ("helps", "Toast.")];
    assert_eq!(leila.send_form(&app.at("safety"), &again).await.status, 303);
    for slug in ["sam", "jo", "bern"] {
        let page = app.signed_in(slug).await.get(&app.at("safety")).await;
        page.shows("Bern knocks first.").shows("the curtains stay shut").hides("Agree anew");
        let sent = app
            .signed_in(slug)
            .await
            .post(&app.at("safety"), &[("id", &id().to_string()), ("helps", "x")])
            .await;
        assert_eq!(sent.status, 404, "{slug}");
    }
}

#[tokio::test]
async fn what_is_being_typed_is_kept_as_one_goes() {
    let app = TestApp::new().await;
    let jo = app.jo().await;
    let key = format!("question-{}", app.network);
    let kept = jo.post("/draft", &[("draft-key", &key), ("text", "Why does")]).await;
    assert_eq!(kept.status, 204);
    jo.get(&app.at("question/new")).await.shows("Why does");
    app.leila().await.get(&app.at("question/new")).await.hides("Why does");
}

/// Loses the latest entry of Sam's network.
const LOST: &str = "DELETE FROM body WHERE seq = (SELECT MAX(e.seq) FROM event e WHERE e.stream = body.stream) \
    AND stream IN (SELECT id FROM stream WHERE kind = 1)";

#[tokio::test]
async fn safety_opens_though_the_record_is_damaged_and_says_what_happened_and_what_to_do() {
    let app = TestApp::new().await;
    let agreed =
        [("helps", "Soup, and the radio off."), ("calls", "Jo rings Leila."), ("notices", "He hums.")];
    assert_eq!(app.leila().await.send_form(&app.at("safety"), &agreed).await.status, 303);
    let stated = [("tell", "My sister, at once."), ("speaks", "Jo, nobody else.")];
    assert_eq!(app.sam().await.send_form(&app.at("advance"), &stated).await.status, 303);
    let (meeting, words) = (app.plan_meeting(&[app.sam]).await, "Nine days of silence.");
    app.says(meeting, app.voice("jo"), dialogue::words::Kind::Telling, words).await;
    let app = app.meddled(LOST).await;
    for slug in ["sam", "jo", "bern", "leila"] {
        let browser = app.signed_in(slug).await;
        let page = browser.get(&app.at("safety")).await;
        assert_eq!(page.status, 200, "{slug}: {}", page.body);
        page.shows("Soup, and the radio off.").shows("tel:999").shows("Leila Haddad").shows("07700 900123");
        page.shows("Part of this record cannot be read just now").shows("ring your team");
        // Everything else says so, and where to go.
        let seen = browser.get(&app.at("story")).await;
        assert_eq!(seen.status, 500, "{slug}");
        seen.shows("Part of this record cannot be read").shows("polyphony verify");
        seen.shows(&app.at("safety")).hides("Nine days of silence.");
    }
    app.leila().await.get(&app.at("safety")).await.shows("polyphony verify").shows("Sam");
    app.sam().await.get(&app.at("safety")).await.hides("polyphony verify");
    // Whom to tell and who speaks for them opens too, for the person and the team.
    for slug in ["sam", "leila"] {
        let page = app.signed_in(slug).await.get(&app.at("safety")).await;
        page.shows("What Sam wants in a crisis").shows("My sister, at once.").shows("Jo, nobody else.");
    }
    for slug in ["jo", "bern"] {
        let page = app.signed_in(slug).await.get(&app.at("safety")).await;
        page.hides("My sister, at once.").hides("wants in a crisis");
    }
    // One damaged record is not in the way of the others.
    for list in ["/today", "/networks"] {
        let seen = app.leila().await.get(list).await;
        assert_eq!(seen.status, 200, "{list}");
        seen.shows("cannot be read just now").shows(&app.at("safety"));
        app.signed_in("ines").await.get(list).await.hides("cannot be read");
    }
    for slug in ["ines", "ada"] {
        for below in ["safety", "story"] {
            assert_eq!(app.signed_in(slug).await.get(&app.at(below)).await.status, 404, "{slug} {below}");
        }
    }
}

#[tokio::test]
async fn safety_opens_though_the_look_cannot_be_written_down() {
    let app = TestApp::new().await.meddled("DROP TABLE access").await;
    let jo = app.jo().await;
    jo.get(&app.at("safety")).await.shows("tel:999").shows("Nothing else of this network opens just now");
    assert_eq!(jo.get(&app.at("story")).await.status, 500);
    assert_eq!(app.signed_in("ines").await.get(&app.at("safety")).await.status, 404);
}

#[tokio::test]
async fn two_who_agree_anew_at_once_both_see_what_the_other_wrote() {
    let app = TestApp::new().await;
    let (leila, tom) = (app.leila().await, app.signed_in("tom").await);
    let (seen_by_leila, path) = (leila.get(&app.at("safety")).await, app.at("safety"));
    assert_eq!(tom.send_form(&path, &[("helps", "Quiet.")]).await.status, 303);
    let hidden = seen_by_leila.hidden();
    let mut fields: Vec<_> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.push(("helps", "Soup."));
    let sent = leila.post(&path, &fields).await;
    assert_eq!(sent.status, 422);
    sent.shows("Somebody else changed the same words").shows("Quiet.").shows("Soup.");
    let hidden = sent.hidden();
    let mut fields: Vec<_> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.push(("helps", "Quiet, and soup."));
    for _ in 0..2 {
        assert_eq!(leila.post(&path, &fields).await.status, 303, "seen, it can be sent; twice is once");
    }
    assert_eq!(
        leila.get(&path).await.text().matches("Quiet, and soup.").count(),
        2,
        "agreed, and in the form"
    );
}
