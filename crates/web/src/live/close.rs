//! Closing a meeting: everything that was written live becomes facts in the transaction that closes it.

use std::{collections::BTreeMap, sync::Arc};

use dialogue::{
    Account, Act, Command, MeetingId, NetworkId, Told, Who,
    meeting::MeetingClosed,
    written::{CloseWritten, SharedPage, VoicePage, closing_of},
};
use live::{merge, page};
use store::{ActError, Acted, LiveEnd, LiveFrozen, LiveLog, LivePlace, StoreError};

use super::hub::Hub;

/// How often everything is read anew while people go on writing. From the second time on, what is written
/// at this process waits meanwhile.
const TRIES: usize = 8;

/// What was read, ready to be kept.
struct Pages {
    voices: BTreeMap<Who, VoicePage>,
    shared: SharedPage,
    end: LiveEnd,
}

/// Closes a meeting. Whoever presses the button second, or again after a failure, finds it done.
///
/// # Errors
/// As [`store::Store::act`]; [`StoreError::SomebodyElse`] if people write faster than it can be read.
pub async fn close(
    hub: &Arc<Hub>,
    account: &Account,
    network: NetworkId,
    told: Told,
    closed: MeetingClosed,
) -> Result<Acted, ActError> {
    let meeting = closed.meeting;
    for turn in 0..TRIES {
        let _nothing_is_written = if turn > 0 { Some(hub.keeping.lock().await) } else { None };
        let written = hub.store.live_written(meeting).await?;
        let Pages { voices, shared, end } = read(meeting, written).await?;
        let act = Act::CloseWritten(CloseWritten { closed: closed.clone(), voices, shared });
        let command = Command { id: closing_of(meeting), told: told.clone(), act };
        match hub.store.close_live(account, network, command, &end).await {
            Err(ActError::Store(StoreError::SomebodyElse)) => {}
            done => {
                hub.rights_changed.notify_one();
                return done;
            }
        }
    }
    Err(StoreError::SomebodyElse.into())
}

/// Reads the documents apart from the connections: it takes time in their length.
async fn read(meeting: MeetingId, written: Vec<(LivePlace, LiveLog)>) -> Result<Pages, StoreError> {
    let apart = move || {
        let seen = written.iter().map(|(_, log)| log.upto).sum();
        let (mut voices, mut shared, mut frozen) = (BTreeMap::new(), SharedPage::default(), Vec::new());
        for (place, log) in written {
            match place.voice {
                None => shared = page::shared(&log.updates)?,
                Some(voice) => {
                    voices.insert(voice, page::voice(&log.updates)?);
                    frozen.push(LiveFrozen { place, upto: log.upto, updates: merge::merged(&log.updates)? });
                }
            }
        }
        Ok(Pages { voices, shared, end: LiveEnd { meeting, seen, frozen } })
    };
    let read = tokio::task::spawn_blocking(apart).await;
    let unread = |_: merge::Unreadable| StoreError::Damaged { what: format!("the live page of {meeting}") };
    read.map_err(|_| StoreError::Damaged { what: format!("the live page of {meeting}") })?.map_err(unread)
}
