//! Measures Polyphony against its limits in one run and prints one table of ratios: `cargo xtask bench`.
//!
//! No absolute time is a pass mark: each row sets ours beside the limit on the same machine in the same minutes.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::expect_used,
    missing_docs,
    reason = "a measurement that fails has nothing else to say"
)]

mod appends;
mod filled;
mod opening;
mod pages;
mod place;
mod safety;
mod served;

use std::fmt::Write as _;

/// What is aimed at for a ratio.
#[derive(Clone, Copy)]
pub enum Aim {
    AtLeast(f64),
    AtMost(f64),
    None,
}

/// One line of the table.
pub struct Row {
    pub what: String,
    pub ours: String,
    pub limit: String,
    pub ratio: f64,
    pub aim: Aim,
}

impl Row {
    fn print(&self) -> String {
        let Self { what, ours, limit, ratio, aim } = self;
        let mut line = format!("| {what} | {ours} | {limit} | {ratio:.2} |");
        let (aim, is_met) = match aim {
            Aim::AtLeast(least) => (format!("≥ {least}"), Some(ratio >= least)),
            Aim::AtMost(most) => (format!("≤ {most}"), Some(ratio <= most)),
            Aim::None => ("none".to_owned(), None),
        };
        let met = is_met.map_or("–", |is_met| if is_met { "met" } else { "missed" });
        write!(line, " {aim} | {met} |").unwrap();
        line
    }
}

/// The middle of several measurements.
pub fn median(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

fn main() {
    // Cargo says `--bench`; other words choose parts.
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let wanted = |part: &str| words.is_empty() || words.iter().any(|word| word == part);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut rows = Vec::new();
    runtime.block_on(async {
        if wanted("appends") {
            rows.extend(appends::rows().await);
        }
        if wanted("opening") {
            rows.extend(opening::rows().await);
        }
        if wanted("pages") {
            rows.extend(pages::rows().await);
        }
        if wanted("safety") {
            rows.extend(safety::rows());
        }
        if wanted("filled") {
            rows.extend(filled::rows().await);
        }
    });
    println!("| what | ours | limit | ratio | aim | |\n|---|---|---|---|---|---|");
    rows.iter().for_each(|row| println!("{}", row.print()));
}
