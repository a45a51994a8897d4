//! The team's page: where the network stands now.

use dialogue::{
    Act, Audience, DecisionId, PromiseId, QuestionId, Told, WordsId,
    decision::{DecisionCameOut, DecisionOpened, Outcome, Taken},
    promise::PromiseMade,
    question::QuestionOpened,
    safety::SafetyAgreed,
    words::{Kind, WordsSpoken},
};

use crate::testing::{TestApp, id};

#[tokio::test]
async fn an_empty_network_says_what_to_do_next() {
    let app = TestApp::new().await;
    let page = app.leila().await.get(&app.at("")).await;
    page.shows("Sam").shows("Leila Haddad").shows("07700 900123").shows("Tom Brook, Peer practitioner");
    page.shows("hours").shows("left").shows("Plan a meeting").shows("No meeting is planned.");
    page.shows("No question is held open")
        .shows("No promise is open.")
        .shows("There is no safety agreement yet.");
    page.shows("Nothing has to be.").shows("The story").shows("Who has looked");
    for below in ["meeting/new", "story", "looked", "team", "safety", "people/new", "tie/new", "stay/new"] {
        page.shows(&format!("href=\"{}\"", app.at(below)));
    }
    page.shows("“my sister”").shows("“lives upstairs”").hides("id=\"left\"></h2>");
}

#[tokio::test]
async fn what_is_open_stands_there_with_where_it_leads() {
    let app = TestApp::new().await;
    let (question, promise) = (QuestionId(id()), PromiseId(id()));
    let (open, agreed) = (DecisionId(id()), DecisionId(id()));
    let opened = QuestionOpened { question, text: "Who sleeps where?".into() };
    app.act("leila", Told::default(), Act::OpenQuestion(opened)).await;
    for (decision, about) in [(open, "Medicine at night"), (agreed, "School next week")] {
        let opened =
            DecisionOpened { decision, about: about.into(), is_medicine: false, options: Vec::new() };
        app.act("leila", Told::default(), Act::OpenDecision(opened)).await;
    }
    let out = |decision, outcome| {
        let taken = Taken::Outside("The school rang.".into());
        Act::ComeOut(DecisionCameOut { decision, outcome, taken })
    };
    app.act("leila", Told::default(), out(agreed, Outcome::Agreed("Two mornings.".into()))).await;
    let until = Outcome::LeftOpen { until: None, words: "Sam has slept".into() };
    app.act("leila", Told::default(), out(open, until)).await;
    for (who, what, by) in [
        (app.voice("jo"), "Ring the school", "2026-11-20"),
        (app.voice("leila"), "Ask about the flat", "2026-11-20"),
    ] {
        let promise = if what == "Ring the school" { promise } else { PromiseId(id()) };
        let made = PromiseMade { promise, who, what: what.into(), by: Some(by.parse().unwrap()) };
        app.act("leila", Told::default(), Act::MakePromise(made)).await;
    }
    let page = app.leila().await.get(&app.at("")).await;
    page.shows("Who sleeps where?").shows(&app.at(&format!("question/{question}")));
    page.shows("Medicine at night").shows("Left open until Sam has slept");
    page.shows(&app.at(&format!("decision/{open}"))).shows("School next week").shows("Agreed: Two mornings.");
    page.shows("Taken outside a meeting").shows(&app.at(&format!("promise/{promise}")));
    page.shows("Jo, by 20 November 2026");
    assert_eq!(page.text().matches("The day has passed").count(), 1, "a family is never chased");
}

#[tokio::test]
async fn meetings_ahead_and_held_stand_there() {
    let app = TestApp::new().await;
    let first = app.plan_meeting(&[app.sam, app.jo]).await;
    let leila = app.leila().await;
    let page = leila.get(&app.at("")).await;
    page.shows("Monday 23 November 2026, 10:20").shows(&app.at(&format!("meeting/{first}")));
    page.shows("Leila Haddad, Tom Brook").hides("Last meetings").hides("Its time has passed");
    app.clock_to("2026-11-23T13:04:00Z");
    let leila = app.leila().await;
    leila.get(&app.at("")).await.shows("Its time has passed");
    app.hold_meeting(first, &[app.voice("sam"), app.voice("leila")]).await;
    app.close_meeting(first).await;
    leila
        .get(&app.at(""))
        .await
        .shows("Last meetings")
        .shows("Sam, Leila Haddad")
        .shows("No meeting is planned.");
}

#[tokio::test]
async fn words_left_stand_there_until_read() {
    let app = TestApp::new().await;
    let words = WordsId(id());
    let left = WordsSpoken {
        words,
        kind: Kind::Left,
        text: "Please ask about the nights.".into(),
        in_answer_to: None,
        thinking_of: None,
    };
    let told = Told { audience: Some(Audience::PersonAndTeam), ..Told::default() };
    app.act("jo", told, Act::Speak(left)).await;
    let leila = app.leila().await;
    leila
        .get(&app.at(""))
        .await
        .shows("Please ask about the nights.")
        .shows("id=\"left\"")
        .shows(&app.at("left"));
    let read = dialogue::words::WordsRead { words };
    app.act("leila", Told::default(), Act::ReadWords(read)).await;
    leila.get(&app.at("")).await.hides("Please ask about the nights.");
}

#[tokio::test]
async fn keeping_safe_and_what_weighs_stand_in_their_words() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    let agreed = SafetyAgreed {
        notices: "Bern hears the pacing.".into(),
        calls: "Bern rings Jo.".into(),
        helps: "Tea, no questions.".into(),
    };
    app.act("leila", Told::default(), Act::AgreeSafety(agreed)).await;
    for (about, words, voice) in
        [("money", "The rent is two months behind.", "sam"), ("safety", "The lock is broken.", "jo")]
    {
        let voice = app.voice(voice).to_string();
        let fields = [("about", about), ("words", words), ("voice", voice.as_str())];
        assert_eq!(leila.send_form(&app.at("circumstance/new"), &fields).await.status, 303);
    }
    let page = leila.get(&app.at("")).await;
    page.shows("Bern hears the pacing.").shows("Bern rings Jo.").shows("Tea, no questions.");
    page.shows("Money").shows("The rent is two months behind.").shows("Sam, written down by Leila Haddad");
    page.shows("Being safe").shows("The lock is broken.").shows("Jo, written down by Leila Haddad");
}

#[tokio::test]
async fn nobody_writes_what_weighs_in_a_colleagues_voice() {
    let app = TestApp::new().await;
    let tom = app.voice("tom").to_string();
    let fields = [("about", "home"), ("words", "Damp."), ("voice", tom.as_str())];
    assert_eq!(app.leila().await.send_form(&app.at("circumstance/new"), &fields).await.status, 303);
    let page = app.leila().await.get(&app.at("")).await;
    page.shows("Sam, written down by Leila Haddad").hides("Tom Brook, written down");
}

#[tokio::test]
async fn the_organisation_knows_the_person_by_what_is_filled_in_and_no_more() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    let fields = [
        ("legal-name", "Samuel Wren"),
        ("birth-date-day", "3"),
        ("birth-date-month", "4"),
        ("birth-date-year", "1999"),
        ("nhs-number", "9434765919"),
        ("gp", "Quay Practice"),
    ];
    assert_eq!(leila.send_form(&app.at("known-as"), &fields).await.status, 303);
    let page = leila.get(&app.at("")).await;
    page.shows("Samuel Wren").shows("3 April 1999").shows("943 476 5919").shows("Quay Practice");
    leila.get(&app.at("known-as")).await.shows("943 476 5919").shows("value=\"1999\"");
    assert_eq!(leila.send_form(&app.at("known-as"), &[("gp", "Quay Practice")]).await.status, 303);
    leila.get(&app.at("")).await.hides("943 476 5919").shows("Quay Practice");
}

#[tokio::test]
async fn not_safe_and_a_further_call_stand_on_top() {
    let app = TestApp::new().await;
    let network = app.network.to_string();
    let fields = [
        ("own-words", "He has gone out without shoes."),
        ("safe-now", "no"),
        ("person-name", "Sam"),
        ("joins", network.as_str()),
    ];
    assert_eq!(app.ines().await.send_form("/request/new", &fields).await.status, 303);
    let page = app.leila().await.get(&app.at("")).await;
    page.shows("not safe, or not sure").shows("Another call has come in");
}
