//! What other processes append: the doorbell says that there may be something, the rows say what.

use std::{
    sync::{Arc, Weak},
    time::Duration,
};

use live::{Document, Part};
use store::StoreError;
use tokio::{
    sync::watch,
    time::{Instant, sleep_until, timeout},
};

use super::{hub::Hub, keep::place};

/// How long nobody looks without a ring.
const LOOK: Duration = Duration::from_secs(1);
/// How far apart two looks are at least: rings in between are one.
const APART: Duration = Duration::from_millis(5);

/// Looks at each ring, and now and then without one, until the hub is gone.
pub(super) async fn listen(hub: Weak<Hub>, mut bell: watch::Receiver<u64>) {
    loop {
        let looked = Instant::now();
        // Whether it rang or not, or can ring no more: there may be something.
        let _ = timeout(LOOK, bell.changed()).await;
        sleep_until(looked + APART).await;
        let Some(hub) = hub.upgrade() else { return };
        if let Err(error) = look(&hub).await {
            tracing::warn!(%error, "what others write live cannot be read");
        }
    }
}

async fn look(hub: &Arc<Hub>) -> Result<(), StoreError> {
    if hub.lock().cursors.is_empty() {
        return Ok(());
    }
    for (at, head) in hub.store.live_heads().await? {
        let part = at.voice.map_or(Part::Shared, Part::Voice);
        let document = Document { meeting: at.meeting, part };
        let Some(cursor) = hub.lock().cursors.get(&document).copied().filter(|cursor| *cursor < head) else {
            continue;
        };
        let news = hub.store.live_news(place(document), cursor).await?;
        hub.tell(|hall, out| {
            news.updates.iter().for_each(|update| hall.arrived(document, update, out));
        });
        if let Some(cursor) = hub.lock().cursors.get_mut(&document) {
            *cursor = (*cursor).max(news.upto);
        }
    }
    Ok(())
}
