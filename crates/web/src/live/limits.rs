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

/// Updates in a second from one connection. Nobody types so fast; a telephone that hands in three days comes near.
/// (They are held up besides by what is on the way to the disk.)
const UPDATES: f64 = 100_000.0;
/// Other frames in a second: presence, questions, what is said beside a document.
const OTHERS: f64 = 200.0;
/// The bytes of all of them.
const BYTES: f64 = 16.0 * 1_048_576.0;
/// Seconds' worth of each that may come at once. Whoever opens many documents asks much at once, and then nothing.
const BURST: [f64; 3] = [1.0, 10.0, 2.0];

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
    /// Updates, other frames and bytes that may still come.
    left: [f64; 3],
    at: Instant,
}

const PER_SECOND: [f64; 3] = [UPDATES, OTHERS, BYTES];

impl Pace {
    /// A connection that has just come.
    pub(super) fn new() -> Self {
        let [updates, others, bytes] = BURST;
        Self { left: [UPDATES * updates, OTHERS * others, BYTES * bytes], at: Instant::now() }
    }

    /// A frame has come.
    pub(super) fn took(&mut self, now: Instant, bytes: usize, is_update: bool) {
        let passed = now.saturating_duration_since(self.at).as_secs_f64();
        self.at = now;
        let is = |yes: bool| if yes { 1.0 } else { 0.0 };
        let took = [is(is_update), is(!is_update), f64::from(u32::try_from(bytes).unwrap_or(u32::MAX))];
        for (((left, each), burst), took) in self.left.iter_mut().zip(PER_SECOND).zip(BURST).zip(took) {
            *left = (*left + passed * each).min(each * burst) - took;
        }
    }

    /// Comes back when the next frame may be read.
    pub(super) async fn ready(&self) {
        let wait = self.wait();
        if !wait.is_zero() {
            sleep_until(self.at + wait).await;
        }
    }

    /// How long after the last frame the next one may be read.
    fn wait(&self) -> Duration {
        let over = self.left.iter().zip(PER_SECOND).map(|(left, each)| -left / each).fold(0.0, f64::max);
        Duration::from_secs_f64(over)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So many frames, each read as soon as it may be: how long that takes.
    fn takes(pace: &mut Pace, frames: usize, bytes: usize, is_update: bool) -> Duration {
        let began = pace.at;
        for _ in 0..frames {
            pace.took(pace.at + pace.wait(), bytes, is_update);
        }
        pace.at + pace.wait() - began
    }

    #[test]
    fn whoever_talks_without_end_is_read_from_later_and_whoever_writes_is_not() {
        let mut pace = Pace::new();
        assert_eq!(takes(&mut pace, 2_000, 20, false), Duration::ZERO, "many documents, opened at once");
        let took = takes(&mut pace, 1_000, 20, false);
        assert!(took > Duration::from_secs(4) && took < Duration::from_secs(6), "{took:?}");
        let mut pace = Pace::new();
        assert_eq!(takes(&mut pace, 90_000, 20, true), Duration::ZERO, "three days of writing, handed in");
        assert!(takes(&mut pace, 110_000, 20, true) > Duration::from_millis(900));
    }

    #[test]
    fn bytes_are_bounded_as_frames_are() {
        let mut pace = Pace::new();
        assert_eq!(takes(&mut pace, 8, 4 << 20, true), Duration::ZERO);
        assert!(takes(&mut pace, 8, 4 << 20, true) >= Duration::from_millis(1_900));
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
