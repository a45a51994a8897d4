//! Tests of the door.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use axum::http::header;
use jiff::SignedDuration;

use crate::{
    http::{DemoPerson, Options},
    testing::{Browser, Seen, TestApp},
};

async fn demonstration() -> TestApp {
    let person = |slug: &str, name: &str| DemoPerson {
        slug: slug.into(),
        name: name.into(),
        line: "Made up.".into(),
        group: "The team".into(),
    };
    let demo_people = vec![person("leila", "Leila Haddad"), person("tom", "Tom Brook")];
    TestApp::with(true, Options { demo_people, ..Options::default() }).await
}

/// The address of a new sign-in link.
async fn link(app: &TestApp, slug: &str, lasts: SignedDuration) -> String {
    let token = app.store.make_link(app.account(slug).id, lasts).await.unwrap();
    format!("/sign-in/{}", token.secret())
}

fn two_days() -> SignedDuration {
    SignedDuration::from_hours(48)
}

fn cookie(seen: &Seen) -> &str {
    seen.headers[header::SET_COOKIE].to_str().unwrap()
}

async fn is_in(browser: &Browser) -> bool {
    browser.get("/today").await.status == 200
}

#[tokio::test]
async fn the_list_of_made_up_people_exists_only_in_a_demonstration() {
    let demo = demonstration().await;
    let nobody = demo.nobody();
    nobody.get("/demo").await.shows("Who would you like to be?").shows("Leila Haddad").shows("Tom Brook");
    assert_eq!(nobody.get("/sign-in").await.location, "/demo");
    let walked_in = nobody.post("/demo/sign-in", &[("as", "leila")]).await;
    assert_eq!(walked_in.status, 303);
    assert!(is_in(&nobody.with_cookie_of(&walked_in)).await);
    assert_eq!(nobody.post("/demo/sign-in", &[("as", "nobody-at-all")]).await.status, 404);

    let real = TestApp::new().await;
    let nobody = real.nobody();
    let missing = nobody.get("/there-is-no-such-page").await;
    assert_eq!(missing.status, 404);
    for seen in [nobody.get("/demo").await, nobody.post("/demo/sign-in", &[("as", "leila")]).await] {
        assert_eq!((seen.status, &seen.body), (404, &missing.body));
        assert!(!seen.headers.contains_key(header::SET_COOKIE));
    }
    nobody.get("/sign-in").await.shows("no password").hides("made up");
}

#[tokio::test]
async fn looking_at_a_link_does_not_use_it_up_and_the_button_does_once() {
    let app = TestApp::new().await;
    let (nobody, link) = (app.nobody(), link(&app, "leila", two_days()).await);
    for _ in 0..3 {
        let looked = nobody.get(&link).await;
        assert_eq!(looked.status, 200);
        assert!(!looked.headers.contains_key(header::SET_COOKIE));
        looked.shows("You can come in now").shows("This link works once");
    }
    let came_in = nobody.post(&link, &[]).await;
    assert_eq!((came_in.status, came_in.location.as_str()), (303, "/"));
    assert!(is_in(&nobody.with_cookie_of(&came_in)).await);
    let again = nobody.post(&link, &[]).await;
    assert_eq!(again.status, 410);
    assert!(!again.headers.contains_key(header::SET_COOKIE));
}

#[tokio::test]
async fn of_two_who_use_a_link_at_once_one_comes_in() {
    let app = TestApp::new().await;
    let (nobody, link) = (app.nobody(), link(&app, "leila", two_days()).await);
    let (one, other) = tokio::join!(nobody.post(&link, &[]), nobody.post(&link, &[]));
    let mut both = [one.status, other.status];
    both.sort_unstable();
    assert_eq!(both, [303, 410]);
}

#[tokio::test]
async fn a_link_that_has_lapsed_or_never_was_lets_nobody_in() {
    let app = TestApp::new().await;
    let nobody = app.nobody();
    let link = link(&app, "leila", two_days()).await;
    app.clock_to("2026-11-24T09:08:00Z");
    assert_eq!(nobody.post(&link, &[]).await.status, 410);
    assert_eq!(nobody.post("/sign-in/made-up", &[]).await.status, 410);
}

#[tokio::test]
async fn another_sites_page_cannot_use_a_link_nor_sign_anybody_out() {
    let app = TestApp::new().await;
    let (nobody, link) = (app.nobody(), link(&app, "leila", two_days()).await);
    assert_eq!(nobody.post_from("cross-site", &link, b"").await.status, 403);
    let leila = app.leila().await;
    assert_eq!(leila.post_from("cross-site", "/sign-out", b"").await.status, 403);
    assert!(is_in(&leila).await);
    assert_eq!(nobody.post(&link, &[]).await.status, 303, "it was not used up");
}

#[tokio::test]
async fn signing_out_ends_the_session_and_clears_the_device() {
    let app = TestApp::new().await;
    let (leila, elsewhere) = (app.leila().await, app.leila().await);
    assert!(is_in(&leila).await);
    let out = leila.post("/sign-out", &[]).await;
    assert_eq!((out.status, out.location.as_str()), (303, "/sign-in"));
    assert!(
        cookie(&out).starts_with("polyphony=;") && cookie(&out).contains("Max-Age=0"),
        "{}",
        cookie(&out)
    );
    assert_eq!(out.headers["clear-site-data"], "\"cache\", \"storage\"");
    // The token itself is worth nothing any more, and the other device stays as it is.
    assert_eq!(leila.get("/today").await.location, "/sign-in");
    assert!(is_in(&elsewhere).await);
    assert_eq!(leila.post("/sign-out", &[]).await.status, 303, "a second time does no harm");
}

#[tokio::test]
async fn a_session_ends_by_itself() {
    let app = TestApp::new().await;
    let link = link(&app, "leila", two_days()).await;
    let leila = app.nobody().with_cookie_of(&app.nobody().post(&link, &[]).await);
    assert!(is_in(&leila).await);
    app.clock_to("2026-11-23T01:08:00Z");
    assert_eq!(leila.get("/today").await.location, "/sign-in");
}

#[tokio::test]
async fn the_cookie_is_for_our_pages_alone() {
    for secure_cookies in [false, true] {
        let app = TestApp::with(false, Options { secure_cookies, ..Options::default() }).await;
        let came_in = app.nobody().post(&link(&app, "leila", two_days()).await, &[]).await;
        let cookie = cookie(&came_in);
        for flag in ["; Path=/", "; HttpOnly", "; SameSite=Lax"] {
            assert!(cookie.contains(flag), "{cookie}");
        }
        assert_eq!(cookie.contains("; Secure"), secure_cookies, "{cookie}");
        assert!(!cookie.contains("Domain"), "{cookie}");
    }
}

#[tokio::test]
async fn each_comes_to_the_first_page_of_their_own() {
    let app = TestApp::new().await;
    let network = app.at("");
    for (slug, first) in
        [("leila", "/today"), ("sam", network.as_str()), ("jo", &network), ("ada", "/service")]
    {
        let browser = app.signed_in(slug).await;
        assert_eq!(browser.get("/").await.location, first, "{slug}");
        assert_eq!(browser.get(first).await.status, 200, "{slug}");
    }
    assert_eq!(app.nobody().get("/").await.location, "/sign-in");
}

#[tokio::test]
async fn help_now_is_open_to_everybody_and_holds_nothing_of_any_record() {
    let app = TestApp::new().await;
    let mut browsers = vec![app.nobody()];
    for slug in ["leila", "ines", "ada", "sam", "bern"] {
        browsers.push(app.signed_in(slug).await);
    }
    for browser in browsers {
        let page = browser.get("/help-now").await;
        assert_eq!(page.status, 200);
        page.shows("999").shows("Harbour Street").shows("01632 960100");
        page.hides("not slept").hides("my sister");
    }
    // Whoever is not signed in learns of nobody's name, and may leave quickly.
    app.nobody().get("/help-now").await.hides("Leila").hides("Sam").hides("Wren");
}
