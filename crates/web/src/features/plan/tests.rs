//! Tests of planning: what the team, the person and a member get to read and to send.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use dialogue::{
    Act, MeetingId, MemberId, Told,
    people::{MemberDescribed, MemberNamed, Nearness, Wish, WishTold},
    stay::{Lawful, StayBegan},
    unsafe_pair::UnsafePairMarked,
};

use crate::testing::{Browser, Seen, TestApp, id};

const DAY: [(&str, &str); 4] =
    [("when-day", "24"), ("when-month", "11"), ("when-year", "2026"), ("when-hour", "17:20")];

async fn plan(app: &TestApp, browser: &Browser, more: &[(&str, &str)]) -> Seen {
    let leila = app.practitioner("leila").to_string();
    let tom = app.practitioner("tom").to_string();
    let mut fields = DAY.to_vec();
    fields.push(("place", "home"));
    fields.push(("practitioners", &leila));
    fields.push(("practitioners", &tom));
    fields.extend_from_slice(more);
    browser.send_form(&app.at("meeting/new"), &fields).await
}

fn at(app: &TestApp, meeting: MeetingId, below: &str) -> String {
    app.at(&format!("meeting/{meeting}{below}"))
}

async fn wish(app: &TestApp, member: MemberId, wish: Wish) {
    let told = WishTold { member, wish, words: String::new() };
    app.act("leila", Told::default(), Act::TellWish(told)).await;
}

async fn describe(app: &TestApp, member: MemberId, nearness: Nearness, needs: &str, language: &str) {
    let described = MemberDescribed {
        member,
        tie: "my sister".into(),
        nearness,
        brings: String::new(),
        reach: "01632 960123".into(),
        language: language.into(),
        needs: needs.into(),
    };
    app.act("leila", Told::default(), Act::DescribeMember(described)).await;
}

#[tokio::test]
async fn a_meeting_is_planned_with_its_people_and_its_wording() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    let page = leila.get(&app.at("meeting/new")).await;
    page.shows("At home").shows("my sister").shows("core team").hides("value=\"10:00\"");
    let (sam, jo) = (app.sam.to_string(), app.jo.to_string());
    let words = [("wording", "Come for tea. Sam"), ("place-words", "Sam’s kitchen, second bell")];
    let sent = plan(&app, &leila, &[("invited", &sam), ("invited", &jo), words[0], words[1]]).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let planned = leila.get(&sent.location).await;
    planned.shows("Tuesday 24 November 2026, 17:20").shows("At home: Sam’s kitchen, second bell");
    planned.shows("Come for tea. Sam").shows("No answer yet").shows("Begin writing").shows("/room");
    planned.shows("I like to listen.").hides("Worth a thought");
    // The next plan begins with the same wording.
    leila.get(&app.at("meeting/new")).await.shows("Come for tea. Sam").shows("second bell");
}

#[tokio::test]
async fn the_ward_stands_first_while_there_is_a_stay() {
    let app = TestApp::new().await;
    let began = StayBegan {
        stay: dialogue::StayId(id()),
        place: "Larch ward".into(),
        own_word: "the holiday".into(),
        began: "2026-11-20".parse().unwrap(),
        lawful: Lawful::default(),
    };
    app.act("leila", Told::default(), Act::BeginStay(began)).await;
    let page = app.leila().await.get(&app.at("meeting/new")).await;
    page.shows("Larch ward");
    let ward = page.body.split("value=\"ward\"").nth(1).unwrap();
    assert!(ward.split('>').next().unwrap().contains("checked"), "the ward is chosen beforehand");
}

#[tokio::test]
async fn a_time_that_is_none_is_said_beside_its_field_and_nothing_typed_is_lost() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    let sent = leila
        .send_form(
            &app.at("meeting/new"),
            &[
                ("when-day", "31"),
                ("when-month", "11"),
                ("when-year", "2026"),
                ("when-hour", "five"),
                ("place", ""),
                ("place-words", "by the river"),
                ("remote", "Jo by phone"),
                ("wording", "Half a sentence"),
            ],
        )
        .await;
    assert_eq!(sent.status, 422);
    sent.shows("This is not a day of the calendar").shows("Write the time as hours and minutes");
    sent.shows("by the river").shows("Jo by phone").shows("Half a sentence").shows("five");
    assert!(sent.body.contains("when-error") && sent.body.contains("place-error"));
    // What is worth a thought is live on the form that was given back.
    sent.shows("Worth a thought").shows("Nobody of Sam’s own people is invited");
}

#[tokio::test]
async fn a_plan_sent_twice_is_one_meeting() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    let page = leila.get(&app.at("meeting/new")).await;
    let hidden = page.hidden();
    let mut fields: Vec<_> = hidden.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    fields.extend_from_slice(&DAY);
    fields.push(("place", "clinic"));
    let first = leila.post(&app.at("meeting/new"), &fields).await;
    let again = leila.post(&app.at("meeting/new"), &fields).await;
    assert_eq!((first.status, &first.location), (again.status, &again.location));
    leila.get(&first.location).await.hides("What was planned before");
}

#[tokio::test]
async fn what_a_plan_forgets_is_said_plainly_and_never_blocks() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    wish(&app, app.bern, Wish::Wanted).await;
    let ines = app.practitioner("ines").to_string();
    let sam = app.sam.to_string();
    let mut fields = DAY.to_vec();
    fields.extend([("place", "home"), ("invited", &sam), ("practitioners", &ines)]);
    let sent = leila.send_form(&app.at("meeting/new"), &fields).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let page = leila.get(&sent.location).await;
    page.shows("Fewer than two of us are coming").shows("Nobody of the core team is coming");
    page.shows("Nobody of Sam’s own people is invited yet").shows("Sam wants Bern there");
    // What is worth a thought is for the team.
    app.sam().await.get(&sent.location).await.hides("Worth a thought").hides("Fewer than two");
}

#[tokio::test]
async fn an_absent_family_is_no_warning_once_the_person_came_alone() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    wish(&app, app.jo, Wish::Wanted).await;
    wish(&app, app.sam, Wish::NotNow).await;
    let sam = app.sam.to_string();
    let sent = plan(&app, &leila, &[("invited", &sam)]).await;
    leila.get(&sent.location).await.hides("own people").hides("A voice is missing");
}

#[tokio::test]
async fn two_who_must_not_meet_cannot_both_be_invited_and_only_the_team_reads_why() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    let marked =
        UnsafePairMarked { one: app.jo, other: app.bern, words: "He threatened her.".into(), at_risk: None };
    app.act("leila", Told::default(), Act::MarkUnsafePair(marked)).await;
    let mark = "carry a mark that they must not be brought together";
    leila.get(&app.at("meeting/new")).await.shows(mark).shows("He threatened her.");
    let (jo, bern) = (app.jo.to_string(), app.bern.to_string());
    let both = [("invited", jo.as_str()), ("invited", &bern), ("wording", "Come at ten")];
    let refused = plan(&app, &leila, &both).await;
    assert_eq!(refused.status, 422);
    refused.shows("Two of these must not be brought together").shows("Come at ten");
    assert!(refused.body.contains("invited-error"), "beside the field");
    let sent = plan(&app, &leila, &[("invited", &jo)]).await;
    assert_eq!(sent.status, 303);
    for slug in ["sam", "jo", "bern"] {
        app.signed_in(slug).await.get(&sent.location).await.hides("carry a mark").hides("threatened");
    }
}

#[tokio::test]
async fn the_dead_are_not_offered_and_a_no_stands_apart_with_the_way_back() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    let nan = MemberId(id());
    let named = MemberNamed { member: nan, name: "Nan Wren".into(), is_person: false };
    app.act("leila", Told::default(), Act::NameMember(named)).await;
    describe(&app, nan, Nearness::Dead, "", "").await;
    let meeting = app.plan_meeting(&[app.sam, app.bern]).await;
    let answer = at(&app, meeting, &format!("/answer/{}", app.bern));
    let bern = app.bern().await;
    let sent = bern.send_form(&answer, &[("answer", "not-again"), ("words", "It is too much.")]).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    bern.get(&sent.location).await.shows("You asked not to be asked").shows("It is too much.");
    let form = leila.get(&app.at("meeting/new")).await;
    form.hides("Nan Wren").shows("Asked not to be asked").shows("It is too much.");
    assert!(!form.body.contains(&format!("value=\"{}\"", app.bern)), "Bern is not tickable");
    // Not even an old form asks again.
    let bern_id = app.bern.to_string();
    let planned = plan(&app, &leila, &[("invited", &bern_id), ("wording", "Come too")]).await;
    assert_eq!(planned.status, 422);
    planned.shows("does not want to be asked again").shows("Come too");
    assert!(planned.body.contains("invited-error"));
    // The way back.
    let asking = app.at(&format!("asking/{}", app.bern));
    let back = leila.send_form(&asking, &[("words", "He rang: he would like to come.")]).await;
    assert_eq!((back.status, back.location), (303, app.at("meeting/new")));
    let form = leila.get(&app.at("meeting/new")).await;
    assert!(form.body.contains(&format!("value=\"{}\"", app.bern)), "Bern may be asked again");
    leila.get(&asking).await.shows("It is too much.").shows("he would like to come");
}

#[tokio::test]
async fn a_member_takes_back_their_no_themself() {
    let app = TestApp::new().await;
    let asking = app.at(&format!("asking/{}", app.jo));
    let jo = app.jo().await;
    jo.get(&asking).await.shows("We may ask you to meetings");
    assert_eq!(jo.send_form(&asking, &[]).await.location, app.at(""));
    jo.get(&asking).await.shows("You asked not to be asked");
    jo.send_form(&asking, &[]).await;
    jo.get(&asking).await.shows("We may ask you to meetings");
    for slug in ["sam", "bern", "ines", "ada"] {
        assert_eq!(app.signed_in(slug).await.get(&asking).await.status, 404, "{slug}");
    }
}

#[tokio::test]
async fn what_somebody_says_about_being_asked_is_given_back_when_it_cannot_be_kept() {
    let app = TestApp::new().await;
    let asking = app.at(&format!("asking/{}", app.jo));
    let long = format!("kept as typed {}", "x".repeat(20_001));
    for slug in ["jo", "leila"] {
        let browser = app.signed_in(slug).await;
        let sent = browser.send_form(&asking, &[("words", &long)]).await;
        assert_eq!(sent.status, 422, "{slug}");
        sent.shows("longer than one passage").shows("kept as typed");
        assert!(sent.body.contains("id=\"words-error\""), "{slug}: beside its field");
        // The button still says the same: nothing has changed.
        let asked = sent.hidden().into_iter().find(|(name, _)| name == "may-be-asked").unwrap();
        assert_eq!(asked.1, "no", "{slug}");
    }
    app.jo().await.get(&asking).await.shows("We may ask you to meetings");
}

#[tokio::test]
async fn answers_by_any_road_are_kept_with_who_told_and_who_noted() {
    let app = TestApp::new().await;
    let meeting = app.plan_meeting(&[app.sam, app.jo, app.bern]).await;
    let tom = app.signed_in("tom").await;
    let (jo, answer) = (app.jo.to_string(), at(&app, meeting, &format!("/answer/{}", app.bern)));
    for (value, said) in [
        ("coming", "Is coming"),
        ("remote", "Joins by phone or video"),
        ("cannot", "Cannot come"),
        ("sends-words", "Sends words instead"),
    ] {
        let fields = [("answer", value), ("words", "Tell Sam the cat is fed."), ("by", jo.as_str())];
        assert_eq!(tom.send_form(&answer, &fields).await.status, 303);
        let page = tom.get(&at(&app, meeting, "")).await;
        page.shows(said).shows("Tell Sam the cat is fed.").shows("said by Jo, noted by Tom Brook");
    }
    // The person reads every answer; another member reads none but their own.
    app.sam().await.get(&at(&app, meeting, "")).await.shows("Tell Sam the cat is fed.");
    let page = app.jo().await.get(&at(&app, meeting, "")).await;
    page.hides("the cat is fed").hides("Sends words instead").hides("noted by");
}

#[tokio::test]
async fn a_member_reads_the_plan_and_answers_for_themself_alone() {
    let app = TestApp::new().await;
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    let jo = app.jo().await;
    let page = jo.get(&at(&app, meeting, "")).await;
    page.shows("Monday 23 November 2026, 10:20").shows("Sam’s kitchen").shows("Will you come?");
    page.shows("Leila Haddad").shows("I like to listen.").shows("You owe nobody a reason");
    page.hides("Note an answer").hides("Change the plan").hides("Call this meeting off").hides("/room");
    let own = at(&app, meeting, &format!("/answer/{}", app.jo));
    let sent = jo.send_form(&own, &[("answer", "cannot"), ("words", "Night shift.")]).await;
    assert_eq!(sent.status, 303);
    jo.get(&sent.location).await.shows("I cannot come").shows("Night shift.").shows("My answer has changed");
    app.leila().await.get(&sent.location).await.shows("Cannot come").shows("Night shift.");
    for path in [
        format!("/answer/{}", app.sam),
        format!("/invitation/{}", app.sam),
        "/plan".into(),
        "/call-off".into(),
    ] {
        assert_eq!(jo.get(&at(&app, meeting, &path)).await.status, 404, "{path}");
    }
    // Whoever is not invited does not learn when and where the others meet.
    let bern = app.bern().await;
    assert_eq!(bern.get(&at(&app, meeting, "")).await.status, 404);
    bern.get(&app.at("")).await.hides("kitchen").hides("10:20");
    assert_eq!(bern.get(&at(&app, meeting, &format!("/answer/{}", app.bern))).await.status, 404);
}

#[tokio::test]
async fn an_answer_without_a_choice_is_given_back_with_its_words() {
    let app = TestApp::new().await;
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    let own = at(&app, meeting, &format!("/answer/{}", app.jo));
    let sent = app.jo().await.send_form(&own, &[("words", "I do not know yet.")]).await;
    assert_eq!(sent.status, 422);
    sent.shows("Choose one.").shows("I do not know yet.");
    assert!(sent.body.contains("answer-error"));
}

#[tokio::test]
async fn an_invitation_is_a_letter_that_fits_its_reader() {
    let app = TestApp::new().await;
    describe(&app, app.jo, Nearness::Near, "Large print, please", "Somali").await;
    let leila = app.leila().await;
    let (sam, jo) = (app.sam.to_string(), app.jo.to_string());
    let words = [("wording", "Come for tea. Sam"), ("place-words", "Sam’s kitchen")];
    let sent = plan(&app, &leila, &[("invited", &sam), ("invited", &jo), words[0], words[1]]).await;
    let path = format!("{}/invitation/{}", sent.location, app.jo);
    let page = leila.get(&path).await;
    page.shows("Dear Jo,").shows("Come for tea. Sam").shows("Tuesday 24 November 2026, 17:20");
    page.shows("Tom Brook, Peer practitioner: “I like to listen.”").shows("You may say no");
    page.shows("Ring Leila Haddad on 07700 900123").shows("letter--large").shows("likes to speak Somali");
    assert!(page.body.contains("readonly"), "the same stands as text to copy");
    let text = page.body.split("<textarea").nth(1).unwrap().split("</textarea>").next().unwrap();
    for part in ["Dear Jo,", "Come for tea. Sam", "17:20", "kitchen", "Tom Brook", "You may say no"] {
        assert!(text.contains(part), "{part} is missing in the text");
    }
    leila.get(&format!("{path}?letters=usual")).await.hides("letter--large");
    // The letter tells nothing that was told to the team.
    assert!(!text.contains("Somali") && !text.contains("01632 960123"));
    // Jo reads her own letter, without what the team works with.
    let own = app.jo().await.get(&path).await;
    own.shows("Dear Jo,").shows("You may say no").hides("How the invitation was given").hides("readonly");
    for slug in ["sam", "bern", "ines", "ada"] {
        assert_eq!(app.signed_in(slug).await.get(&path).await.status, 404, "{slug}");
    }
}

#[tokio::test]
async fn it_is_noted_how_an_invitation_was_given() {
    let app = TestApp::new().await;
    let meeting = app.plan_meeting(&[app.sam, app.bern]).await;
    let leila = app.leila().await;
    let path = at(&app, meeting, &format!("/invitation/{}", app.bern));
    let empty = leila.send_form(&path, &[]).await;
    assert_eq!(empty.status, 422);
    empty.shows("Say how they got it");
    let other = [("how", "other"), ("how-other", "a note under the door")];
    assert_eq!(leila.send_form(&path, &other).await.status, 303);
    leila.get(&path).await.shows("a note under the door");
    leila.get(&at(&app, meeting, "")).await.shows("Invited: a note under the door");
    app.jo().await.get(&at(&app, meeting, "")).await.hides("under the door");
}

#[tokio::test]
async fn a_plan_made_anew_says_what_changed_and_keeps_what_was() {
    let app = TestApp::new().await;
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    let leila = app.leila().await;
    let path = at(&app, meeting, "/plan");
    leila.get(&path).await.shows("value=\"10:20\"").shows("Sam’s kitchen");
    let fields = [("when-day", "25"), ("when-month", "11"), ("when-year", "2026"), ("when-hour", "18:05")];
    let mut fields = fields.to_vec();
    fields.extend([("place", "video"), ("reason", "The boiler has burst.")]);
    let (sam, jo) = (app.sam.to_string(), app.jo.to_string());
    fields.extend([("invited", sam.as_str()), ("invited", jo.as_str())]);
    let sent = leila.send_form(&path, &fields).await;
    assert_eq!((sent.status, &sent.location), (303, &at(&app, meeting, "")));
    for slug in ["leila", "jo"] {
        let page = app.signed_in(slug).await.get(&sent.location).await;
        page.shows("Wednesday 25 November 2026, 18:05").shows("The boiler has burst.");
        page.shows("it was Monday 23 November 2026, 10:20");
    }
}

#[tokio::test]
async fn a_meeting_called_off_says_so_and_why() {
    let app = TestApp::new().await;
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    let leila = app.leila().await;
    let path = at(&app, meeting, "/call-off");
    let empty = leila.send_form(&path, &[("reason", " ")]).await;
    assert_eq!(empty.status, 422);
    assert!(empty.body.contains("reason-error"));
    assert_eq!(leila.send_form(&path, &[("reason", "Sam has a cold.")]).await.status, 303);
    assert_eq!(app.bern().await.get(&at(&app, meeting, "")).await.status, 404);
    for slug in ["leila", "sam", "jo"] {
        let page = app.signed_in(slug).await.get(&at(&app, meeting, "")).await;
        page.shows("This meeting was called off").shows("Sam has a cold.").hides("/room");
    }
    // Typed into a form that was open before, it is given back and says why.
    let late = leila
        .post(
            &at(&app, meeting, "/plan"),
            &[
                ("id", &id().to_string()),
                DAY[0],
                DAY[1],
                DAY[2],
                DAY[3],
                ("place", "home"),
                ("wording", "Too late?"),
            ],
        )
        .await;
    assert_eq!(late.status, 422);
    late.shows("This meeting was called off").shows("Too late?");
}

#[tokio::test]
async fn a_closed_meeting_leads_to_its_record() {
    let app = TestApp::new().await;
    let meeting = app.plan_meeting(&[app.sam]).await;
    app.clock_to("2026-11-23T12:00:00Z");
    app.hold_meeting(meeting, &[app.voice("sam"), app.voice("leila")]).await;
    app.close_meeting(meeting).await;
    let page = app.leila().await.get(&at(&app, meeting, "")).await;
    assert_eq!((page.status, page.location), (303, at(&app, meeting, "/record")));
}

#[tokio::test]
async fn whoever_may_not_read_it_finds_no_trace_of_a_meeting() {
    let app = TestApp::new().await;
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    let nowhere = app.ines().await.get(&at(&app, MeetingId(id()), "")).await.body;
    for slug in ["ines", "ada"] {
        let browser = app.signed_in(slug).await;
        for below in
            ["", "/plan", "/call-off", &format!("/answer/{}", app.jo), &format!("/invitation/{}", app.jo)]
        {
            let page = browser.get(&at(&app, meeting, below)).await;
            assert_eq!((page.status, &page.body), (404, &nowhere), "{slug} {below}");
        }
        assert_eq!(browser.get(&app.at("meeting/new")).await.status, 404);
    }
    for slug in ["sam", "jo", "bern"] {
        assert_eq!(app.signed_in(slug).await.get(&app.at("meeting/new")).await.status, 404, "{slug}");
    }
    // A member whom the person does not know of is no name on the person's page, and no gap either.
    let stranger = MemberId(id());
    let named = MemberNamed { member: stranger, name: "Ravi Moss".into(), is_person: false };
    let told = Told { audience: Some(dialogue::Audience::Team), ..Told::default() };
    app.act("leila", told, Act::NameMember(named)).await;
    let with = app.plan_meeting(&[app.sam, app.jo, stranger]).await;
    app.leila().await.get(&at(&app, with, "")).await.shows("Ravi Moss");
    let seen = app.jo().await.get(&at(&app, with, "")).await;
    seen.hides("Ravi Moss").hides("somebody");
}
