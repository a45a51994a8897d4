//! Tests of appointments: nobody reads by being a relative; a day, a birthday and a death end what was opened.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use dialogue::{
    Act, Audience, Told, WordsId,
    people::KnownAs,
    words::{Kind, WordsSpoken},
};

use crate::testing::{Seen, TestApp, id};

/// What Sam said to the team alone.
const SAID: &str = "I do not want to go home on Fridays.";

/// Sam has said something to the team, and was born on a day.
async fn child_of(born: &str) -> TestApp {
    let app = TestApp::new().await;
    let spoken = WordsSpoken {
        words: WordsId(id()),
        kind: Kind::Left,
        text: SAID.into(),
        in_answer_to: None,
        thinking_of: None,
    };
    let told = Told { audience: Some(Audience::PersonAndTeam), ..Told::default() };
    app.act("sam", told, Act::Speak(spoken)).await;
    let known = KnownAs { birth_date: Some(born.parse().unwrap()), ..KnownAs::default() };
    app.act("leila", Told::default(), Act::NoteKnownAs(known)).await;
    app
}

async fn appoints(app: &TestApp, office: &str, reads: &str, more: &[(&str, &str)]) -> Seen {
    let jo = app.jo.to_string();
    let mut fields = vec![
        ("member", jo.as_str()),
        ("office", office),
        ("reads", reads),
        ("from-day", "1"),
        ("from-month", "11"),
        ("from-year", "2026"),
        ("words", "The order of 3 October was seen by Leila."),
    ];
    fields.extend_from_slice(more);
    app.leila().await.send_form(&app.at("appointment/new"), &fields).await
}

#[tokio::test]
async fn a_parent_of_a_fifteen_year_old_does_not_read_by_being_a_parent() {
    let app = child_of("2011-05-05").await;
    assert_eq!(appoints(&app, "parental-responsibility", "as-member", &[]).await.status, 303);
    let jo = app.jo().await;
    jo.get(&app.at("story")).await.hides(SAID);
    jo.get(&app.at("appointments")).await.shows("Parental responsibility").shows("no more");
    app.sam().await.get(&app.at("appointments")).await.shows("Jo: Parental responsibility");
    app.bern().await.get(&app.at("appointments")).await.hides("Jo").shows("Nobody is noted here");
}

#[tokio::test]
async fn what_was_opened_to_a_parent_closes_on_the_sixteenth_birthday_and_ends_on_the_eighteenth() {
    let app = child_of("2010-11-24").await;
    appoints(&app, "parental-responsibility", "as-the-person", &[]).await;
    let (jo, leila) = (app.jo().await, app.leila().await);
    jo.get(&app.at("story")).await.shows(SAID);
    app.clock_to("2026-11-23T23:59:00Z");
    app.jo().await.get(&app.at("story")).await.shows(SAID);
    app.clock_to("2026-11-24T00:00:01Z");
    app.jo().await.get(&app.at("story")).await.hides(SAID);
    app.leila()
        .await
        .get(&app.at("appointments"))
        .await
        .shows("Since the sixteenth birthday it opens nothing");
    app.clock_to("2028-11-24T00:00:01Z");
    app.leila().await.get(&app.at("appointments")).await.shows("Ended with the eighteenth birthday");
    drop(leila);
}

#[tokio::test]
async fn a_lapsed_authority_reads_no_more() {
    let app = child_of("1980-05-05").await;
    let until = [("until-day", "30"), ("until-month", "11"), ("until-year", "2026")];
    assert_eq!(appoints(&app, "deputy", "as-the-person", &until).await.status, 303);
    app.jo().await.get(&app.at("story")).await.shows(SAID);
    app.clock_to("2026-12-01T00:00:01Z");
    app.jo().await.get(&app.at("story")).await.hides(SAID);
    app.leila().await.get(&app.at("appointments")).await.shows("Its day has passed");
}

#[tokio::test]
async fn ended_it_opens_nothing_from_that_moment() {
    let app = child_of("1980-05-05").await;
    appoints(&app, "attorney", "as-the-person", &[]).await;
    let jo = app.jo().await;
    jo.get(&app.at("story")).await.shows(SAID);
    let path = app.at(&format!("appointment/{}/attorney/end", app.jo));
    assert_eq!(jo.get(&path).await.status, 404, "not theirs to end");
    let sent = app.leila().await.send_form(&path, &[("words", "Sam has revoked it.")]).await;
    assert_eq!(sent.status, 303);
    jo.get(&app.at("story")).await.hides(SAID);
    app.leila().await.get(&app.at("appointments")).await.shows("Sam has revoked it.");
    assert_eq!(app.leila().await.get(&path).await.status, 404, "it has ended");
}

#[tokio::test]
async fn what_opens_the_record_says_on_which_paper_and_nothing_is_opened_by_forgetting() {
    let app = child_of("1980-05-05").await;
    let path = app.at("appointment/new");
    let jo = app.jo.to_string();
    let none = [("member", jo.as_str()), ("office", "deputy"), ("reads", "as-the-person"), ("words", " ")];
    let mut dated = none.to_vec();
    dated.extend([("from-day", "1"), ("from-month", "11"), ("from-year", "2026")]);
    let sent = app.leila().await.send_form(&path, &dated).await;
    assert_eq!(sent.status, 422);
    sent.shows("Write something here").shows("value=\"2026\"");
    let sent = app.leila().await.send_form(&path, &none[..1]).await;
    assert_eq!(sent.status, 422);
    sent.shows("Choose one");
    let page = app.leila().await.get(&path).await.body;
    let least = page.split("value=\"as-member\"").nth(1).unwrap();
    assert!(least[..least.find('>').unwrap()].contains("checked"), "the least is chosen beforehand");
    let mut before = dated.clone();
    before.extend([("until-day", "1"), ("until-month", "10"), ("until-year", "2026")]);
    before[3] = ("words", "Seen.");
    let sent = app.leila().await.send_form(&path, &before).await;
    assert_eq!(sent.status, 422);
    sent.shows("before the beginning").shows("Seen.");
}

#[tokio::test]
async fn a_child_decides_with_their_own_view_and_who_judged_it() {
    let app = child_of("2011-05-05").await;
    let (leila, path) = (app.leila().await, app.at("child-decides/new"));
    let fields = [
        ("about", "Who reads what they say"),
        ("view", "Mum can know when we meet."),
        ("judged-by", "Leila and Dr Ahn"),
        ("words", "They said what follows either way."),
    ];
    let sent = leila.send_form(&path, &fields).await;
    assert_eq!(sent.status, 422, "the day is missing");
    sent.shows("Mum can know when we meet.");
    let mut all = fields.to_vec();
    all.extend([("on-day", "20"), ("on-month", "11"), ("on-year", "2026")]);
    assert_eq!(leila.send_form(&path, &all).await.status, 303);
    app.sam().await.get(&app.at("appointments")).await.shows("Leila and Dr Ahn").shows("Mum can know");
    appoints(&app, "parental-responsibility", "as-member", &[]).await;
    app.jo().await.get(&app.at("appointments")).await.hides("Mum can know");
}

#[tokio::test]
async fn whoever_is_not_of_the_team_notes_nothing_and_strangers_find_no_trace() {
    let app = child_of("1980-05-05").await;
    appoints(&app, "advocate", "as-member", &[]).await;
    let end = format!("appointment/{}/advocate/end", app.jo);
    for page in ["appointment/new", "child-decides/new", end.as_str()] {
        for slug in ["sam", "jo", "bern", "ines", "ada"] {
            let seen = app.signed_in(slug).await.get(&app.at(page)).await;
            assert_eq!(seen.status, 404, "{slug} {page}");
        }
    }
    for slug in ["ines", "ada"] {
        assert_eq!(app.signed_in(slug).await.get(&app.at("appointments")).await.status, 404);
    }
}

#[tokio::test]
async fn what_is_about_children_is_not_held_before_a_grown_up() {
    let app = child_of("1980-05-05").await;
    for slug in ["sam", "leila"] {
        let page = app.signed_in(slug).await.get(&app.at("appointments")).await;
        page.hides("Parental responsibility").hides("What a child decides");
    }
    app.sam().await.get(&app.at("appointments")).await.shows("speak or read for you");
    // For a child, and where it is not known, the team finds it; where something is noted, the person too.
    for app in [child_of("2015-05-05").await, TestApp::new().await] {
        app.leila().await.get(&app.at("appointments")).await.shows("Parental responsibility");
        app.sam().await.get(&app.at("appointments")).await.hides("Parental responsibility");
        appoints(&app, "parental-responsibility", "as-member", &[]).await;
        app.sam().await.get(&app.at("appointments")).await.shows("Jo: Parental responsibility");
    }
}
