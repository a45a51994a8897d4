//! Rights: what somebody may do with a document, asked of the record; and asked again when it may have changed.

use std::{
    collections::{HashMap, hash_map::Entry},
    sync::{Arc, Weak},
    time::Duration,
};

use dialogue::{Account, NetworkId, Seat, scribe::Pen};
use live::{Close, Document, Leave, Part, Right, SeatId};
use store::{Mark, Purpose, StoreError};
use tokio::time::{Instant, MissedTickBehavior, interval};

use super::hub::Hub;

/// How often it is looked whether something has changed. A right that ends has ended everywhere within a second.
const LOOK: Duration = Duration::from_millis(400);
/// After so long rights are asked for again although nothing has changed: some of them end by the clock.
const ANYWAY: Duration = Duration::from_secs(60);

/// On what a seat rests.
#[derive(Clone)]
pub(super) struct Sitting {
    pub(super) account: Account,
    token: String,
    network: NetworkId,
    mark: Mark,
    asked_at: Instant,
}

/// Answers somebody who asks for a document, with the token that they show or the page's own session.
pub(super) async fn ask(hub: Arc<Hub>, seat: SeatId, token: String) {
    let shown = Some(token).filter(|token| !token.is_empty());
    let cookie = || hub.lock().peers.get(&seat.connection).and_then(|peer| peer.cookie.clone());
    let token = shown.or_else(cookie).unwrap_or_default();
    answer(&hub, seat, token).await;
}

/// Asks again wherever what a right rests on may have changed, until the hub is gone.
pub(super) async fn watch(hub: Weak<Hub>) {
    let mut looks = interval(LOOK);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let Some(changed) = hub.upgrade().map(|hub| hub.rights_changed.clone()) else { return };
    loop {
        tokio::select! {
            _ = looks.tick() => {}
            () = changed.notified() => {}
        }
        let Some(hub) = hub.upgrade() else { return };
        if let Err(error) = look(&hub).await {
            tracing::warn!(%error, "live rights could not be asked for again");
        }
    }
}

async fn look(hub: &Arc<Hub>) -> Result<(), StoreError> {
    let sittings: Vec<(SeatId, Sitting)> = {
        let mut inner = hub.lock();
        inner.tidy();
        inner.sittings.iter().map(|(seat, on)| (seat.clone(), on.clone())).collect()
    };
    let (mut sessions, mut marks) = (HashMap::new(), HashMap::new());
    for (seat, on) in sittings {
        let peer = hub.lock().peers.get(&seat.connection).cloned();
        if peer.is_some_and(|peer| peer.has_acted()) {
            // Whoever writes here is using their session; whoever has only left the page open is not.
            sessions.insert(on.token.clone(), hub.store.session(&on.token).await?);
        }
        if let Entry::Vacant(session) = sessions.entry(on.token.clone()) {
            session.insert(hub.store.session_unused(&on.token).await?);
        }
        if let Entry::Vacant(mark) = marks.entry(on.network) {
            mark.insert(hub.store.mark(on.network).await?);
        }
        let same_session = sessions.get(&on.token) == Some(&Some(on.account));
        let same_record = marks.get(&on.network) == Some(&on.mark);
        if !same_session || !same_record || on.asked_at.elapsed() > ANYWAY {
            answer(hub, seat, on.token).await;
        }
    }
    Ok(())
}

async fn answer(hub: &Arc<Hub>, seat: SeatId, token: String) {
    let (leave, sitting) = match leave(hub, seat.name(), token).await {
        Ok(Some((document, right, sitting))) => (Leave::Given(document, right), Some(sitting)),
        Ok(None) => (Leave::Refused, None),
        Err(error) => {
            // Nobody is let in on a doubt.
            tracing::error!(%error, connection = seat.connection.0, "a live right could not be asked for");
            (Leave::Refused, None)
        }
    };
    hub.settle(|inner, out| {
        let connection = seat.connection;
        if sitting.as_ref().is_some_and(|on| hub.has_too_many(inner, on.account.id, connection)) {
            inner.hall.close(connection, Close::TooMany, out);
        }
        inner.hall.answered(&seat, leave, out);
        let peer = inner.peers.get(&connection).cloned();
        match sitting.zip(peer).filter(|_| inner.hall.has(connection)) {
            Some((sitting, peer)) => {
                peer.is_known();
                inner.sittings.insert(seat, sitting);
            }
            None => drop(inner.sittings.remove(&seat)),
        }
    });
}

/// What somebody may do with what they call by this name; none where it is not there for them, for whatever reason.
async fn leave(
    hub: &Hub,
    name: &str,
    token: String,
) -> Result<Option<(Document, Right, Sitting)>, StoreError> {
    let Some(document) = hub.names.get(name).copied().or_else(|| name.parse().ok()) else { return Ok(None) };
    let Some(account) = hub.store.session_unused(&token).await? else { return Ok(None) };
    let Some(who) = account.voice() else { return Ok(None) };
    let network = match account.seat {
        Seat::Member(network, _) => Some(network),
        _ => hub.store.network_of(document.meeting).await?,
    };
    let Some(network) = network else { return Ok(None) };
    // Looked at before the record is read: what changes in between is seen as a change.
    let (mark, asked_at) = (hub.store.mark(network).await?, Instant::now());
    let permit = match hub.store.permit(&account, network, Purpose::Read).await {
        Err(StoreError::NotYours) => return Ok(None),
        permit => permit?,
    };
    let standing = hub.store.standing(&permit).await?;
    let known = hub.store.network(&permit).await?;
    let voice = match document.part {
        Part::Shared => None,
        Part::Voice(voice) => Some(voice),
    };
    let is_hidden = voice.is_some_and(|voice| standing.hidden.contains(&voice));
    let Some(meeting) = known.meeting(document.meeting).filter(|_| !is_hidden) else { return Ok(None) };
    let late = || voice.and_then(|voice| meeting.late_pen(who, voice, hub.store.now()));
    let right = match (meeting.pen(who, voice), late()) {
        (Some(Pen::Write), _) => Right::Write,
        (Some(Pen::Read), _) => Right::Read,
        (None, Some(_)) => Right::Late,
        (None, None) => return Ok(None),
    };
    hub.store.open_live(network, document.meeting).await?;
    Ok(Some((document, right, Sitting { account, token, network, mark, asked_at })))
}
