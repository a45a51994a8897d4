//! What happens in a network meeting, and who sees what, in plain words. Open to everybody, signed in or not.

use askama::Template;
use axum::{
    extract::{FromRequestParts, Request, State},
    response::Response,
};

use crate::{
    http::{App, Visit},
    page::{Page, problem::Problem, show},
    words::{Words, key},
};

/// A question that people ask, and its answer in a few paragraphs.
struct Part {
    id: &'static str,
    asks: String,
    says: Vec<String>,
}

#[derive(Template)]
#[template(path = "features/mine/what_happens.html")]
struct WhatHappensPage {
    page: Page,
    parts: Vec<Part>,
}

/// Each question with its answers.
fn parts(t: Words) -> Vec<Part> {
    let part = |id, asks: &'static str, says: &[&'static str]| Part {
        id,
        asks: t.say(asks),
        says: says.iter().map(|line| t.say(line)).collect(),
    };
    vec![
        part("who", key("happens-who"), &[key("happens-who-1"), key("happens-who-2")]),
        part(
            "meeting",
            key("happens-meeting"),
            &[key("happens-meeting-1"), key("happens-meeting-2"), key("happens-meeting-3")],
        ),
        part("say", key("happens-say"), &[key("happens-say-1"), key("happens-say-2")]),
        part("decide", key("happens-decide"), &[key("happens-decide-1"), key("happens-decide-2")]),
        part(
            "written",
            key("happens-written"),
            &[key("happens-written-1"), key("happens-written-2"), key("happens-written-3")],
        ),
        part(
            "sees",
            key("happens-sees"),
            &[
                key("happens-sees-1"),
                key("happens-sees-2"),
                key("happens-sees-3"),
                key("happens-sees-4"),
                key("happens-sees-5"),
                key("happens-sees-6"),
            ],
        ),
        part("now", key("happens-now"), &[key("happens-now-1")]),
    ]
}

/// The page. Nothing of any record stands on it.
pub async fn page(State(app): State<App>, request: Request) -> Result<Response, Problem> {
    let (mut parts_of, _) = request.into_parts();
    let t = Words::default();
    let title = t.say("happens-title");
    let page = match Visit::from_request_parts(&mut parts_of, &app).await {
        Ok(visit) => visit.page(title),
        Err(_) => Page { may_exit: true, demo: app.is_demo(), ..Page::new(t, title) },
    };
    Ok(show(WhatHappensPage { page, parts: parts(t) }))
}
