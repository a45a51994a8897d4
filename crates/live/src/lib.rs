//! A live document room as a state machine: bytes in, effects out.
//!
//! It speaks the wire protocol of the npm packages `@hocuspocus/provider` 4 and `yjs` 13: many documents over
//! one connection, each with leave of its own. Nothing here waits, reads a clock or opens a socket; whoever
//! drives a [`Hall`] carries out its [`Effect`]s and tells it what came of them.
//!
//! Three rules hold whatever a client sends: an update is appended before anybody else sees it; "saved" is
//! said only after the append is durable; who may not write changes nothing.

mod awareness;
mod document;
mod effect;
mod hall;
mod limits;
pub mod merge;
pub mod page;
mod room;
mod seat;
mod wire;

#[cfg(test)]
mod tests;

pub use document::{Document, Part};
pub use effect::{Close, ConnectionId, Effect, Leave, Right, SeatId, Ticket, Why};
pub use hall::Hall;
pub use limits::Limits;
pub use wire::{Frame, Malformed, Message, Sync};
