//! `cargo xtask build`: the release binary with its web parts inside.

use anyhow::Result;

use crate::{
    shell::{Shell, finish},
    web,
};

pub(crate) fn run(shell: &Shell) -> Result<()> {
    web::run(shell)?;
    finish(shell.cargo(&["build", "--release", "-p", "polyphony"]))
}
