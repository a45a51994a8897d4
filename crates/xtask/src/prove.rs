//! `cargo xtask prove`: what examples cannot show about the policies, by a solver.

use anyhow::Result;

use crate::{
    shell::{Shell, finish, sibling},
    tools,
};

/// Built as a part of the whole workspace: so it shares what the tests have built, or will build.
pub(crate) fn run(shell: &Shell) -> Result<()> {
    tools::need(shell, &["cvc5"])?;
    finish(shell.cargo(&["build", "--workspace", "--bin", "prove"]))?;
    finish(shell.command(&sibling("prove")?.to_string_lossy(), &[]))
}
