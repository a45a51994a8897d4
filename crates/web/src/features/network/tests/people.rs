//! People, ties, circles, wishes, and what keeps people apart.

use dialogue::{
    Act, Told,
    people::MemberNamed,
    request::{Answer, Caller, HelpAsked, TakeCall},
    unsafe_pair::UnsafePairMarked,
};

use crate::testing::{Browser, Seen, TestApp, id};

/// Names somebody new, and gives their page.
async fn meets(app: &TestApp, browser: &Browser, fields: &[(&str, &str)]) -> String {
    let sent = browser.send_form(&app.at("people/new"), fields).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    sent.location
}

/// Sends a page's hidden fields with these.
async fn sends(browser: &Browser, page: &Seen, path: &str, fields: &[(&str, &str)]) -> Seen {
    let hidden = page.hidden();
    let mut all: Vec<_> = hidden.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    all.extend_from_slice(fields);
    browser.post(path, &all).await
}

#[tokio::test]
async fn people_stand_in_the_persons_words_also_the_absent_the_estranged_and_the_dead() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    for (name, tie, nearness, said) in [
        ("Ada Lunt", "my nan, she taught me cards", "dead", "Has died, and is still part of this"),
        ("Rob Wren", "my brother, we don’t", "estranged", "Not in touch"),
        ("Femi", "my mate from the boats", "away", "Far away, or cannot come"),
    ] {
        let fields = [
            ("name", name),
            ("tie", tie),
            ("nearness", nearness),
            ("brings", "sleeps on the sofa"),
            ("reach", "07700 900999"),
            ("language", "Yoruba"),
            ("needs", "large print"),
        ];
        let page = leila.get(&meets(&app, &leila, &fields).await).await;
        for (_, value) in fields.iter().filter(|(field, _)| *field != "nearness") {
            page.shows(value);
        }
        page.shows(said);
        leila.get(&app.at("")).await.shows(name).shows(tie).shows(said).shows("sleeps on the sofa");
    }
    // Whoever is near needs no word for it.
    leila.get(&app.at("")).await.hides("Near, and can come");
}

#[tokio::test]
async fn somebody_sent_twice_is_there_once() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    let page = leila.get(&app.at("people/new")).await;
    let first = sends(&leila, &page, &app.at("people/new"), &[("name", "Femi")]).await;
    let again = sends(&leila, &page, &app.at("people/new"), &[("name", "Femi")]).await;
    assert_eq!((first.status, &first.location), (again.status, &again.location));
    assert_eq!(leila.get(&app.at("")).await.body.matches(">Femi</a>").count(), 1);
}

#[tokio::test]
async fn described_anew_the_description_before_stays() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    let path = app.at(&format!("people/{}/describe", app.jo));
    leila.get(&path).await.shows("my sister");
    let fields = [("name", "Jo"), ("tie", "my little sister"), ("nearness", "near"), ("brings", "can drive")];
    assert_eq!(leila.send_form(&path, &fields).await.status, 303);
    let page = leila.get(&app.at(&format!("people/{}", app.jo))).await;
    page.shows("“my little sister”").shows("can drive").shows("The tie: my sister").shows("Told before");
    // Opened and sent as it is, nothing is told twice.
    assert_eq!(leila.send_form(&path, &fields).await.status, 303);
    let page = leila.get(&app.at(&format!("people/{}", app.jo))).await;
    assert_eq!(page.body.matches("The tie: my little sister").count(), 0);
}

#[tokio::test]
async fn two_who_describe_at_once_both_see_what_the_other_told() {
    let app = TestApp::new().await;
    let (leila, tom) = (app.leila().await, app.signed_in("tom").await);
    let path = app.at(&format!("people/{}/describe", app.jo));
    let (seen_by_leila, seen_by_tom) = (leila.get(&path).await, tom.get(&path).await);
    let toms = [("name", "Jo"), ("tie", "my sister"), ("reach", "07700 900111"), ("nearness", "near")];
    assert_eq!(sends(&tom, &seen_by_tom, &path, &toms).await.status, 303);
    assert_eq!(sends(&tom, &seen_by_tom, &path, &toms).await.status, 303, "a double click is no conflict");
    let leilas = [("name", "Jo"), ("tie", "my sister"), ("brings", "can drive"), ("nearness", "near")];
    let refused = sends(&leila, &seen_by_leila, &path, &leilas).await;
    assert_eq!(refused.status, 422);
    refused.shows("Somebody else changed the same words").shows("07700 900111").shows("can drive");
    let both = [leilas.as_slice(), &[("reach", "07700 900111")]].concat();
    assert_eq!(sends(&leila, &refused, &path, &both).await.status, 303, "seen, it can be sent");
    leila.get(&app.at("")).await.shows("07700 900111").shows("can drive");
}

#[tokio::test]
async fn a_person_without_a_name_can_be_described_and_named_later() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    let taken = leila.send_form("/request/new", &[("own-words", "A young man on the bridge.")]).await;
    let network = taken.location.rsplit('/').next().unwrap().to_owned();
    let page = leila.get(&format!("/network/{network}")).await;
    page.shows("name not known yet");
    let person = page.body.split("/people/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let path = format!("/network/{network}/people/{person}/describe");
    let fields = [("name", ""), ("needs", "to sit by the door"), ("nearness", "near")];
    assert_eq!(leila.send_form(&path, &fields).await.status, 303);
    let page = leila.get(&format!("/network/{network}")).await;
    page.shows("name not known yet").shows("to sit by the door");
    assert_eq!(leila.send_form(&path, &[("name", "Kit"), ("nearness", "near")]).await.status, 303);
    leila.get(&format!("/network/{network}")).await.shows("Kit").shows("at the centre");
}

#[tokio::test]
async fn whom_the_person_wants_there_is_said_in_the_persons_words() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    for (wish, said, words) in [
        ("wanted", "Sam wants them there", "She stays calm."),
        ("not-now", "Sam does not want them there for now", "Later."),
        ("not-wanted", "Sam does not want them there", "Not her."),
    ] {
        let path = app.at(&format!("wish/{}", app.jo));
        assert_eq!(leila.send_form(&path, &[("wish", wish), ("words", words)]).await.status, 303);
        leila.get(&app.at("")).await.shows(said).shows(words);
    }
    let page = leila.get(&app.at(&format!("people/{}", app.jo))).await;
    page.shows("What was said before").shows("She stays calm.").shows("Sam, written down by Leila Haddad");
    let alone = app.at(&format!("wish/{}", app.sam));
    leila.get(&alone).await.shows("Sam wants to come alone for now");
    assert_eq!(leila.send_form(&alone, &[("wish", "not-now")]).await.status, 303);
    leila.get(&app.at("")).await.shows("Sam wants to come alone for now");
}

#[tokio::test]
async fn who_does_not_want_to_be_asked_is_left_in_peace_and_can_come_back() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    let path = app.at(&format!("asking/{}", app.bern));
    let bern = app.at(&format!("people/{}", app.bern));
    leila.get(&bern).await.shows(&format!("asking/{}?from=people", app.bern));
    let said = [("words", "I have my own troubles."), ("from", "people")];
    assert_eq!(leila.send_form(&path, &said).await.location, bern);
    leila.get(&app.at("")).await.shows("Does not want to be asked again.").shows("I have my own troubles.");
    leila.get(&path).await.shows("We keep to that until they say otherwise").shows("They may be asked again");
    assert_eq!(leila.send_form(&path, &[]).await.status, 303);
    leila.get(&app.at("")).await.hides("Does not want to be asked again");
    leila.get(&app.at(&format!("people/{}", app.bern))).await.shows("I have my own troubles.");
}

#[tokio::test]
async fn ties_between_two_are_told_in_words_and_told_anew() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    let (jo, bern) = (app.jo.to_string(), app.bern.to_string());
    for (from, to, words) in [(&jo, &bern, "They nod on the stairs."), (&bern, &jo, "They have tea now.")] {
        let sent = leila.send_form(&app.at("tie/new"), &[("from", from), ("to", to), ("words", words)]).await;
        assert_eq!(sent.status, 303, "{}", sent.body);
    }
    for page in ["", &format!("people/{jo}"), &format!("people/{bern}")] {
        let page = leila.get(&app.at(page)).await;
        page.shows("They have tea now.").shows("They nod on the stairs.");
        assert_eq!(page.text().matches("Bern and Jo").count(), 1, "one tie, with what was told before");
    }
}

#[tokio::test]
async fn a_circle_is_somebodys_and_an_audience_from_then_on() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    let (sam, jo) = (app.sam.to_string(), app.jo.to_string());
    let fields =
        [("name", "the two of us"), ("members", sam.as_str()), ("members", jo.as_str()), ("whose", "person")];
    assert_eq!(leila.send_form(&app.at("circle/new"), &fields).await.status, 303);
    leila.get(&app.at("")).await.shows("the two of us");
    leila.get(&app.at(&format!("people/{jo}"))).await.shows("the two of us");
    leila.get(&app.at(&format!("people/{}", app.bern))).await.hides("the two of us");
    let permit = app.store.permit(&app.account("sam"), app.network, store::Purpose::Read).await.unwrap();
    let network = app.store.network(&permit).await.unwrap();
    let circle = network.people.circles.values().next().unwrap();
    assert_eq!(circle.entry.told.voice, Some(app.voice("sam")), "Sam asked for it");
    assert_eq!(circle.entry.told.scribe, Some(app.voice("leila")));
}

#[tokio::test]
async fn an_unsafe_pair_is_seen_by_the_team_and_by_nobody_else() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    leila.get(&app.at("unsafe-pair/new")).await.shows("Nobody else does: not the other");
    let before = app.sam().await.get(&app.at("")).await;
    let (jo, bern) = (app.jo.to_string(), app.bern.to_string());
    let fields = [
        ("one", jo.as_str()),
        ("other", bern.as_str()),
        ("words", "An injunction since May."),
        ("both", "yes"),
    ];
    assert_eq!(leila.send_form(&app.at("unsafe-pair/new"), &fields).await.status, 303);
    for page in ["", &format!("people/{jo}"), &format!("people/{bern}")] {
        app.signed_in("tom").await.get(&app.at(page)).await.shows("An injunction since May.");
    }
    for slug in ["sam", "jo", "bern"] {
        let seen = app.signed_in(slug).await.get(&app.at("")).await;
        seen.hides("injunction").hides("must not be brought together");
    }
    assert_eq!(app.sam().await.get(&app.at("")).await.body, before.body, "not even a count differs");
}

#[tokio::test]
async fn whoever_called_in_confidence_is_marked_as_such_and_never_asked_about() {
    let app = TestApp::new().await;
    let (request, caller) = (dialogue::RequestId(id()), dialogue::MemberId(id()));
    let asked = HelpAsked {
        request,
        called_at: app.store.now(),
        taken_by: app.practitioner("leila"),
        caller: Caller {
            name: "Mr Pell".into(),
            tie: "his teacher".into(),
            reach: String::new(),
            member: None,
        },
        caller_is_person: false,
        own_words: "He looks lost.".into(),
        person_knows: Answer::No,
        may_know: Answer::No,
        who_else: String::new(),
        where_when: String::new(),
        language: String::new(),
        needs: String::new(),
        safe_now: Answer::Yes,
    };
    let take = TakeCall { asked, person: app.sam, person_name: String::new(), caller_member: caller };
    app.act("leila", Told::default(), Act::TakeCall(take)).await;
    let leila = app.leila().await;
    let page = leila.get(&app.at(&format!("people/{caller}"))).await;
    page.shows("Sam does not know yet that they called").hides("Note whether they are wanted there");
    assert_eq!(leila.get(&app.at(&format!("wish/{caller}"))).await.status, 404);
    leila.get(&app.at("circle/new")).await.hides("Mr Pell");
    let path = app.at(&format!("people/{caller}/describe"));
    leila.get(&path).await.shows("Told in confidence: only the team reads this");
    let fields = [("name", "Mr Pell"), ("tie", "my old teacher"), ("nearness", "near")];
    assert_eq!(leila.send_form(&path, &fields).await.status, 303);
    app.sam().await.get(&app.at("")).await.hides("Pell").hides("old teacher");
}

#[tokio::test]
async fn a_mark_about_two_is_one_of_the_teams_own_words() {
    let app = TestApp::new().await;
    let named = MemberNamed { member: app.jo, name: "Joanna".into(), is_person: false };
    app.act("leila", Told::default(), Act::NameMember(named)).await;
    let marked = UnsafePairMarked { one: app.sam, other: app.jo, words: String::new(), at_risk: None };
    app.act("tom", Told::default(), Act::MarkUnsafePair(marked)).await;
    let page = app.leila().await.get(&app.at(&format!("people/{}", app.jo))).await;
    page.shows("Must not be brought together with Sam").shows("Tom Brook").shows("Was called Jo here");
}
