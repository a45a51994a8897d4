//! Withholding: closed at once, decided by whom it is for, opened by a decision and by no date.

use dialogue::{Duty, guard::EntryWithheld};

use super::*;

#[tokio::test]
async fn anybody_of_the_team_holds_an_entry_back_and_it_is_closed_at_once() {
    let app = TestApp::new().await;
    let (entry, _) = said(&app, "She is moving on Sunday.").await;
    let tom = app.signed_in("tom").await;
    let story = tom.get(&app.at("story")).await;
    let path = app.at(&format!("hold-back/{entry}"));
    story.shows("She is moving on Sunday.").shows(&path);
    let page = tom.get(&path).await;
    page.shows("She is moving on Sunday.").shows("Within 72 hours").shows("is not told");
    for law in
        ["Schedule 3, paragraph 5", "Schedule 2, paragraph 16", "paragraph 21", "Schedule 2, paragraph 2"]
    {
        page.shows(law);
    }
    let sent =
        tom.send_form(&path, &[("hold-ground", "safeguarding"), ("hold-words", "He looks for her.")]).await;
    assert_eq!((sent.status, sent.location.as_str()), (303, app.at(&format!("withheld/{entry}")).as_str()));
    for slug in ["sam", "jo", "bern"] {
        let member = app.signed_in(slug).await;
        member.get(&app.at("story")).await.hides("She is moving").hides("withheld").hides("eld back");
        let there = member.get(&sent.location).await;
        let nowhere = member.get(&app.at(&format!("withheld/{}-0", id().as_simple()))).await;
        assert_eq!((there.status, plain(&there)), (404, plain(&nowhere)), "{slug}");
    }
    let story = app.leila().await.get(&app.at("story")).await;
    story
        .shows("She is moving on Sunday.")
        .shows("1 entry is withheld from Sam")
        .shows("Held back: Sam does not see");
}

#[tokio::test]
async fn without_a_ground_or_words_nothing_is_held_back_and_what_was_typed_stays() {
    let app = TestApp::new().await;
    let (entry, _) = said(&app, "She is moving on Sunday.").await;
    let (leila, path) = (app.leila().await, app.at(&format!("hold-back/{entry}")));
    let sent = leila.send_form(&path, &[("hold-words", "He looks for her.")]).await;
    assert_eq!(sent.status, 422);
    sent.shows("Choose a ground").shows("He looks for her.");
    let sent = leila.send_form(&path, &[("hold-ground", "third-party"), ("hold-words", "  ")]).await;
    assert_eq!(sent.status, 422);
    sent.shows("Write something here");
    let tag = sent.body.split("value=\"third-party\"").nth(1).unwrap().split('>').next().unwrap();
    assert!(tag.contains("checked"), "{tag}");
    app.sam().await.get(&app.at("story")).await.shows("She is moving on Sunday.");
}

#[tokio::test]
async fn whoever_decides_reads_that_entry_by_their_duty_and_nothing_else_of_the_network() {
    let app = TestApp::new().await;
    said(&app, "He sings in the bath.").await;
    let entry = held(&app, Ground::ThirdParty, "She is moving on Sunday.").await;
    let (ines, path) = (app.ines().await, app.at(&format!("withheld/{entry}")));
    assert_eq!(ines.get(&path).await.status, 404, "no duty, no page");
    app.give("ines", Duty::Decider).await;
    ines.get("/today").await.shows("1 thing waits for you");
    ines.get("/matters").await.shows(&path).shows("By Wednesday 25 November 2026, 09:07").hides("Sam");
    let page = ines.get(&path).await;
    page.shows("She is moving on Sunday.").shows("He has said he would find her.").shows("Leila Haddad");
    page.hides("He sings").shows("Withhold it").shows("Open it");
    for below in ["", "story", "kept-back", "looked", &format!("hold-back/{entry}")] {
        assert_eq!(ines.get(&app.at(below)).await.status, 404, "{below}");
    }
    let tom = app.practitioner("tom").to_string();
    let day = [("review-by-day", "30"), ("review-by-month", "11"), ("review-by-year", "2026")];
    let fields = [("ground", "third-party"), ("words", "She asked us to."), ("reviewer", tom.as_str())];
    let sent = fill(&ines, &path, "keep", &[&fields[..], &day[..]].concat()).await;
    assert_eq!((sent.status, sent.location.as_str()), (303, "/matters"));
    assert_eq!(ines.get(&path).await.status, 404, "it is Tom's now");
    ines.get("/matters").await.shows("Nothing waits for you");
    let tom = app.signed_in("tom").await;
    tom.get("/matters").await.shows(&path).shows("By Monday 30 November 2026").shows("by name").shows("Sam");
    tom.get(&path).await.shows("She asked us to.").shows("Tom Brook reviews it by 30 November 2026");
}

#[tokio::test]
async fn no_date_opens_anything_it_goes_to_the_lead_and_the_guardian_until_somebody_decides() {
    let app = TestApp::new().await;
    app.give("ines", Duty::SafeguardingLead).await;
    app.give("tom", Duty::CaldicottGuardian).await;
    let first = held(&app, Ground::ThirdParty, "She is moving on Sunday.").await;
    let second = held(&app, Ground::ThirdParty, "He lost his post.").await;
    let review = EntryWithheld {
        entry: second,
        ground: Ground::ThirdParty,
        words: "His to tell.".into(),
        reviewer: app.practitioner("leila"),
        review_by: "2026-11-24".parse().unwrap(),
    };
    app.give("leila", Duty::Decider).await;
    app.act("leila", Told::default(), Act::Withhold(review)).await;
    app.ines().await.get("/matters").await.shows("Nothing waits for you");
    app.clock_to("2027-02-01T09:00:00Z");
    let ines = app.ines().await;
    app.sam().await.get(&app.at("story")).await.hides("She is moving").hides("his post");
    for slug in ["ines", "tom"] {
        let page = app.signed_in(slug).await.get("/matters").await;
        page.shows("Overdue since Wednesday 25 November 2026, 09:07; still closed");
        page.shows("Overdue since Tuesday 24 November 2026; still closed").shows("so it has come to you too");
        app.signed_in(slug).await.get("/today").await.shows("2 things wait for you, 2 of them overdue");
    }
    for entry in [first, second] {
        let path = app.at(&format!("withheld/{entry}"));
        ines.get(&path).await.shows("Overdue since").shows("still closed").shows("Open it");
    }
    let sent = fill(&ines, &app.at(&format!("withheld/{first}")), "open", &[("words", " ")]).await;
    assert_eq!(sent.status, 422);
    sent.shows("Write something here");
    app.sam().await.get(&app.at("story")).await.hides("She is moving");
    let sent =
        fill(&ines, &app.at(&format!("withheld/{first}")), "open", &[("words", "She has moved.")]).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    app.sam().await.get(&app.at("story")).await.shows("She is moving on Sunday.").hides("his post");
    app.leila()
        .await
        .get(&app.at(&format!("withheld/{first}")))
        .await
        .shows("Opened")
        .shows("She has moved.");
}

#[tokio::test]
async fn each_refusal_stands_beside_its_field_and_what_was_typed_is_kept() {
    let app = TestApp::new().await;
    app.give("leila", Duty::Decider).await;
    let entry = held(&app, Ground::ThirdParty, "She is moving on Sunday.").await;
    let (leila, path) = (app.leila().await, app.at(&format!("withheld/{entry}")));
    let me = app.practitioner("leila").to_string();
    let day =
        |year: &'static str| [("review-by-day", "30"), ("review-by-month", "11"), ("review-by-year", year)];
    let base = [("words", "She asked us to."), ("reviewer", me.as_str())];
    let cases: [(&[(&str, &str)], &str); 6] = [
        (&[&day("2026")[..]].concat(), "Choose a ground"),
        (&[("ground", "third-party")], "Write the day."),
        (&[&[("ground", "third-party")][..], &day("2025")[..]].concat(), "This day has passed"),
        (&[&[("ground", "third-party")][..], &day("2039")[..]].concat(), "too far away"),
        (
            &[&[("ground", "serious-harm")][..], &day("2026")[..]].concat(),
            "only a health professional can review",
        ),
        (&[&[("ground", "third-party"), ("review-by-day", "x")][..]].concat(), "not a day of the calendar"),
    ];
    for (fields, sentence) in cases {
        let sent = fill(&leila, &path, "keep", &[&base[..], fields].concat()).await;
        assert_eq!(sent.status, 422, "{sentence}");
        sent.shows(sentence).shows("She asked us to.");
    }
    app.give("leila", Duty::HealthProfessional).await;
    let fields = [&base[..], &[("ground", "serious-harm")], &day("2026")[..]].concat();
    assert_eq!(fill(&leila, &path, "keep", &fields).await.status, 303);
}

#[tokio::test]
async fn the_team_sees_who_decides_and_cannot_decide_itself() {
    let app = TestApp::new().await;
    app.give("ines", Duty::HealthProfessional).await;
    let entry = held(&app, Ground::SeriousHarm, "She is moving on Sunday.").await;
    let (tom, path) = (app.signed_in("tom").await, app.at(&format!("withheld/{entry}")));
    let page = tom.get(&path).await;
    page.shows("Ines Vale").shows("07700 900123").hides("Withhold it").hides("Open it now");
    let sent = fill(&tom, &path, "open", &[("words", "I think it is all right.")]).await;
    assert_eq!(sent.status, 422, "{}", sent.body);
    app.sam().await.get(&app.at("story")).await.hides("She is moving");
}

#[tokio::test]
async fn the_pages_of_the_person_and_of_members_are_the_same_whether_something_is_withheld_or_not() {
    let app = TestApp::new().await;
    said(&app, "He sings in the bath.").await;
    // Whoever has looked stands on a page, so everybody looks first.
    for slug in ["sam", "jo", "bern"] {
        pages(&app, slug).await;
    }
    let mut before = Vec::new();
    for slug in ["sam", "jo", "bern"] {
        before.push((slug, pages(&app, slug).await));
    }
    let words = WordsId(id());
    let text = "He must not know where she is.".into();
    let spoken = WordsSpoken { words, kind: Kind::Telling, text, in_answer_to: None, thinking_of: None };
    let hold = Some((Ground::Safeguarding, "He looks for her.".to_owned()));
    let told =
        Told { voice: Some(app.voice("jo")), audience: Some(Audience::Everyone), hold, ..Told::default() };
    app.act("leila", told, Act::Speak(spoken)).await;
    for (slug, before) in before {
        let after = pages(&app, slug).await;
        for ((page, before), after) in PAGES.iter().zip(before).zip(after) {
            assert_eq!(before, after, "{page} of {slug}");
        }
    }
    app.leila().await.get(&app.at("story")).await.shows("He must not know where she is.");
}

#[tokio::test]
async fn how_many_are_withheld_is_told_to_the_team_alone() {
    let app = TestApp::new().await;
    held(&app, Ground::ThirdParty, "She is moving on Sunday.").await;
    held(&app, Ground::Investigation, "The police rang.").await;
    for slug in ["leila", "tom"] {
        let browser = app.signed_in(slug).await;
        browser.get(&app.at("story")).await.shows("2 entries are withheld from Sam");
        browser
            .get(&app.at("kept-back"))
            .await
            .shows("Somebody else’s information")
            .shows("An investigation");
    }
    let nothing = app.ines().await.get(&app.at("kept-back")).await;
    for slug in ["sam", "jo", "bern", "ines", "ada"] {
        let seen = app.signed_in(slug).await.get(&app.at("kept-back")).await;
        assert_eq!(seen.status, 404, "{slug}");
        seen.hides("withheld").hides("Investigation");
    }
    assert_eq!(nothing.status, 404);
}

#[tokio::test]
async fn what_is_held_back_while_it_is_written_is_never_open_in_between() {
    let app = TestApp::new().await;
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    let room = app.at(&format!("meeting/{meeting}/room"));
    let leila = app.leila().await;
    let page = leila.get(&room).await;
    let holds = format!("room-{meeting}-telling-{}\"", app.voice("jo"));
    let form = page.body.split("<form ").find(|form| form.contains(&holds)).expect("a form for Jo");
    let form = Seen {
        status: 200,
        location: String::new(),
        body: form.split("</form>").next().unwrap().to_owned(),
        headers: Default::default(),
    };
    form.shows("Hold this back for now").shows("Schedule 2, paragraph 16");
    let hidden = form.hidden();
    let hidden = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let hidden: Vec<_> = hidden.chain([("text", "She is moving on Sunday."), ("hold", "yes")]).collect();
    let path = format!("{room}/words");
    let sent = leila.post(&path, &hidden).await;
    assert_eq!(sent.status, 422);
    sent.shows("Choose a ground").shows("She is moving on Sunday.");
    let grounded = [&hidden[..], &[("hold-ground", "third-party")]].concat();
    let sent = leila.post(&path, &grounded).await;
    assert_eq!(sent.status, 422);
    sent.shows("Write something here");
    let sent = leila.post(&path, &[&grounded[..], &[("hold-words", "Hers to tell.")]].concat()).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    leila.get(&room).await.shows("She is moving on Sunday.").shows("Held back: Sam does not see this");
    app.sam().await.get(&app.at("story")).await.hides("She is moving");
}
