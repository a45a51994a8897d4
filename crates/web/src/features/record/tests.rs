//! Tests of a meeting's record, its read-back and its filing.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod came;

use std::collections::BTreeSet;

use dialogue::{
    Act, Audience, CommandId, DecisionId, MeetingId, PromiseId, QuestionId, ServiceAct, ServiceCommand, Told,
    Who, WordsId,
    decision::{DecisionCameOut, DecisionOpened, Outcome, StanceTaken, Taken},
    meeting::{Came, Presence},
    people::KnownAs,
    promise::PromiseMade,
    question::QuestionOpened,
    safety::SafetyAgreed,
    service::{LegalRecord, ServiceNamed},
    shared::{SharedWordsAnswered, SharedWordsOffered},
    words::{Kind, WordsSpoken},
};

use crate::testing::{Browser, Seen, TestApp, id};

/// A meeting of Sam, Jo, Leila and Tom, with something of everything, closed.
struct Held {
    app: TestApp,
    meeting: MeetingId,
    jo_said: WordsId,
    sam_said: WordsId,
}

impl Held {
    async fn new() -> Self {
        let app = TestApp::new().await;
        let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
        let (sam, jo, tom) = (Who::Member(app.sam), Who::Member(app.jo), app.voice("tom"));
        app.hold_meeting(meeting, &[sam, jo, app.voice("leila"), tom]).await;
        app.says(meeting, sam, Kind::HowToUseTime, "I would like to sleep.").await;
        let jo_said = app.says(meeting, jo, Kind::Telling, "You did not ring for nine days.").await;
        let sam_said = app.says(meeting, sam, Kind::Telling, "The phone was in the freezer.").await;
        let reflection = app.says(meeting, tom, Kind::Reflection, "I wonder about the freezer.").await;
        let response = WordsSpoken {
            words: WordsId(id()),
            kind: Kind::Response,
            text: "It was cold in there and quiet.".into(),
            in_answer_to: Some(reflection),
            thinking_of: None,
        };
        app.act("leila", Told::in_meeting(meeting, sam), Act::Speak(response)).await;
        let held = Self { app, meeting, jo_said, sam_said };
        held.together().await;
        held.decided().await;
        held.app.close_meeting(meeting).await;
        held
    }

    async fn tells(&self, who: Who, act: Act) {
        self.app.act("leila", Told::in_meeting(self.meeting, who), act).await;
    }

    async fn together(&self) {
        let (sam, jo) = (Who::Member(self.app.sam), Who::Member(self.app.jo));
        let words = WordsId(id());
        let offered = SharedWordsOffered {
            words,
            text: "We all want Sam to sleep.".into(),
            voices: BTreeSet::from([sam, jo]),
        };
        self.tells(self.app.voice("leila"), Act::OfferShared(offered)).await;
        for (who, stands) in [(sam, true), (jo, false)] {
            self.tells(who, Act::AnswerShared(SharedWordsAnswered { words, who, stands })).await;
        }
        let question =
            QuestionOpened { question: QuestionId(id()), text: "Who switched off the heating?".into() };
        self.tells(jo, Act::OpenQuestion(question)).await;
    }

    async fn decided(&self) {
        let (sam, jo) = (Who::Member(self.app.sam), Who::Member(self.app.jo));
        let decision = DecisionId(id());
        let opened = DecisionOpened {
            decision,
            about: "Tablets for sleep".into(),
            is_medicine: true,
            options: vec!["A small dose for a week".into(), "Wait until Friday".into()],
        };
        self.tells(self.app.voice("leila"), Act::OpenDecision(opened)).await;
        let stance = StanceTaken { decision, who: jo, words: "I am frightened of tablets.".into() };
        self.tells(jo, Act::TakeStance(stance)).await;
        let outcome =
            Outcome::LeftOpen { until: Some("2026-11-27".parse().unwrap()), words: "until Friday".into() };
        let out = DecisionCameOut { decision, outcome, taken: Taken::InMeeting };
        self.tells(self.app.voice("leila"), Act::ComeOut(out)).await;
        let promise = PromiseMade {
            promise: PromiseId(id()),
            who: jo,
            what: "Bring the blue blanket".into(),
            by: Some("2026-11-24".parse().unwrap()),
        };
        self.tells(jo, Act::MakePromise(promise)).await;
        let safe = SafetyAgreed {
            notices: "Jo notices when he hums.".into(),
            calls: "Jo rings Leila.".into(),
            helps: "Soup.".into(),
        };
        self.tells(sam, Act::AgreeSafety(safe)).await;
    }

    fn at(&self, below: &str) -> String {
        self.app.at(&format!("meeting/{}/{below}", self.meeting))
    }

    fn voice_at(&self, who: Who, below: &str) -> String {
        self.at(&format!("read-back/{who}{below}"))
    }

    async fn offer(&self, leila: &Browser, who: Who, how: &str) -> Seen {
        let id = id().to_string();
        let fields = [("id", id.as_str()), ("who", &who.to_string()), ("how", how)];
        leila.post(&self.at("read-back/offer"), &fields).await
    }
}

#[tokio::test]
async fn a_record_holds_everything_that_was_said_each_in_its_own_voice() {
    let held = Held::new().await;
    held.app.sam().await.get(&held.at("record")).await.shows("my sister");
    for slug in ["leila", "sam", "jo"] {
        let page = held.app.signed_in(slug).await.get(&held.at("record")).await;
        assert_eq!(page.status, 200, "{slug}");
        for words in [
            "Sam’s kitchen",
            "75 minutes",
            "Peer practitioner",
            "I would like to sleep.",
            "You did not ring for nine days.",
            "as heard by Leila Haddad",
            "I wonder about the freezer.",
            "It was cold in there and quiet.",
            "These words do not stand",
            "steps out",
            "Who switched off the heating?",
            "Tablets for sleep",
            "About medicine",
            "Wait until Friday",
            "I am frightened of tablets.",
            "Left open until 27 November 2026",
            "Bring the blue blanket",
            "by 24 November 2026",
            "Jo notices when he hums.",
            "The team will call: on Tuesday",
        ] {
            page.shows(words);
        }
        let (reflection, response) =
            (page.body.find("I wonder about"), page.body.find("It was cold in there"));
        assert!(reflection < response, "an answer stands beneath its reflection");
        assert_eq!(page.body.matches("It was cold in there").count(), 1);
        assert!(page.body.contains("<title>Network meeting – Polyphony</title>"));
    }
}

/// A meeting to which Jo was invited and did not come.
struct Invited {
    app: TestApp,
    record: String,
}

impl Invited {
    async fn alone() -> Self {
        let app = TestApp::new().await;
        let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
        app.hold_meeting(meeting, &[Who::Member(app.sam), app.voice("leila")]).await;
        app.says(meeting, Who::Member(app.sam), Kind::Telling, "The freezer hums.").await;
        app.says(meeting, app.voice("leila"), Kind::Reflection, "I wonder about the freezer.").await;
        app.close_meeting(meeting).await;
        let record = app.at(&format!("meeting/{meeting}/record"));
        Self { app, record }
    }
}

#[tokio::test]
async fn who_was_not_there_finds_no_trace_of_what_was_said_there() {
    let held = Held::new().await;
    let bern = held.app.bern().await;
    assert_eq!(bern.get(&held.at("record")).await.status, 404, "neither invited nor there");
    // Invited and not there, one knows that they met, and nothing that was said.
    let invited = Invited::alone().await;
    let page = invited.app.jo().await.get(&invited.record).await;
    assert_eq!(page.status, 200);
    page.shows("No words of this meeting stand here.").hides("freezer").hides("Reflections");
    for below in ["record", "read-back", "filing"] {
        for slug in ["ines", "ada"] {
            let browser = held.app.signed_in(slug).await;
            assert_eq!(browser.get(&held.at(below)).await.status, 404, "{slug} {below}");
        }
    }
    for below in ["read-back", "filing"] {
        for slug in ["sam", "jo", "bern"] {
            let browser = held.app.signed_in(slug).await;
            assert_eq!(browser.get(&held.at(below)).await.status, 404, "{slug} {below}");
        }
    }
}

#[tokio::test]
async fn a_meeting_that_has_not_closed_has_no_record_yet() {
    let app = TestApp::new().await;
    let meeting = app.plan_meeting(&[app.sam]).await;
    let leila = app.leila().await;
    for below in ["record", "read-back", "filing"] {
        let seen = leila.get(&app.at(&format!("meeting/{meeting}/{below}"))).await;
        assert_eq!((seen.status, seen.location), (303, app.at(&format!("meeting/{meeting}"))), "{below}");
    }
    let unknown = app.at(&format!("meeting/{}/record", MeetingId(id())));
    assert_eq!(leila.get(&unknown).await.status, 404);
}

#[tokio::test]
async fn a_meeting_is_read_back_when_every_voice_that_was_there_has_been_offered_its_words() {
    let held = Held::new().await;
    let leila = held.app.leila().await;
    let page = leila.get(&held.at("read-back")).await;
    page.shows("Not offered yet").shows("Silence is not agreement").hides("Bern");
    let voices =
        [Who::Member(held.app.sam), Who::Member(held.app.jo), held.app.voice("leila"), held.app.voice("tom")];
    for who in voices {
        leila.get(&held.at("read-back")).await.hides("This meeting is read back");
        let sent = held.offer(&leila, who, "paper").await;
        assert_eq!(sent.status, 303, "{}", sent.body);
    }
    let page = leila.get(&held.at("read-back")).await;
    page.shows("This meeting is read back").shows("Given on paper").hides("Not offered yet");
    assert!(!page.text().contains("<strong>Agreed"), "silence is not agreement");
    leila.get(&held.app.at("meetings")).await.shows("read back");
    held.app.jo().await.get(&held.app.at("meetings")).await.hides("read back").hides("not filed");
}

#[tokio::test]
async fn an_offer_without_its_way_is_given_back_beside_the_voice() {
    let held = Held::new().await;
    let leila = held.app.leila().await;
    let sent = held.offer(&leila, Who::Member(held.app.jo), "").await;
    assert_eq!(sent.status, 422);
    sent.shows("Choose how the words were given.");
    leila.get(&held.at("read-back")).await.hides("Given on paper");
    let nobody = held.offer(&leila, Who::Member(held.app.bern), "paper").await;
    assert_eq!(nobody.status, 404, "who was not there has no words to be given back");
}

#[tokio::test]
async fn agreement_noted_by_another_hand_is_never_shown_as_the_voices_own() {
    let held = Held::new().await;
    let (leila, jo) = (held.app.leila().await, Who::Member(held.app.jo));
    let fields = [("id", &*id().to_string()), ("from", "list")];
    let sent = leila.post(&held.voice_at(jo, "/agree"), &fields).await;
    assert_eq!((sent.status, sent.location.contains("/read-back#")), (303, true));
    let page = leila.get(&held.at("read-back")).await;
    page.shows("<strong>Agreed, noted by Leila Haddad</strong>").hides("<strong>Agreed</strong>");
    held.app.jo().await.get(&held.at("record")).await.shows("as heard by Leila Haddad").hides("(you)");
    held.app.jo().await.get(&held.voice_at(jo, "")).await.shows("Leila Haddad noted that you agree");
    // Jo says so herself.
    let own = held.app.jo().await;
    let agreed = own.post(&held.voice_at(jo, "/agree"), &[("id", &id().to_string())]).await;
    assert_eq!(agreed.status, 303);
    leila.get(&held.at("read-back")).await.shows("<strong>Agreed</strong>");
    own.get(&held.voice_at(jo, "")).await.shows("You have said that this is what you said.");
    own.get(&held.at("record")).await.shows("written down by Leila Haddad, agreed");
    // Nobody agrees for a colleague.
    let colleague = held.voice_at(held.app.voice("tom"), "/agree");
    assert_eq!(leila.post(&colleague, &[("id", &id().to_string())]).await.status, 404);
}

#[tokio::test]
async fn a_voice_reads_its_own_words_and_nobody_else_of_the_network_reads_that_page() {
    let held = Held::new().await;
    let jo = Who::Member(held.app.jo);
    for slug in ["jo", "leila", "tom"] {
        let page = held.app.signed_in(slug).await.get(&held.voice_at(jo, "")).await;
        assert_eq!(page.status, 200, "{slug}");
        page.shows("You did not ring for nine days.").shows("Promised: Bring the blue blanket");
        page.shows("On “Tablets for sleep”: I am frightened of tablets.");
        page.shows("It was not like that").shows("There is nothing to sign");
    }
    for slug in ["sam", "bern", "ines", "ada"] {
        let page = held.app.signed_in(slug).await.get(&held.voice_at(jo, "")).await;
        assert_eq!(page.status, 404, "{slug}");
    }
    let bern = held.app.bern().await;
    assert_eq!(bern.get(&held.voice_at(Who::Member(held.app.bern), "")).await.status, 404);
}

#[tokio::test]
async fn original_amendment_and_other_view_all_stay_side_by_side() {
    let held = Held::new().await;
    let jo = Who::Member(held.app.jo);
    let browser = held.app.jo().await;
    let own = held.voice_at(jo, &format!("/words/{}", held.jo_said));
    let sent =
        browser.send_form(&own, &[("how", "amend"), ("text", "It was eight days. I counted again.")]).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let others = held.voice_at(jo, &format!("/words/{}", held.sam_said));
    let sent = browser.send_form(&others, &[("text", "I found it on the roof.")]).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    for slug in ["leila", "sam", "jo"] {
        let page = held.app.signed_in(slug).await.get(&held.at("record")).await;
        page.shows("You did not ring for nine days.").shows("It was eight days. I counted again.");
        page.shows("The phone was in the freezer.").shows("I found it on the roof.");
        page.shows("Amended").shows("Sees it differently");
    }
    held.app.leila().await.get(&held.at("read-back")).await.shows("<strong>Sees it differently</strong>");
    held.app.bern().await.get(&held.at("record")).await.hides("roof").hides("eight days");
}

#[tokio::test]
async fn what_another_hand_notes_stands_as_noted_by_it() {
    let held = Held::new().await;
    let sam = Who::Member(held.app.sam);
    let page = held.voice_at(sam, &format!("/words/{}", held.sam_said));
    let leila = held.app.leila().await;
    let sent = leila.send_form(&page, &[("how", "differs"), ("text", "It was the fridge.")]).await;
    assert_eq!(sent.status, 303);
    leila
        .get(&held.at("read-back"))
        .await
        .shows("Sees it differently, noted by Leila Haddad")
        .hides("<strong>Sees it differently</strong>");
    held.app.sam().await.get(&held.at("record")).await.shows("noted by Leila Haddad");
}

#[tokio::test]
async fn saying_it_differently_with_nothing_written_or_chosen_is_given_back_whole() {
    let held = Held::new().await;
    let jo = Who::Member(held.app.jo);
    let own = held.voice_at(jo, &format!("/words/{}", held.jo_said));
    let browser = held.app.jo().await;
    let sent = browser.send_form(&own, &[("text", "Half a thought.")]).await;
    assert_eq!(sent.status, 422);
    sent.shows("Choose one").shows("Half a thought.");
    let sent = browser.send_form(&own, &[("how", "amend"), ("text", " ")]).await;
    assert_eq!(sent.status, 422);
    sent.shows("Write something here");
    assert!(sent.body.contains("text-error"), "the sentence stands beside the field");
    assert!(sent.body.contains(" checked"), "the choice stays");
    // What is typed is kept as one goes.
    let key = format!("read-back-{jo}-{}", held.jo_said);
    let kept = browser.post("/draft", &[("draft-key", &key), ("text", "I will say it")]).await;
    assert_eq!(kept.status, 204);
    browser.get(&own).await.shows("I will say it");
    // Nobody opens it for another voice, nor for words they cannot read.
    for slug in ["sam", "bern", "ines"] {
        assert_eq!(held.app.signed_in(slug).await.get(&own).await.status, 404, "{slug}");
    }
    let unknown = held.voice_at(jo, &format!("/words/{}", WordsId(id())));
    assert_eq!(browser.get(&unknown).await.status, 404);
}

#[tokio::test]
async fn the_entry_for_the_other_record_holds_what_duty_needs_and_no_more() {
    let held = Held::new().await;
    let known = KnownAs {
        legal_name: "Samuel Wren".into(),
        birth_date: Some("1999-03-14".parse().unwrap()),
        nhs_number: "999 000 0026".into(),
        gp: String::new(),
    };
    held.app.act("leila", Told::default(), Act::NoteKnownAs(known)).await;
    let leila = held.app.leila().await;
    let page = leila.get(&held.at("filing")).await;
    let entry = page.text().split("readonly").nth(1).unwrap().split("</textarea>").next().unwrap().to_owned();
    for words in [
        "NHS number: 999 000 0026",
        "Name: Samuel Wren",
        "Date of birth: 14 March 1999",
        "22 November 2026, 08:07",
        "75 minutes",
        "At home · Sam’s kitchen",
        "- The person",
        "- sister",
        "- Leila Haddad, Nurse",
        "- Tom Brook, Peer practitioner",
        "- Tablets for sleep. Left open until 27 November 2026: until Friday",
        "- Who calls whom: Jo rings Leila.",
        "The team will call: on Tuesday",
    ] {
        assert!(entry.contains(words), "{words:?} is not in {entry}");
    }
    for words in ["freezer", "nine days", "frightened", "blanket", "heating", "- Jo", "my sister"] {
        assert!(!entry.contains(words), "{words:?} is in {entry}");
    }
}

#[tokio::test]
async fn what_is_for_few_never_leaves_for_the_other_record() {
    let app = TestApp::new().await;
    let meeting = app.plan_meeting(&[app.sam]).await;
    app.hold_meeting(meeting, &[Who::Member(app.sam), app.voice("leila")]).await;
    let opened = DecisionOpened {
        decision: DecisionId(id()),
        about: "Asking his father".into(),
        is_medicine: false,
        options: Vec::new(),
    };
    let told = Told { audience: Some(Audience::Team), ..Told::in_meeting(meeting, app.voice("jo")) };
    app.act("leila", told, Act::OpenDecision(opened)).await;
    app.close_meeting(meeting).await;
    let page = app.leila().await.get(&app.at(&format!("meeting/{meeting}/filing"))).await;
    page.shows("Decisions: none in this meeting").hides("Asking his father").shows("NHS number: not known");
}

#[tokio::test]
async fn a_filed_meeting_says_by_whom_when_and_as_what_and_leaves_today() {
    let held = Held::new().await;
    let leila = held.app.leila().await;
    leila.get("/today").await.shows("a meeting is not filed yet");
    let empty = leila.send_form(&held.at("filing"), &[("filed-as", "  ")]).await;
    assert_eq!(empty.status, 422);
    empty.shows("Write something here");
    assert!(empty.body.contains("filed-as-error"), "the sentence stands beside the field");
    let sent = leila.send_form(&held.at("filing"), &[("filed-as", "RiO progress note 881")]).await;
    assert_eq!(sent.status, 303);
    leila
        .get(&held.at("filing"))
        .await
        .shows("Filed by Leila Haddad on Sunday 22 November 2026, 09:07 as “RiO progress note 881”");
    leila.get("/today").await.hides("a meeting is not filed yet");
}

#[tokio::test]
async fn where_polyphony_is_the_legal_record_nothing_waits_to_be_filed() {
    let held = Held::new().await;
    let named = ServiceNamed {
        name: "Harbour Street".into(),
        phone: "01632 960100".into(),
        crisis: Vec::new(),
        zone: "Europe/London".into(),
        legal_record: LegalRecord::Polyphony,
        other_record: String::new(),
    };
    let command = ServiceCommand { id: CommandId(id()), act: ServiceAct::Name(named) };
    held.app.store.act_service(&held.app.account("ada"), command).await.unwrap();
    let leila = held.app.leila().await;
    leila.get(&held.at("filing")).await.shows("Polyphony is the legal record");
    leila.get("/today").await.hides("not filed");
    leila.get(&held.app.at("meetings")).await.hides("not filed");
}

#[tokio::test]
async fn the_list_of_meetings_says_what_is_ahead_and_what_was_held() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    leila.get(&app.at("meetings")).await.shows("No meeting has been planned yet.").shows("Plan a meeting");
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    leila.get(&app.at("meetings")).await.shows("Ahead").shows("Monday 23 November 2026, 10:20").hides("Held");
    let gone =
        Came { meeting, who: Who::Member(app.jo), presence: Presence::NotThere, called: String::new() };
    app.act("leila", Told::default(), Act::NoteCame(gone)).await;
    app.hold_meeting(meeting, &[Who::Member(app.sam)]).await;
    app.close_meeting(meeting).await;
    leila.get(&app.at("meetings")).await.shows("Held").shows("Sam").shows("not filed yet").hides("Ahead");
    leila.get(&app.at(&format!("meeting/{meeting}/record"))).await.shows("Not there");
    app.jo().await.get(&app.at("meetings")).await.shows("Held").hides("Plan a meeting");
    app.bern().await.get(&app.at("meetings")).await.hides("Held").hides("Plan a meeting").hides("Jo");
    for slug in ["ines", "ada"] {
        assert_eq!(app.signed_in(slug).await.get(&app.at("meetings")).await.status, 404, "{slug}");
    }
}
