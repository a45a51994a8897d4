//! The socket through the served router: rights as the record gives them, and what becomes of them.
//! What the real provider makes of it is told in `browser/live`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod bounds;
mod client;
mod closing;
mod rights;
mod slow;
mod two;
