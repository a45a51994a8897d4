//! The rules for files: each says what it is, none waits or skips in a test, none grows too long unnoticed.

use std::{fs, path::Path};

use anyhow::{Context as _, Result};

use super::{Findings, blank::blank, functions::functions};
use crate::shell::{Shell, output};

/// Lines of a file from which on it is reported.
const LONG_FILE: usize = 500;
/// Lines of a function from which on it is reported.
const LONG_FUNCTION: usize = 60;
/// What people write here by hand, by the end of its name.
const WRITTEN: &[&str] = &["rs", "ts", "mjs", "js", "scss", "css", "html", "sql", "cedar", "ftl"];

/// Looks at every file that is in the repository or about to be.
pub(super) fn check(shell: &Shell, found: &mut Findings) -> Result<()> {
    let names = output(shell.command("git", &["ls-files", "-co", "--exclude-standard", "-z"]))?;
    for name in names.split('\0').filter(|name| !name.is_empty()) {
        let end = Path::new(name).extension().and_then(|end| end.to_str()).unwrap_or_default();
        let path = shell.path(name);
        // Removed but not yet committed, or a link to a folder.
        if !WRITTEN.contains(&end) || !path.is_file() {
            continue;
        }
        let source = fs::read_to_string(&path).with_context(|| format!("{name} is not text"))?;
        let lines = source.lines().count();
        if lines > LONG_FILE {
            found.notes.push(format!("{name} has {lines} lines (over {LONG_FILE})"));
        }
        if end == "rs" {
            rust(name, &source, found);
        }
    }
    Ok(())
}

fn rust(name: &str, source: &str, found: &mut Findings) {
    if !source.starts_with("//!") {
        found
            .failures
            .push(format!("{name}:1: does not open with `//!` and one sentence that says what it is"));
    }
    let code = blank(source);
    for (number, line) in (1..).zip(code.lines()) {
        for (forbidden, advice) in forbidden(name, line) {
            found.failures.push(format!("{name}:{number}: `{forbidden}`: {advice}"));
        }
    }
    for function in functions(&code) {
        if function.lines > LONG_FUNCTION {
            found.notes.push(format!(
                "{name}:{}: the function {} has {} lines (over {LONG_FUNCTION})",
                function.line, function.name, function.lines
            ));
        }
    }
}

/// What must not stand in this line of code, each with what to do instead.
fn forbidden(name: &str, line: &str) -> Vec<(&'static str, &'static str)> {
    let tight: String = line.split_whitespace().collect();
    let mut found = Vec::new();
    if tight.contains("#[ignore") {
        found.push(("#[ignore]", "a test runs or is removed"));
    }
    if contains_word(&tight, "todo!(") {
        found.push(("todo!()", "build it, or leave it out"));
    }
    if is_test(name) && ["thread::sleep", "time::sleep"].iter().any(|one| tight.contains(one)) {
        found.push(("sleep", "a test waits for what happens, never for time to pass"));
    }
    found
}

/// Whether the word stands there and is not the end of a longer one.
fn contains_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        !line
            .get(..at)
            .and_then(|before| before.chars().next_back())
            .is_some_and(|before| before.is_alphanumeric() || before == '_')
    })
}

/// Tests stand in files and folders named so, never inside a file of code.
fn is_test(name: &str) -> bool {
    name.split('/').any(|part| {
        let stem = part.strip_suffix(".rs").unwrap_or(part);
        stem == "tests" || stem.ends_with("_test") || stem.ends_with("_tests")
    })
}
