//! The project's own commands: `cargo xtask` lists them.

mod bench;
mod build;
mod ci;
mod demo;
mod prove;
mod shell;
mod test;
mod tidy;
mod tools;
mod web;

use std::process::ExitCode;

use anyhow::Result;
use shell::Shell;

/// One command: its name, what it does in one line, and how.
struct Command {
    name: &'static str,
    does: &'static str,
    /// Whether words after the name are passed on.
    passes_on: bool,
    run: fn(&Shell, &[String]) -> Result<()>,
}

/// Every command there is. A new one is a module and a line here.
const COMMANDS: &[Command] = &[
    Command {
        name: "demo",
        does: "build, and serve a made-up service on http://127.0.0.1:7070 (more words go to `polyphony demo`)",
        passes_on: true,
        run: demo::run,
    },
    Command {
        name: "build",
        does: "build the release binary with its web parts inside: target/release/polyphony",
        passes_on: false,
        run: |shell, _| build::run(shell),
    },
    Command {
        name: "web",
        does: "build the styles and scripts, where something changed: ui/dist",
        passes_on: false,
        run: |shell, _| web::run(shell),
    },
    Command {
        name: "test",
        does: "run every test; on Debian or Ubuntu, as root, install what they need",
        passes_on: false,
        run: |shell, _| test::run(shell),
    },
    Command {
        name: "prove",
        does: "prove about the policies what policies/proofs/ states; on Debian or Ubuntu, as root, install the solver",
        passes_on: false,
        run: |shell, _| prove::run(shell),
    },
    Command {
        name: "ci",
        does: "fmt, tidy, proofs, clippy, rustdoc, every test, cargo-deny where present: what the gate runs",
        passes_on: false,
        run: |shell, _| ci::run(shell),
    },
    Command {
        name: "bench",
        does: "build, and measure it against its limits in one table (words choose parts: appends opening pages safety filled; `live` measures the live page's server beside others)",
        passes_on: true,
        run: bench::run,
    },
    Command {
        name: "tidy",
        does: "check the import arrows and the house rules for files; report what has grown too long",
        passes_on: false,
        run: |shell, _| tidy::run(shell),
    },
];

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let name = words.next().unwrap_or_default();
    let rest: Vec<String> = words.collect();
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        let is_help = matches!(name.as_str(), "help" | "--help" | "-h");
        if !is_help && !name.is_empty() {
            eprintln!("There is no command “{name}”.\n");
        }
        list();
        return ExitCode::from(if is_help { 0 } else { 2 });
    };
    if let (false, Some(word)) = (command.passes_on, rest.first()) {
        eprintln!("cargo xtask {name} takes no further words, and there was “{word}”");
        return ExitCode::from(2);
    }
    match (command.run)(&Shell::new(), &rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(cause) => {
            eprintln!("cargo xtask {name}: {cause:#}");
            ExitCode::FAILURE
        }
    }
}

fn list() {
    eprintln!("cargo xtask COMMAND\n");
    for Command { name, does, .. } in COMMANDS {
        eprintln!("  {name:<6} {does}");
    }
}
