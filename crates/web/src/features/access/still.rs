//! Whether an open page may stay open. Its script asks and waits; the answer comes within a second of a
//! change by anybody, in this process or another, and by the clock. Nothing of the record is in it.

use std::time::Duration;

use axum::{
    extract::{Path, Query},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use dialogue::NetworkId;
use serde::Deserialize;
use tokio::{
    sync::broadcast::{Receiver, error::RecvError},
    time::{Instant, sleep, timeout_at},
};

use crate::{
    http::{Visit, visit::problem},
    page::problem::{Kind, Problem},
};

/// For how long one asking waits. Shorter than a request may take; the page asks again.
const WAITS: Duration = Duration::from_secs(20);
/// How often it looks by itself, for what other processes write and for dates that pass.
const LOOKS: Duration = Duration::from_secs(1);

/// What a page was made from.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    key: String,
}

/// Answers "changed" as soon as the viewer may no longer read all that the page was made from, and nothing
/// when that has not happened in a while. Whoever may read nothing learns that there is nothing.
pub async fn still(
    visit: Visit,
    Path(network): Path<NetworkId>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    // The store asks at each turn whether the account may still read what its page was made from.
    crate::http::permits::asked("read");
    let store = visit.app.store();
    // Listened to before it is asked, so that nothing falls in between.
    let mut changes = store.changes();
    let mut place = None;
    let until = Instant::now() + WAITS;
    loop {
        if !store.is_still(&visit.account, network, &asked.key).await.map_err(problem)? {
            return Ok(answer(StatusCode::OK, "changed"));
        }
        if place.is_none() {
            let free = visit.app.open().wait(visit.account.id);
            place = Some(free.ok_or_else(|| Problem::new(Kind::Busy))?);
        }
        let Some(waiting) = place.as_mut() else { continue };
        tokio::select! {
            () = waiting.closed() => return Ok(answer(StatusCode::NO_CONTENT, "")),
            () = sleep(LOOKS) => {}
            waited = timeout_at(until, changed(&mut changes, network)) => {
                if waited.is_err() {
                    return Ok(answer(StatusCode::NO_CONTENT, ""));
                }
            }
        }
        if Instant::now() >= until {
            return Ok(answer(StatusCode::NO_CONTENT, ""));
        }
    }
}

/// Comes when this process has changed the network's record, or may have.
async fn changed(changes: &mut Receiver<NetworkId>, network: NetworkId) {
    loop {
        match changes.recv().await {
            Ok(other) if other != network => {}
            Ok(_) | Err(RecvError::Lagged(_)) => return,
            // Nobody is left to tell: the look by itself remains.
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }
}

fn answer(status: StatusCode, words: &'static str) -> Response {
    (status, [(header::CACHE_CONTROL, "no-store")], words).into_response()
}
