//! The way to one connection, bounded in bytes: whoever reads too slowly is let go, no frame is ever left out.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicUsize, Ordering},
};

use bytes::Bytes;
use live::Close;
use tokio::sync::{Notify, mpsc, watch};

use super::limits::Shared;

/// The most bytes that wait to be sent. One frame more may go on top, however long it is.
const QUEUED: usize = 4 << 20;
/// What a frame weighs besides its bytes.
const FRAME: usize = 256;
/// The most that a connection may have on the way to the disk before no more is read from it, in bytes.
const UNSAVED: usize = 4 << 20;
/// What an update weighs besides its bytes: some hundred small ones are enough.
const UPDATE: usize = 8 << 10;
/// Questions that a connection may have open: what it may do, what it lacks. Each may cost reading a whole document.
const ASKED: usize = 32;

/// A connection as the hub knows it.
pub(super) struct Peer {
    frames: mpsc::UnboundedSender<Bytes>,
    queued: AtomicUsize,
    unsaved: AtomicUsize,
    asked: AtomicUsize,
    shared: Arc<Shared>,
    /// Told when more may be read again.
    freed: Notify,
    /// Whether somebody on it has shown who they are.
    is_known: AtomicBool,
    /// Whether somebody has written since it was last looked at.
    is_active: AtomicBool,
    closing: watch::Sender<Option<Close>>,
    /// The session of the page that opened it, if it brought one.
    pub(super) cookie: Option<String>,
}

/// The connection's own end of it.
pub(super) struct Outbox {
    pub(super) frames: mpsc::UnboundedReceiver<Bytes>,
    pub(super) closing: watch::Receiver<Option<Close>>,
}

impl Peer {
    /// Both ends of a new connection.
    pub(super) fn new(cookie: Option<String>, shared: Arc<Shared>) -> (Self, Outbox) {
        let (frames, waiting) = mpsc::unbounded_channel();
        let (closing, closed) = watch::channel(None);
        let outbox = Outbox { frames: waiting, closing: closed };
        let (queued, unsaved, asked) = Default::default();
        let (freed, is_known, is_active) = Default::default();
        (Self { frames, queued, unsaved, asked, shared, freed, is_known, is_active, closing, cookie }, outbox)
    }

    /// Puts a frame behind those that wait; says no where too much waits already.
    pub(super) fn send(&self, frame: Bytes) -> bool {
        let own = self.queued.load(Ordering::Relaxed);
        if own > QUEUED || !self.shared.has_room(own) {
            return false;
        }
        self.queued.fetch_add(frame.len() + FRAME, Ordering::Relaxed);
        self.shared.queue(frame.len() + FRAME);
        // A connection that has ended needs nothing more.
        let _ = self.frames.send(frame);
        true
    }

    /// A frame has gone out.
    pub(super) fn sent(&self, frame: &Bytes) {
        self.queued.fetch_sub(frame.len() + FRAME, Ordering::Relaxed);
        self.shared.unqueue(frame.len() + FRAME);
    }

    /// Has the connection closed, even where it is busy sending.
    pub(super) fn close(&self, why: Close) {
        self.closing.send_replace(Some(why));
    }

    /// An update is on the way to the disk.
    pub(super) fn hands_over(&self, update: &Bytes) {
        self.unsaved.fetch_add(update.len() + UPDATE, Ordering::Relaxed);
        self.shared.hand_over(update.len() + UPDATE);
        self.is_active.store(true, Ordering::Relaxed);
    }

    /// It is there, or will never be.
    pub(super) fn has_handed_over(&self, update: &Bytes) {
        self.unsaved.fetch_sub(update.len() + UPDATE, Ordering::Relaxed);
        self.shared.has_handed_over(update.len() + UPDATE);
        self.freed.notify_one();
    }

    /// It has asked something that takes time.
    pub(super) fn asks(&self) {
        self.asked.fetch_add(1, Ordering::Relaxed);
    }

    /// It has been answered.
    pub(super) fn is_answered(&self) {
        self.asked.fetch_sub(1, Ordering::Relaxed);
        self.freed.notify_one();
    }

    /// Whether more may be read from the connection.
    pub(super) fn may_read(&self) -> bool {
        self.unsaved.load(Ordering::Relaxed) < UNSAVED
            && self.asked.load(Ordering::Relaxed) < ASKED
            && self.shared.may_read()
    }

    /// Comes back when it is worth asking again whether more may be read.
    pub(super) async fn freed(&self) {
        tokio::select! {
            () = self.freed.notified() => {}
            () = self.shared.freed.notified() => {}
        }
    }

    /// Somebody on it has shown who they are.
    pub(super) fn is_known(&self) {
        self.is_known.store(true, Ordering::Relaxed);
    }

    /// Whether nobody has, so far.
    pub(super) fn is_unknown(&self) -> bool {
        !self.is_known.load(Ordering::Relaxed)
    }

    /// Somebody is there and does something.
    pub(super) fn acts(&self) {
        self.is_active.store(true, Ordering::Relaxed);
    }

    /// Whether somebody has done something since this was last asked.
    pub(super) fn has_acted(&self) -> bool {
        self.is_active.swap(false, Ordering::Relaxed)
    }
}

impl Drop for Peer {
    /// What nobody will be sent any more waits no longer.
    fn drop(&mut self) {
        self.shared.unqueue(self.queued.load(Ordering::Relaxed));
        self.shared.has_handed_over(self.unsaved.load(Ordering::Relaxed));
    }
}
