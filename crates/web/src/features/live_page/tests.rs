//! Tests of the live page's frame. What its script does is told in `browser/live-page.mjs`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use dialogue::{
    Act, MeetingId, Told,
    meeting::{Came, Presence},
    scribe::ScribeNamed,
    unsafe_pair::UnsafePairMarked,
};

use crate::testing::{Browser, Seen, TestApp};

/// An open meeting at which Sam, Jo and Leila are; Tom has not come, Bern is not part of it.
async fn met() -> (TestApp, MeetingId, String) {
    let app = TestApp::new().await;
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    let came: Vec<_> = ["sam", "jo", "leila"].map(|slug| app.voice(slug)).into();
    app.hold_meeting(meeting, &came).await;
    let live = app.at(&format!("meeting/{meeting}/live"));
    (app, meeting, live)
}

/// The markup of a voice.
fn voice<'a>(app: &TestApp, page: &'a Seen, slug: &str) -> &'a str {
    let from = page.body.find(&format!("data-voice=\"{}\"", app.voice(slug))).unwrap();
    page.body[from..].split("</section>").next().unwrap()
}

/// Hands over the pen of a voice, as the page's own buttons do.
async fn hands(browser: &Browser, live: &str, voice: &str, scribe: &str) -> Seen {
    let page = browser.get(live).await;
    let hidden = page.hidden();
    let (_, id) = hidden.iter().find(|(name, _)| name == "id").unwrap();
    browser.post(&format!("{live}/scribe"), &[("id", id), ("voice", voice), ("scribe", scribe)]).await
}

#[tokio::test]
async fn who_is_there_finds_each_voice_with_its_own_document_and_writes_only_in_their_own() {
    let (app, meeting, live) = met().await;
    for (me, others) in [("sam", ["jo", "leila"]), ("leila", ["sam", "jo"])] {
        let page = app.signed_in(me).await.get(&live).await;
        assert_eq!(page.status, 200, "{}", page.body);
        page.shows(&format!("data-live=\"meeting/{meeting}/shared\""));
        let own = voice(&app, &page, me);
        assert!(own.contains(&format!("data-document=\"meeting/{meeting}/voice/{}\"", app.voice(me))));
        assert!(own.contains(" data-own data-write") && own.contains("Your words"), "{own}");
        for other in others {
            let other = voice(&app, &page, other);
            assert!(!other.contains(" data-write") && !other.contains("<textarea"), "{other}");
        }
        let first = page.body.find("data-voice=").unwrap();
        assert!(
            page.body[first..].starts_with(&format!("data-voice=\"{}\"", app.voice(me))),
            "{me} comes first"
        );
        assert!(!page.body.contains(&format!("data-voice=\"{}\"", app.voice("tom"))), "Tom has not come");
    }
}

#[tokio::test]
async fn whoever_is_not_there_finds_the_same_as_for_nothing() {
    let (app, _, live) = met().await;
    let nowhere = app.at(&format!("meeting/{}/live", crate::testing::id()));
    for slug in ["tom", "bern", "ines", "ada"] {
        let browser = app.signed_in(slug).await;
        let (there, not_there) = (browser.get(&live).await, browser.get(&nowhere).await);
        assert_eq!((there.status, not_there.status), (404, 404), "{slug}");
        there.hides("Jo").hides("data-voice");
        let sent = browser.post(&format!("{live}/scribe"), &[("voice", &app.voice("sam").to_string())]).await;
        assert_eq!(sent.status, 404, "{slug}");
    }
    assert_eq!(app.nobody().get(&live).await.status, 303);
    // Noted by mistake, and put right: it is gone with the right.
    let (jo, meeting) = (app.jo().await, live.split('/').nth(4).unwrap().parse().unwrap());
    assert_eq!(jo.get(&live).await.status, 200);
    let gone = Came { meeting, who: app.voice("jo"), presence: Presence::NotThere, called: String::new() };
    app.act("leila", Told::default(), Act::NoteCame(gone)).await;
    assert_eq!(jo.get(&live).await.status, 404);
}

#[tokio::test]
async fn a_closed_meeting_says_so_and_leads_to_its_record() {
    let (app, meeting, live) = met().await;
    app.close_meeting(meeting).await;
    for slug in ["sam", "leila"] {
        let page = app.signed_in(slug).await.get(&live).await;
        assert_eq!(page.status, 200);
        page.shows("This meeting has been closed")
            .shows(&live.replace("/live", "/record"))
            .hides("data-live");
    }
    let sam = app.voice("sam").to_string();
    let id = crate::testing::id().to_string();
    let late = [("id", &*id), ("voice", &sam), ("scribe", &sam)];
    let sent = app.sam().await.post(&format!("{live}/scribe"), &late).await;
    assert_eq!((sent.status, sent.location.as_str()), (303, live.as_str()));
}

#[tokio::test]
async fn the_page_leads_there_from_the_room_and_from_the_plan_for_those_who_are_there() {
    let (app, meeting, live) = met().await;
    let (room, plan) = (live.replace("/live", "/room"), app.at(&format!("meeting/{meeting}")));
    app.leila().await.get(&room).await.shows(&format!("href=\"{live}\""));
    app.sam().await.get(&plan).await.shows(&format!("href=\"{live}\""));
    // Tom is of the team and was not noted: he is told how, and finds no way in.
    app.signed_in("tom").await.get(&room).await.hides(&live).shows("Note below who has come");
    app.signed_in("tom").await.get(&plan).await.hides(&live);
}

#[tokio::test]
async fn promise_2_a_voice_hands_over_its_pen_and_takes_it_back() {
    let (app, _, live) = met().await;
    let (sam, jo) = (app.sam().await, app.jo().await);
    let (his, hers) = (app.voice("sam").to_string(), app.voice("jo").to_string());
    assert_eq!(hands(&sam, &live, &his, "").await.status, 422, "nobody was chosen");
    let sent = hands(&sam, &live, &his, &hers).await;
    assert_eq!((sent.status, sent.location), (303, format!("{live}#voice-{his}")));
    let page = jo.get(&live).await;
    assert!(voice(&app, &page, "sam").contains(" data-write"));
    page.shows("You write for Sam.");
    sam.get(&live).await.shows("Jo writes for Sam.");
    // Jo cannot hand on a pen that is not hers.
    let refused = hands(&jo, &live, &his, &app.voice("leila").to_string()).await;
    assert_eq!(refused.status, 422);
    refused.shows("Only this voice");
    assert_eq!(hands(&sam, &live, &his, &his).await.status, 303);
    assert!(!voice(&app, &jo.get(&live).await, "sam").contains(" data-write"));
}

#[tokio::test]
async fn the_team_writes_for_a_member_who_only_speaks_and_never_for_a_colleague() {
    let (app, meeting, live) = met().await;
    let tom = Came { meeting, who: app.voice("tom"), presence: Presence::There, called: String::new() };
    app.act("leila", Told::default(), Act::NoteCame(tom)).await;
    let leila = app.leila().await;
    let page = leila.get(&live).await;
    assert!(voice(&app, &page, "sam").contains("Write for Sam"));
    assert!(!voice(&app, &page, "tom").contains("Write for"), "a colleague writes for himself");
    let (sam, me) = (app.voice("sam").to_string(), app.voice("leila").to_string());
    assert_eq!(hands(&leila, &live, &sam, &me).await.status, 303);
    let page = leila.get(&live).await;
    assert!(voice(&app, &page, "sam").contains(" data-write"));
    assert!(voice(&app, &page, "sam").contains("Give the pen back to Sam"));
    let tom = app.voice("tom").to_string();
    assert_eq!(hands(&leila, &live, &tom, &me).await.status, 422);
    // Sam himself writes on: two hands, one voice.
    assert!(voice(&app, &app.sam().await.get(&live).await, "sam").contains(" data-own data-write"));
}

#[tokio::test]
async fn promise_4_a_voice_that_somebody_must_not_come_upon_is_not_on_their_page() {
    let (app, meeting, live) = met().await;
    let bern = Came { meeting, who: app.voice("bern"), presence: Presence::Remote, called: String::new() };
    app.act("leila", Told::default(), Act::NoteCame(bern)).await;
    let named = ScribeNamed { meeting, voice: app.voice("jo"), scribe: app.voice("sam") };
    app.act("jo", Told::default(), Act::NameScribe(named)).await;
    let bern = app.bern().await;
    bern.get(&live).await.shows("data-name=\"Jo\"").shows("Sam writes for Jo.");
    let marked =
        UnsafePairMarked { one: app.jo, other: app.bern, words: "He threatened her.".into(), at_risk: None };
    app.act("leila", Told::default(), Act::MarkUnsafePair(marked)).await;
    let page = bern.get(&live).await;
    assert_eq!(page.status, 200);
    page.shows("data-name=\"Sam\"").hides("Jo").hides(&app.voice("jo").to_string());
}

#[tokio::test]
async fn the_policy_of_pages_allows_its_socket_and_no_script_in_the_page() {
    let (app, _, live) = met().await;
    let page = app.sam().await.get(&live).await;
    let policy = page.headers["content-security-policy"].to_str().unwrap();
    // A socket of one's own origin is 'self' (CSP level 3, 6.7.2.8).
    assert!(policy.contains("connect-src 'self'") && policy.contains("script-src 'self'"), "{policy}");
    assert!(page.body.split("<script").skip(1).all(|tag| tag.contains(" src=\"/assets/")), "{}", page.body);
    page.shows("data-words=\"{\"against\":");
}
