//! Chance, seeded: the same seed draws the same lots on every machine and in every year
//! (PCG, O'Neill 2014: small, fast, and its output is part of its contract).

use jiff::Timestamp;
use rand::{Rng, RngExt, SeedableRng};
use rand_distr::{Distribution, LogNormal};
use rand_pcg::Pcg64Mcg;
use uuid::Uuid;

/// A bag of lots.
pub(super) struct Chance(Pcg64Mcg);

impl Chance {
    /// The lots of one thing in one service: same seed and number, same lots.
    pub(super) fn of(seed: u64, n: u64) -> Self {
        let one = stir(seed ^ stir(n));
        let state = u128::from(one) << 64 | u128::from(stir(one ^ n));
        Self(Pcg64Mcg::from_seed(state.to_le_bytes()))
    }
    /// Whether something happens that happens with this probability.
    pub(super) fn happens(&mut self, probability: f64) -> bool {
        self.0.random_bool(probability.clamp(0.0, 1.0))
    }
    /// A number from `least` to `most`, both included.
    pub(super) fn between(&mut self, least: i64, most: i64) -> i64 {
        if least < most { self.0.random_range(least..=most) } else { least }
    }
    /// A number from 0 up to, not including, `end`.
    pub(super) fn below(&mut self, end: usize) -> usize {
        if end > 1 { self.0.random_range(0..end) } else { 0 }
    }
    /// A share from 0 to 1.
    pub(super) fn share(&mut self) -> f64 {
        self.0.random()
    }
    /// A log-normal length with this median and this spread of its logarithm.
    pub(super) fn log_normal(&mut self, median: f64, spread: f64) -> f64 {
        LogNormal::new(median.ln(), spread).map_or(median, |law| law.sample(&mut self.0))
    }
    /// One of these; `or` if there are none.
    pub(super) fn pick<T: Copy>(&mut self, from: &[T], or: T) -> T {
        let nth = self.below(from.len());
        from.get(nth).copied().unwrap_or(or)
    }
    /// One of these words.
    pub(super) fn word(&mut self, from: &[&'static str]) -> &'static str {
        self.pick(from, "")
    }
    /// Some of these, at most so many, in any order.
    pub(super) fn some<T: Copy>(&mut self, from: &[T], many: usize) -> Vec<T> {
        let mut left = from.to_vec();
        let mut taken = Vec::with_capacity(many.min(left.len()));
        while taken.len() < many && !left.is_empty() {
            let nth = self.below(left.len());
            taken.push(left.swap_remove(nth));
        }
        taken
    }
    /// Which of these weights the lot falls on.
    pub(super) fn weighted(&mut self, weights: &[u32]) -> usize {
        let mut lot = i64::from(weights.iter().sum::<u32>());
        lot = self.between(1, lot);
        weights
            .iter()
            .position(|weight| {
                lot -= i64::from(*weight);
                lot <= 0
            })
            .unwrap_or(0)
    }
    /// An identity (UUID version 7) of that moment.
    pub(super) fn id(&mut self, at: Timestamp) -> Uuid {
        let mut chance = [0; 10];
        self.0.fill_bytes(&mut chance);
        let millis = u64::try_from(at.as_millisecond()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &chance).into_uuid()
    }
}

/// Spreads neighbouring numbers far apart (the finaliser of SplitMix64, Steele, Lea & Flood 2014).
fn stir(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
