//! Tests of keeping people safe from each other: what the two, the team and everybody else find.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod no_trace;
mod twice;

use dialogue::{
    Act, Audience, MemberId, Told, View, WordsId,
    view::ViewSet,
    words::{Kind, WordsSpoken},
};

use crate::testing::{Browser, TestApp, id};

/// Jo is at risk from Bern.
async fn marked(app: &TestApp) -> String {
    let (jo, bern) = (app.jo.to_string(), app.bern.to_string());
    let fields = [("one", jo.as_str()), ("other", &bern), ("words", "A court order since May.")];
    let sent = app.leila().await.send_form(&app.at("unsafe-pair/new"), &fields).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    sent.location
}

/// Jo left words for everybody.
async fn jo_speaks(app: &TestApp) {
    let spoken = WordsSpoken {
        words: WordsId(id()),
        kind: Kind::Left,
        text: "I moved to Pine Street.".into(),
        in_answer_to: None,
        thinking_of: None,
    };
    let told = Told { audience: Some(Audience::Everyone), ..Told::default() };
    app.act("jo", told, Act::Speak(spoken)).await;
}

async fn view(app: &TestApp, by: &str, member: MemberId, view: View) {
    let set = ViewSet { member, view, words: "We spoke on the bench by the harbour.".into() };
    app.act(by, Told::default(), Act::SetView(set)).await;
}

async fn everywhere(app: &TestApp, who: &Browser) -> Vec<crate::testing::Seen> {
    let mut pages = Vec::new();
    for below in ["", "story", "meetings", "being-safe", "leave-words", "looked", "safety"] {
        pages.push(who.get(&app.at(below)).await);
    }
    pages.push(who.get("/help-now").await);
    pages.push(who.post(&app.at("story/search"), &[("q", "Pine")]).await);
    pages
}

#[tokio::test]
async fn the_one_at_risk_sees_and_steers_the_mark_and_the_other_neither_it_nor_what_it_hides() {
    let app = TestApp::new().await;
    jo_speaks(&app).await;
    let (jo, bern, sam) = (app.jo().await, app.bern().await, app.sam().await);
    bern.get(&app.at("story")).await.shows("Pine Street");
    let pair = marked(&app).await;
    let own = jo.get(&app.at("being-safe")).await;
    own.shows("You and Bern").shows("A court order since May.").shows("Only you and the team read this");
    for other in [&bern, &sam] {
        for page in everywhere(&app, other).await {
            page.hides("court order since").hides("Kept apart").hides("brought together");
        }
        assert_eq!(other.get(&pair).await.status, 404);
    }
    for page in everywhere(&app, &bern).await {
        page.hides("Jo ").hides("Jo<").hides("Pine Street").hides_raw(&app.jo.to_string());
    }
    sam.get(&app.at("story")).await.shows("Pine Street");
    // She decides that it is no longer so.
    let lift = own.body.split("being-safe/lift\"").nth(1).unwrap();
    let value = |name: &str| {
        let from = lift.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
        from.split('"').next().unwrap().to_owned()
    };
    let (command, one, other) = (value("id"), value("one"), value("other"));
    let fields = |words: &'static str| {
        [("id", command.clone()), ("one", one.clone()), ("other", other.clone()), ("words", words.into())]
    };
    let as_text = |fields: &[(&'static str, String)]| {
        fields.iter().map(|(name, value)| (*name, value.clone())).collect::<Vec<_>>()
    };
    for (browser, words, status) in
        [(&bern, "Lift it.", 404), (&jo, "", 422), (&jo, "We have made peace.", 303)]
    {
        let sent = as_text(&fields(words));
        let sent: Vec<_> = sent.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(browser.post(&app.at("being-safe/lift"), &sent).await.status, status, "{words}");
    }
    bern.get(&app.at("story")).await.shows("Pine Street");
    assert_eq!(app.leila().await.get(&pair).await.status, 404, "there is no such mark any more");
}

#[tokio::test]
async fn the_page_about_being_safe_is_the_same_for_everybody_without_a_mark() {
    let app = TestApp::new().await;
    let before = app.bern().await.get(&app.at("being-safe")).await;
    marked(&app).await;
    let after = app.bern().await.get(&app.at("being-safe")).await;
    assert_eq!(plain(&before.body), plain(&after.body));
    for slug in ["leila", "tom", "ines", "ada"] {
        assert_eq!(app.signed_in(slug).await.get(&app.at("being-safe")).await.status, 404, "{slug}");
    }
}

/// A page without the ids that are drawn anew for each form, and without the name of the view that it was made from.
pub(super) fn plain(body: &str) -> String {
    let mut plain = String::new();
    let still = body.split("data-still=\"").nth(1).and_then(|rest| rest.split('"').next());
    let body = still.map_or_else(|| body.to_owned(), |still| body.replace(still, ""));
    let mut rest = body.as_str();
    while let Some(at) = rest.find("type=\"hidden\" name=\"id\" value=\"") {
        let (before, from) = rest.split_at(at + 31);
        plain.push_str(before);
        rest = &from[from.find('"').unwrap()..];
    }
    plain + rest
}

#[tokio::test]
async fn a_wish_that_somebody_come_has_the_same_thanks_whoever_is_meant_and_the_holder_sees_why_it_waits() {
    let app = TestApp::new().await;
    let kim = MemberId(id());
    let named = dialogue::people::MemberNamed { member: kim, name: "Kim".into(), is_person: false };
    app.act("leila", Told::default(), Act::NameMember(named)).await;
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    marked(&app).await;
    let (sam, at) = (app.sam().await, app.at(&format!("meeting/{meeting}")));
    let path = format!("{at}/would-like");
    let mut answers = Vec::new();
    for whom in [app.bern.to_string(), kim.to_string(), id().to_string()] {
        let sent = sam.send_form(&path, &[("member", &whom), ("words", "He makes tea.")]).await;
        answers.push((sent.status, sent.location.clone(), sent.body.clone()));
    }
    assert_eq!(answers[0].0, 303);
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    sam.get(&at).await.shows("we have your wish: Bern").shows("we have your wish: Kim").hides("must not be");
    let team = app.leila().await.get(&at).await;
    team.shows("Sam would like Bern to come.").shows("They must not be brought together with Jo");
    team.shows("Sam would like Kim to come.").shows("Nobody has asked them yet");
    app.jo().await.get(&at).await.hides("He makes tea").hides("would like Bern");
    let empty = sam.send_form(&path, &[("member", ""), ("words", "")]).await;
    assert_eq!(empty.status, 422);
    empty.shows("Write something here");
    for slug in ["leila", "ines", "ada", "bern"] {
        assert_eq!(app.signed_in(slug).await.get(&path).await.status, 404, "{slug}");
    }
}

#[tokio::test]
async fn the_team_marks_reads_and_lifts_with_every_refusal_beside_its_field() {
    let app = TestApp::new().await;
    let meeting = app.plan_meeting(&[app.sam, app.jo, app.bern]).await;
    let pair = marked(&app).await;
    let tom = app.signed_in("tom").await;
    let page = tom.get(&pair).await;
    page.shows("Jo is at risk from Bern").shows("A court order since May.").shows("Leila Haddad");
    page.shows("Both are invited to these meetings already").shows(&format!("meeting/{meeting}/plan"));
    page.shows("Nobody of the team can invite both");
    let empty = tom.send_form(&format!("{pair}/lift"), &[("words", " ")]).await;
    assert_eq!(empty.status, 422);
    empty.shows("Write something here");
    let lifted = tom.send_form(&format!("{pair}/lift"), &[("words", "Jo asked for it, alone.")]).await;
    assert_eq!(lifted.status, 303);
    assert_eq!(tom.get(&pair).await.status, 404);
    for slug in ["ines", "ada", "sam", "jo", "bern"] {
        for below in ["", "/lift", "/narrow"] {
            let seen = app.signed_in(slug).await.get(&format!("{pair}{below}")).await;
            assert_eq!(seen.status, 404, "{slug} {below}");
        }
    }
}

#[tokio::test]
async fn a_named_practitioner_narrows_the_pages_after_a_safety_conversation() {
    let app = TestApp::new().await;
    let (jo, sam) = (app.jo.to_string(), app.sam.to_string());
    let leila = app.leila().await;
    let fields = [("one", jo.as_str()), ("other", &sam), ("words", "")];
    let pair = leila.send_form(&app.at("unsafe-pair/new"), &fields).await.location;
    leila.get(&pair).await.shows("Nothing is hidden by itself, neither from Sam nor of them");
    app.jo().await.get(&app.at("being-safe")).await.shows("Nothing here is hidden from them by itself");
    jo_speaks(&app).await;
    app.sam().await.get(&app.at("story")).await.shows("Pine Street").shows("Jo").hides("By the harbour");
    let path = format!("{pair}/narrow");
    leila.get(&path).await.shows("Speak with Jo alone").shows("Never ask by letter, message or link");
    let unspoken = [("own", "next-meeting"), ("theirs", "leave"), ("words", "By the harbour.")];
    let refused = leila.send_form(&path, &unspoken).await;
    assert_eq!(refused.status, 422);
    refused.shows("Speak with them first").shows("By the harbour.");
    let said = [("spoke", "yes"), ("own", "next-meeting"), ("theirs", "leave"), ("words", "By the harbour.")];
    assert_eq!(leila.send_form(&path, &said).await.status, 303);
    leila
        .get(&format!("/network/{}/people/{jo}/view", app.network))
        .await
        .shows("By the harbour.")
        .shows("Leila Haddad");
    leila.get(&pair).await.shows("Jo: the next meeting only").shows("Sam: everything they may read");
    for page in everywhere(&app, &app.jo().await).await {
        page.hides("harbour");
    }
    // The other's pages, when the two have agreed on that.
    let said = [("spoke", "yes"), ("own", "leave"), ("theirs", "next-meeting"), ("words", "On the bench.")];
    assert_eq!(leila.send_form(&path, &said).await.status, 303);
    for page in everywhere(&app, &app.sam().await).await {
        page.hides("Pine Street").hides("harbour").hides("bench");
    }
    leila.get(&pair).await.shows("Sam: the next meeting only");
    leila.get(&format!("{pair}/lift")).await.shows("Nothing changes by itself");
}

#[tokio::test]
async fn a_narrowed_view_shows_the_next_meeting_and_not_that_there_is_more() {
    let app = TestApp::new().await;
    jo_speaks(&app).await;
    app.plan_meeting(&[app.sam, app.jo]).await;
    let jo = app.jo().await;
    let safe = jo.get(&app.at("being-safe")).await;
    view(&app, "leila", app.jo, View::NextMeeting).await;
    jo.get(&app.at("")).await.shows("Sam’s kitchen").shows("Leila Haddad").hides("Pine Street");
    jo.get(&app.at("story")).await.hides("Pine Street").hides("has not slept");
    let narrowed = jo.get(&app.at("being-safe")).await;
    narrowed.shows("Being safe here").hides("Pine Street").hides_raw("/story\"");
    assert_eq!(safe.status, narrowed.status);
    // Whoever holds the telephone asks for more, and gets the ordinary thanks and nothing else.
    let path = app.at("being-safe");
    let command = id().to_string();
    let fields = [("id", command.as_str()), ("view", "full"), ("view-words", "Please.")];
    let sent = jo.post(&format!("{path}/view"), &fields).await;
    assert_eq!((sent.status, sent.location.as_str()), (303, format!("{path}?kept").as_str()));
    jo.get(&sent.location).await.shows("one of us speaks with you first");
    jo.get(&app.at("story")).await.hides("Pine Street");
    let team = app.leila().await.get(&app.at(&format!("people/{}/view", app.jo))).await;
    team.shows("Jo asked for more online").shows("Please.").shows("We spoke on the bench");
    app.leila().await.get(&app.at(&format!("people/{}", app.jo))).await.shows("asked to see more");
    let wrong = jo.post(&format!("{path}/view"), &[("id", &id().to_string()), ("view-words", "Kept?")]).await;
    assert_eq!(wrong.status, 422);
    wrong.shows("Kept?");
}

#[tokio::test]
async fn a_view_that_is_off_shows_nothing_and_the_team_widens_it_with_words() {
    let app = TestApp::new().await;
    let jo = app.jo().await;
    let command = id().to_string();
    let fields = [("id", command.as_str()), ("view", "off")];
    assert_eq!(jo.post(&app.at("being-safe/view"), &fields).await.status, 303);
    let pages = everywhere(&app, &jo).await;
    for page in pages.iter().take(7) {
        assert_eq!(
            (page.status, plain(&page.body)),
            (200, plain(&pages[0].body)),
            "one calm page, whatever is asked"
        );
    }
    let leila = app.leila().await;
    let path = app.at(&format!("people/{}/view", app.jo));
    leila.get(&path).await.shows("What Jo sees now: nothing online");
    for (fields, why) in [
        (&[("view", "full"), ("words", " ")][..], "Write something here"),
        (&[("words", "She rang.")][..], "Choose one"),
    ] {
        let refused = leila.send_form(&path, fields).await;
        assert_eq!(refused.status, 422);
        refused.shows(why);
    }
    assert_eq!(leila.send_form(&path, &[("view", "full"), ("words", "She rang.")]).await.status, 303);
    jo.get(&app.at("")).await.shows("Hello, Jo");
    for slug in ["ines", "ada", "sam", "jo"] {
        assert_eq!(app.signed_in(slug).await.get(&path).await.status, 404, "{slug}");
    }
}

#[tokio::test]
async fn the_place_of_a_meeting_goes_only_to_those_invited() {
    let app = TestApp::new().await;
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    app.jo().await.get(&app.at(&format!("meeting/{meeting}"))).await.shows("Sam’s kitchen");
    for slug in ["bern", "ines", "ada"] {
        let browser = app.signed_in(slug).await;
        let mut pages = everywhere(&app, &browser).await;
        for below in ["", "/record", "/read-back", "/room", "/plan", "/would-like"] {
            pages.push(browser.get(&app.at(&format!("meeting/{meeting}{below}"))).await);
        }
        for path in ["/today", "/networks", "/service"] {
            pages.push(browser.get(path).await);
        }
        pages.push(browser.post(&app.at("story/search"), &[("q", "kitchen")]).await);
        for page in pages {
            page.hides("Sam’s kitchen").hides("kitchen:").hides_raw(&meeting.to_string());
        }
    }
    // Not after it was held either, to whoever was not there.
    app.hold_meeting(meeting, &[app.voice("sam"), app.voice("jo")]).await;
    app.close_meeting(meeting).await;
    for page in everywhere(&app, &app.bern().await).await {
        page.hides("Sam’s kitchen").hides_raw(&meeting.to_string());
    }
}
