//! Tests of who stands in, who opens a record in an emergency, what a narrowed view shows,
//! and of rights that act in open pages.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::time::Duration;

use dialogue::{
    Account, AccountId, Act, AgreementId, PractitionerId, Seat, Told, View, Who,
    emergency::EmergencyOpened,
    sharing::{Recipient, SaidHow, SharingAgreed, SharingWithdrawn},
    view::ViewSet,
    words::Kind,
};
use store::NewAccount;
use tokio::time::timeout;

use crate::testing::{Browser, Seen, TestApp, id};

mod emergency;
mod still;

/// The administrator names somebody for a duty.
pub async fn names(app: &TestApp, slug: &str, duty: &str) {
    let practitioner = app.practitioner(slug).to_string();
    let fields = [("practitioner", practitioner.as_str()), ("duty", duty)];
    let page = app.ada().await.get("/service/duty").await;
    let id = page.hidden().into_iter().find(|(name, _)| name == "id").unwrap().1;
    let sent = [&[("id", id.as_str())], &fields[..]].concat();
    assert_eq!(app.ada().await.post("/service/duty", &sent).await.status, 303);
}

/// Rhea, who is with no network.
pub async fn rhea(app: &mut TestApp) {
    let practitioner = PractitionerId(id());
    let page = app.ada().await.get("/service/practitioner/new").await;
    let hidden = page.hidden();
    let id_of = |name: &str| hidden.iter().find(|(n, _)| n == name).unwrap().1.clone();
    let given = practitioner.to_string();
    let fields = [("id", id_of("id")), ("practitioner", given), ("name", "Rhea Mott".to_owned())];
    let fields: Vec<_> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    assert_eq!(app.ada().await.post("/service/practitioner/new", &fields).await.status, 303);
    let account = Account { id: AccountId(id()), seat: Seat::Practitioner(practitioner) };
    let new = NewAccount { account, slug: "rhea".into(), name: "Rhea Mott".into() };
    app.store.add_account(&new).await.unwrap();
    app.accounts.push(new);
}

/// Sets somebody's view, as the team does after speaking with them.
async fn narrows(app: &TestApp, slug: &str, view: View) {
    let member = app.voice(slug).member().unwrap();
    let set = ViewSet { member, view, words: "They asked on the telephone.".into() };
    app.act("leila", Told::default(), Act::SetView(set)).await;
}

#[tokio::test]
async fn the_administrator_names_and_relieves_and_every_practitioner_sees_it() {
    let app = TestApp::new().await;
    app.leila().await.get("/service").await.shows("Safeguarding lead").shows("Nobody yet");
    names(&app, "tom", "safeguarding-lead").await;
    app.leila().await.get("/service").await.shows("<b>Tom Brook</b>").shows("Leads safeguarding");
    let ada = app.ada().await;
    let page = ada.get("/service/duty").await;
    let id = page.hidden().into_iter().find(|(name, _)| name == "id").unwrap().1;
    let tom = app.practitioner("tom").to_string();
    let fields = [("id", id.as_str()), ("practitioner", tom.as_str()), ("duty", "safeguarding-lead")];
    assert_eq!(ada.post("/service/duty/relieve", &fields).await.status, 303);
    app.leila().await.get("/service").await.hides("<b>Tom Brook</b>");
    // What was chosen stays, and what is missing is said beside its field.
    let again = ada.post("/service/duty", &[("id", &id), ("duty", "lead")]).await;
    assert_eq!(again.status, 422);
    again.shows("Choose who it is.").shows("value=\"lead\"\n         checked");
    let again = ada.post("/service/duty", &[("id", &id), ("practitioner", &tom)]).await;
    assert_eq!(again.status, 422);
    again.shows("Choose a duty.");
    for slug in ["leila", "sam", "jo"] {
        assert_eq!(app.signed_in(slug).await.get("/service/duty").await.status, 404, "{slug}");
        assert_eq!(app.signed_in(slug).await.post("/service/duty", &fields).await.status, 404, "{slug}");
        let relieved = app.signed_in(slug).await.post("/service/duty/relieve", &fields).await;
        assert_eq!(relieved.status, 404, "{slug}");
    }
}

#[tokio::test]
async fn a_colleague_stands_in_until_the_day_named_and_then_reads_nothing() {
    let app = TestApp::new().await;
    let ines = app.ines().await;
    assert_eq!(ines.get(&app.at("")).await.status, 404);
    let practitioner = app.practitioner("ines").to_string();
    let fields = [
        ("practitioner", practitioner.as_str()),
        ("words", "Leila has a new nephew."),
        ("until-day", "24"),
        ("until-month", "11"),
        ("until-year", "2026"),
    ];
    let given = app.leila().await.send_form(&app.at("team/cover"), &fields).await;
    assert_eq!((given.status, given.location.as_str()), (303, app.at("team").as_str()));
    app.leila().await.get(&app.at("team")).await.shows("Ines Vale stands in until").shows("a new nephew");
    app.sam().await.get(&app.at("")).await.shows("Ines Vale stands in until").shows("a new nephew");
    app.jo().await.get(&app.at("")).await.hides("Ines");
    assert_eq!(ines.get(&app.at("")).await.status, 200);
    ines.get("/networks").await.shows("Sam");
    app.sam()
        .await
        .get(&app.at("looked"))
        .await
        .shows("Ines Vale, standing in for the team, read the record");
    app.clock_to("2026-11-25T00:00:01Z");
    let ines = app.ines().await;
    assert_eq!(ines.get(&app.at("")).await.status, 404);
    ines.get("/networks").await.hides("Sam");
    app.leila().await.get(&app.at("team")).await.hides("Ines Vale stands in");
}

#[tokio::test]
async fn cover_ends_early_and_is_not_given_without_a_reason_or_an_end() {
    let app = TestApp::new().await;
    let (ines, leila) = (app.practitioner("ines").to_string(), app.leila().await);
    let here = app.at("team/cover");
    let no_end = leila.send_form(&here, &[("practitioner", &ines), ("words", "A wedding.")]).await;
    assert_eq!(no_end.status, 422);
    no_end.shows("A wedding.").shows(&format!("value=\"{ines}\" selected"));
    let until = [("until-day", "23"), ("until-month", "11"), ("until-year", "2026")];
    let fields = [&[("practitioner", ines.as_str()), ("words", " ")], &until[..]].concat();
    let no_reason = leila.send_form(&here, &fields).await;
    assert_eq!(no_reason.status, 422);
    no_reason.shows("Write something here").shows("value=\"2026\"");
    let late = [("until-day", "23"), ("until-month", "3"), ("until-year", "2027")];
    let fields = [&[("practitioner", ines.as_str()), ("words", "A wedding.")], &late[..]].concat();
    leila.send_form(&here, &fields).await.shows("This is too far away");
    let own = app.practitioner("tom").to_string();
    let fields = [&[("practitioner", own.as_str()), ("words", "A wedding.")], &until[..]].concat();
    leila.send_form(&here, &fields).await.shows("it is already so");
    let fields = [&[("practitioner", ines.as_str()), ("words", "A wedding.")], &until[..]].concat();
    assert_eq!(leila.send_form(&here, &fields).await.status, 303);
    assert_eq!(app.ines().await.get(&app.at("story")).await.status, 200);
    let ended =
        leila.post(&app.at("team/cover/end"), &[("id", &id().to_string()), ("practitioner", &ines)]).await;
    assert_eq!(ended.status, 303);
    assert_eq!(app.ines().await.get(&app.at("story")).await.status, 404);
    for slug in ["sam", "jo", "ines", "ada"] {
        assert_eq!(app.signed_in(slug).await.get(&here).await.status, 404, "{slug}");
    }
}

/// All addresses of the network that a member could try.
async fn everywhere(app: &TestApp, browser: &Browser) -> Vec<Seen> {
    let unknown = id().simple().to_string();
    let mut all = Vec::new();
    for below in ["", "story", "meetings", "safety", "looked", "leave-words", "team", "crisis"] {
        all.push(browser.get(&app.at(below)).await);
    }
    for kind in ["question", "decision", "promise", "meeting", "file"] {
        all.push(browser.get(&app.at(&format!("{kind}/{unknown}"))).await);
    }
    all
}

#[tokio::test]
async fn a_view_that_is_off_shows_one_calm_page_whatever_there_is() {
    let app = TestApp::new().await;
    narrows(&app, "jo", View::Off).await;
    let jo = app.jo().await;
    let before = jo.get(&app.at("")).await;
    assert_eq!(before.status, 200);
    before.shows("There is nothing here online.").shows("Ring 01632 960100");
    before.hides("Leila").hides("Sam").hides("/story").hides_raw("data-still").hides_raw("class=\"nav\"");
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    app.hold_meeting(meeting, &[Who::Member(app.jo)]).await;
    app.says(meeting, Who::Member(app.jo), Kind::Telling, "He counted the tiles.").await;
    for page in everywhere(&app, &jo).await {
        // Some addresses are for practitioners alone, whoever asks.
        if page.status == 404 {
            continue;
        }
        assert_eq!((page.status, &page.body), (200, &before.body));
    }
    // Nothing that they send goes through, and it shows the same page.
    let sent = jo.post(&app.at("leave-words"), &[("id", &id().to_string()), ("text", "Hello?")]).await;
    assert_eq!(sent.body, before.body);
    // Elsewhere nothing leads there.
    jo.get("/what-happens").await.hides("/story");
    app.sam().await.get(&app.at("")).await.shows("Hello, Sam");
}

#[tokio::test]
async fn a_view_narrowed_to_the_next_meeting_shows_it_and_whom_to_ring() {
    let app = TestApp::new().await;
    narrows(&app, "jo", View::NextMeeting).await;
    let jo = app.jo().await;
    jo.get(&app.at("")).await.shows("No meeting is planned.").shows("Leila Haddad");
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    let page = jo.get(&app.at("")).await;
    assert_eq!(page.status, 200);
    page.shows("Monday 23 November 2026, 10:20").shows("Sam’s kitchen").shows("Leila Haddad").shows("999");
    page.hides("/story").hides("/leave-words").hides("four nights").hides("neighbour");
    let links: Vec<_> = page.body.split("href=\"").filter(|rest| rest.starts_with("/network/")).collect();
    assert!(links.is_empty(), "{links:?}");
    for below in ["story", &format!("meeting/{meeting}"), "safety", "looked"] {
        let other = jo.get(&app.at(below)).await;
        assert_eq!((other.status, without_ids(&other)), (200, without_ids(&page)), "{below}");
    }
    // Where they are not invited, they do not read that anybody meets.
    narrows(&app, "bern", View::NextMeeting).await;
    app.bern().await.get(&app.at("")).await.shows("No meeting is planned.").hides("kitchen");
}

/// A page without the ids of what its forms would create.
fn without_ids(page: &Seen) -> String {
    page.hidden().iter().fold(page.body.clone(), |body, (_, value)| body.replace(value, "…"))
}

#[tokio::test]
async fn whoever_sees_the_next_meeting_only_answers_its_invitation_there() {
    let app = TestApp::new().await;
    narrows(&app, "jo", View::NextMeeting).await;
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    let jo = app.jo().await;
    let page = jo.get(&app.at("")).await;
    page.shows("Will you come?").shows("What you send is not shown here").shows("must pass it on");
    let action = app.at(&format!("meeting/{meeting}/answer/{}", app.jo));
    assert!(page.body.contains(&format!("action=\"{action}\"")));
    let hidden = page.hidden();
    let id = hidden.iter().find(|(name, _)| name == "id").unwrap().1.as_str();
    // What is missing is said beside its field, and what was typed stays.
    let refused = jo.post(&action, &[("id", id), ("words", "The number 9 stops running at ten.")]).await;
    assert_eq!(refused.status, 422);
    refused.shows("Choose one").shows("The number 9 stops running at ten.").shows("The next meeting");
    assert!(refused.body.contains("answer-error"), "beside the field");
    let fields = [("id", id), ("answer", "coming"), ("words", "The number 9 stops running at ten.")];
    let sent = jo.post(&action, &fields).await;
    assert_eq!(sent.status, 200);
    sent.shows("Your answer is with the team.").hides("The number 9");
    app.leila().await.get(&app.at(&format!("meeting/{meeting}"))).await.shows("The number 9 stops running");
    // Nobody who picks the telephone up reads what was answered, and it is kept once.
    jo.get(&app.at("")).await.hides("The number 9").shows("Will you come?");
    assert_eq!(jo.post(&action, &fields).await.status, 200);
    // What is not theirs to answer is the page as everywhere.
    let plain = without_ids(&jo.get(&app.at("")).await);
    let (sams, none) = (app.at(&format!("meeting/{meeting}/answer/{}", app.sam)), testing_id());
    let nowhere = app.at(&format!("meeting/{none}/answer/{}", app.jo));
    for other in [sams, nowhere] {
        let fresh = testing_id();
        let seen = jo.post(&other, &[("id", &fresh), ("answer", "cannot"), ("words", "No.")]).await;
        assert_eq!((seen.status, without_ids(&seen)), (200, plain.clone()), "{other}");
    }
    let permit = app.store.permit(&app.account("leila"), app.network, store::Purpose::Read).await.unwrap();
    let network = app.store.network(&permit).await.unwrap();
    assert!(network.meetings[&meeting].answer(app.sam).is_none());
    // With the view switched off there is nothing to answer.
    narrows(&app, "jo", View::Off).await;
    let off = app.jo().await.post(&action, &[("id", &testing_id()), ("answer", "cannot")]).await;
    off.shows("There is nothing here online.").hides("Will you come?");
}

fn testing_id() -> String {
    id().to_string()
}

#[tokio::test]
async fn whoever_has_nothing_but_a_duty_gets_no_page_of_the_network() {
    let app = TestApp::new().await;
    for duty in ["on-call", "lead", "safeguarding-lead", "caldicott-guardian", "records-officer", "decider"] {
        names(&app, "ines", duty).await;
    }
    let ines = app.ines().await;
    for below in ["", "story", "meetings", "safety", "team", "looked", "left"] {
        assert_eq!(ines.get(&app.at(below)).await.status, 404, "{below}");
    }
    // A look that opened nothing is written nowhere.
    app.sam().await.get(&app.at("looked")).await.hides("Ines");
}
