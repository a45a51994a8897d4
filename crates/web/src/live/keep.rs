//! The keeper: everything that waits is appended in one go, and told to the hall only when it is durable.
//! One batch at a time, so the updates of a document keep their order.

use std::sync::{Arc, Weak, atomic::Ordering};

use live::{Close, Document, Part, Ticket};
use store::{LateHand, LiveAppend, LivePlace};
use tokio::sync::mpsc::UnboundedReceiver;

use super::{compact, hub::Hub};

/// Updates in one batch, at most.
const BATCH: usize = 1024;
/// Their bytes, roughly.
const BYTES: usize = 4 << 20;

/// An update on its way to the disk; one that comes after the closing with whose hand it is.
pub(super) type Handed = (Ticket, Option<LateHand>);

/// Where a document is kept.
pub(super) fn place(document: Document) -> LivePlace {
    let voice = match document.part {
        Part::Shared => None,
        Part::Voice(who) => Some(who),
    };
    LivePlace { meeting: document.meeting, voice }
}

/// Appends until the hub is gone.
pub(super) async fn keep(hub: Weak<Hub>, mut waiting: UnboundedReceiver<Handed>) {
    while let Some(first) = waiting.recv().await {
        let mut bytes = first.0.update.len();
        let mut batch = vec![first];
        while batch.len() < BATCH && bytes < BYTES {
            let Ok(next) = waiting.try_recv() else { break };
            bytes += next.0.update.len();
            batch.push(next);
        }
        let Some(hub) = hub.upgrade() else { return };
        keep_batch(&hub, &batch).await;
    }
}

async fn keep_batch(hub: &Arc<Hub>, batch: &[Handed]) {
    let append = |(ticket, late): &Handed| LiveAppend {
        place: place(ticket.document),
        update: ticket.update.clone(),
        late: *late,
    };
    let appends: Vec<_> = batch.iter().map(append).collect();
    let turn = hub.keeping.lock().await;
    let kept = hub.store.append_live(&appends).await;
    drop(turn);
    {
        let inner = hub.lock();
        for (ticket, _) in batch {
            if let Some(peer) = inner.peers.get(&ticket.seat.connection) {
                peer.has_handed_over(&ticket.update);
            }
        }
    }
    match kept {
        Ok(kept) => {
            hub.tell(|hall, out| {
                for ((ticket, _), is_kept) in batch.iter().zip(&kept) {
                    if *is_kept { hall.saved(ticket, out) } else { hall.frozen(ticket, out) }
                }
            });
            if kept.contains(&false) {
                // Closed a moment ago: whoever may still hand in their own learns it now.
                hub.rights_changed.notify_one();
            }
            if batch.iter().any(|(_, late)| late.is_some()) {
                hub.is_late.store(true, Ordering::Relaxed);
            }
            let kept = batch.iter().zip(kept).filter(|(_, is_kept)| *is_kept);
            compact::after(hub, kept.filter(|((_, late), _)| late.is_none()).map(|((ticket, _), _)| ticket));
        }
        Err(error) => {
            // What is not known to be kept is not called saved: they come back and send it again.
            tracing::error!(%error, updates = batch.len(), "live updates could not be kept");
            hub.tell(|hall, out| {
                for (ticket, _) in batch {
                    hall.close(ticket.seat.connection, Close::NotKept, out);
                }
            });
        }
    }
}
