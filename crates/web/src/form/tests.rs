//! Forms keep all that was typed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use axum::body::Body;
use axum::extract::{FromRequest, Request};

use super::{Form, MOST_BYTES, NotADate, fresh_id};
use crate::page::problem::Kind;

fn request(kind: &str, body: impl Into<Body>) -> Request {
    Request::post("/").header("content-type", kind).body(body.into()).unwrap()
}

#[test]
fn everything_typed_is_kept_in_order() {
    let form = Form::parse("a=1&b=%C3%A9+x&a=2&c=one%0D%0Atwo&empty=".as_bytes());
    assert_eq!(form.value("a"), "1");
    assert_eq!(form.values("a"), ["1", "2"]);
    assert_eq!(form.value("b"), "é x");
    assert_eq!(form.value("c"), "one\ntwo");
    assert_eq!(form.value("missing"), "");
    assert_eq!(form.filled("empty"), None);
    assert!(form.ticked("a", "2") && !form.ticked("a", "3"));
    assert!(form.is_ok());
}

#[test]
fn the_first_mistake_of_a_field_is_shown_and_all_are_listed() {
    let mut form = Form::new().with("who", "Ann").with("who", "Bo");
    form.fail("who", "first");
    form.fail("who", "second");
    assert_eq!(form.error("who"), Some("first"));
    assert_eq!(form.errors().len(), 2);
    assert!(!form.is_ok());
    assert_eq!(form.values("who"), ["Bo"]);
}

#[test]
fn dates_are_read_from_three_fields() {
    let form = Form::parse(b"a-day=29&a-month=2&a-year=2024&b-day=30&b-month=2&b-year=2024&c-day=1");
    assert_eq!(form.date_of("a"), Ok(Some(jiff::civil::date(2024, 2, 29))));
    assert_eq!(form.date_of("b"), Err(NotADate));
    assert_eq!(form.date_of("c"), Err(NotADate));
    assert_eq!(form.date_of("d"), Ok(None));
}

#[test]
fn what_people_typed_never_reaches_a_log() {
    let shown = format!("{:?}", Form::parse(b"words=secret"));
    assert!(shown.contains("words") && !shown.contains("secret"));
}

#[test]
fn fresh_ids_are_new_and_of_version_seven() {
    let (one, two) = (fresh_id(), fresh_id());
    assert_ne!(one, two);
    assert_eq!(one.parse::<uuid::Uuid>().unwrap().get_version_num(), 7);
    assert!(!Form::fresh().value("id").is_empty());
}

#[tokio::test]
async fn a_body_is_read_up_to_its_limit() {
    let kind = "application/x-www-form-urlencoded;charset=UTF-8";
    let form = Form::from_request(request(kind, "a=1"), &()).await.unwrap();
    assert_eq!(form.value("a"), "1");
    let whole = format!("a={}", "x".repeat(MOST_BYTES - 2));
    assert!(Form::from_request(request(kind, whole), &()).await.is_ok());
    let more = format!("a={}", "x".repeat(MOST_BYTES - 1));
    let refused = Form::from_request(request(kind, more), &()).await.unwrap_err();
    assert_eq!(refused.kind(), Kind::Incorrect);
    let refused = Form::from_request(request("application/json", "{}"), &()).await.unwrap_err();
    assert_eq!(refused.kind(), Kind::Unsupported);
}
