//! The 24-hour clock: contact, offer and first meeting with the person present, each counted on its own,
//! in real hours (instants, so that a clock change neither adds nor takes an hour).
//! Waiting and declined are counted, never dropped (promise 5).

use jiff::{SignedDuration, Timestamp};

use crate::{
    meeting::Meeting,
    network::Network,
    request::{OfferAnswer, Request},
    who::Who,
};

/// The promise of immediate help: a first meeting within a day of the call
/// (Seikkula & Olson 2003; the wording of services differs, so the figure stands in one place).
pub const WITHIN: SignedDuration = SignedDuration::from_hours(24);

/// Where a call stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Stage {
    /// Nothing has been offered yet.
    Waiting,
    /// A meeting has been offered or planned, and not yet held.
    Offered,
    /// The offer was declined or put off.
    Declined,
    /// They have met, with the person present.
    Met,
}

impl Stage {
    /// Its stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Offered => "offered",
            Self::Declined => "declined",
            Self::Met => "met",
        }
    }
}

/// The clock of one call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Clock {
    /// The moment of the call.
    pub called_at: Timestamp,
    /// When a meeting was first offered.
    pub offered_at: Option<Timestamp>,
    /// When an offer was last declined or put off, unless accepted, offered or planned anew since.
    pub declined_at: Option<Timestamp>,
    /// When they first met with the person present.
    pub met_at: Option<Timestamp>,
}

impl Clock {
    /// Where the call stands.
    pub fn stage(&self) -> Stage {
        match (self.met_at, self.declined_at, self.offered_at) {
            (Some(_), _, _) => Stage::Met,
            (_, Some(_), _) => Stage::Declined,
            (_, _, Some(_)) => Stage::Offered,
            _ => Stage::Waiting,
        }
    }
    /// Hours and minutes until the day is over; negative when it has passed.
    pub fn left(&self, now: Timestamp) -> SignedDuration {
        WITHIN - now.duration_since(self.called_at)
    }
    /// How long people waited for the meeting, or have waited until now.
    pub fn waited(&self, now: Timestamp) -> SignedDuration {
        self.met_at.unwrap_or(now).duration_since(self.called_at)
    }
}

impl Network {
    /// The clock of a call, from what this viewer may read.
    pub fn clock(&self, request: &Request) -> Clock {
        let called_at = request.called_at();
        // Hours are typed to the minute: a meeting in the minute of its call comes after it.
        let minute = |at: Timestamp| at.as_second().div_euclid(60);
        let after = |at: &Timestamp| minute(*at) >= minute(called_at);
        let planned = self.meetings.values().flat_map(|m| &m.plans).map(|p| p.entry.recorded_at);
        let offered = request.offers.iter().map(|o| o.entry.recorded_at);
        let person = self.people.person().map(|p| Who::Member(p.id));
        // Whoever calls after the person's death is met by meeting those who are left.
        let has_died = self.person_died().is_some();
        let is_there = |m: &Meeting| has_died || person.is_some_and(|p| m.was_present(p));
        let met = self.meetings.values().filter(|m| m.is_held() && is_there(m));
        let declined = request.answers.last().filter(|a| a.answer != OfferAnswer::Accepted);
        let declined_at = declined.map(|a| a.entry.recorded_at);
        let stands = self.meetings.values().filter(|m| m.called_off.is_none()).flat_map(|m| &m.plans);
        let anew = stands.map(|p| p.entry.recorded_at).chain(offered.clone()).max();
        Clock {
            called_at,
            offered_at: planned.chain(offered).filter(after).min(),
            declined_at: declined_at.filter(|at| anew.is_none_or(|anew| anew <= *at)),
            met_at: met.filter_map(|m| m.starts_at()).filter(after).min(),
        }
    }

    /// The calls whose clocks may run: not those from before the work ended or the person died.
    pub(crate) fn live_requests(&self) -> impl Iterator<Item = &Request> {
        let stopped = self.stopped_at();
        self.requests.values().filter(move |r| stopped.is_none_or(|at| r.asked.entry.recorded_at > at))
    }

    /// The first call that has not led to a meeting with the person yet, with its clock.
    pub fn running_clock(&self) -> Option<(&Request, Clock)> {
        let clocks = self.live_requests().map(|r| (r, self.clock(r)));
        clocks.filter(|(_, c)| c.stage() != Stage::Met).min_by_key(|(_, c)| c.called_at)
    }
}
