//! The meetings of the next days that somebody may read: their pages are what a device keeps.

use std::collections::BTreeSet;

use dialogue::{Card, MeetingId, NetworkId, Seat, card::MeetingCard};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use store::StoreError;

use super::lease::LASTS;
use crate::{
    http::{Visit, visit::problem},
    page::problem::Problem,
    show::{place_key, time},
};

/// A meeting that has begun and is not closed stays as long.
const SINCE: SignedDuration = SignedDuration::from_hours(24);

/// A meeting as a device keeps it.
#[derive(Serialize)]
pub(super) struct Meeting {
    /// Which.
    meeting: MeetingId,
    /// Where its live page is.
    page: String,
    /// What the offline page calls it. Kept sealed.
    words: String,
    /// Changes with the plan and with who is there: then the page is fetched anew.
    stamp: String,
}

/// The meetings that begin while a lease lasts, or began yesterday and are not closed, and whose live page is open to
/// this viewer: it has been noted that they are there.
pub(super) async fn next(visit: &Visit) -> Result<Vec<Meeting>, Problem> {
    let (from, until) = (visit.now - SINCE, visit.now + LASTS);
    let networks: BTreeSet<NetworkId> = match visit.account.seat {
        Seat::Member(network, _) => [network].into(),
        _ => {
            let listed = visit.app.store().meetings_between(&visit.account, from, until).await;
            listed.map_err(problem)?.into_iter().map(|one| one.network).collect()
        }
    };
    let mut meetings = Vec::new();
    for network in networks {
        match visit.card(network).await {
            Ok(card) => meetings.extend(of_card(visit, &card, from, until)),
            Err(StoreError::NotYours) => {}
            // A damaged record keeps no other meeting from being kept.
            Err(error) if error.is_damage() => tracing::error!(%error, "a record cannot be read"),
            Err(error) => return Err(problem(error)),
        }
    }
    meetings.sort_by_key(|(at, _)| *at);
    Ok(meetings.into_iter().map(|(_, meeting)| meeting).collect())
}

fn of_card(visit: &Visit, card: &Card, from: Timestamp, until: Timestamp) -> Vec<(Timestamp, Meeting)> {
    let is_there = |one: &MeetingCard| visit.account.voice().is_some_and(|who| one.there.contains(&who));
    let near = |one: &&MeetingCard| one.is_ahead && (from..until).contains(&one.starts_at) && is_there(one);
    let meetings = card.ahead.iter().filter(near);
    meetings.map(|one| (one.starts_at, meeting(visit, card, one))).collect()
}

fn meeting(visit: &Visit, card: &Card, one: &MeetingCard) -> Meeting {
    let mut parts = vec![time::moment(one.starts_at, &visit.zone)];
    if visit.account.voice().is_some_and(|who| who.practitioner().is_some()) {
        parts.push(visit.person_on(card));
    }
    parts.extend(one.place.map(|place| visit.t.say(place_key(place))));
    let plan = format!("{} {:?} {:?} {:?}", one.starts_at, one.place, one.practitioners, one.there);
    let stamp = blake3::hash(plan.as_bytes()).to_hex().as_str().chars().take(16).collect();
    Meeting {
        meeting: one.meeting,
        page: format!("/network/{}/meeting/{}/live", card.network, one.meeting),
        words: parts.join(" · "),
        stamp,
    }
}
