//! The edge: who visits, what they may send, and how the pages hang together.

pub mod app;
pub mod asked;
pub mod open;
pub(crate) mod permits;
pub mod router;
pub mod same_origin;
pub mod serve;
pub mod visit;

pub use app::{App, DemoPerson, Options};
pub use visit::Visit;
