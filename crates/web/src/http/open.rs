//! Open pages that wait to hear whether they may stay open: bounded for everybody and for each account,
//! and let go at once when the server stops.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use dialogue::AccountId;
use tokio::sync::watch;

/// So many pages wait at the same time.
const MOST: usize = 4096;
/// So many of one account.
const MOST_OF_ONE: usize = 12;

/// The pages that wait.
pub struct Open {
    waiting: Arc<Mutex<HashMap<AccountId, usize>>>,
    closing: watch::Sender<bool>,
}

impl Default for Open {
    fn default() -> Self {
        Self { waiting: Arc::default(), closing: watch::channel(false).0 }
    }
}

/// One page's place among those that wait; given back when it is dropped.
pub struct Waiting {
    account: AccountId,
    all: Arc<Mutex<HashMap<AccountId, usize>>>,
    closing: watch::Receiver<bool>,
}

impl Waiting {
    /// Comes when the server stops.
    pub async fn closed(&mut self) {
        // Without anybody who could close it, it has closed.
        let _gone = self.closing.wait_for(|closing| *closing).await.is_err();
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = all.get_mut(&self.account) {
            *count -= 1;
            if *count == 0 {
                all.remove(&self.account);
            }
        }
    }
}

impl Open {
    /// A place to wait, unless too many wait already.
    pub fn wait(&self, account: AccountId) -> Option<Waiting> {
        let mut all = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if all.values().sum::<usize>() >= MOST || all.get(&account).is_some_and(|own| *own >= MOST_OF_ONE) {
            return None;
        }
        *all.entry(account).or_default() += 1;
        drop(all);
        Some(Waiting { account, all: self.waiting.clone(), closing: self.closing.subscribe() })
    }

    /// Lets all of them go.
    pub fn close(&self) {
        self.closing.send_replace(true);
    }
}
