//! The pages of Polyphony: one folder in `features/` for each word of the glossary.
//!
//! A handler is six verbs: request, permit, load, decide, save, answer. No rule stands here
//! (they are in `dialogue`), and no SQL (it is in `store`).

pub mod assets;
pub mod components;
pub mod features;
pub mod form;
pub mod http;
pub mod live;
pub mod page;
pub mod show;
pub mod words;

#[cfg(test)]
mod testing;

pub use http::{App, DemoPerson, Options, router::router, serve::serve};
