//! One step of a story: who sent which command to which network, and when.

use dialogue::{Account, Command, NetworkId};
use jiff::Timestamp;

/// A command with its moment, to be carried out through the same door as everybody's.
#[derive(Clone, PartialEq, Debug)]
pub struct Step {
    /// When it was sent; within a network it never runs backwards.
    pub at: Timestamp,
    /// Whose account sent it.
    pub by: Account,
    /// To which network.
    pub network: NetworkId,
    /// What was asked.
    pub command: Command,
}
