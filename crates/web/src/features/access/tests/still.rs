//! Tests of rights that act in pages that are open: the answer is awaited, never slept for.

use super::*;

const SECOND: Duration = Duration::from_secs(1);

/// The address that an open page asks.
fn asks(page: &Seen) -> String {
    let from = page.body.find("data-still=\"").expect("the page asks") + "data-still=\"".len();
    page.body[from..].split('"').next().unwrap().to_owned()
}

/// An open page that waits for its answer.
fn waits(browser: &Browser, address: &str) -> tokio::task::JoinHandle<Seen> {
    let (browser, address) = (browser.clone(), address.to_owned());
    tokio::spawn(async move { browser.get(&address).await })
}

/// Lets the page that has just been opened reach its waiting.
async fn begun(task: &tokio::task::JoinHandle<Seen>) {
    for _ in 0..50 {
        tokio::task::yield_now().await;
    }
    assert!(!task.is_finished());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_page_hears_within_a_second_that_its_viewer_may_read_less() {
    let app = TestApp::new().await;
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    app.hold_meeting(meeting, &[Who::Member(app.jo)]).await;
    let jo = app.jo().await;
    let address = asks(&jo.get(&app.at("story")).await);
    let open = waits(&jo, &address);
    begun(&open).await;
    narrows(&app, "jo", View::NextMeeting).await;
    let answer = timeout(SECOND, open).await.expect("within a second").unwrap();
    assert_eq!((answer.status, answer.body.as_str()), (200, "changed"));
    // And where nothing is left: as if there had never been anything.
    let address = asks(&jo.get(&app.at("")).await);
    let open = waits(&jo, &address);
    begun(&open).await;
    narrows(&app, "jo", View::Off).await;
    let answer = timeout(SECOND, open).await.expect("within a second").unwrap();
    assert_eq!(answer.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_person_takes_back_is_heard_within_a_second_by_the_page_of_whoever_could_be_told() {
    let app = TestApp::new().await;
    let agreement = AgreementId(id());
    let (with, topic) = (Recipient::Member(app.jo), "how the nights are".to_owned());
    let agreed = SharingAgreed { agreement, with, topic, until: None, how: SaidHow::ByPhone };
    app.act("leila", Told::default(), Act::AgreeSharing(agreed)).await;
    let (jo, bern) = (app.jo().await, app.bern().await);
    let page = jo.get(&app.at("sharing")).await;
    page.shows("how the nights are");
    let open = waits(&jo, &asks(&page));
    let other = asks(&bern.get(&app.at("sharing")).await);
    begun(&open).await;
    let withdrawn = SharingWithdrawn { agreement, words: String::new() };
    app.act("sam", Told::default(), Act::WithdrawSharing(withdrawn)).await;
    let answer = timeout(SECOND, open).await.expect("within a second").unwrap();
    assert_eq!((answer.status, answer.body.as_str()), (200, "changed"));
    jo.get(&app.at("sharing")).await.hides("how the nights are");
    // Whoever was never to be told hears nothing: to them nothing has changed.
    let key = other.split("key=").nth(1).unwrap();
    assert!(app.store.is_still(&app.account("bern"), app.network, key).await.unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_access_that_lapses_by_the_clock_is_heard_of_by_the_poll() {
    let app = TestApp::new().await;
    let words = "He is on my ward.".to_owned();
    let opened = EmergencyOpened { practitioner: app.practitioner("ines"), words, until: app.store.now() };
    app.act("ines", Told::default(), Act::OpenInEmergency(opened)).await;
    app.clock_to("2026-11-22T17:06:00Z");
    let ines = app.ines().await;
    let open = waits(&ines, &asks(&ines.get(&app.at("")).await));
    begun(&open).await;
    app.clock_to("2026-11-22T17:08:00Z");
    let answer = timeout(2 * SECOND, open).await.expect("at the next look").unwrap();
    assert_eq!(answer.status, 404);
}

#[tokio::test]
async fn what_is_written_since_changes_nothing_and_what_is_taken_away_does() {
    let app = TestApp::new().await;
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    app.hold_meeting(meeting, &[Who::Member(app.jo)]).await;
    let address = asks(&app.jo().await.get(&app.at("")).await);
    let key = address.split("key=").nth(1).unwrap();
    let is_still = async || app.store.is_still(&app.account("jo"), app.network, key).await;
    app.says(meeting, Who::Member(app.jo), Kind::Telling, "He counted the tiles.").await;
    assert!(is_still().await.unwrap());
    narrows(&app, "jo", View::NextMeeting).await;
    assert!(!is_still().await.unwrap());
    // A key that nobody gave out is not still, whatever it says.
    for key in ["", "0", "-", "99999999-0", "zero-0"] {
        assert!(!app.store.is_still(&app.account("jo"), app.network, key).await.unwrap(), "{key:?}");
    }
}

#[tokio::test]
async fn nobody_else_learns_anything_from_asking() {
    let app = TestApp::new().await;
    let address = asks(&app.jo().await.get(&app.at("")).await);
    let nothing = format!("/network/{}/still?key=1-0", id().simple());
    for slug in ["ines", "ada"] {
        let browser = app.signed_in(slug).await;
        let (there, not) = (browser.get(&address).await, browser.get(&nothing).await);
        assert_eq!((there.status, &there.body), (404, &not.body), "{slug}");
    }
    assert_eq!(app.nobody().get(&address).await.status, 303);
    // Asking is no look.
    app.sam().await.get(&app.at("looked")).await.hides("Jo");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_one_account_so_many_pages_wait_and_no_more() {
    let app = TestApp::new().await;
    let jo = app.jo().await;
    let address = asks(&jo.get(&app.at("")).await);
    let mut open = tokio::task::JoinSet::new();
    for _ in 0..13 {
        let (jo, address) = (jo.clone(), address.clone());
        open.spawn(async move { jo.get(&address).await });
    }
    let refused = timeout(10 * SECOND, open.join_next()).await.expect("one is too many");
    assert_eq!(refused.unwrap().unwrap().status, 429);
    let sam = app.sam().await;
    let other = waits(&sam, &asks(&sam.get(&app.at("")).await));
    begun(&other).await;
    other.abort();
}
