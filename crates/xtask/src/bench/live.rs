//! `cargo xtask bench live`: the live page's server beside its peers of the npm and beside the limit.
//!
//! Here everything is built and installed; `bench/live/run.mjs` measures and prints the table.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::{
    build,
    shell::{Shell, finish, released},
    tools, web,
};

/// Where the generator, the peers and the table's own script are.
const FOLDER: &str = "bench/live";
/// The one package whose own script is run: it fetches or compiles SQLite for Hocuspocus.
const COMPILED: &str = "better-sqlite3";

pub(crate) fn run(shell: &Shell, words: &[String]) -> Result<()> {
    tools::need_node()?;
    install(shell, &shell.path(FOLDER))?;
    let bare = shell.cargo(&["build", "--release", "-p", "xtask", "--example", "bare"]);
    finish(bare)?;
    let mut node = shell.command("node", &["bench/live/run.mjs"]);
    node.args(words).env("BARE", released("examples/bare")?).env("POLYPHONY", polyphony(shell)?);
    finish(node)
}

fn install(shell: &Shell, folder: &Path) -> Result<()> {
    web::install(shell, folder)?;
    if folder.join("node_modules").join(COMPILED).join("build/Release").is_dir() {
        return Ok(());
    }
    let mut compile = shell.command("npm", &["rebuild", COMPILED]);
    compile.current_dir(folder);
    finish(compile)
}

/// The program that `POLYPHONY` names, or the release that is built now.
fn polyphony(shell: &Shell) -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("POLYPHONY") {
        return Ok(named.into());
    }
    build::run(shell)?;
    released("polyphony")
}
