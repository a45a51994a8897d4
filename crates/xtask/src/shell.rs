//! Running other programs from the project's root, saying what is run.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, bail};

/// Where and how other programs are run.
#[derive(Clone)]
pub(crate) struct Shell {
    root: PathBuf,
    /// Set for every program.
    env: Vec<(&'static str, &'static str)>,
}

impl Shell {
    /// At the root of this checkout.
    pub(crate) fn new() -> Self {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        Self::at(here.ancestors().nth(2).unwrap_or(here))
    }

    /// At another root.
    pub(crate) fn at(root: &Path) -> Self {
        Self { root: root.to_owned(), env: Vec::new() }
    }

    /// The same, with one more variable for every program.
    pub(crate) fn with(mut self, name: &'static str, value: &'static str) -> Self {
        self.env.push((name, value));
        self
    }

    /// A path below the root.
    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.root.join(below)
    }

    /// A program, ready to run from the root.
    pub(crate) fn command(&self, program: &str, words: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(words).current_dir(&self.root);
        // What `cargo run` set for this program must not look like a change to the cargo within.
        for (name, _) in std::env::vars_os() {
            let inherited = name.to_string_lossy();
            if inherited.starts_with("CARGO_PKG_") || inherited.starts_with("CARGO_MANIFEST_") {
                command.env_remove(&name);
            }
        }
        command.envs(self.env.iter().copied());
        command
    }

    /// Cargo, the one that runs this program.
    pub(crate) fn cargo(&self, words: &[&str]) -> Command {
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        self.command(&cargo, words)
    }
}

/// Runs to the end; a program that fails is an error that names it.
pub(crate) fn finish(mut command: Command) -> Result<()> {
    let said = say(&command);
    eprintln!("+ {said}");
    let status = command.status().with_context(|| format!("`{said}` could not be started"))?;
    if !status.success() {
        bail!("`{said}` failed ({status})");
    }
    Ok(())
}

/// Runs to the end and gives what was printed.
pub(crate) fn output(mut command: Command) -> Result<String> {
    let said = say(&command);
    let output = command.output().with_context(|| format!("`{said}` could not be started"))?;
    if !output.status.success() {
        let cause = String::from_utf8_lossy(&output.stderr);
        bail!("`{said}` failed ({}): {}", output.status, cause.trim());
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{said}` did not print text"))
}

/// Becomes the other program, so that signals and its exit code are its own.
#[cfg(unix)]
pub(crate) fn become_it(mut command: Command) -> Result<()> {
    use std::os::unix::process::CommandExt as _;
    let said = say(&command);
    eprintln!("+ {said}");
    Err(command.exec()).with_context(|| format!("`{said}` could not be started"))
}

/// Runs the other program to its end.
#[cfg(not(unix))]
pub(crate) fn become_it(command: Command) -> Result<()> {
    finish(command)
}

/// Another program of this workspace, built beside this one.
pub(crate) fn sibling(program: &str) -> Result<PathBuf> {
    let here = std::env::current_exe().context("this program does not know where it is")?;
    Ok(here.with_file_name(format!("{program}{}", std::env::consts::EXE_SUFFIX)))
}

/// A program of this workspace as `--release` builds it.
pub(crate) fn released(program: &str) -> Result<PathBuf> {
    sibling("release")?
        .ancestors()
        .nth(2)
        .map(|target| target.join("release").join(program))
        .context("there is no target directory")
}

/// The command as somebody would type it.
fn say(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut said = program.file_name().unwrap_or(program.as_os_str()).to_string_lossy().into_owned();
    for word in command.get_args() {
        said.push(' ');
        said.push_str(&word.to_string_lossy());
    }
    said
}
