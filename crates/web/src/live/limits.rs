//! The bounds of one process: how many connections, how fast each, how much memory for all of them together.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use tokio::{
    sync::Notify,
    time::{Instant, sleep_until},
};

/// Connections of one process.
pub(super) const CONNECTIONS: usize = 10_000;
/// Connections of one account: several windows and telephones, and those that are just being replaced.
pub(super) const OF_ACCOUNT: usize = 24;
/// How long a connection may be there before anybody on it has shown who they are.
pub(super) const UNKNOWN: Duration = Duration::from_secs(10);
/// Bytes that wait to be sent, over all connections.
const QUEUED: usize = 256 << 20;
/// Bytes on the way to the disk, over all connections.
const UNSAVED: usize = 64 << 20;
/// What somebody may have waiting in any case.
const FAIR: usize = 64 << 10;

/// Frames in a second from one connection. Nobody types so fast; a telephone that hands in three days may come near.
const FRAMES: f64 = 20_000.0;
/// Their bytes.
const BYTES: f64 = 8.0 * 1_048_576.0;
/// Seconds' worth of either that may come at once.
const BURST: f64 = 2.0;

/// What all connections have in memory, together.
#[derive(Default)]
pub(super) struct Shared {
    queued: AtomicUsize,
    unsaved: AtomicUsize,
    /// Told when there is room again for what waits to be saved.
    pub(super) freed: Notify,
}

impl Shared {
    /// Whether somebody with so much waiting already may have more waiting.
    pub(super) fn has_room(&self, own: usize) -> bool {
        own < FAIR || self.queued.load(Ordering::Relaxed) < QUEUED
    }

    /// Whether more may be read from anybody.
    pub(super) fn may_read(&self) -> bool {
        self.unsaved.load(Ordering::Relaxed) < UNSAVED
    }

    /// So much more waits to be sent.
    pub(super) fn queue(&self, bytes: usize) {
        self.queued.fetch_add(bytes, Ordering::Relaxed);
    }

    /// So much has gone.
    pub(super) fn unqueue(&self, bytes: usize) {
        self.queued.fetch_sub(bytes, Ordering::Relaxed);
    }

    /// So much more is on the way to the disk.
    pub(super) fn hand_over(&self, bytes: usize) {
        self.unsaved.fetch_add(bytes, Ordering::Relaxed);
    }

    /// So much is there.
    pub(super) fn has_handed_over(&self, bytes: usize) {
        self.unsaved.fetch_sub(bytes, Ordering::Relaxed);
        self.freed.notify_waiters();
    }
}

/// How fast one connection may send. Whoever is faster is not read from for a while: nothing is lost by it.
pub(super) struct Pace {
    frames: f64,
    bytes: f64,
    at: Instant,
}

impl Pace {
    /// A connection that has just come.
    pub(super) fn new() -> Self {
        Self { frames: FRAMES * BURST, bytes: BYTES * BURST, at: Instant::now() }
    }

    /// A frame has come.
    pub(super) fn took(&mut self, bytes: usize) {
        let now = Instant::now();
        let passed = (now - self.at).as_secs_f64();
        self.at = now;
        self.frames = (self.frames + passed * FRAMES).min(FRAMES * BURST) - 1.0;
        self.bytes = (self.bytes + passed * BYTES).min(BYTES * BURST)
            - f64::from(u32::try_from(bytes).unwrap_or(u32::MAX));
    }

    /// Comes back when the next frame may be read.
    pub(super) async fn ready(&self) {
        let over = (-self.frames / FRAMES).max(-self.bytes / BYTES);
        if over > 0.0 {
            sleep_until(self.at + Duration::from_secs_f64(over)).await;
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn whoever_sends_faster_than_anybody_types_is_read_from_later_and_then_again() {
        let mut pace = Pace::new();
        let began = Instant::now();
        for _ in 0..40_000 {
            pace.took(20);
            pace.ready().await;
        }
        assert_eq!(began.elapsed(), Duration::ZERO, "three days' writing comes in at once");
        for _ in 0..20_000 {
            pace.took(20);
            pace.ready().await;
        }
        let took = began.elapsed();
        assert!(took > Duration::from_millis(900) && took < Duration::from_secs(2), "{took:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn bytes_are_bounded_as_frames_are() {
        let mut pace = Pace::new();
        let began = Instant::now();
        for _ in 0..8 {
            pace.took(4 << 20);
            pace.ready().await;
        }
        assert!(began.elapsed() >= Duration::from_secs(2), "{:?}", began.elapsed());
    }

    #[test]
    fn when_memory_is_short_whoever_has_much_waiting_is_let_go_and_the_others_are_not() {
        let shared = Shared::default();
        assert!(shared.has_room(FAIR) && shared.may_read());
        shared.queue(QUEUED);
        shared.hand_over(UNSAVED);
        assert!(!shared.has_room(FAIR) && shared.has_room(FAIR - 1) && !shared.may_read());
        shared.unqueue(1);
        shared.has_handed_over(1);
        assert!(shared.has_room(FAIR) && shared.may_read());
    }
}
