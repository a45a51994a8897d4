//! Keeping a store in order: check, migrate, verify, reindex.

use std::path::PathBuf;

use anyhow::Context;
use store::{Heads, Missing, Store};

use super::{Damaged, Place, progress::Progress};

/// Checks the configuration, the key and the database.
pub async fn check(place: &Place) -> anyhow::Result<()> {
    let config = place.read()?;
    let store = Store::open(config.store(Missing::Refuse)?).await?;
    store.is_ready().await?;
    if config.key_lies_with_data() {
        eprintln!(
            "Take care: the service key lies inside the data directory. Whoever copies one has both; \
             keep the key elsewhere."
        );
    }
    println!("The configuration, the service key and the database fit together.");
    Ok(())
}

/// Makes the database or brings it up to date. A key that is made now is shown once, on paper.
pub async fn migrate(place: &Place) -> anyhow::Result<()> {
    let store = Store::open(place.read()?.store(Missing::Make)?).await?;
    if let Some(sheet) = store.recovery_sheet() {
        println!("{}", sheet.text());
    }
    println!("The database is up to date.");
    Ok(())
}

/// Walks every stream; says the first broken entry of each damaged one.
pub async fn verify(place: &Place, heads: Option<PathBuf>, write: Option<PathBuf>) -> anyhow::Result<()> {
    let store = Store::open(place.read()?.store(Missing::Refuse)?).await?;
    let known = match &heads {
        Some(file) => {
            let text = std::fs::read_to_string(file)
                .with_context(|| format!("{} cannot be read", file.display()))?;
            Some(text.parse::<Heads>()?)
        }
        None => None,
    };
    let progress = Progress::of("Streams", None);
    let verified = store.verify(known.as_ref(), |done| progress.done(done)).await?;
    progress.end();
    if let Some(file) = write {
        std::fs::write(&file, verified.heads.to_string())
            .with_context(|| format!("{} cannot be written", file.display()))?;
    }
    for one in &verified.destroyed {
        let day = one.at.to_zoned(jiff::tz::TimeZone::UTC).date();
        println!("stream {}: destroyed on {day} under {}", one.network, one.certificate.reason.rule);
    }
    for finding in &verified.findings {
        println!("{finding}");
    }
    println!("{} streams, {} entries walked.", verified.streams, verified.entries);
    if verified.findings.is_empty() { Ok(()) } else { Err(Damaged.into()) }
}

/// Drops the index tables and rebuilds them from the entries.
pub async fn reindex(place: &Place) -> anyhow::Result<()> {
    let store = Store::open(place.read()?.store(Missing::Refuse)?).await?;
    let progress = Progress::of("Networks", None);
    let networks = store.reindex(|done| progress.done(done)).await?;
    progress.end();
    println!("The index of {networks} networks has been rebuilt from their records.");
    Ok(())
}
