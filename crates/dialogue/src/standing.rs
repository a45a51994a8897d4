//! Where an account stands in one network: what policy knows about the one who asks.

use std::collections::BTreeSet;

use crate::{
    duty::{Duties, Duty},
    ids::{AccountId, CircleId, MeetingId, PractitionerId},
    view::View,
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
    /// A colleague who covers for the team until a date.
    Cover,
    /// A practitioner who has the record open in an emergency.
    Emergency,
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
    /// The practitioner they are, with this network or not.
    pub practitioner: Option<PractitionerId>,
    /// What the service named them for.
    pub duties: Duties,
    /// The eras in which they belonged.
    pub eras: BTreeSet<u32>,
    /// The voices that must stay hidden from them.
    pub hidden: BTreeSet<Who>,
    /// How much they get online.
    pub view: View,
    /// Whether they read what the person may read, by an appointment in force.
    pub is_appointed: bool,
    /// Whether a request for access is open in this network.
    pub is_case_open: bool,
    /// Whether something in this network waits for their review by name.
    pub reviews: bool,
    /// Whether words in this network are theirs.
    pub has_spoken: bool,
}

impl Standing {
    /// Whether they are of the network's team, stand in for it, or have the record open in an emergency.
    pub fn is_team(&self) -> bool {
        matches!(self.role, Role::Team | Role::Cover | Role::Emergency)
    }

    /// Whether they read the crisis page: the team, and whoever is on call.
    pub fn reads_crisis_pages(&self) -> bool {
        self.is_team() || self.duties.has(Duty::OnCall)
    }

    /// Whether they are with this network: one of its people, or of those who work with it now.
    /// Whoever reads by a duty alone is not.
    pub fn belongs(&self) -> bool {
        matches!(self.role, Role::Person | Role::Member | Role::Team | Role::Cover | Role::Emergency)
    }

    /// The same standing without what a duty or a review by name opens: how the team reads the record's
    /// ordinary pages. What was taken out of sight is gone from them for its reviewer too.
    #[must_use]
    pub fn by_belonging(self) -> Self {
        match self.role {
            Role::Team | Role::Cover | Role::Emergency => Self {
                practitioner: None,
                duties: Duties::default(),
                is_case_open: false,
                reviews: false,
                ..self
            },
            _ => self,
        }
    }

    /// Somebody who is nothing to a network yet.
    pub fn nobody(account: AccountId, role: Role) -> Self {
        Self {
            account,
            role,
            voice: None,
            present: BTreeSet::new(),
            invited: BTreeSet::new(),
            circles: BTreeSet::new(),
            practitioner: None,
            duties: Duties::default(),
            eras: BTreeSet::new(),
            hidden: BTreeSet::new(),
            view: View::Full,
            is_appointed: false,
            is_case_open: false,
            reviews: false,
            has_spoken: false,
        }
    }
}
