//! Retention: how long a record is kept, and why. A network holds many people's data, so every one of them
//! is looked at, and the latest date counts (NHS Records Management Code of Practice 2021, Appendix II).

use std::sync::Arc;

use jiff::{Span, Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::{
    entry::{Entry, When},
    fact::Folds,
    ids::{MemberId, NetworkId},
    network::Network,
    people::{Member, Nearness},
    whole::Whole,
};

/// The service's rules, in years; each replaces the one before.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RetentionRules {
    /// After the last entry.
    pub after_last: u8,
    /// Until this birthday of whoever was a child.
    pub child_until: u8,
    /// Until this birthday of whoever was seventeen when it ended.
    pub seventeen_until: u8,
    /// After a death.
    pub after_death: u8,
    /// For how many days backups are kept: until then a backup may still hold a destroyed key.
    pub backup_days: u16,
}

impl Default for RetentionRules {
    /// What the NHS Records Management Code says for mental health records.
    fn default() -> Self {
        Self { after_last: 20, child_until: 25, seventeen_until: 26, after_death: 10, backup_days: 35 }
    }
}

impl RetentionRules {
    /// So many years after its last entry, no network is looked at more closely: too early is never asked.
    pub fn shortest(&self) -> u8 {
        self.after_last.min(self.after_death)
    }
}

/// That a network be destroyed was proposed; somebody else confirms it. A fact of the service,
/// so that it stays when the network is gone.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DestructionProposed {
    /// Which.
    pub network: NetworkId,
    /// Under which rule, in words.
    pub rule: String,
    /// Why.
    pub words: String,
}

/// A proposal was taken back.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DestructionDropped {
    /// Of which network.
    pub network: NetworkId,
}

/// The rule that keeps somebody's data longest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Rule {
    /// Years after the last entry.
    LastEntry,
    /// Years after a death.
    Death,
    /// A birthday.
    Birthday,
}

impl Rule {
    /// Its stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::LastEntry => "last-entry",
            Self::Death => "death",
            Self::Birthday => "birthday",
        }
    }
}

/// Until when somebody's data is kept, and under which rule.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Kept {
    /// Until when.
    pub until: Date,
    /// Under which rule.
    pub rule: Rule,
    /// Whose data it is.
    pub member: MemberId,
}

/// How long a network is kept: ids, dates and counts, nobody's words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Retention {
    /// The date and rule that count: the latest of all the people in it.
    pub kept: Option<Kept>,
    /// How many people's data were looked at.
    pub people: usize,
    /// How many of them have no known date of birth: whether one was a child, somebody must know.
    pub unknown_age: usize,
    /// Whether somebody said that it must be kept.
    pub is_on_hold: bool,
    /// The day of the last entry.
    pub last: Option<Date>,
}

impl Retention {
    /// Whether its time has come.
    pub fn is_due(&self, today: Date) -> bool {
        !self.is_on_hold && self.kept.is_some_and(|kept| kept.until < today)
    }
}

impl Whole {
    /// How long this network is kept under these rules.
    pub fn retention(&self, rules: &RetentionRules) -> Retention {
        let network = &self.network;
        let last = network.entries.last().map(|entry| day(entry.recorded_at));
        let kept = |member: &Member| last.and_then(|last| kept(network, member, last, rules));
        let members = network.people.members.values();
        let unknown = members.clone().filter(|member| birth_date(network, member).is_none()).count();
        Retention {
            kept: members.filter_map(kept).max(),
            people: network.people.members.len(),
            unknown_age: unknown,
            // Nor is anything destroyed that somebody has asked for and not yet been given.
            is_on_hold: network.is_on_hold() || network.is_case_open(),
            last,
        }
    }
}

fn kept(network: &Network, member: &Member, last: Date, rules: &RetentionRules) -> Option<Kept> {
    let (until, rule) = match died(member) {
        Some(died) => (after(died, rules.after_death)?, Rule::Death),
        None => (after(last, rules.after_last)?, Rule::LastEntry),
    };
    let mut kept = Kept { until, rule, member: member.id };
    if let Some(birth) = birth_date(network, member)
        && died(member).is_none()
        && after(birth, 18)? > last
    {
        let was_seventeen = after(birth, 17)? <= last;
        let years = if was_seventeen { rules.seventeen_until } else { rules.child_until };
        let until = after(birth, years)?;
        // For whoever was a child the birthday counts, and never less than the years after the last entry.
        kept = kept.max(Kept { until, rule: Rule::Birthday, member: member.id });
    }
    Some(kept)
}

/// When somebody died, as far as the record tells: not later than it was noted.
fn died(member: &Member) -> Option<Date> {
    if let Some(noted) = member.death() {
        return Some(match &noted.on {
            When::On(on) => *on,
            When::At(at) => day(*at),
            When::About(_) => day(noted.entry.recorded_at),
        });
    }
    let described = member.described.last()?;
    let first = member.described.iter().rev().take_while(|one| one.nearness == Nearness::Dead).last();
    (described.nearness == Nearness::Dead).then(|| first.map(|one| day(one.entry.recorded_at))).flatten()
}

fn birth_date(network: &Network, member: &Member) -> Option<Date> {
    let known = network.people.known_as.last().and_then(|known| known.birth_date);
    known.filter(|_| member.is_person())
}

fn after(day: Date, years: u8) -> Option<Date> {
    day.checked_add(Span::new().years(years)).ok()
}

fn day(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::UTC).date()
}

macro_rules! not_of_a_network {
    ($($fact:ty),*) => {$(
        impl Folds for $fact {
            /// Facts of the service say nothing about a network.
            fn fold(self: &Arc<Self>, _: &mut Network, _: &Arc<Entry>) {}
        }
    )*};
}
not_of_a_network!(RetentionRules, DestructionProposed, DestructionDropped);
