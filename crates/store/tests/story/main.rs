//! The stories of the store, each told on both engines.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::expect_used, missing_docs)]

mod access;
mod accounts;
mod child;
mod crash;
mod destroying;
mod engines;
mod fsync;
mod keys;
mod live;
mod moving;
mod people;
mod record;
mod salvage;
mod trouble;
mod verify;
mod world;
