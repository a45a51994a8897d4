//! The network through the eyes of the person and of each member.

use askama::Template;
use axum::response::Response;

use crate::{
    http::Visit,
    page::{Page, problem::Problem, show},
    show::Known,
};

#[derive(Template)]
#[template(
    source = r#"{% extends "page/layout.html" %}{% block content %}<h1>{{ person }}</h1>{% endblock %}"#,
    ext = "html"
)]
struct MinePage {
    page: Page,
    person: String,
}

/// What the person and members see of their network.
///
/// # Errors
/// When something that it needs cannot be read.
pub async fn page(visit: Visit, known: Known) -> Result<Response, Problem> {
    let title = visit.t.say("nav-my-network");
    Ok(show(MinePage { page: visit.page_at(title, &known.href("")), person: known.person_name() }))
}
