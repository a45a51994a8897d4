//! The class of an entry: exactly the attributes a policy may ask about.
//!
//! Two entries of one class are indistinguishable to policy, so policy decides once for a class
//! and viewer, never for an entry.

use crate::{audience::Audience, ids::AccountId, who::Who};

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
    /// Marks two members who must not be brought together; unseen by members.
    UnsafePair,
}

/// The class of an entry.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
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
}
