//! Reading a document where it must be read: for somebody who has come, or to see whether they bring anything new.

use std::sync::Arc;

use bytes::Bytes;
use live::{Close, ConnectionId, Document, SeatId, Ticket, merge};
use store::{LiveLog, StoreError};

use super::{compact, hub::Hub, keep::place};

/// A document could not be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum ReadError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Unreadable(#[from] merge::Unreadable),
    /// The library gave up on it.
    #[error("a live document could not be merged")]
    Merging(#[from] tokio::task::JoinError),
    #[error("the process stops")]
    Stopping(#[from] tokio::sync::AcquireError),
}

/// Tells somebody what they lack.
pub(super) async fn load(hub: Arc<Hub>, seat: SeatId, document: Document, vector: Bytes) {
    match read(&hub, document, move |log| merge::difference(log, &vector)).await {
        Ok((log, difference)) => {
            hub.lock().cursors.entry(document).or_insert(log.upto);
            hub.tell(|hall, out| hall.loaded(&seat, &difference, out));
            compact::if_long(&hub, document, &log);
        }
        Err(error) => gives_up(&hub, seat.connection, document, &error),
    }
}

/// Finds out whether an update holds anything new.
pub(super) async fn compare(hub: Arc<Hub>, ticket: Ticket) {
    let update = ticket.update.clone();
    match read(&hub, ticket.document, move |log| merge::contains(log, &update)).await {
        Ok((_, is_there)) => hub.tell(|hall, out| hall.compared(ticket, is_there, out)),
        Err(error) => gives_up(&hub, ticket.seat.connection, ticket.document, &error),
    }
}

/// Reads a document and does something with it that takes time in its length: apart from the connections.
pub(super) async fn read<T: Send + 'static>(
    hub: &Hub,
    document: Document,
    what: impl FnOnce(&merge::Log) -> Result<T, merge::Unreadable> + Send + 'static,
) -> Result<(LiveLog, T), ReadError> {
    let _turn = hub.reading.acquire().await?;
    let log = hub.store.live_log(place(document)).await?;
    if log.updates.len() <= 1 && log.bytes == (0, 0) {
        // Nothing has been written yet: nothing to go apart for.
        let done = what(&log.updates)?;
        return Ok((log, done));
    }
    let done = tokio::task::spawn_blocking(move || {
        let done = what(&log.updates)?;
        Ok::<_, merge::Unreadable>((log, done))
    });
    Ok(done.await??)
}

fn gives_up(hub: &Arc<Hub>, connection: ConnectionId, document: Document, error: &ReadError) {
    tracing::error!(%error, %document, "a live document cannot be read");
    hub.tell(|hall, out| hall.close(connection, Close::NotKept, out));
}
