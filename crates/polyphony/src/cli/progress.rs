//! Progress of long work: a bar on a terminal, plain lines elsewhere.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};

/// How far long work has come.
pub struct Progress {
    bar: Option<ProgressBar>,
    what: &'static str,
    every: u64,
}

impl Progress {
    /// Long work of so many pieces; of an unknown number when none is given.
    pub fn of(what: &'static str, pieces: Option<u64>) -> Self {
        let bar = std::io::stderr().is_terminal().then(|| {
            let bar = pieces.map_or_else(ProgressBar::new_spinner, ProgressBar::new);
            let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {elapsed}");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar.set_message(what);
            bar
        });
        Self { bar, what, every: pieces.map_or(1000, |n| (n / 10).max(1)) }
    }

    /// So many are done.
    pub fn done(&self, pieces: u64) {
        match &self.bar {
            Some(bar) => bar.set_position(pieces),
            None if pieces.is_multiple_of(self.every) => eprintln!("{}: {pieces}", self.what),
            None => {}
        }
    }

    /// All is done.
    pub fn end(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
    }
}
