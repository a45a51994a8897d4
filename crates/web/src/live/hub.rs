//! The hub of one process: the hall, the ways to its connections, and what its effects lead to.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use bytes::Bytes;
use dialogue::AccountId;
use jiff::Timestamp;
use live::{Close, ConnectionId, Document, Effect, Hall, Limits, SeatId};
use store::{LateHand, Store};
use tokio::sync::{Notify, Semaphore, mpsc};

use super::{
    compact::Tails,
    keep, late,
    limits::{CONNECTIONS, OF_ACCOUNT, Shared},
    news,
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
    /// Held while updates are appended: a meeting that is being closed waits for it, and then they for that.
    pub(super) keeping: tokio::sync::Mutex<()>,
    /// Told when rights are worth asking for again at once.
    pub(super) rights_changed: Arc<Notify>,
    /// Whether something has come after a closing, since it was last looked for.
    pub(super) is_late: AtomicBool,
    shared: Arc<Shared>,
    next: AtomicU64,
    to_keep: mpsc::UnboundedSender<keep::Handed>,
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
    /// When what a seat brings was written, by the clock of its device.
    written_at: HashMap<SeatId, Timestamp>,
}

/// What a page says beside a document.
#[derive(serde::Deserialize)]
struct Beside {
    /// Milliseconds since 1970, by the device's own clock.
    #[serde(rename = "writtenAt")]
    written_at: Option<i64>,
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
            keeping: tokio::sync::Mutex::default(),
            rights_changed: Arc::default(),
            is_late: AtomicBool::new(false),
            shared: Arc::default(),
            next: AtomicU64::new(1),
            to_keep,
            inner: Mutex::new(Inner { hall: Hall::new(Limits::default()), ..Inner::default() }),
        });
        tokio::spawn(keep::keep(Arc::downgrade(&hub), waiting));
        tokio::spawn(rights::watch(Arc::downgrade(&hub)));
        tokio::spawn(late::watch(Arc::downgrade(&hub)));
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

    /// Whether no further connection is taken.
    pub(super) fn is_full(&self) -> bool {
        self.lock().peers.len() >= CONNECTIONS
    }

    /// Whether an account has more connections than one needs. A generator of load, at a demonstration, needs many.
    pub(super) fn has_too_many(&self, inner: &Inner, account: AccountId, one_more: ConnectionId) -> bool {
        if self.store.is_demo() {
            return false;
        }
        let own = inner.sittings.iter().filter(|(_, on)| on.account.id == account);
        let mut connections: HashSet<ConnectionId> = own.map(|(seat, _)| seat.connection).collect();
        connections.insert(one_more);
        connections.len() > OF_ACCOUNT
    }

    /// A connection has been opened.
    pub(super) fn connected(&self, cookie: Option<String>) -> (ConnectionId, Arc<Peer>, Outbox) {
        let connection = ConnectionId(self.next.fetch_add(1, Ordering::Relaxed));
        let (peer, outbox) = Peer::new(cookie, self.shared.clone());
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
        inner.forget(connection);
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
                inner.forget(connection);
            }
            Effect::Append(ticket) => {
                if let Some(peer) = inner.peers.get(&ticket.seat.connection) {
                    peer.hands_over(&ticket.update);
                }
                let hand = ticket.is_late.then(|| inner.hand(&ticket.seat));
                // The keeper goes only with the hub.
                let _ = self.to_keep.send((ticket, hand));
            }
            Effect::Ask(seat, token) => {
                self.answers(inner, seat.connection, rights::ask(self.clone(), seat, token));
            }
            Effect::Load(seat, document, vector) => {
                self.answers(inner, seat.connection, super::read::load(self.clone(), seat, document, vector));
            }
            Effect::Compare(ticket) => {
                self.answers(inner, ticket.seat.connection, super::read::compare(self.clone(), ticket));
            }
            Effect::Said(seat, _, text) => inner.said(&seat, &text, self.store.now()),
            Effect::Note(connection, document, why) => inner.note(connection, document, why),
        }
    }

    /// Works on an answer; the connection is not read from while it waits for too many.
    fn answers(
        self: &Arc<Self>,
        inner: &Inner,
        connection: ConnectionId,
        answer: impl Future<Output = ()> + Send + 'static,
    ) {
        let peer = inner.peers.get(&connection).cloned();
        if let Some(peer) = &peer {
            peer.asks();
        }
        tokio::spawn(async move {
            answer.await;
            if let Some(peer) = peer {
                peer.is_answered();
            }
        });
    }
}

impl Inner {
    /// A connection has ended.
    fn forget(&mut self, connection: ConnectionId) {
        self.sittings.retain(|seat, _| seat.connection != connection);
        self.written_at.retain(|seat, _| seat.connection != connection);
    }

    /// Whose hand something is that comes after a closing.
    fn hand(&self, seat: &SeatId) -> LateHand {
        let account = self.sittings.get(seat).map(|on| on.account.id);
        let written_at = self.written_at.get(seat).copied();
        LateHand { account: account.unwrap_or(AccountId(uuid::Uuid::nil())), written_at }
    }

    /// Something was said beside a document: that somebody is there; or when, by the clock of their device,
    /// the words were written that they bring.
    fn said(&mut self, seat: &SeatId, text: &str, now: Timestamp) {
        if let Some(peer) = self.peers.get(&seat.connection) {
            peer.acts();
        }
        let said: Option<Beside> = serde_json::from_str(text).ok();
        let at = said.and_then(|said| Timestamp::from_millisecond(said.written_at?).ok());
        if let Some(at) = at.filter(|at| *at <= now) {
            self.written_at.insert(seat.clone(), at);
        }
    }

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
