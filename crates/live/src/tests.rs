//! Tests of the hall: what goes over the wire, who may do what, and that nothing acknowledged is ever lost.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod bounds;
mod client;
mod convergence;
mod merging;
mod page;
mod rights;
mod wire;
mod world;

use dialogue::{MeetingId, MemberId, Who};
use uuid::Uuid;

use crate::{Document, Part};

/// A made-up meeting.
fn meeting() -> MeetingId {
    MeetingId(Uuid::from_u128(7))
}

/// The words of a member at that meeting.
fn voice_of(member: u128) -> Document {
    Document { meeting: meeting(), part: Part::Voice(Who::Member(MemberId(Uuid::from_u128(member)))) }
}
