//! The domain of Open Dialogue: what is said and done around one network, as facts.
//!
//! One idea: a command is decided on the whole record and becomes facts; facts are appended;
//! the entries that a viewer may read are folded into the network as that viewer knows it.
//! Everything here is pure: no clock, no chance, no input or output.

pub mod act;
pub mod advance;
pub mod appointment;
pub mod audience;
pub mod belonging;
pub mod capacity;
pub mod card;
pub mod case;
pub mod caution;
pub mod child;
pub mod circle;
pub mod class;
pub mod clock;
pub mod confidence;
pub mod correction;
pub mod cover;
pub mod death;
pub mod decision;
pub mod disclosure;
pub mod duty;
pub mod emergency;
pub mod ending;
pub mod entry;
pub mod fact;
pub mod file;
pub mod filing;
pub mod guard;
pub mod hold;
pub mod ids;
pub mod index;
pub mod invitation_wish;
pub mod matter;
pub mod meet;
pub mod meeting;
pub mod network;
pub mod out_of_sight;
pub mod people;
pub mod plan;
pub mod promise;
pub mod question;
pub mod reach;
pub mod read_back;
pub mod refusal;
pub mod request;
pub mod safety;
pub mod scribe;
pub mod search;
mod seen;
pub mod service;
pub mod shared;
pub mod sharing;
pub mod standing;
pub mod stay;
pub mod story;
pub mod team;
pub mod text;
pub mod unsafe_pair;
pub mod view;
pub mod who;
pub mod whole;
pub mod words;

#[cfg(test)]
mod tests;

pub use act::{Act, Command, Context, Deed, Told, decide};
pub use audience::Audience;
pub use card::Card;
pub use caution::Caution;
pub use class::{Class, Guard};
pub use duty::{Duties, Duty};
pub use entry::{Body, Draft, Entry, When};
pub use fact::Fact;
pub use ids::*;
pub use network::{Network, Noted};
pub use refusal::{Refusal, Why};
pub use service::{Service, ServiceAct, ServiceCommand, decide_service};
pub use standing::{Role, Standing};
pub use view::View;
pub use who::{Account, Seat, Who};
pub use whole::Whole;
