//! What the binary is made of beside its command line: the made-up service and the simulated one.

pub mod cli;
pub mod demo;
pub mod simulate;
pub mod step;
