//! polyphony

fn main() {}
