//! The way to one connection, bounded in bytes: whoever reads too slowly is let go, no frame is ever left out.

use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;
use live::Close;
use tokio::sync::{mpsc, watch};

/// The most bytes that wait to be sent. One frame more may go on top, however long it is.
const QUEUED: usize = 4 << 20;
/// What a frame weighs besides its bytes.
const FRAME: usize = 256;
/// The most that a connection may have on the way to the disk before no more is read from it, in bytes.
const UNSAVED: usize = 4 << 20;
/// What an update weighs besides its bytes: some hundred small ones are enough.
const UPDATE: usize = 8 << 10;

/// A connection as the hub knows it.
pub(super) struct Peer {
    frames: mpsc::UnboundedSender<Bytes>,
    queued: AtomicUsize,
    unsaved: AtomicUsize,
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
    pub(super) fn new(cookie: Option<String>) -> (Self, Outbox) {
        let (frames, waiting) = mpsc::unbounded_channel();
        let (closing, closed) = watch::channel(None);
        let (queued, unsaved) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let outbox = Outbox { frames: waiting, closing: closed };
        (Self { frames, queued, unsaved, closing, cookie }, outbox)
    }

    /// Puts a frame behind those that wait; says no where too much waits already.
    pub(super) fn send(&self, frame: Bytes) -> bool {
        if self.queued.load(Ordering::Relaxed) > QUEUED {
            return false;
        }
        self.queued.fetch_add(frame.len() + FRAME, Ordering::Relaxed);
        // A connection that has ended needs nothing more.
        let _ = self.frames.send(frame);
        true
    }

    /// A frame has gone out.
    pub(super) fn sent(&self, frame: &Bytes) {
        self.queued.fetch_sub(frame.len() + FRAME, Ordering::Relaxed);
    }

    /// Has the connection closed, even where it is busy sending.
    pub(super) fn close(&self, why: Close) {
        self.closing.send_replace(Some(why));
    }

    /// An update is on the way to the disk.
    pub(super) fn hands_over(&self, update: &Bytes) {
        self.unsaved.fetch_add(update.len() + UPDATE, Ordering::Relaxed);
    }

    /// It is there, or will never be.
    pub(super) fn has_handed_over(&self, update: &Bytes) {
        self.unsaved.fetch_sub(update.len() + UPDATE, Ordering::Relaxed);
    }

    /// Whether more may be read from the connection. It is asked again after each answer.
    pub(super) fn may_read(&self) -> bool {
        self.unsaved.load(Ordering::Relaxed) < UNSAVED
    }
}
