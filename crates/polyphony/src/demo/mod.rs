//! The service you can walk into: made-up people, told relative to now, so that it is always alive.
//!
//! Everybody here is invented. Telephone numbers are from the ranges that Ofcom keeps for drama,
//! NHS numbers from the range that is never given out (999…).

mod amara;
mod amara_later;
mod idris;
mod kiran;
pub mod live;
mod rosalind;
mod sofia;
mod sofia_meetings;
mod stage;
mod team;
mod teller;
mod tomasz;
mod wilf;

#[cfg(test)]
mod tests;

use dialogue::{Account, NetworkId, ServiceCommand};
use jiff::Timestamp;

pub use crate::step::Step;

/// A made-up service: perform `service`, then `steps`, each in order; let `people` sign in.
#[derive(Clone, PartialEq, Debug)]
pub struct MadeUp {
    /// How the service itself is set up.
    pub service: Vec<ServiceStep>,
    /// Its networks, for the headings of the page that lists the people.
    pub networks: Vec<DemoNetwork>,
    /// Who can sign in, in the order of the page.
    pub people: Vec<DemoPerson>,
    /// Everything that was said and done, in the order of its times.
    pub steps: Vec<Step>,
}

/// One step of setting up the service.
#[derive(Clone, PartialEq, Debug)]
pub struct ServiceStep {
    /// When.
    pub at: Timestamp,
    /// By whose account.
    pub by: Account,
    /// What was asked.
    pub command: ServiceCommand,
}

/// A network of the made-up service.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DemoNetwork {
    /// Its identity.
    pub id: NetworkId,
    /// Whose network it is.
    pub name: &'static str,
    /// Where it stands, in half a sentence.
    pub state: &'static str,
}

/// Somebody who can sign in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DemoPerson {
    /// Their first name in lower case: the value that signs in as them.
    pub slug: &'static str,
    /// Their name.
    pub name: &'static str,
    /// Who they are, in one sentence.
    pub line: &'static str,
    /// Where the page lists them.
    pub group: Group,
    /// Their account.
    pub account: Account,
}

/// Where somebody belongs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Group {
    /// The practitioners.
    Team,
    /// Those who keep the machine running.
    Administration,
    /// The members of a network, the person first.
    Network(NetworkId),
}

/// The made-up service as it would be now. The same `now` gives the same service, to the last identity.
pub fn made_up(now: Timestamp) -> MadeUp {
    let mut stage = stage::Stage::new(now);
    let team = team::arrive(&mut stage);
    wilf::tell(&mut stage, &team);
    rosalind::tell(&mut stage, &team);
    idris::tell(&mut stage, &team);
    tomasz::tell(&mut stage, &team);
    amara::tell(&mut stage, &team);
    kiran::tell(&mut stage, &team);
    sofia::tell(&mut stage, &team);
    stage.finish()
}
