//! Matters: what waits for a named person or duty by a date, across networks. An index of ids and times, no words.

use jiff::{SignedDuration, Timestamp};

use crate::{
    duty::Duty,
    guard::Ground,
    ids::{EntryId, PractitionerId},
    network::Network,
};

/// By when an emergency access is reviewed.
const EMERGENCY_REVIEWED_WITHIN: SignedDuration = SignedDuration::from_hours(72);

/// What waits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Matter {
    /// An entry was held back and must be decided on.
    Held,
    /// A withholding must be reviewed.
    Withheld,
    /// An entry was taken out of sight and must be reviewed.
    OutOfSight,
    /// An emergency access must be reviewed.
    Emergency,
    /// A request for access must be answered.
    Access,
    /// A request to correct or erase must be answered.
    Correction,
}

impl Matter {
    /// Every kind there is; its place is its stored number.
    pub const ALL: [Self; 6] =
        [Self::Held, Self::Withheld, Self::OutOfSight, Self::Emergency, Self::Access, Self::Correction];

    /// Its stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Withheld => "withheld",
            Self::OutOfSight => "out-of-sight",
            Self::Emergency => "emergency",
            Self::Access => "access",
            Self::Correction => "correction",
        }
    }
}

/// For whom it waits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum WaitsFor {
    /// Somebody by name.
    Practitioner(PractitionerId),
    /// Whoever has this duty.
    Duty(Duty),
}

/// One matter of one network.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct MatterRow {
    /// What.
    pub matter: Matter,
    /// The entry that it is about.
    pub entry: EntryId,
    /// For whom. When it is overdue, it goes to the safeguarding lead and the Caldicott guardian too.
    pub waits_for: WaitsFor,
    /// By when.
    pub due_at: Timestamp,
}

impl Network {
    /// Everything of this network that waits for somebody, as far as it is known to whoever folded it.
    pub fn matters(&self) -> impl Iterator<Item = MatterRow> {
        let withheld = self.withholdings.now().map(|(entry, one)| {
            let (matter, waits_for) = match one.reviewer() {
                Some(reviewer) => (Matter::Withheld, WaitsFor::Practitioner(reviewer)),
                None => {
                    (Matter::Held, WaitsFor::Duty(one.ground().map_or(Duty::Decider, Ground::decided_by)))
                }
            };
            MatterRow { matter, entry, waits_for, due_at: one.due_at() }
        });
        let hidden =
            self.out_of_sight.iter().filter(|(_, one)| one.is_open()).map(|(entry, one)| MatterRow {
                matter: Matter::OutOfSight,
                entry: *entry,
                waits_for: WaitsFor::Practitioner(one.taken.reviewer),
                due_at: one.due_at(),
            });
        let emergencies = self.emergencies.iter().filter(|one| one.reviewed.is_none()).map(|one| {
            let entry = &one.opened.entry;
            let due_at = entry.recorded_at.saturating_add(EMERGENCY_REVIEWED_WITHIN);
            let waits_for = WaitsFor::Duty(Duty::Lead);
            MatterRow {
                matter: Matter::Emergency,
                entry: entry.id,
                waits_for,
                due_at: due_at.unwrap_or(Timestamp::MAX),
            }
        });
        let cases = self.cases.iter().filter(|case| case.answered.is_none()).map(|case| MatterRow {
            matter: Matter::Access,
            entry: case.asked.entry.id,
            waits_for: WaitsFor::Duty(Duty::RecordsOfficer),
            due_at: case.due_at(),
        });
        // Whoever holds the network answers; a network never lacks a holder (promise 5).
        let answers = self.team.holder().map_or(WaitsFor::Duty(Duty::RecordsOfficer), WaitsFor::Practitioner);
        let corrections = self.corrections.iter().filter(|one| one.answered.is_none());
        let corrections = corrections.map(move |one| MatterRow {
            matter: Matter::Correction,
            entry: one.asked.entry.id,
            waits_for: answers,
            due_at: one.due_at(),
        });
        withheld.chain(hidden).chain(emergencies).chain(cases).chain(corrections)
    }
}
