//! A meeting's record: as its viewer may read it, read back to every voice that was there,
//! and filed in the organisation's own record.

mod back;
mod came;
mod filing;
mod meetings;
mod otherwise;
mod page;
mod parts;
mod text;
mod voice;

#[cfg(test)]
mod tests;

use axum::{
    Router,
    routing::{get, post},
};
use dialogue::{MeetingId, NetworkId, meeting::Meeting};

use crate::{
    http::{App, Visit},
    page::problem::Problem,
    show::Known,
};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/network/{network}/meetings", get(meetings::page))
        .route("/network/{network}/meeting/{meeting}/record", get(page::page))
        .route("/network/{network}/meeting/{meeting}/came", get(came::page).post(came::send))
        .route("/network/{network}/meeting/{meeting}/read-back", get(back::page))
        .route("/network/{network}/meeting/{meeting}/read-back/offer", post(back::offer))
        .route("/network/{network}/meeting/{meeting}/read-back/{who}", get(voice::page))
        .route("/network/{network}/meeting/{meeting}/read-back/{who}/agree", post(voice::agree))
        .route(
            "/network/{network}/meeting/{meeting}/read-back/{who}/words/{words}",
            get(otherwise::page).post(otherwise::send),
        )
        .route("/network/{network}/meeting/{meeting}/filing", get(filing::page).post(filing::send))
}

/// The meeting as this viewer knows it.
async fn read(visit: &Visit, network: NetworkId, meeting: MeetingId) -> Result<(Known, Meeting), Problem> {
    let known = visit.read(network).await?;
    let meeting = known.network.meeting(meeting).cloned().ok_or_else(Problem::not_found)?;
    Ok((known, meeting))
}

/// The meeting for the network's team; nobody else learns that there is such a page.
async fn read_as_team(
    visit: &Visit,
    network: NetworkId,
    meeting: MeetingId,
) -> Result<(Known, Meeting), Problem> {
    let (known, meeting) = read(visit, network, meeting).await?;
    if known.is_team() { Ok((known, meeting)) } else { Err(Problem::not_found()) }
}

/// The address of a meeting, with what stands below it.
fn href(known: &Known, meeting: &Meeting, below: &str) -> String {
    if below.is_empty() {
        known.href(&format!("meeting/{}", meeting.id))
    } else {
        known.href(&format!("meeting/{}/{below}", meeting.id))
    }
}

/// When the meeting was.
fn when(known: &Known, meeting: &Meeting) -> String {
    meeting.starts_at().map(|at| known.at(at)).unwrap_or_default()
}
