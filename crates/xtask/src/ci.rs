//! `cargo xtask ci`: what the gate runs, each step with its time; the first that fails ends it.

use std::{
    process::Stdio,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result};

use crate::{
    prove,
    shell::{Shell, finish},
    test, tidy, web,
};

type Step = (&'static str, fn(&Shell) -> Result<()>);

const STEPS: &[Step] = &[
    ("fmt", |shell| finish(shell.cargo(&["fmt", "--all", "--check"]))),
    ("tidy", tidy::run),
    ("prove", prove::run),
    ("web", web::run),
    ("clippy", |shell| {
        finish(shell.cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
    }),
    ("rustdoc", |shell| {
        let mut doc = shell.cargo(&["doc", "--no-deps", "--workspace"]);
        doc.env("RUSTDOCFLAGS", "-D warnings");
        finish(doc)
    }),
    ("deny", deny),
    ("test", test::run),
];

pub(crate) fn run(shell: &Shell) -> Result<()> {
    // Nothing is built twice here: keeping what a second build could use would only cost time and room.
    // The gate lives the same made-up lives each time; CONTRIBUTING says how to search for rarer ones.
    let shell = shell.clone().with("CARGO_INCREMENTAL", "0").with("PROPTEST_RNG_SEED", "20260309");
    let mut times = Vec::new();
    for (name, step) in STEPS {
        eprintln!("\n== {name}");
        let begun = Instant::now();
        let done = step(&shell);
        let took = begun.elapsed();
        times.push((name, took));
        eprintln!("== {name}: {}", seconds(took));
        done.with_context(|| format!("the step “{name}”"))?;
    }
    let all: Vec<_> = times.iter().map(|(name, took)| format!("{name} {}", seconds(*took))).collect();
    let whole = times.iter().map(|(_, took)| took).sum();
    eprintln!("\n== all passed in {} ({})", seconds(whole), all.join(", "));
    Ok(())
}

fn seconds(took: Duration) -> String {
    format!("{:.1} s", took.as_secs_f64())
}

/// Licences, bans, sources and known weaknesses of what we use, where cargo-deny is installed.
fn deny(shell: &Shell) -> Result<()> {
    let present = shell
        .cargo(&["deny", "--version"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !present {
        eprintln!("cargo-deny is not installed: left out");
        return Ok(());
    }
    finish(shell.cargo(&["deny", "check"]))
}
