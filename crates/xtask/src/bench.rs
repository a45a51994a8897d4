//! `cargo xtask bench`: the release build measured against its limits, one table of ratios in one run.

use anyhow::Result;

use crate::{
    shell::{Shell, finish},
    tools, web,
};

mod live;

pub(crate) fn run(shell: &Shell, parts: &[String]) -> Result<()> {
    if let Some((first, words)) = parts.split_first()
        && first == "live"
    {
        return live::run(shell, words);
    }
    tools::need_all(shell)?;
    web::run(shell)?;
    let mut words = vec!["bench", "-p", "polyphony", "--bench", "measured"];
    if !parts.is_empty() {
        words.push("--");
        words.extend(parts.iter().map(String::as_str));
    }
    finish(shell.cargo(&words))
}
