//! A believable, reproducible service of any size: networks that call, meet, wait, decline, weigh and part.
//!
//! The figures are those of the literature where there are any; the others are free guesses and say so:
//! - attendance 4 to 7 in nine of ten meetings, mean 5.6, two or three of them staff, and somebody invited
//!   who does not come in 28 % (Danish five-municipality trial, 291 meetings);
//! - the private network present in just over half of the meetings (Kent);
//! - about 90 minutes (Lucerne);
//! - from call to meeting log-normal with a median of 20 hours and a tail to nine days (guess);
//! - three to five meetings in the first fortnight, then two to six weeks apart (guess);
//! - a stay in 15 to 20 % of networks, a tenth of the staff leaving each year (guesses).
//!
//! Over the population there are an unsafe pair, confidences, deaths, people of one name, and calls in the
//! night when the clocks change.

mod calendar;
mod call;
mod chance;
mod life;
mod meeting;
mod names;
mod people;
mod phrases;
mod staff;
mod talk;
#[cfg(test)]
mod tests;

use dialogue::PractitionerId;
use jiff::{SignedDuration, Timestamp};

pub use crate::step::Step;
pub use staff::{NETWORKS_EACH, TURNOVER, account_of, practitioners, service};

use life::Life;

/// Where the simulated service lives.
pub const ZONE: &str = "Europe/London";

/// A month: a twelfth of a Gregorian year.
const MONTH: SignedDuration = SignedDuration::from_secs(2_629_746);

/// When a service opened that is looked at so many months later; `None` if that is too long ago to be told.
pub fn start_of(now: Timestamp, months: u32) -> Option<Timestamp> {
    let months = i32::try_from(months).ok()?;
    now.checked_sub(SignedDuration::from_secs(MONTH.as_secs().checked_mul(months.into())?)).ok()
}

/// The story of the `n`th network of a service that opened at `start` and is looked at `months` later,
/// with its team of `team` (those who opened it: whoever follows them is worked out here, as in [`service`]).
/// Calls come in the first quarter of that time. Same arguments, same steps, in the order of their times.
pub fn network(seed: u64, n: u64, start: Timestamp, months: u32, team: &[PractitionerId]) -> Vec<Step> {
    // The record keeps microseconds; the stories keep whole seconds.
    let start = Timestamp::from_second(start.as_second()).unwrap_or(start);
    let mut life = Life::new(seed, n, start, months, team);
    if call::comes(&mut life) {
        meeting::all(&mut life);
    }
    life.steps
}
