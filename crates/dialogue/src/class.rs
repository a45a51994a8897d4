//! The class of an entry: exactly the attributes a policy may ask about.
//!
//! Two entries of one class are indistinguishable to policy, so policy decides once for a class
//! and viewer, never for an entry.

use std::collections::BTreeSet;

use crate::{
    audience::Audience,
    ids::{AccountId, PractitionerId},
    who::Who,
};

/// What guards an entry beyond its audience. It can change by later facts
/// (a confidence answered, an entry withheld), so the `Whole` tells it, not the entry.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Guard {
    /// Nothing: the audience decides.
    None,
    /// Told in confidence and not yet released: the team alone.
    UnderReview,
    /// Kept from the person on a named ground, with a reviewer and a review date.
    Withheld,
    /// Marks two members who must not be brought together; seen by the one at risk and by no other member.
    UnsafePair,
    /// Taken out of everybody's sight: its reviewer alone.
    OutOfSight,
}

/// The class of an entry.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Class {
    /// The audience chosen, after every later change by its voice.
    pub audience: Audience,
    /// Whose words they are: a voice reads its own, unless something guards them.
    pub voice: Option<Who>,
    /// Whom it is addressed to.
    pub to: Option<Who>,
    /// The account that wrote it, told only for drafts.
    pub drafted_by: Option<AccountId>,
    /// What guards it.
    pub guard: Guard,
    /// The era in which it was said, told where it was said to all who belonged then.
    pub era: Option<u32>,
    /// A later era to which its voice opened it.
    pub reopened: Option<u32>,
    /// The members of unsafe pairs whom it is from, to or about.
    pub concerns: BTreeSet<Who>,
    /// Who reviews what guards it.
    pub reviewer: Option<PractitionerId>,
    /// Whether that review is overdue.
    pub is_overdue: bool,
    /// Whether it belongs on the crisis page: who holds it, the safety agreement, the next meeting.
    pub is_crisis: bool,
    /// Whether it tells of an emergency access: that it was opened, closed, told later, reviewed.
    pub is_emergency: bool,
}
