//! The lease of what a device keeps: renewed at each contact for whoever is signed in there, refused where there is
//! nothing left to keep.

use axum::{
    extract::{FromRequest, FromRequestParts, Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use dialogue::{NetworkId, Seat, View};
use jiff::SignedDuration;
use serde::Serialize;
use store::StoreError;

use super::meetings::{self, Meeting};
use crate::{
    form::Form,
    http::{
        App, Visit, permits,
        visit::{self, problem},
    },
    page::problem::{Kind, Problem},
};

/// How long a device may go on without a contact.
pub const LASTS: SignedDuration = SignedDuration::from_hours(72);
/// How many kept pages are asked about at once.
const MOST_ASKED: usize = 100;
/// Tells the answer of this program from that of anything in between, such as a café's own page.
const SAYS: HeaderName = HeaderName::from_static("polyphony-lease");

/// What a device is told at a contact. Instants are milliseconds since 1970, by the server's clock.
#[derive(Serialize)]
struct Lease {
    account: String,
    now: i64,
    until: i64,
    meetings: Vec<Meeting>,
    /// Of the kept pages that were asked about, those that may no longer be read as they are.
    changed: Vec<String>,
}

/// Renews the lease for the account that is signed in. 410: nothing may be kept here any more. 401: the session has run
/// out by itself, so that signing in again goes on with what is there.
pub(super) async fn renew(State(app): State<App>, request: Request) -> Result<Response, Problem> {
    let (mut parts, body) = request.into_parts();
    let token = visit::token(&parts).map(str::to_owned);
    let visit = match Visit::from_request_parts(&mut parts, &app).await {
        Ok(visit) => visit,
        Err(away) if away.status().is_redirection() => return nobody(&app, token).await,
        Err(fault) => return Ok(fault),
    };
    // Nothing of a narrowed view stays on a device, and an administrator has nothing to keep.
    if visit.view != View::Full || visit.account.seat == Seat::Administrator {
        return Ok(says("ended", Problem::new(Kind::Gone)));
    }
    let form = Form::from_request(Request::from_parts(parts, body), &app).await;
    let asked = form.map(|form| form.values("still").into_iter().map(str::to_owned).collect());
    let changed = changed(&visit, asked.unwrap_or_default()).await?;
    let lease = Lease {
        account: visit.account.id.to_string(),
        now: visit.now.as_millisecond(),
        until: (visit.now + LASTS).as_millisecond(),
        meetings: meetings::next(&visit).await?,
        changed,
    };
    let told = serde_json::to_string(&lease).map_err(Problem::fault)?;
    let kind = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    Ok(says("granted", (StatusCode::OK, kind, told)))
}

/// Nobody is signed in: the session ran out, or it was ended.
async fn nobody(app: &App, token: Option<String>) -> Result<Response, Problem> {
    let has_lapsed = match token {
        Some(token) => app.store().has_lapsed(&token).await.map_err(problem)?,
        // The browser was closed: nobody has ended anything.
        None => true,
    };
    Ok(if has_lapsed {
        says("lapsed", Problem::new(Kind::Unauthenticated))
    } else {
        says("ended", Problem::new(Kind::Gone))
    })
}

fn says(what: &'static str, answer: impl IntoResponse) -> Response {
    let mut answer = answer.into_response();
    answer.headers_mut().insert(SAYS, HeaderValue::from_static(what));
    answer
}

/// Of the addresses with which pages ask whether they may stay open, those that no longer may. Asking is no look.
async fn changed(visit: &Visit, asked: Vec<String>) -> Result<Vec<String>, Problem> {
    permits::asked("list");
    let mut changed = Vec::new();
    for address in asked.into_iter().take(MOST_ASKED) {
        let Some((network, key)) = still(&address) else { continue };
        let is_still = match visit.app.store().is_still(&visit.account, network, key).await {
            Err(StoreError::NotYours) => false,
            still => still.map_err(problem)?,
        };
        if !is_still {
            changed.push(address);
        }
    }
    Ok(changed)
}

/// The network and the key of `/network/{network}/still?key={key}`.
fn still(address: &str) -> Option<(NetworkId, &str)> {
    let (network, key) = address.strip_prefix("/network/")?.split_once("/still?key=")?;
    Some((network.parse().ok()?, key))
}
