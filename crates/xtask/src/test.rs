//! `cargo xtask test`: everything, on both engines and in a browser.

use std::process::Stdio;

use anyhow::Result;

use crate::{
    shell::{Shell, finish, sibling},
    tools, web,
};

/// The stories told in a browser, each a script in `browser/`.
const STORIES: &[&str] = &["binding.mjs", "smoke.mjs", "misuse.mjs", "live-page.mjs", "offline.mjs"];

pub(crate) fn run(shell: &Shell) -> Result<()> {
    tools::need_all(shell)?;
    web::run(shell)?;
    rust(shell)?;
    browser(shell)
}

/// Rules, both engines, pages: all of Rust's tests.
///
/// The pages are tested on SQLite with everything else, and then once more on PostgreSQL.
///
/// Nextest gives every test a process of its own, and so, without a setup script, a PostgreSQL of its own:
/// it is used where the project has a `.config/nextest.toml` that knows how to share one.
fn rust(shell: &Shell) -> Result<()> {
    if shell.path(".config/nextest.toml").is_file() && has_nextest(shell) {
        finish(shell.cargo(&["test", "--workspace", "--doc", "--no-fail-fast"]))?;
        finish(shell.cargo(&["nextest", "run", "--workspace", "--no-fail-fast"]))?;
    } else {
        finish(shell.cargo(&["test", "--workspace", "--no-fail-fast"]))?;
    }
    // One process for all of them: its PostgreSQL is shared. The whole workspace is named so that
    // nothing is built anew with other features; only the pages' tests have such names.
    let mut pages = shell.cargo(&["test", "--workspace", "--lib", "--no-fail-fast", "--", "features::"]);
    pages.env("POLYPHONY_TEST_ENGINE", "postgres");
    finish(pages)
}

fn has_nextest(shell: &Shell) -> bool {
    shell
        .cargo(&["nextest", "--version"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// The live page's socket as the real provider of the npm finds it, in Node; its packages lie beside the stories.
fn live(shell: &Shell, binary: &std::path::Path) -> Result<()> {
    if !shell.path("browser/live").is_dir() {
        return Ok(());
    }
    web::install(shell, &shell.path("browser/live"))?;
    let mut node = shell.command("node", &["browser/live/stories.mjs"]);
    node.env("POLYPHONY", binary);
    finish(node)
}

/// Each story against the binary that was just built; none where there is no `browser/` yet.
fn browser(shell: &Shell) -> Result<()> {
    if !shell.path("browser").is_dir() {
        return Ok(());
    }
    finish(shell.cargo(&["build", "--workspace"]))?;
    let binary = sibling("polyphony")?;
    live(shell, &binary)?;
    for story in STORIES {
        let mut node = shell.command("node", &[&format!("browser/{story}")]);
        node.env("POLYPHONY", &binary);
        if let Some(chromium) = tools::chromium() {
            node.env("CHROMIUM", chromium);
        }
        finish(node)?;
    }
    Ok(())
}
