//! `cargo xtask prove`: proves about the policies in `policies/` what examples cannot show.
//!
//! What is proven stands in `policies/proofs/`, in the policies' own language.

mod prover;
mod sanity;
#[cfg(test)]
mod tests;
mod theory;
mod words;

use std::{
    path::Path,
    process::ExitCode,
    time::{Duration, Instant},
};

use anyhow::Result;

use prover::{Prover, Verdict};
use theory::Theory;

fn main() -> ExitCode {
    match run() {
        Ok(0) => ExitCode::SUCCESS,
        Ok(failed) => {
            println!("\n{failed} not proven");
            ExitCode::FAILURE
        }
        Err(cause) => {
            eprintln!("prove: {cause:#}");
            ExitCode::FAILURE
        }
    }
}

/// Proves everything, prints each with its time, and says how many did not hold.
fn run() -> Result<usize> {
    let theory = Theory::read(&policies_folder())?;
    let mut prover = Prover::start()?;
    let begun = Instant::now();
    println!(
        "{} policies, {} kinds of question, {} statements",
        theory.policies.policies().count(),
        theory.schema.request_envs().count(),
        theory.theorems.len()
    );
    for assumed in &theory.assumed {
        println!("  assumed: {}", assumed.says);
    }
    let mut failed = 0;
    for check in sanity::CHECKS {
        let since = Instant::now();
        let found = (check.find)(&theory, &mut prover)?;
        print(found.is_empty(), check.says, check.name, since.elapsed());
        for line in &found {
            println!("      {line}");
        }
        failed += usize::from(!found.is_empty());
    }
    for theorem in &theory.theorems {
        let since = Instant::now();
        let verdict = prover.judge(&theory, theorem)?;
        print(matches!(verdict, Verdict::Holds), &theorem.says, &theorem.name, since.elapsed());
        for line in words::explain(&verdict) {
            println!("      {line}");
        }
        failed += usize::from(!matches!(verdict, Verdict::Holds));
    }
    println!("\nin {:.1} s", begun.elapsed().as_secs_f64());
    Ok(failed)
}

fn print(holds: bool, says: &str, name: &str, took: Duration) {
    let mark = if holds { '✔' } else { '✘' };
    println!("{mark} {:>5} ms  {says} ({name})", took.as_millis());
}

/// The folder of the policies in this checkout.
fn policies_folder() -> std::path::PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).join("policies")
}
