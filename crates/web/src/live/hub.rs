//! The hub of one process: the hall, the ways to its connections, and what its effects lead to.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use bytes::Bytes;
use live::{Close, ConnectionId, Document, Effect, Hall, Limits, SeatId, Ticket};
use store::Store;
use tokio::sync::{Semaphore, mpsc};

use super::{
    compact::Tails,
    keep, news,
    peer::{Outbox, Peer},
    rights::{self, Sitting},
};

/// Documents that are read and merged at the same time, at most.
const READING: usize = 2;

/// Names of documents beside their own: `--live-rooms` of a demonstration.
pub type Names = BTreeMap<String, Document>;

/// Everything live in one process.
pub struct Hub {
    pub(super) store: Store,
    pub(super) names: Names,
    /// Turns for reading and merging.
    pub(super) reading: Semaphore,
    next: AtomicU64,
    to_keep: mpsc::UnboundedSender<Ticket>,
    inner: Mutex<Inner>,
}

/// What changes under the lock. The lock is never held across a wait.
#[derive(Default)]
pub(super) struct Inner {
    pub(super) hall: Hall,
    pub(super) peers: HashMap<ConnectionId, Arc<Peer>>,
    /// On what each seat rests: asked again when that may have changed.
    pub(super) sittings: HashMap<SeatId, Sitting>,
    /// How far other processes' updates have been heard.
    pub(super) cursors: HashMap<Document, i64>,
    pub(super) tails: Tails,
}

impl Hub {
    /// A hub on a store; its tasks end with it.
    #[must_use]
    pub fn start(store: Store, names: Names) -> Arc<Self> {
        let (to_keep, waiting) = mpsc::unbounded_channel();
        let hub = Arc::new(Self {
            store,
            names,
            reading: Semaphore::new(READING),
            next: AtomicU64::new(1),
            to_keep,
            inner: Mutex::new(Inner { hall: Hall::new(Limits::default()), ..Inner::default() }),
        });
        tokio::spawn(keep::keep(Arc::downgrade(&hub), waiting));
        tokio::spawn(rights::watch(Arc::downgrade(&hub)));
        if let Some(bell) = hub.store.live_doorbell() {
            tokio::spawn(news::listen(Arc::downgrade(&hub), bell));
        }
        hub
    }

    /// Closes every connection: the process stops.
    pub fn stop(self: &Arc<Self>) {
        let all: Vec<_> = self.lock().peers.keys().copied().collect();
        self.tell(|hall, out| all.into_iter().for_each(|one| hall.close(one, Close::GoingAway, out)));
    }

    /// A connection has been opened.
    pub(super) fn connected(&self, cookie: Option<String>) -> (ConnectionId, Arc<Peer>, Outbox) {
        let connection = ConnectionId(self.next.fetch_add(1, Ordering::Relaxed));
        let (peer, outbox) = Peer::new(cookie);
        let peer = Arc::new(peer);
        let mut inner = self.lock();
        inner.peers.insert(connection, peer.clone());
        inner.hall.connected(connection);
        (connection, peer, outbox)
    }

    /// A connection has ended.
    pub(super) fn disconnected(self: &Arc<Self>, connection: ConnectionId) {
        self.tell(|hall, out| hall.disconnected(connection, out));
        let mut inner = self.lock();
        inner.peers.remove(&connection);
        inner.sittings.retain(|seat, _| seat.connection != connection);
    }

    /// A frame has come.
    pub(super) fn received(self: &Arc<Self>, connection: ConnectionId, frame: &Bytes) {
        self.tell(|hall, out| hall.received(connection, frame, out));
    }

    /// Tells the hall something, and carries out what it asks for. Frames go out in the order of the telling.
    pub(super) fn tell(self: &Arc<Self>, what: impl FnOnce(&mut Hall, &mut Vec<Effect>)) {
        self.settle(|inner, out| what(&mut inner.hall, out));
    }

    /// The same, with what the hub itself notes beside it: both under one lock, so that they never differ.
    pub(super) fn settle(self: &Arc<Self>, what: impl FnOnce(&mut Inner, &mut Vec<Effect>)) {
        let mut inner = self.lock();
        let mut effects = Vec::new();
        what(&mut inner, &mut effects);
        while !effects.is_empty() {
            let mut more = Vec::new();
            for effect in effects {
                self.carry_out(&mut inner, effect, &mut more);
            }
            effects = more;
        }
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn carry_out(self: &Arc<Self>, inner: &mut Inner, effect: Effect, more: &mut Vec<Effect>) {
        match effect {
            Effect::Send(connection, frame) => {
                if inner.peers.get(&connection).is_some_and(|peer| !peer.send(frame)) {
                    inner.hall.close(connection, Close::TooSlow, more);
                }
            }
            Effect::Close(connection, why) => {
                if let Some(peer) = inner.peers.remove(&connection) {
                    tracing::info!(connection = connection.0, ?why, "a live connection is closed");
                    peer.close(why);
                }
                inner.sittings.retain(|seat, _| seat.connection != connection);
            }
            Effect::Append(ticket) => {
                if let Some(peer) = inner.peers.get(&ticket.seat.connection) {
                    peer.hands_over(&ticket.update);
                }
                // The keeper goes only with the hub.
                let _ = self.to_keep.send(ticket);
            }
            Effect::Ask(seat, token) => drop(tokio::spawn(rights::ask(self.clone(), seat, token))),
            Effect::Load(seat, document, vector) => {
                drop(tokio::spawn(super::read::load(self.clone(), seat, document, vector)));
            }
            Effect::Compare(ticket) => drop(tokio::spawn(super::read::compare(self.clone(), ticket))),
            Effect::Note(connection, document, why) => inner.note(connection, document, why),
        }
    }
}

impl Inner {
    /// Lets go of what belongs to seats that have been left and to documents that nobody has open.
    pub(super) fn tidy(&mut self) {
        let seats: HashSet<SeatId> = self.hall.seats().map(|(seat, _)| seat).collect();
        self.sittings.retain(|seat, _| seats.contains(seat));
        let open: HashSet<Document> = self.hall.documents().collect();
        self.cursors.retain(|document, _| open.contains(document));
        self.tails.retain(|document, tail| open.contains(document) || tail.is_running());
    }

    /// Writes down that something was refused: ids, and never a word of it.
    fn note(&self, connection: ConnectionId, document: Option<Document>, why: live::Why) {
        let sitting = |seat: &SeatId| seat.connection == connection;
        let account = self.sittings.iter().find(|(seat, _)| sitting(seat)).map(|(_, on)| on.account);
        let document = document.map(|document| document.to_string());
        let account = account.map(|account| account.id.to_string());
        tracing::warn!(connection = connection.0, account, document, ?why, "a live frame was refused");
    }
}
