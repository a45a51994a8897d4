//! The door: the first page, signing in by a one-time link, signing out; in a demonstration,
//! the list of made-up people. Where an account comes from is no business of this slice.

use askama::Template;
use axum::{
    Router,
    extract::{FromRequestParts, Path, Request, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use dialogue::Seat;
use jiff::SignedDuration;

use crate::{
    form::Form,
    http::{
        App, DemoPerson, Visit,
        visit::{self, COOKIE, see},
    },
    page::{
        Page,
        problem::{Kind, Problem},
        show,
    },
    words::Words,
};

#[cfg(test)]
mod tests;

/// How long a session lasts when nothing is done: a day of work, with its nights on call.
const SESSION_LASTS: SignedDuration = SignedDuration::from_hours(16);

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/", get(first))
        .route("/sign-in", get(sign_in))
        .route("/sign-in/{link}", get(link).post(take_link))
        .route("/sign-out", post(sign_out))
        .route("/demo", get(demo))
        .route("/demo/sign-in", post(demo_sign_in))
        .route("/help-now", get(help_now))
}

/// The first page of each kind of account.
async fn first(visit: Visit) -> Response {
    see(match visit.account.seat {
        Seat::Practitioner(_) => "/today".to_owned(),
        Seat::Member(network, _) => format!("/network/{network}"),
        Seat::Administrator => "/service".to_owned(),
    })
}

#[derive(Template)]
#[template(path = "features/door/sign_in.html")]
struct SignInPage {
    page: Page,
}

async fn sign_in(State(app): State<App>) -> Response {
    if app.is_demo() {
        return see("/demo");
    }
    let t = Words::default();
    show(SignInPage { page: Page { may_exit: true, ..Page::new(t, t.say("door-title")) } })
}

#[derive(Template)]
#[template(path = "features/door/link.html")]
struct LinkPage {
    page: Page,
    link: String,
}

/// Mail scanners follow links: looking at one does not use it up, only the button does.
async fn link(Path(link): Path<String>) -> Response {
    let t = Words::default();
    show(LinkPage { page: Page { may_exit: true, ..Page::new(t, t.say("door-title")) }, link })
}

async fn take_link(State(app): State<App>, Path(link): Path<String>) -> Result<Response, Problem> {
    let token = app.store().use_link(&link, SESSION_LASTS).await.map_err(visit::problem)?;
    seat(&app, token.ok_or_else(|| Problem::new(Kind::Gone))?.secret())
}

/// Signs an account in: a fresh session each time, so that no older token is carried over.
fn seat(app: &App, token: &str) -> Result<Response, Problem> {
    let secure = if app.options().secure_cookies { "; Secure" } else { "" };
    let cookie = format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax{secure}");
    let cookie = HeaderValue::from_str(&cookie).map_err(Problem::fault)?;
    Ok(([(header::SET_COOKIE, cookie)], see("/")).into_response())
}

async fn sign_out(State(app): State<App>, request: Request) -> Result<Response, Problem> {
    let (parts, _) = request.into_parts();
    if let Some(token) = visit::token(&parts) {
        app.store().end_session(token).await.map_err(visit::problem)?;
    }
    let gone = format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
    let gone = HeaderValue::from_str(&gone).map_err(Problem::fault)?;
    // A shared family phone keeps nothing of what was shown.
    let clear = HeaderValue::from_static("\"cache\", \"storage\"");
    let headers = [(header::SET_COOKIE, gone), (header::HeaderName::from_static("clear-site-data"), clear)];
    Ok((headers, see("/sign-in")).into_response())
}

struct DemoGroup {
    name: String,
    people: Vec<DemoPerson>,
}

#[derive(Template)]
#[template(path = "features/door/demo.html")]
struct DemoPage {
    page: Page,
    groups: Vec<DemoGroup>,
}

/// Everybody of the made-up service. Elsewhere this page does not exist.
async fn demo(State(app): State<App>) -> Result<Response, Problem> {
    if !app.is_demo() {
        return Err(Problem::not_found());
    }
    let mut groups: Vec<DemoGroup> = Vec::new();
    for person in app.options().demo_people.iter().cloned() {
        match groups.iter_mut().find(|group| group.name == person.group) {
            Some(group) => group.people.push(person),
            None => groups.push(DemoGroup { name: person.group.clone(), people: vec![person] }),
        }
    }
    let t = Words::default();
    Ok(show(DemoPage { page: Page { demo: true, ..Page::new(t, t.say("demo-title")) }, groups }))
}

async fn demo_sign_in(State(app): State<App>, form: Form) -> Result<Response, Problem> {
    if !app.is_demo() {
        return Err(Problem::not_found());
    }
    let profile = app.store().account_by_slug(form.value("as")).await.map_err(visit::problem)?;
    let account = profile.ok_or_else(Problem::not_found)?.account.id;
    let token = app.store().open_session(account, SESSION_LASTS).await.map_err(visit::problem)?;
    seat(&app, token.secret())
}

#[derive(Template)]
#[template(path = "features/door/help_now.html")]
struct HelpPage {
    page: Page,
    crisis: Vec<dialogue::service::CrisisContact>,
    service: String,
    phone: String,
}

/// Whom to ring now. Open to everybody, signed in or not; nothing of any record stands on it.
async fn help_now(State(app): State<App>, request: Request) -> Result<Response, Problem> {
    let (mut parts, _) = request.into_parts();
    let t = Words::default();
    let page = match Visit::from_request_parts(&mut parts, &app).await {
        Ok(visit) => visit.page(t.say("help-title")),
        Err(_) => Page { may_exit: true, demo: app.is_demo(), ..Page::new(t, t.say("help-title")) },
    };
    let service = app.store().service().await.map_err(visit::problem)?;
    let is = &service.is;
    Ok(show(HelpPage { page, crisis: is.crisis.clone(), service: is.name.clone(), phone: is.phone.clone() }))
}
