//! The store: streams of sealed entries, permits, keys, the hash chain, indexes and accounts,
//! on SQLite and on PostgreSQL with one behaviour.
//!
//! A record is reached only with a [`Permit`], which only this crate makes, after policy has said yes
//! and the look is on the disk. The whole of a record never leaves this crate: commands are decided
//! on it here, and whoever asks gets the fold of the entries that they may read.

mod accounts;
mod acting;
mod case;
mod chain;
mod destroy;
mod drafts;
mod engine;
mod error;
mod export;
mod files;
mod import;
mod incident;
mod index;
mod keys;
mod links;
mod lists;
mod live;
mod looks;
mod matters;
mod migrate;
mod permit;
#[doc(hidden)]
pub mod raw;
mod reading;
mod record;
mod reindex;
mod salvage;
mod service;
mod sessions;
mod shelf;
mod still;
mod store;
mod stream;
mod verify;

pub use accounts::{NewAccount, Profile};
pub use acting::{ActError, Acted, Sent};
pub use destroy::{Certificate, Destroyed, Due, Reason};
pub use drafts::DraftKept;
pub use engine::Tally;
pub use error::StoreError;
pub use export::{Exported, Manifest};
pub use import::{Imported, Origin};
pub use incident::MayHaveRead;
pub use keys::RecoverySheet;
pub use lists::{Known, ListedMeeting, ListedNetwork};
pub use live::{LateHand, LateLive, LiveAppend, LiveEnd, LiveFrozen, LiveLog, LiveNews, LivePlace, Mark};
pub use looks::{LOOKS_A_PAGE, Looked};
pub use matters::ListedMatter;
pub use permit::{Look, PERMIT_LASTS, Permit, Purpose};
pub use salvage::{Crisis, Safety};
pub use sessions::Token;
pub use still::still_key;
pub use store::{Clock, Config, EngineConfig, Missing, Store};
pub use verify::{Damage, Finding, Heads, Verified};
