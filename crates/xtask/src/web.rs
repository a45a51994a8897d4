//! `cargo xtask web`: the styles and scripts of `ui/`, installed and built only where something changed.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::SystemTime,
};

use anyhow::{Context as _, Result};

use crate::{
    shell::{Shell, finish},
    tools,
};

/// Written by npm at the end of a whole installation.
const INSTALLED: &str = "node_modules/.package-lock.json";
/// Written here, its time that of the start of the last build that came to its end.
const BUILT: &str = "node_modules/.built";

pub(crate) fn run(shell: &Shell) -> Result<()> {
    tools::need_node()?;
    let ui = shell.path("ui");
    install(shell, &ui)?;
    if is_fresh(&ui)? {
        return Ok(());
    }
    let begun = ui.join("node_modules/.building");
    fs::write(&begun, "").context("node_modules cannot be written")?;
    let mut build = shell.command("npm", &["run", "build"]);
    build.current_dir(&ui);
    finish(build)?;
    fs::rename(&begun, ui.join(BUILT)).context("node_modules cannot be written")
}

/// Installs the packages of a folder exactly as its lock file says, if it says otherwise than the last time.
/// No package's own script is run.
pub(crate) fn install(shell: &Shell, folder: &Path) -> Result<()> {
    let locked = modified(&folder.join("package-lock.json"))?;
    let installed = modified(&folder.join(INSTALLED))?;
    if installed.is_some() && installed >= locked {
        return Ok(());
    }
    let mut install = shell.command("npm", &["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    install.current_dir(folder);
    finish(install)
}

/// Whether nothing in the folder changed since the last build began.
fn is_fresh(ui: &Path) -> Result<bool> {
    let Some(built) = modified(&ui.join(BUILT))? else {
        return Ok(false);
    };
    let has_output = fs::read_dir(ui.join("dist")).is_ok_and(|mut files| files.next().is_some());
    Ok(has_output && newest(ui)? < Some(built))
}

/// The time of the last change to what the build reads.
fn newest(ui: &Path) -> Result<Option<SystemTime>> {
    let made = [ui.join("node_modules"), ui.join("dist")];
    let mut last = None;
    let mut folders = vec![ui.to_owned()];
    while let Some(folder) = folders.pop() {
        for (path, is_folder) in entries(&folder)? {
            if made.contains(&path) {
                continue;
            }
            // A folder's own time tells that something in it was removed.
            last = last.max(modified(&path)?);
            if is_folder {
                folders.push(path);
            }
        }
    }
    Ok(last)
}

fn entries(folder: &Path) -> Result<Vec<(PathBuf, bool)>> {
    let unreadable = || format!("{} cannot be read", folder.display());
    fs::read_dir(folder)
        .with_context(unreadable)?
        .map(|entry| {
            let entry = entry?;
            Ok((entry.path(), entry.file_type()?.is_dir()))
        })
        .collect::<io::Result<_>>()
        .with_context(unreadable)
}

/// When a file was last changed; `None` if there is none.
fn modified(path: &Path) -> Result<Option<SystemTime>> {
    match fs::metadata(path).and_then(|data| data.modified()) {
        Ok(time) => Ok(Some(time)),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(cause).with_context(|| format!("{} cannot be read", path.display())),
    }
}

#[cfg(test)]
mod tests;
