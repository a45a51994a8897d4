//! Tests of the story: one thread of voices, and no trace of what its reader may not read.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod rights;

use std::collections::BTreeMap;

use dialogue::{
    Act, Audience, CircleId, Command, CommandId, DecisionId, MeetingId, MemberId, PromiseId, QuestionId,
    RequestId, StayId, Told, Who, WordsId,
    circle::CircleNamed,
    decision::{DecisionOpened, StanceTaken},
    people::{Circumstance, CircumstanceTold},
    promise::{Became, PromiseMade, PromiseSettled},
    question::QuestionOpened,
    request::{Answer, Caller, HelpAsked, TakeCall},
    stay::{Lawful, StayBegan},
    words::{Kind, WordsSpoken},
};

use super::page::AT_ONCE;
use crate::testing::{Seen, TestApp, id};

fn promise(who: Who, what: &str) -> (PromiseId, Act) {
    let promise = PromiseId(id());
    (promise, Act::MakePromise(PromiseMade { promise, who, what: what.into(), by: None }))
}

async fn said_for(app: &TestApp, slug: &str, audience: Audience, text: &str) {
    let spoken = WordsSpoken {
        words: WordsId(id()),
        kind: Kind::Left,
        text: text.into(),
        in_answer_to: None,
        thinking_of: None,
    };
    let told = Told { audience: Some(audience), ..Told::default() };
    app.act(slug, told, Act::Speak(spoken)).await;
}

/// A meeting of Sam, Jo and Leila that began an hour ago, with words and a stay before it.
async fn told() -> (TestApp, MeetingId) {
    let app = TestApp::new().await;
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    let (sam, jo) = (Who::Member(app.sam), Who::Member(app.jo));
    let stay = StayBegan {
        stay: StayId(id()),
        place: "Willow ward".into(),
        own_word: "the aquarium".into(),
        began: "2026-11-20".parse().unwrap(),
        lawful: Lawful::default(),
    };
    app.act("leila", Told::default(), Act::BeginStay(stay)).await;
    app.hold_meeting(meeting, &[sam, jo, app.voice("leila")]).await;
    app.says(meeting, jo, Kind::Telling, "Zoë didn’t ring for nine days.").await;
    app.says(meeting, app.voice("leila"), Kind::Reflection, "I am thinking of the nine days.").await;
    let question = QuestionOpened { question: QuestionId(id()), text: "Where was the phone?".into() };
    app.act("leila", Told::in_meeting(meeting, sam), Act::OpenQuestion(question)).await;
    app.close_meeting(meeting).await;
    let (made, act) = promise(app.voice("tom"), "Ring the landlord");
    app.act("tom", Told::default(), act).await;
    let settled = PromiseSettled { promise: made, became: Became::Kept, words: "He was kind.".into() };
    app.act("tom", Told::default(), Act::SettlePromise(settled)).await;
    (app, meeting)
}

fn in_order(page: &Seen, words: &[&str]) {
    let text = page.text();
    let mut from = 0;
    for word in words {
        let at =
            text[from..].find(word).unwrap_or_else(|| panic!("{word:?} is not after what stands before it"));
        from += at;
    }
}

#[tokio::test]
async fn the_story_is_one_thread_in_the_order_of_time_with_speaker_role_time_and_scribe() {
    let (app, _) = told().await;
    let page = app.leila().await.get(&app.at("story")).await;
    in_order(
        &page,
        &[
            "Friday 20 November 2026",
            "A stay began",
            "the aquarium",
            "Sunday 22 November 2026",
            "Call for help",
            "He has not slept for four nights.",
            "as heard by Leila Haddad",
            "Network meeting",
            "Sam’s kitchen",
            "Zoë didn’t ring for nine days.",
            "as heard by Leila Haddad",
            "I am thinking of the nine days.",
            "Where was the phone?",
            "Holds this now",
            "Joined the core team",
            "A promise",
            "Ring the landlord",
            "A promise kept",
        ],
    );
    page.shows("my sister").shows("Nurse").shows("Part of the network");
    assert!(page.body.contains("<title>The story – Polyphony</title>"));
}

#[tokio::test]
async fn the_story_is_filtered_by_voice_and_by_kind_with_ids_alone_in_the_address() {
    let (app, _) = told().await;
    let sam = app.sam().await;
    let jo = Who::Member(app.jo);
    let page = sam.get(&app.at(&format!("story?voice={jo}&kind="))).await;
    page.shows("nine days").shows("He has not slept").hides("Where was the phone?").hides("landlord");
    let page = sam.get(&app.at("story?voice=&kind=reflections")).await;
    page.shows("I am thinking of the nine days.").hides("Zoë").hides("landlord");
    let page = sam.get(&app.at(&format!("story?voice={jo}&kind=reflections"))).await;
    page.shows("There is nothing here for this choice").shows("Show everything again");
    let all = sam.get(&app.at("story?voice=nobody&kind=nothing")).await;
    all.shows("landlord").shows("nine days");
}

#[tokio::test]
async fn search_finds_words_however_they_are_written_and_marks_them() {
    let (app, _) = told().await;
    let jo = app.jo().await;
    let page = jo.post(&app.at("story/search"), &[("q", "ZOE DIDNT")]).await;
    assert_eq!(page.status, 200);
    page.shows("<mark>Zoë didn’t</mark> ring for nine days.").shows("Found in one place");
    page.shows("Read it in its place").hides("thinking of");
    let page = jo.post(&app.at("story/search"), &[("q", "nine days")]).await;
    page.shows("Found in 2 places");
    let none = jo.post(&app.at("story/search"), &[("q", "elephant")]).await;
    none.shows("These words are not in the story");
    let short = jo.post(&app.at("story/search"), &[("q", "z")]).await;
    assert_eq!(short.status, 422);
    short.shows("Write at least two letters.").shows("value=\"z\"");
    assert!(short.body.contains("q-error"), "the sentence stands beside the field");
    // What was sought never stands in an address.
    let again = jo.get(&app.at("story/search?q=nine")).await;
    assert_eq!((again.status, again.location), (303, app.at("story")));
    let story = jo.get(&app.at("story")).await.body;
    assert!(story.contains("method=\"post\" action=") && !story.contains("?q="), "searched by POST");
}

#[tokio::test]
async fn a_long_story_comes_in_pages_that_lead_to_what_is_earlier() {
    let app = TestApp::new().await;
    for n in 0..=AT_ONCE {
        let (_, act) = promise(app.voice("leila"), &format!("promise number {n} stands"));
        app.act("leila", Told::default(), act).await;
    }
    let leila = app.leila().await;
    let last = leila.get(&app.at("story?kind=promises")).await;
    last.shows(&format!("promise number {AT_ONCE} stands")).hides("promise number 0 stands");
    last.shows("Earlier in the story").hides("Later in the story");
    let earlier = leila.get(&app.at("story?kind=promises&before=1")).await;
    earlier.shows("promise number 0 stands").hides("promise number 1 stands");
    earlier.shows("Later in the story").hides("Earlier in the story");
    let whole = leila.get(&app.at("story?kind=promises&whole=yes")).await;
    whole.shows("promise number 0 stands").shows(&format!("promise number {AT_ONCE} stands"));
    let odd = leila.get(&app.at("story?kind=promises&before=9999999")).await;
    odd.shows(&format!("promise number {AT_ONCE} stands"));
    // What a search finds leads to the page on which it stands.
    let found = leila.post(&app.at("story/search"), &[("q", "number 0 stands")]).await;
    let href = found.body.split("href=\"").find(|h| h.contains("#s")).unwrap().split('"').next().unwrap();
    let (path, anchor) = href.split_once('#').unwrap();
    let page = leila.get(&path.replace("&#38;", "&").replace("&amp;", "&")).await;
    let at = page.body.find(&format!("id=\"{anchor}\"")).expect("the place is on the page");
    assert!(page.body[at..at + 900].contains("promise number 0 stands"));
}

/// Everything that Bern, and much that Sam, may not read.
async fn tell_in_confidence(app: &TestApp, meeting: MeetingId) {
    let jo = Who::Member(app.jo);
    app.says(meeting, jo, Kind::Telling, "Only those who were there hear of the lighthouse.").await;
    let decision = DecisionId(id());
    let opened = DecisionOpened {
        decision,
        about: "The lighthouse".into(),
        is_medicine: false,
        options: vec!["Go".into()],
    };
    let told = Told::in_meeting(meeting, jo);
    app.act("leila", told.clone(), Act::OpenDecision(opened)).await;
    let stance = StanceTaken { decision, who: jo, words: "Not the lighthouse.".into() };
    app.act("leila", told, Act::TakeStance(stance)).await;
    said_for(app, "jo", Audience::PersonAndTeam, "The lighthouse again, for Sam and the team.").await;
    let circle = CircleId(id());
    let named =
        CircleNamed { circle, name: "Lighthouse circle".into(), members: [app.jo].into(), instead_of: None };
    let for_team = Told { audience: Some(Audience::Team), ..Told::default() };
    app.act("leila", for_team, Act::NameCircle(named)).await;
    said_for(app, "jo", Audience::Circle(circle), "A lighthouse for the circle.").await;
    let weighs = CircumstanceTold { about: Circumstance::Money, words: "The lighthouse costs.".into() };
    app.act("leila", Told::default(), Act::TellCircumstance(weighs)).await;
}

async fn call_in_confidence(app: &TestApp) {
    let asked = HelpAsked {
        request: RequestId(id()),
        called_at: app.store.now(),
        taken_by: app.practitioner("leila"),
        caller: Caller { name: "Uncle Rey".into(), tie: "uncle".into(), reach: String::new(), member: None },
        caller_is_person: false,
        own_words: "He has taken the lighthouse key.".into(),
        person_knows: Answer::No,
        may_know: Answer::No,
        who_else: String::new(),
        where_when: String::new(),
        language: String::new(),
        needs: String::new(),
        safe_now: Answer::Yes,
    };
    let take = TakeCall { asked, person: app.sam, person_name: String::new(), caller_member: MemberId(id()) };
    let command = Command { id: CommandId(id()), told: Told::default(), act: Act::TakeCall(take) };
    app.store.act(&app.account("leila"), app.network, command).await.unwrap();
    said_for(app, "leila", Audience::OnlyMe, "My own draft about the lighthouse.").await;
}

/// A page without what is by chance: identities by their first appearance, tones left out.
fn without_chance(page: &Seen) -> String {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut text = String::new();
    let mut run = String::new();
    for c in page.body.replace('-', "").chars().chain([' ']) {
        if c.is_ascii_hexdigit() && !c.is_ascii_uppercase() {
            run.push(c);
            continue;
        }
        let next = known.len();
        match run.len() {
            32.. => text.push_str(&format!("id{}", known.entry(run.clone()).or_insert(next))),
            _ => text.push_str(&run),
        }
        run.clear();
        text.push(c);
    }
    (1..=8).fold(text, |text, n| text.replace(&format!("voice voice{n}"), "voice"))
}

/// All that somebody can see of the record on these pages.
async fn seen_by(app: &TestApp, slug: &str, meeting: MeetingId) -> Vec<String> {
    let browser = app.signed_in(slug).await;
    let mut pages = Vec::new();
    for below in [
        "story".to_owned(),
        "story?whole=yes".to_owned(),
        "story?before=3".to_owned(),
        "story?kind=decisions".to_owned(),
        "meetings".to_owned(),
        format!("meeting/{meeting}/record"),
    ] {
        pages.push(without_chance(&browser.get(&app.at(&below)).await));
    }
    for q in ["lighthouse", "Jo", "nights", "rey"] {
        pages.push(without_chance(&browser.post(&app.at("story/search"), &[("q", q)]).await));
    }
    pages
}

/// The same record twice: once with what the viewer may not read, once without it ever having been.
async fn record(hidden_from: &str, is_told: bool) -> (TestApp, MeetingId) {
    let app = TestApp::new().await;
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    app.hold_meeting(meeting, &[Who::Member(app.sam), Who::Member(app.jo), app.voice("leila")]).await;
    if is_told && hidden_from == "bern" {
        tell_in_confidence(&app, meeting).await;
    }
    app.close_meeting(meeting).await;
    if is_told {
        call_in_confidence(&app).await;
    }
    (app, meeting)
}

#[tokio::test]
async fn promise_4_a_story_is_as_if_what_its_reader_may_not_read_had_never_been() {
    for slug in ["bern", "sam"] {
        let (with, meeting) = record(slug, true).await;
        let (without, same) = record(slug, false).await;
        let (seen, expected) = (seen_by(&with, slug, meeting).await, seen_by(&without, slug, same).await);
        for (nth, (seen, expected)) in seen.iter().zip(&expected).enumerate() {
            assert_eq!(seen, expected, "page {nth} as {slug}");
        }
        let leila = with.leila().await;
        leila.get(&with.at("story")).await.shows("lighthouse").shows("Uncle Rey");
        let tom = with.signed_in("tom").await;
        tom.get(&with.at("story")).await.shows("Uncle Rey").hides("My own draft");
    }
}

#[tokio::test]
async fn who_is_not_with_the_network_finds_no_story() {
    let (app, _) = told().await;
    for slug in ["ines", "ada"] {
        let browser = app.signed_in(slug).await;
        assert_eq!(browser.get(&app.at("story")).await.status, 404, "{slug}");
        assert_eq!(browser.post(&app.at("story/search"), &[("q", "nine")]).await.status, 404, "{slug}");
        assert_eq!(browser.get(&app.at("story/search")).await.status, 404, "{slug}");
    }
    assert_eq!(app.nobody().get(&app.at("story")).await.status, 303);
}
