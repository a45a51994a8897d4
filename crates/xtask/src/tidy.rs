//! `cargo xtask tidy`: the house rules that the compiler cannot check.

mod arrows;
mod blank;
mod functions;
mod sources;
#[cfg(test)]
mod tests;

use anyhow::{Result, bail};

use crate::shell::Shell;

/// What was found: what must be mended, and what is only said.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    /// Each fails the check.
    failures: Vec<String>,
    /// Each is reported.
    notes: Vec<String>,
}

pub(crate) fn run(shell: &Shell) -> Result<()> {
    let found = find(shell)?;
    for note in &found.notes {
        println!("note: {note}");
    }
    for failure in &found.failures {
        println!("failure: {failure}");
    }
    match found.failures.len() {
        0 => Ok(()),
        1 => bail!("1 thing to mend"),
        many => bail!("{many} things to mend"),
    }
}

fn find(shell: &Shell) -> Result<Findings> {
    let mut found = Findings::default();
    arrows::check(shell, &mut found)?;
    sources::check(shell, &mut found)?;
    Ok(found)
}
