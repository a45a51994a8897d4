//! What the tests need besides Rust: found, installed where that is ours to do, or asked for by name.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::shell::{Shell, finish};

/// A program that the tests need.
struct Tool {
    /// Its Debian package.
    package: &'static str,
    /// Names it goes by.
    programs: &'static [&'static str],
    /// Why it is needed.
    purpose: &'static str,
}

const TOOLS: &[Tool] = &[
    Tool {
        package: "postgresql",
        programs: &["initdb"],
        purpose: "PostgreSQL's own programs, for the tests of the second engine",
    },
    Tool {
        package: "chromium",
        programs: &["chromium", "chromium-browser", "google-chrome"],
        purpose: "a browser, for the tests of the pages",
    },
    Tool {
        package: "strace",
        programs: &["strace"],
        purpose: "to prove that a save reached the disk before it was answered",
    },
    Tool {
        package: "cvc5",
        programs: &["cvc5"],
        purpose: "a solver, to prove what the policies never permit",
    },
];

/// Node and npm must be there already: the demo needs them too.
pub(crate) fn need_node() -> Result<()> {
    for program in ["node", "npm"] {
        if find(program).is_none() {
            bail!(
                "{program} was not found. Node 20.19 or newer with npm is needed: \
                 install it from https://nodejs.org or your distribution, then run this again"
            );
        }
    }
    Ok(())
}

/// Makes sure that every tool is there.
pub(crate) fn need_all(shell: &Shell) -> Result<()> {
    let all: Vec<_> = TOOLS.iter().map(|tool| tool.package).collect();
    need(shell, &all)
}

/// Makes sure that these are there: installs what is missing when root on Debian or Ubuntu,
/// and otherwise says what to install.
pub(crate) fn need(shell: &Shell, packages: &[&str]) -> Result<()> {
    let missing = missing(packages);
    if missing.is_empty() {
        return Ok(());
    }
    if !is_root() || find("apt-get").is_none() {
        bail!("{}", please_install(&missing));
    }
    let apt = |words: &[&str]| {
        let mut apt = shell.command("apt-get", words);
        apt.env("DEBIAN_FRONTEND", "noninteractive");
        finish(apt)
    };
    let mut words = vec!["install", "-y", "--no-install-recommends"];
    words.extend(missing.iter().map(|tool| tool.package));
    apt(&["update"])?;
    apt(&words)?;
    let missing = self::missing(packages);
    if !missing.is_empty() {
        bail!("even after installing, {}", please_install(&missing));
    }
    Ok(())
}

/// Where the browser is.
pub(crate) fn chromium() -> Option<PathBuf> {
    TOOLS
        .iter()
        .filter(|tool| tool.package == "chromium")
        .flat_map(|tool| tool.programs)
        .find_map(|program| find(program))
}

fn missing(packages: &[&str]) -> Vec<&'static Tool> {
    let needed = TOOLS.iter().filter(|tool| packages.contains(&tool.package));
    needed.filter(|tool| tool.programs.iter().all(|program| find(program).is_none())).collect()
}

fn please_install(missing: &[&Tool]) -> String {
    let mut said = "programs are needed that were not found:\n".to_owned();
    for tool in missing {
        said.push_str(&format!("  {}: {}\n", tool.package, tool.purpose));
    }
    let packages: Vec<_> = missing.iter().map(|tool| tool.package).collect();
    said.push_str(&format!(
        "On Debian or Ubuntu: sudo apt-get install --no-install-recommends {}",
        packages.join(" ")
    ));
    said
}

/// Looks along PATH, and where Debian keeps PostgreSQL's own programs.
fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .chain(postgresql_folders())
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}

fn postgresql_folders() -> Vec<PathBuf> {
    let Ok(versions) = std::fs::read_dir("/usr/lib/postgresql") else {
        return Vec::new();
    };
    versions.filter_map(|version| Some(version.ok()?.path().join("bin"))).collect()
}

#[cfg(unix)]
fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt as _;
    // Linux shows each process as a folder that belongs to its user.
    std::fs::metadata(Path::new("/proc/self")).is_ok_and(|process| process.uid() == 0)
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
}
