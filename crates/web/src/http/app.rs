//! What every handler shares: the store and the few settings of the edge.

use std::sync::{Arc, OnceLock};

use jiff::{Timestamp, tz::TimeZone};
use store::Store;

use super::open::Open;
use crate::live::{self, Hub};

/// Settings of the edge.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Whether cookies may travel only over TLS. Off only on the loopback.
    pub secure_cookies: bool,
    /// Where "leave this page" leads; a neutral page when empty.
    pub exit: String,
    /// The made-up people of a demonstration; shown only when the data directory is one.
    pub demo_people: Vec<DemoPerson>,
    /// Other names of live documents, for generators of load; only in a demonstration.
    pub live_rooms: live::Names,
}

/// Somebody of a demonstration, whom one can walk in as.
#[derive(Clone, Debug)]
pub struct DemoPerson {
    /// What they sign in with.
    pub slug: String,
    /// Their name.
    pub name: String,
    /// Who they are, in a sentence.
    pub line: String,
    /// Where they belong: the service, or a network.
    pub group: String,
}

/// The application. Cheap to clone.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    options: Options,
    live: OnceLock<Arc<Hub>>,
    open: Open,
}

impl App {
    /// An application on a store.
    #[must_use]
    pub fn new(store: Store, options: Options) -> Self {
        let (live, open) = (OnceLock::new(), Open::default());
        Self { inner: Arc::new(Inner { store, options, live, open }) }
    }
    /// The store.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.inner.store
    }
    /// The settings of the edge.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.inner.options
    }
    /// What is live in this process; begun when somebody first comes. Must be called inside a runtime.
    #[must_use]
    pub fn live(&self) -> &Arc<Hub> {
        self.inner.live.get_or_init(|| Hub::start(self.store().clone(), self.options().live_rooms.clone()))
    }
    /// The open pages that wait to hear whether they may stay open.
    #[must_use]
    pub fn open(&self) -> &Open {
        &self.inner.open
    }
    /// Whether everything here is made up (a property of the data directory).
    #[must_use]
    pub fn is_demo(&self) -> bool {
        self.store().is_demo()
    }
    /// The moment, by the store's clock.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.store().now()
    }
}

/// The zone by its IANA name; UTC when the service has not named one yet.
#[must_use]
pub fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}
