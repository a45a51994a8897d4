//! Shared words, open questions, decisions and promises.

use super::*;
use dialogue::{
    Act, DecisionId, Told,
    decision::{DecisionCameOut, DecisionOpened, Outcome, Taken},
};

#[tokio::test]
async fn shared_words_stand_only_while_each_voice_says_yes() {
    let (app, _, room) = meeting().await;
    let leila = app.leila().await;
    let (sam, jo) = (app.voice("sam").to_string(), app.voice("jo").to_string());
    let path = format!("{room}/shared");
    let hidden = form_of(&leila.get(&room).await, &path, "");
    let id = hidden.iter().find(|(name, _)| name == "id").unwrap().1.clone();
    let fields = [("id", id.as_str()), ("text", "We sleep first."), ("voices", &sam), ("voices", &jo)];
    assert_eq!(leila.post(&path, &fields).await.status, 303);
    leila.get(&room).await.shows("We sleep first.").shows("These words do not stand");
    for (voice, stands, state) in [
        (&sam, "yes", "These words do not stand"),
        (&jo, "yes", "These words stand"),
        (&sam, "no", "These words do not stand"),
    ] {
        takes(&leila, &room, "shared-answer", voice, &[("stands", stands)]).await;
        leila.get(&room).await.shows(state);
    }
    leila.get(&room).await.shows("stepped out").shows("noted by Leila Haddad");
}

#[tokio::test]
async fn a_question_is_opened_in_a_voice_stays_and_dissolves() {
    let (app, meeting, room) = meeting().await;
    let leila = app.leila().await;
    let sam = app.voice("sam").to_string();
    leila.get(&room).await.shows("No open question is held just now");
    takes(&leila, &room, "question", "", &[("voice", &sam), ("text", "What is the hum?")]).await;
    leila
        .get(&room)
        .await
        .shows("What is the hum?")
        .shows("Sam, written down by Leila Haddad")
        .shows("opened here");
    app.hold_meeting(meeting, &[app.voice("sam")]).await;
    app.close_meeting(meeting).await;
    let second = app.plan_meeting(&[app.sam]).await;
    let room = app.at(&format!("meeting/{second}/room"));
    leila.get(&room).await.shows("What is the hum?").shows("still with us");
    takes(&leila, &room, "question-moved", "", &[("words", "The fridge.")]).await;
    leila.get(&room).await.shows("dissolved: The fridge.");
    takes(&leila, &room, "question-moved", "", &[]).await;
    leila.get(&room).await.shows("still with us");
}

#[tokio::test]
async fn a_decision_keeps_its_options_and_stances_and_may_stay_open() {
    let (app, _, room) = meeting().await;
    let leila = app.leila().await;
    let options = [("about", "Tablets"), ("options", "none for now\nhalf of one"), ("medicine", "yes")];
    takes(&leila, &room, "decision", "", &options).await;
    takes(&leila, &room, "option", "", &[("option", "ask the GP")]).await;
    for (slug, words) in [("sam", "Not yet."), ("jo", "I would sleep better.")] {
        let voice = app.voice(slug).to_string();
        takes(&leila, &room, "stance", "", &[("voice", &voice), ("words", words)]).await;
    }
    let open = [
        ("came-out", "left-open"),
        ("outcome", "when he has slept"),
        ("until-day", "1"),
        ("until-month", "12"),
        ("until-year", "2026"),
    ];
    takes(&leila, &room, "outcome", "", &open).await;
    let page = leila.get(&room).await;
    for words in [
        "Tablets",
        "Medicine",
        "none for now",
        "half of one",
        "ask the GP",
        "Not yet.",
        "I would sleep better.",
    ] {
        page.shows(words);
    }
    page.shows("Left open until 1 December 2026, when he has slept");
    takes(&leila, &room, "outcome", "", &[("came-out", "agreed"), ("outcome", "None for now")]).await;
    leila.get(&room).await.shows("Agreed: None for now").shows("Left open until");
    for (below, fields, kept) in [
        ("stance", vec![("words", "Whose is this?")], "Whose is this?"),
        ("outcome", vec![("outcome", "Whose is this?")], "Whose is this?"),
        ("option", vec![("option", " ")], "Write something here"),
    ] {
        let sent = fill(&leila, &room, below, "", &fields).await;
        assert_eq!(sent.status, 422, "{below}");
        sent.shows(kept);
    }
}

#[tokio::test]
async fn a_decision_taken_outside_stands_on_top_with_its_reason_until_it_was_talked_about() {
    let (app, _, room) = meeting().await;
    let decision = DecisionId(crate::testing::id());
    let opened =
        DecisionOpened { decision, about: "A night on the ward".into(), is_medicine: false, options: vec![] };
    app.act("leila", Told::default(), Act::OpenDecision(opened)).await;
    let outcome = Outcome::Agreed("One night".into());
    let taken = Taken::Outside("Section 136, by the police".into());
    app.act("leila", Told::default(), Act::ComeOut(DecisionCameOut { decision, outcome, taken })).await;
    let leila = app.leila().await;
    leila.get(&room).await.shows("Decided outside a meeting").shows("Section 136, by the police");
    takes(&leila, &room, "outcome", "", &[("came-out", "agreed"), ("outcome", "It was too much")]).await;
    leila.get(&room).await.hides("Decided outside a meeting").shows("It was too much").shows("Section 136");
}

#[tokio::test]
async fn anybody_promises_and_earlier_promises_are_settled() {
    let (app, meeting, room) = meeting().await;
    let leila = app.leila().await;
    let jo = app.voice("jo").to_string();
    let fields = [
        ("who", jo.as_str()),
        ("what", "Bring the boat keys"),
        ("by-day", "30"),
        ("by-month", "11"),
        ("by-year", "2026"),
    ];
    takes(&leila, &room, "promise", "", &fields).await;
    leila.get(&room).await.shows("Promised here").shows("Bring the boat keys").shows("by 30 November 2026");
    app.hold_meeting(meeting, &[app.voice("sam")]).await;
    app.close_meeting(meeting).await;
    let second = app.plan_meeting(&[app.sam]).await;
    let room = app.at(&format!("meeting/{second}/room"));
    leila.get(&room).await.shows("From before").shows("Bring the boat keys").hides("verdue");
    let nothing = fill(&leila, &room, "promise-settled", "", &[("words", "on the hook")]).await;
    assert_eq!(nothing.status, 422);
    nothing.shows("Choose one").shows("on the hook");
    takes(&leila, &room, "promise-settled", "", &[("became", "kept"), ("words", "on the hook")]).await;
    leila.get(&room).await.shows("Kept: on the hook");
}
