//! The crisis sheets of the evening: a file for each network and an index, readable by nobody else on this machine.

use std::{
    fs,
    io::{ErrorKind, Write},
    path::Path,
};

use anyhow::{Context, bail};
use store::{Missing, Store};
use web::features::crisis;

use super::Place;

/// Writes the sheets. Those of an earlier evening go, also of networks that are no more.
pub async fn sheets(place: &Place, out: &Path) -> anyhow::Result<()> {
    let config = place.read()?;
    let store = Store::open(config.store(Missing::Refuse)?).await?;
    let Some(sheets) = crisis::write(&store).await? else {
        bail!(
            "Nobody is named for being on call. Name somebody under “Who is named for what” on the service’s page: \
             each sheet is written down as a look of theirs."
        );
    };
    make_directory(out)?;
    for sheet in &sheets {
        keep(out, &sheet.name, &sheet.html).with_context(|| format!("{} cannot be written", sheet.name))?;
    }
    clear(out, |name| sheets.iter().any(|sheet| sheet.name == name))?;
    println!("{} crisis sheets and an index are in {}.", sheets.len() - 1, out.display());
    Ok(())
}

fn make_directory(out: &Path) -> anyhow::Result<()> {
    let mut making = fs::DirBuilder::new();
    making.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut making, 0o700);
    making.create(out).with_context(|| format!("{} cannot be made", out.display()))
}

/// Writes a file beside its place and moves it there: a reader finds the old one or the new one, whole.
fn keep(out: &Path, name: &str, html: &str) -> std::io::Result<()> {
    let beside = out.join(format!(".{name}.new"));
    match fs::remove_file(&beside) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut opening = fs::OpenOptions::new();
    opening.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut opening, 0o600);
    let mut file = opening.open(&beside)?;
    file.write_all(html.as_bytes())?;
    file.sync_all()?;
    fs::rename(beside, out.join(name))
}

/// Takes away the sheets of networks that are no more: files named like one and nothing else.
fn clear(out: &Path, is_kept: impl Fn(&str) -> bool) -> std::io::Result<()> {
    for entry in fs::read_dir(out)? {
        let entry = entry?;
        let name = entry.file_name();
        let Some(name) = name.to_str() else { continue };
        let is_sheet = name.strip_suffix(".html").is_some_and(|id| uuid::Uuid::try_parse(id).is_ok());
        if is_sheet && !is_kept(name) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
