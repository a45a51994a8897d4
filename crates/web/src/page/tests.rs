//! What every page carries.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::problem::{Kind, Problem};
use super::{NavItem, Page, SignedIn, show_again};
use crate::words::Words;

#[derive(Template)]
#[template(
    source = r#"{% extends "page/layout.html" %}{% block content %}<h1>{{ t.say("app-name") }}</h1>{% endblock %}"#,
    ext = "html"
)]
struct Bare {
    page: Page,
}

fn page(is_member: bool) -> Page {
    let t = Words::default();
    let who = SignedIn { name: "Mina <Aalto>".into(), role_line: "Sister".into(), is_member };
    let nav = vec![NavItem { current: true, ..NavItem::new("/today", "Today") }];
    Page { who: Some(who), nav, ..Page::new(t, "Today") }
}

async fn body(response: Response) -> String {
    let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn every_page_has_help_one_tap_away_and_a_way_past_the_head() {
    let html = Bare { page: Page::new(Words::default(), "Start") }.render().unwrap();
    assert_eq!(html.matches(r#"href="/help-now""#).count(), 2);
    assert!(html.contains(r##"href="#maincontent""##) && html.contains(r#"id="maincontent""#));
    assert!(html.contains("<title>Start – Polyphony</title>"));
    assert!(!html.contains("/sign-out") && !html.contains("<nav"));
}

#[test]
fn leaving_quickly_is_offered_on_member_pages_only() {
    let html = Bare { page: page(true) }.render().unwrap();
    assert!(html.contains("data-exit=") && html.contains("has-exit"));
    assert!(html.contains("Mina &#60;Aalto&#62;") && html.contains(r#"aria-current="page""#));
    assert!(!Bare { page: page(false) }.render().unwrap().contains("data-exit="));
}

#[test]
fn a_page_runs_nothing_inline() {
    let html = Bare { page: page(true) }.render().unwrap();
    assert!(!html.contains("style=") && !html.contains("onclick") && !html.contains("<script>"));
}

#[tokio::test]
async fn a_problem_says_what_happened_and_never_why() {
    let cause = std::io::Error::other("disk /var/secret is full");
    let response = Problem::fault(cause).into_response();
    assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(response.headers()["cache-control"], "no-store");
    let html = body(response).await;
    assert!(html.contains("Something went wrong on our side") && html.contains("reference"));
    assert!(!html.contains("secret"));
}

/// Promise 4: what you may not see leaves no trace.
#[tokio::test]
async fn what_is_hidden_looks_like_what_is_not_there() {
    let absent = body(Problem::not_found().into_response()).await;
    let hidden = Problem::not_found().saying("this entry is withheld").because("no permit");
    assert_eq!(body(hidden.into_response()).await, absent);
}

#[tokio::test]
async fn every_kind_has_its_words() {
    let kinds = [
        Kind::Unauthenticated,
        Kind::Forbidden,
        Kind::NotFound,
        Kind::Gone,
        Kind::Incorrect,
        Kind::Conflict,
        Kind::Unsupported,
        Kind::Busy,
        Kind::Unavailable,
        Kind::Damaged,
        Kind::Fault,
    ];
    for kind in kinds {
        let response = Problem::new(kind).into_response();
        assert_eq!(response.status(), kind.status());
        assert_eq!(response.headers().contains_key("retry-after"), kind == Kind::Busy);
        let html = body(response).await;
        assert!(!html.contains('⟦'), "{kind:?}: {html}");
    }
}

#[test]
fn a_form_given_back_is_422_and_kept_nowhere() {
    let response = show_again(Bare { page: page(true) });
    assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(response.headers()["cache-control"], "no-store");
}
