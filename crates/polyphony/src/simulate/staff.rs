//! The staff of a simulated service: sized to its networks, a tenth of them leaving each year.
//!
//! A post outlives whoever holds it. Who holds it at a moment follows from the first holder's identity
//! alone, so every network tells the same story of who left without asking any other.

use dialogue::{
    Account, AccountId, CommandId, PractitionerId, Seat, ServiceAct, ServiceCommand,
    service::{CrisisContact, LegalRecord, PractitionerJoined, PractitionerLeft, ServiceNamed},
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::{MONTH, ZONE, chance::Chance, people::full_name};
use crate::demo::ServiceStep;

/// The share of practitioners who leave in a year.
pub const TURNOVER: f64 = 0.10;
/// Networks to a practitioner. (A free guess: no service has published its figure.)
pub const NETWORKS_EACH: u64 = 8;

const ROLES: [&str; 8] = [
    "social worker",
    "peer practitioner",
    "nurse",
    "family therapist",
    "doctor",
    "occupational therapist",
    "nurse",
    "peer practitioner",
];
const LINES: [&str; 6] = [
    "I'd rather hear it twice than write it wrong.",
    "I come by bicycle, so forgive the trousers.",
    "I won't know better than you, but I'll stay.",
    "Ask me anything. I may ask you to say it again.",
    "I've sat on the other side of this table too.",
    "I am slow to decide and quick to put the kettle on.",
];

/// The practitioners with whom a service of that many networks opens: never fewer than eight.
pub fn practitioners(seed: u64, networks: u64) -> Vec<PractitionerJoined> {
    let many = networks.div_ceil(NETWORKS_EACH).max(8);
    (0..many).map(|nth| joined(first_of(seed, nth), nth)).collect()
}

/// The account of a practitioner of a simulated service.
pub fn account_of(practitioner: PractitionerId) -> Account {
    Account { id: AccountId(practitioner.0), seat: Seat::Practitioner(practitioner) }
}

/// The service's own steps: its name, its practitioners, and everybody who leaves or follows until the end.
pub fn service(seed: u64, networks: u64, start: Timestamp, months: u32) -> Vec<ServiceStep> {
    let start = Timestamp::from_second(start.as_second()).unwrap_or(start);
    let keeper = Chance::of(seed, u64::MAX).id(start);
    let by = Account { id: AccountId(keeper), seat: Seat::Administrator };
    let end = start.checked_add(MONTH * i32::try_from(months).unwrap_or(i32::MAX)).unwrap_or(start);
    let mut told = vec![(start, ServiceAct::Name(named()))];
    for (nth, first) in (0..).zip(practitioners(seed, networks)) {
        let mut here = first.practitioner;
        told.push((start, ServiceAct::Join(first)));
        let mut since = start;
        while let Some(leaves) = leaves_after(here, since).filter(|at| *at <= end) {
            told.push((leaves, ServiceAct::Leave(PractitionerLeft { practitioner: here })));
            (here, since) = (successor(here), leaves);
            told.push((leaves, ServiceAct::Join(joined(here, nth))));
        }
    }
    told.sort_by_key(|(at, _)| *at);
    let mut ids = Chance::of(seed, u64::MAX - 1);
    let step = |(at, act)| ServiceStep { at, by, command: ServiceCommand { id: CommandId(ids.id(at)), act } };
    told.into_iter().map(step).collect()
}

/// Who holds a post at a moment, given who held it first.
pub(super) fn holds(post: PractitionerId, start: Timestamp, at: Timestamp) -> PractitionerId {
    let (mut here, mut since) = (post, start);
    while let Some(leaves) = leaves_after(here, since).filter(|leaves| *leaves <= at) {
        (here, since) = (successor(here), leaves);
    }
    here
}

/// When somebody who came at that time leaves: as likely in every month.
fn leaves_after(here: PractitionerId, since: Timestamp) -> Option<Timestamp> {
    let (time, chance) = here.0.as_u64_pair();
    let mut chance = Chance::of(!time, chance);
    let years = -(1.0 - chance.share()).ln() / TURNOVER;
    // Nobody leaves in the first month, and forty years are a working life.
    let days = (years.min(40.0) * 365.0) as i64 + 30;
    since.checked_add(SignedDuration::from_hours(days * 24)).ok()
}

/// The next holder of a post: another identity that follows from this one.
fn successor(here: PractitionerId) -> PractitionerId {
    const VARIANT: u64 = 0b11 << 62;
    let (time, chance) = here.0.as_u64_pair();
    let next = chance.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
    PractitionerId(Uuid::from_u64_pair(time, (chance & VARIANT) | (next & !VARIANT)))
}

fn first_of(seed: u64, nth: u64) -> PractitionerId {
    // Long before anything is simulated: who they are does not depend on when it starts.
    PractitionerId(Chance::of(seed ^ 0x5eed_57af, nth).id(Timestamp::UNIX_EPOCH))
}

/// What a practitioner is called.
pub(super) fn name_of(practitioner: PractitionerId) -> String {
    full_name(&mut own(practitioner))
}

/// The lots of one practitioner.
fn own(practitioner: PractitionerId) -> Chance {
    let (time, chance) = practitioner.0.as_u64_pair();
    Chance::of(time, chance)
}

fn joined(practitioner: PractitionerId, nth: u64) -> PractitionerJoined {
    let mut chance = own(practitioner);
    let role = usize::try_from(nth).ok().and_then(|n| ROLES.get(n % ROLES.len())).copied().unwrap_or("nurse");
    PractitionerJoined {
        practitioner,
        name: full_name(&mut chance),
        role: role.to_owned(),
        is_peer: role == "peer practitioner",
        line: chance.word(&LINES).to_owned(),
        phone: format!("01632 960{:03}", chance.between(100, 999)),
    }
}

fn named() -> ServiceNamed {
    let contact = |who: &str, number: &str| CrisisContact { who: who.to_owned(), number: number.to_owned() };
    ServiceNamed {
        name: "A simulated service".to_owned(),
        phone: "01632 960000".to_owned(),
        crisis: vec![contact("Danger to life, now", "999"), contact("NHS 111, option 2", "111")],
        zone: ZONE.to_owned(),
        legal_record: LegalRecord::Organisation,
        other_record: "EPR".to_owned(),
    }
}
