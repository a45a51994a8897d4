//! `cargo xtask demo`: from a fresh checkout to a made-up service that one can walk into.
//!
//! Built without optimisation: for somebody who waits for a first look, building time is what matters.

use anyhow::{Context as _, Result};

use crate::{
    shell::{Shell, become_it},
    web,
};

/// What is passed to `polyphony demo` unless said otherwise.
const UNLESS_SAID: &[(&str, &str)] = &[("--listen", "127.0.0.1:7070"), ("--data", "var/demo")];

pub(crate) fn run(shell: &Shell, more: &[String]) -> Result<()> {
    web::run(shell)?;
    std::fs::create_dir_all(shell.path("var")).context("the folder var/ cannot be made")?;
    become_it(shell.cargo(&words(more)))
}

/// What cargo is told; an option that is said is not said twice.
fn words(more: &[String]) -> Vec<&str> {
    let mut words = vec!["run", "-p", "polyphony", "--", "demo"];
    for (option, value) in UNLESS_SAID {
        if !says(more, option) {
            words.extend([option, value]);
        }
    }
    words.extend(more.iter().map(String::as_str));
    words
}

/// Whether the option is among the words, as `--option value` or `--option=value`.
fn says(words: &[String], option: &str) -> bool {
    words
        .iter()
        .any(|word| word.strip_prefix(option).is_some_and(|rest| rest.is_empty() || rest.starts_with('=')))
}

#[cfg(test)]
mod tests;
