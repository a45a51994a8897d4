//! What a records officer and an operator do with whole records: the bundle, export and import, destruction.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufReader, BufWriter, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use dialogue::{Account, Duty, EntryId, NetworkId};
use jiff::{SignedDuration, tz::TimeZone};
use store::{Certificate, Missing, Purpose, Reason, Store, StoreError};
use web::{features::bundle::make::Bundle, show::Known, words::Words};

use super::Place;

/// What is exported.
#[derive(Subcommand)]
pub enum Export {
    /// One network with everything in it, sealed with a key that is carried by another road.
    Network {
        /// Which network.
        network: NetworkId,
        #[command(flatten)]
        place: Place,
        /// The file to write. It is not written over.
        #[arg(long)]
        out: PathBuf,
        /// The key file; made, readable by its owner alone, if it is not there.
        #[arg(long)]
        key: PathBuf,
    },
}

/// Writes a network into a file for another Polyphony.
pub async fn export(what: Export) -> anyhow::Result<()> {
    let Export::Network { network, place, out, key } = what;
    let store = Store::open(place.read()?.store(Missing::Refuse)?).await?;
    let file = new_file(&out)?;
    let written = store.export(network, &key, BufWriter::new(&file)).await;
    let exported = match written {
        Ok(exported) => exported,
        Err(error) => {
            // Half an export is none.
            std::fs::remove_file(&out).ok();
            return Err(error.into());
        }
    };
    file.sync_all().with_context(|| format!("{} cannot be written", out.display()))?;
    println!("{} entries and {} files were written.", exported.entries, exported.files);
    println!(
        "The chain ends here with\n  {network} {} {}",
        exported.manifest.old_seq, exported.manifest.old_hash
    );
    println!("Carry {} by another road than the file; without it nothing can be read.", key.display());
    Ok(())
}

/// Takes a network in.
pub async fn import(place: &Place, file: &Path, key: &Path) -> anyhow::Result<()> {
    let store = Store::open(place.read()?.store(Missing::Make)?).await?;
    let from = File::open(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let done = store.import(BufReader::new(from), key).await?;
    println!("{} entries, {} files and {} accounts were taken in.", done.entries, done.files, done.accounts);
    println!(
        "It comes from {}, where its chain ended with\n  {} {} {}",
        done.manifest.service, done.manifest.network, done.manifest.old_seq, done.manifest.old_hash
    );
    Ok(())
}

/// Makes the bundle of a request for access in a folder, as the records officer whose look is written down.
pub async fn bundle(
    place: &Place,
    network: NetworkId,
    case: EntryId,
    out: &Path,
    slug: Option<String>,
) -> anyhow::Result<()> {
    let store = Store::open(place.read()?.store(Missing::Refuse)?).await?;
    let account = officer(&store, slug).await?;
    // Whoever is with the network reads it as ever, everybody else by their duty.
    let permit = match store.permit(&account, network, Purpose::Duty).await {
        Err(StoreError::NotYours) => store.permit(&account, network, Purpose::Read).await?,
        permit => permit?,
    };
    let service = store.service().await?;
    let known = Known {
        network: store.network(&permit).await?,
        standing: store.standing(&permit).await?,
        zone: TimeZone::get(&service.is.zone).unwrap_or(TimeZone::UTC),
        service,
        account,
        t: Words::default(),
        now: store.now(),
    };
    let case = known.network.case(case).context("There is no such request in this network.")?;
    let bundle = Bundle::of(&known, case)?;
    let mut attached = BTreeMap::new();
    for file in bundle.attachments() {
        attached.insert(file, store.file(&permit, file).await?);
    }
    std::fs::create_dir(out).with_context(|| format!("{} cannot be made", out.display()))?;
    for file in bundle.files(&attached)? {
        let path = out.join(&file.name);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(&path, &file.bytes)
            .with_context(|| format!("{} cannot be written", path.display()))?;
    }
    println!("The copy lies in {}. Look through record.html before you hand it over.", out.display());
    Ok(())
}

/// The records officer: the one who is named, or the only one there is.
async fn officer(store: &Store, slug: Option<String>) -> anyhow::Result<Account> {
    let service = store.service().await?;
    let is_officer = |account: &Account| service.duties_of(account.seat).has(Duty::RecordsOfficer);
    let profiles = store.accounts().await?.into_iter().filter(|one| is_officer(&one.account));
    let found: Vec<_> = profiles.filter(|one| slug.as_ref().is_none_or(|slug| *slug == one.slug)).collect();
    match found.as_slice() {
        [one] => Ok(one.account),
        [] => bail!(
            "No account of a records officer was found. The administrator names one on the service page."
        ),
        _ => bail!("There are several records officers: say with --as who prepares it."),
    }
}

/// Who says that a network is destroyed, and why.
#[derive(Args)]
pub struct Because {
    /// Why.
    #[arg(long)]
    reason: String,
    /// Who proposed it.
    #[arg(long)]
    by: String,
    /// Who else confirms it.
    #[arg(long)]
    confirmed_by: String,
    /// Destroy it although its time has not come: a court order, a record made by mistake.
    #[arg(long)]
    before_its_time: bool,
    /// For how many days backups with its key are kept.
    #[arg(long, default_value_t = 35)]
    backups_kept: u32,
    /// Where to write the certificate.
    #[arg(long)]
    certificate: Option<PathBuf>,
}

/// Destroys a network and prints the certificate.
pub async fn destroy(place: &Place, network: NetworkId, because: Because) -> anyhow::Result<()> {
    let store = Store::open(place.read()?.store(Missing::Refuse)?).await?;
    let (by, second) = (because.by.trim(), because.confirmed_by.trim());
    if by.is_empty() || second.is_empty() || by.to_lowercase() == second.to_lowercase() {
        bail!("Two different people decide this: name both with --by and --confirmed-by.");
    }
    let retention = store.retention(network).await?;
    let today = store.now().to_zoned(TimeZone::UTC).date();
    if !retention.is_on_hold && !retention.is_due(today) && !because.before_its_time {
        let until = retention.kept.map(|kept| kept.until.to_string()).unwrap_or_default();
        bail!("This network is kept until {until}. If it must go before, say --before-its-time.");
    }
    let rule = match retention.kept {
        Some(kept) if retention.is_due(today) => format!("{} ({})", kept.rule.name(), kept.until),
        _ => "before its time".to_owned(),
    };
    let reason =
        Reason { proposed_by: by.into(), confirmed_by: second.into(), rule, words: because.reason.clone() };
    let lapse = store.now() + SignedDuration::from_hours(24 * i64::from(because.backups_kept));
    let text = web::features::retention::text(&store.destroy(network, reason, lapse).await?);
    if let Some(file) = because.certificate {
        new_file(&file)?.write_all(text.as_bytes())?;
    }
    print!("{text}");
    Ok(())
}

/// Writes the list of everything that was destroyed, for whoever restores a backup.
pub async fn destructions(place: &Place, out: &Path) -> anyhow::Result<()> {
    let store = Store::open(place.read()?.store(Missing::Refuse)?).await?;
    let list: Vec<_> = store.destroyed().await?.into_iter().map(|one| one.certificate).collect();
    new_file(out)?.write_all(&serde_json::to_vec_pretty(&list)?)?;
    println!("{} networks were destroyed so far; the list is written.", list.len());
    Ok(())
}

/// Destroys again what a list says was destroyed.
pub async fn destroy_again(place: &Place, list: &Path) -> anyhow::Result<()> {
    let store = Store::open(place.read()?.store(Missing::Refuse)?).await?;
    let text = std::fs::read(list).with_context(|| format!("{} cannot be read", list.display()))?;
    let list: Vec<Certificate> =
        serde_json::from_slice(&text).context("This is not a list of destructions.")?;
    println!("{} networks were destroyed again.", store.destroy_again(&list).await?);
    Ok(())
}

/// A new file, readable by its owner alone.
fn new_file(path: &Path) -> anyhow::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = File::options();
    options.write(true).create_new(true).mode(0o600);
    options.open(path).with_context(|| format!("{} cannot be written", path.display()))
}
