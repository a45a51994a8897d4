//! Where an account stands in one network: what policy knows about the one who asks.

use std::collections::BTreeSet;

use crate::{
    ids::{AccountId, CircleId, MeetingId},
    who::Who,
};

/// What somebody is to a network.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Role {
    /// The person at the centre.
    Person,
    /// A member of the network.
    Member,
    /// A practitioner of this network: holder, core team, or with it at a meeting.
    Team,
    /// A practitioner of the service who is not with this network.
    OtherPractitioner,
    /// Keeps the machine running; reads no words.
    Administrator,
    /// Somebody with a seat elsewhere.
    Stranger,
}

/// An account's standing in one network at this moment of the record.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Standing {
    /// Who asks.
    pub account: AccountId,
    /// What they are to the network.
    pub role: Role,
    /// Their own voice.
    pub voice: Option<Who>,
    /// The meetings they were present at.
    pub present: BTreeSet<MeetingId>,
    /// The meetings they are invited to by the plan that holds, or were present at.
    pub invited: BTreeSet<MeetingId>,
    /// The circles they are in.
    pub circles: BTreeSet<CircleId>,
}
