//! What the story tells beside the talk: who may be told, who stands in, what somebody wants in a crisis, a death, a goodbye.

use dialogue::{
    AgreementId, Told, When,
    advance::AdvanceStatementMade,
    appointment::{AppointmentMade, Office, Reads},
    capacity::{Able, CapacityAssessed},
    cover::CoverGiven,
    death::{DeathNoted, DeathTakenBack, ReadingDecided},
    disclosure::DisclosedWithoutConsent,
    emergency::{EmergencyClosed, EmergencyOpened},
    ending::NetworkEnded,
    sharing::{NoteShared, Recipient, SaidHow, SharingAgreed, SharingWithdrawn},
};

use super::*;

fn day(text: &str) -> jiff::civil::Date {
    text.parse().unwrap()
}

fn agreed(app: &TestApp, agreement: AgreementId) -> Act {
    let with = Recipient::Member(app.jo);
    let topic = "how the nights are".into();
    Act::AgreeSharing(SharingAgreed { agreement, with, topic, until: None, how: SaidHow::ByPhone })
}

fn opened_by_ines(app: &TestApp) -> Act {
    let words = "He is on my ward.".into();
    Act::OpenInEmergency(EmergencyOpened {
        practitioner: app.practitioner("ines"),
        words,
        until: app.store.now(),
    })
}

fn goodbye() -> Act {
    let (words, open_door) = ("They said it is enough.".into(), "Ring Leila.".into());
    Act::EndNetwork(NetworkEnded { words, goodbye: None, open_door })
}

/// Everything of consent and access that can happen, told by Leila.
async fn all_of_it(app: &TestApp) {
    let agreement = AgreementId(id());
    let decision = DecisionId(id());
    let opened =
        DecisionOpened { decision, about: "The sleeping tablet".into(), is_medicine: true, options: vec![] };
    let cover = CoverGiven {
        practitioner: app.practitioner("ines"),
        words: "Leila has a new nephew.".into(),
        from: app.store.now(),
        until: "2026-11-24T23:59:00Z".parse().unwrap(),
    };
    let assessed = CapacityAssessed {
        decision,
        on: day("2026-11-21"),
        assessed_by: "Dr Ahn".into(),
        helped: "In the morning.".into(),
        words: "He lost the thread.".into(),
        able: Able::NotThatDay,
    };
    let disclosed = DisclosedWithoutConsent {
        risk: "A child was alone.".into(),
        at_risk: "his nephew".into(),
        asked: "Yes; he said no.".into(),
        least: "That the boy was alone twice.".into(),
        decided_by: "Leila".into(),
        why: "He is six.".into(),
        told: "Children's social care".into(),
        on: Some(day("2026-11-21")),
        person_told: "This evening.".into(),
    };
    let appointed = AppointmentMade {
        member: app.jo,
        office: Office::Advocate,
        reads: Reads::AsMember,
        from: day("2026-11-20"),
        until: None,
        words: "She rang the advocacy service.".into(),
    };
    let to = Recipient::Outside("The head of year".into());
    let shared = NoteShared { agreement: None, to, what: "When we meet.".into(), how: "rung".into() };
    for act in [
        agreed(app, agreement),
        Act::NoteShared(shared),
        Act::OpenDecision(opened),
        Act::AssessCapacity(assessed),
        Act::DiscloseWithoutConsent(disclosed),
        Act::Appoint(appointed),
        Act::GiveCover(cover),
        goodbye(),
    ] {
        app.act("leila", Told::default(), act).await;
    }
    let stated = AdvanceStatementMade { tell: "My sister, at once.".into(), ..Default::default() };
    app.act("sam", Told::default(), Act::StateInAdvance(stated)).await;
    let withdrawn = SharingWithdrawn { agreement, words: "He told Bern.".into() };
    app.act("sam", Told::default(), Act::WithdrawSharing(withdrawn)).await;
}

#[tokio::test]
async fn what_was_agreed_told_noted_and_opened_stands_in_the_story_in_plain_words() {
    let app = TestApp::new().await;
    all_of_it(&app).await;
    for slug in ["leila", "sam"] {
        let page = app.signed_in(slug).await.get(&app.at("story")).await;
        page.shows("Jo may be told").shows("how the nights are").shows("until it is taken back");
        page.shows("Jo may be told no longer").shows("He told Bern.");
        page.shows("Told to The head of year").shows("When we meet.");
        page.shows("Told without consent").shows("That the boy was alone twice.").shows("He is six.");
        page.shows("What Sam wants in a crisis").shows("My sister, at once.");
        page.shows("Sam could not decide this, that day")
            .shows("The sleeping tablet")
            .shows("In the morning.");
        page.shows("Advocate").shows("She rang the advocacy service.");
        page.shows("Stands in for the team until").shows("Leila has a new nephew.");
        page.shows("A goodbye, and an open door").shows("They said it is enough.").shows("Ring Leila.");
    }
    let sam = app.sam().await;
    for q in ["nights", "head of year", "boy was alone", "at once", "nephew", "enough"] {
        sam.post(&app.at("story/search"), &[("q", q)]).await.shows("Found in");
    }
    let sharing = sam.get(&app.at("story?kind=sharing")).await;
    sharing.shows("When we meet.").hides("advocacy").hides("They said it is enough.");
    sam.get(&app.at("story?kind=access")).await.shows("advocacy").hides("When we meet.");
}

#[tokio::test]
async fn an_emergency_access_stands_in_the_story_of_the_person_with_its_reason() {
    let app = TestApp::new().await;
    let opened = app.acted("ines", Told::default(), opened_by_ines(&app)).await;
    app.act("ines", Told::default(), Act::CloseEmergency(EmergencyClosed { opened })).await;
    for slug in ["leila", "sam"] {
        let page = app.signed_in(slug).await.get(&app.at("story")).await;
        page.shows("Opened the record in an emergency").shows("Ines Vale").shows("He is on my ward.");
        page.shows("Closed the record again");
    }
    app.jo().await.get(&app.at("story")).await.hides("emergency").hides("on my ward");
}

#[tokio::test]
async fn a_death_is_read_by_those_it_was_noted_for_and_announced_to_nobody() {
    let app = TestApp::new().await;
    let noted = DeathNoted {
        member: app.bern,
        on: When::On(day("2026-11-19")),
        words: "In the night, at home.".into(),
    };
    let reading = ReadingDecided { words: "Jo was asked first.".into(), from: day("2026-11-22") };
    for act in [Act::NoteDeath(noted), Act::DecideReading(reading)] {
        app.act("leila", Told::default(), act).await;
    }
    let leila = app.leila().await.get(&app.at("story")).await;
    leila.shows("A death is noted").shows("Bern").shows("19 November 2026").shows("In the night, at home.");
    leila.shows("Who may read, from 22 November 2026").shows("Jo was asked first.");
    for slug in ["sam", "jo"] {
        let browser = app.signed_in(slug).await;
        browser.get(&app.at("story")).await.hides("death").hides("In the night").hides("asked first");
        browser.post(&app.at("story/search"), &[("q", "at home")]).await.hides("<mark>");
    }
    let back = DeathTakenBack { member: app.bern, words: "The ward had named somebody else.".into() };
    app.act("leila", Told::default(), Act::TakeBackDeath(back)).await;
    app.leila().await.get(&app.at("story")).await.shows("What was noted about a death was a mistake");
}

#[tokio::test]
async fn promise_4_whoever_may_not_know_reads_a_story_in_which_none_of_it_happened() {
    let worlds = async |is_told: bool| {
        let app = TestApp::new().await;
        let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
        if is_told {
            all_of_it(&app).await;
        } else {
            // What everybody reads is in both.
            app.act("leila", Told::default(), goodbye()).await;
        }
        seen_by(&app, "bern", meeting).await
    };
    let (with, without) = (worlds(true).await, worlds(false).await);
    for (nth, (with, without)) in with.iter().zip(&without).enumerate() {
        assert_eq!(with, without, "page {nth}");
    }
}
