//! The command line. Every command takes `--data DIR` (embedded) or `--config FILE`.
//!
//! Exit codes: 0 done; 1 a fault; 2 a mistake in the command line; 3 `verify` found damage;
//! 4 a mistake in the configuration; 10 to 27 what the store says (see `StoreError::exit_code`).

mod config;
mod crisis;
mod demo;
mod keep;
mod live;
mod people;
mod progress;
mod records;
mod serve;
mod simulate;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};
use jiff::Timestamp;

pub use config::Place;

/// The working home of an Open Dialogue service.
#[derive(Parser)]
#[command(name = "polyphony", version, about, max_term_width = 100)]
struct Line {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the pages.
    Serve {
        #[command(flatten)]
        place: Place,
        /// Where to listen, such as 127.0.0.1:7070; the configuration's address when left out.
        #[arg(long)]
        listen: Option<String>,
    },
    /// Serve a made-up service that one can walk into.
    Demo {
        /// Where to listen.
        #[arg(long, default_value = "127.0.0.1:7070")]
        listen: String,
        /// Where the made-up service lies; made when it is not there.
        #[arg(long)]
        data: PathBuf,
        #[command(flatten)]
        live: live::Wanted,
    },
    /// Check the configuration, the key and the database, and say what is wrong.
    Check {
        #[command(flatten)]
        place: Place,
    },
    /// Make the database, or bring it up to date.
    Migrate {
        #[command(flatten)]
        place: Place,
    },
    /// Walk every stream and name the first broken entry of each damaged one.
    Verify {
        #[command(flatten)]
        place: Place,
        /// Heads noted by an earlier walk: finds what has been cut off since.
        #[arg(long)]
        heads: Option<PathBuf>,
        /// Where to write the heads of this walk.
        #[arg(long)]
        write_heads: Option<PathBuf>,
    },
    /// Drop the index tables and rebuild them from the entries.
    Reindex {
        #[command(flatten)]
        place: Place,
    },
    /// Fill a store with a believable, reproducible service.
    Simulate {
        #[command(flatten)]
        place: Place,
        /// How many networks.
        #[arg(long, default_value_t = 50)]
        networks: u64,
        /// Over how many months.
        #[arg(long, default_value_t = 12)]
        months: u32,
        /// The same seed makes the same service.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// The moment it is seen from, as RFC 3339 (2026-05-04T09:00:00Z): the same moment and seed make the same
        /// service on another day. Without it, now.
        #[arg(long)]
        until: Option<Timestamp>,
    },
    /// Write a network into a sealed file for another Polyphony.
    Export {
        #[command(subcommand)]
        what: records::Export,
    },
    /// Take in a network from another Polyphony.
    Import {
        #[command(flatten)]
        place: Place,
        /// The file.
        file: PathBuf,
        /// The key file that was carried beside it.
        #[arg(long)]
        key: PathBuf,
    },
    /// Make the copy that is given to somebody who asked for their record.
    Bundle {
        #[command(flatten)]
        place: Place,
        /// Which network.
        #[arg(long)]
        network: dialogue::NetworkId,
        /// The request, as its page's address names it.
        #[arg(long)]
        case: dialogue::EntryId,
        /// The folder to make.
        #[arg(long)]
        out: PathBuf,
        /// The records officer who makes it, by what they sign in with; needed only where there are several.
        #[arg(long = "as")]
        slug: Option<String>,
    },
    /// Destroy a network: its key and everything sealed by it. Cannot be undone.
    Destroy {
        #[command(flatten)]
        place: Place,
        /// Which network.
        network: dialogue::NetworkId,
        #[command(flatten)]
        because: records::Because,
    },
    /// Write the list of everything that was destroyed.
    Destructions {
        #[command(flatten)]
        place: Place,
        /// The file to write.
        #[arg(long)]
        out: PathBuf,
    },
    /// After an old backup was restored: destroy again what a list says was destroyed.
    DestroyAgain {
        #[command(flatten)]
        place: Place,
        /// The list.
        list: PathBuf,
    },
    /// Write the crisis sheet of every network into a directory, for the hour when nothing works.
    CrisisSheets {
        #[command(flatten)]
        place: Place,
        /// Where to write them; what an earlier evening left there is replaced.
        #[arg(long)]
        out: PathBuf,
    },
    /// Take in a practitioner and print a link that signs them in once.
    Practitioner {
        #[command(flatten)]
        place: Place,
        /// Their name.
        #[arg(long)]
        name: String,
        /// What they do.
        #[arg(long, default_value = "Practitioner")]
        role: String,
        /// How to reach them.
        #[arg(long, default_value = "")]
        phone: String,
    },
    /// Make an administrator and print a link that signs them in once.
    Administrator {
        #[command(flatten)]
        place: Place,
        /// Their name.
        #[arg(long)]
        name: String,
    },
    /// Print a new link that signs an account in once. Accounts are named by what they sign in with.
    Link {
        #[command(flatten)]
        place: Place,
        /// What the account signs in with.
        slug: String,
    },
}

/// A mistake in the configuration: a sentence, and exit code 4.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Misconfigured(String);

/// `verify` found damage; it has said where. Exit code 3.
#[derive(Debug, thiserror::Error)]
#[error("The record is damaged; the entries named above do not hold what was written.")]
struct Damaged;

/// Runs the command line.
pub fn run() -> ExitCode {
    let line = Line::parse();
    let filter = tracing_subscriber::EnvFilter::try_from_env("POLYPHONY_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,polyphony=info,web=info,store=info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return ended(&error.into()),
    };
    match runtime.block_on(carry_out(line.command)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => ended(&error),
    }
}

async fn carry_out(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Serve { place, listen } => serve::serve(&place, listen).await,
        Command::Demo { listen, data, live } => demo::demo(&listen, data, &live).await,
        Command::Check { place } => keep::check(&place).await,
        Command::CrisisSheets { place, out } => crisis::sheets(&place, &out).await,
        Command::Migrate { place } => keep::migrate(&place).await,
        Command::Verify { place, heads, write_heads } => keep::verify(&place, heads, write_heads).await,
        Command::Reindex { place } => keep::reindex(&place).await,
        Command::Simulate { place, networks, months, seed, until } => {
            simulate::simulate(&place, networks, months, seed, until).await
        }
        Command::Export { what } => records::export(what).await,
        Command::Import { place, file, key } => records::import(&place, &file, &key).await,
        Command::Bundle { place, network, case, out, slug } => {
            records::bundle(&place, network, case, &out, slug).await
        }
        Command::Destroy { place, network, because } => records::destroy(&place, network, because).await,
        Command::Destructions { place, out } => records::destructions(&place, &out).await,
        Command::DestroyAgain { place, list } => records::destroy_again(&place, &list).await,
        Command::Practitioner { place, name, role, phone } => {
            people::practitioner(&place, name, role, phone).await
        }
        Command::Administrator { place, name } => people::administrator(&place, name).await,
        Command::Link { place, slug } => people::link(&place, &slug).await,
    }
}

/// Says in one sentence what went wrong, and with which code it ends.
fn ended(error: &anyhow::Error) -> ExitCode {
    eprintln!("{error:#}");
    if let Some(store) = error.downcast_ref::<store::StoreError>() {
        return ExitCode::from(store.exit_code());
    }
    if error.is::<Misconfigured>() {
        return ExitCode::from(4);
    }
    ExitCode::from(if error.is::<Damaged>() { 3 } else { 1 })
}
