//! Whether an open page may still be open: whether its viewer may still read all that they could read
//! when it was made. Rights that change act there within a second.

use std::sync::Arc;

use dialogue::{Account, Entry, Network, NetworkId};
use tokio::sync::broadcast;

use crate::{Store, StoreError};

/// So many changes may wait for somebody who listens; who misses some asks anew anyway.
const WAITING: usize = 64;

/// Tells those who listen in this process which records have just changed.
pub(crate) struct Changes(broadcast::Sender<NetworkId>);

impl Default for Changes {
    fn default() -> Self {
        Self(broadcast::channel(WAITING).0)
    }
}

impl Changes {
    /// A record has changed. Nobody need listen.
    pub(crate) fn tell(&self, network: NetworkId) {
        let _nobody_listens = self.0.send(network).is_err();
    }
}

/// What a page's viewer could read when it was made: how much, and a digest of which entries.
/// It counts nothing that they could not.
pub fn still_key(network: &Network) -> String {
    key(&network.entries)
}

fn key(entries: &[Arc<Entry>]) -> String {
    // In one piece: every page of a record is named like this, and many small pieces cost more than the hash.
    let mut ids = Vec::with_capacity(entries.len() * 18);
    for entry in entries {
        ids.extend_from_slice(entry.id.command.0.as_bytes());
        ids.extend_from_slice(&entry.id.nth.to_be_bytes());
    }
    let hash = blake3::hash(&ids).to_hex();
    format!("{}-{}", entries.len(), hash.get(..32).unwrap_or_default())
}

impl Store {
    /// Listens to which records this process changes.
    pub fn changes(&self) -> broadcast::Receiver<NetworkId> {
        self.0.changes.0.subscribe()
    }

    /// Whether this account may still read everything that a page with this key was made from.
    /// What was written since does not matter.
    ///
    /// # Errors
    /// [`StoreError::NotYours`] where it may read nothing any more, or there is nothing.
    pub async fn is_still(
        &self,
        account: &Account,
        network: NetworkId,
        key_then: &str,
    ) -> Result<bool, StoreError> {
        let view = self.view_of(account, network).await?;
        if view.is_empty() {
            return Err(StoreError::NotYours);
        }
        let count = key_then.split('-').next().and_then(|count| count.parse::<usize>().ok());
        let then = count.and_then(|count| view.network.entries.get(..count));
        Ok(then.is_some_and(|then| key(then) == key_then))
    }
}
