//! Keeping logs short: a snapshot takes the place of many small updates, in the background, one document at a time.

use std::{collections::HashMap, sync::Arc};

use live::{Document, Ticket, merge};
use store::LiveLog;

use super::{hub::Hub, keep::place, read};

/// Updates behind a snapshot from which on a new one is made.
const LONG: usize = 2_000;
/// The part of the snapshot that they must outweigh, so that merging stays cheap for each update.
const PART: usize = 4;
/// Bytes behind a snapshot that outweigh anything.
const HEAVY: usize = 8 << 20;

/// How long the logs of open documents are, as far as this process knows.
pub(super) type Tails = HashMap<Document, Tail>;

/// One of them.
#[derive(Default)]
pub(super) struct Tail {
    updates: usize,
    bytes: usize,
    snapshot: usize,
    is_running: bool,
}

impl Tail {
    /// Whether a snapshot is being made.
    pub(super) fn is_running(&self) -> bool {
        self.is_running
    }

    fn is_long(&self) -> bool {
        self.bytes > HEAVY || (self.updates >= LONG && self.bytes * PART >= self.snapshot)
    }
}

/// Counts what was appended, and begins where a log has become long.
pub(super) fn after<'a>(hub: &Arc<Hub>, written: impl Iterator<Item = &'a Ticket>) {
    let mut long = Vec::new();
    {
        let mut inner = hub.lock();
        for ticket in written {
            let tail = inner.tails.entry(ticket.document).or_default();
            tail.updates += 1;
            tail.bytes += ticket.update.len();
            if tail.is_long() && !tail.is_running {
                tail.is_running = true;
                long.push(ticket.document);
            }
        }
    }
    for document in long {
        tokio::spawn(compact(hub.clone(), document));
    }
}

/// Takes over what is known of a log that has just been read, and begins if it is long.
pub(super) fn if_long(hub: &Arc<Hub>, document: Document, log: &LiveLog) {
    let mut inner = hub.lock();
    let tail = inner.tails.entry(document).or_default();
    if tail.is_running {
        return;
    }
    (tail.updates, tail.bytes, tail.snapshot) = (log.tail, log.bytes.1, log.bytes.0);
    if tail.is_long() {
        tail.is_running = true;
        drop(inner);
        tokio::spawn(compact(hub.clone(), document));
    }
}

async fn compact(hub: Arc<Hub>, document: Document) {
    let done = read::read(&hub, document, merge::merged).await;
    let snapshot = match done {
        Ok((log, merged)) => {
            let bytes = merged.iter().map(Vec::len).sum();
            match hub.store.compact_live(place(document), &log, &merged).await {
                Ok(_) => bytes,
                Err(error) => {
                    tracing::warn!(%error, %document, "a live document stays long");
                    0
                }
            }
        }
        Err(error) => {
            tracing::warn!(%error, %document, "a live document stays long");
            0
        }
    };
    let mut inner = hub.lock();
    inner.tails.insert(document, Tail { snapshot, ..Tail::default() });
}
