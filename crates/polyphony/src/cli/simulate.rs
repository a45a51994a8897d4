//! Simulating: many networks through the same door as everybody's commands.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::bail;
use dialogue::{NetworkId, PractitionerId};
use jiff::Timestamp;
use store::{Config, Missing, NewAccount, Sent, Store, raw};
use tokio::task::JoinSet;

use super::{Place, people::slug, progress::Progress};
use crate::{simulate as made_up, step::Step};

#[cfg(test)]
mod tests;

/// Networks that are written at the same time, so that they share commits.
const TOGETHER: usize = 32;
/// Commands of one network that are carried out in one commit.
const AT_ONCE: usize = 200;
/// How long the bare driver is measured.
const MEASURED: Duration = Duration::from_secs(3);

/// Which service.
#[derive(Clone, Copy)]
struct Wanted {
    networks: u64,
    months: u32,
    seed: u64,
    /// When it is looked at.
    now: Timestamp,
}

/// What was made of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Filled {
    entries: u64,
    took: Duration,
}

impl Filled {
    fn per_second(&self) -> f64 {
        self.entries as f64 / self.took.as_secs_f64()
    }
}

/// Fills an empty store with a believable service, and says at which rate, as a share of the bare driver's.
pub async fn simulate(
    place: &Place,
    networks: u64,
    months: u32,
    seed: u64,
    until: Option<Timestamp>,
) -> anyhow::Result<()> {
    let config = place.read()?.store(Missing::Make)?;
    let engine = config.engine.clone();
    let now = Timestamp::from_microsecond(until.unwrap_or_else(Timestamp::now).as_microsecond())?;
    let (store, filled) = fill(config, Wanted { networks, months, seed, now }).await?;
    let entries = filled.entries;
    println!("{networks} networks, {entries} entries, {:.0} entries a second.", filled.per_second());
    println!("The same again: --seed {seed} --until {now}");
    let shape = shape(&store);
    drop(store);
    let bare = raw::entries_per_second(&engine, shape, MEASURED).await?;
    println!(
        "The bare driver alone, with the same rows, {} entries to a commit: {bare:.0} a second. Ratio {:.2}.",
        shape.appends * shape.entries,
        filled.per_second() / bare
    );
    Ok(())
}

/// What the store's commits held on average.
fn shape(store: &Store) -> raw::Shape {
    let tally = store.tally();
    let mean = |of: u64, each: u64| usize::try_from(of.div_ceil(each.max(1)).max(1)).unwrap_or(1);
    raw::Shape {
        appends: mean(tally.appends, tally.commits),
        entries: mean(tally.entries, tally.appends),
        sealed: mean(tally.sealed, tally.entries),
    }
}

/// Makes the service, its networks and the accounts of its practitioners.
async fn fill(mut config: Config, wanted: Wanted) -> anyhow::Result<(Store, Filled)> {
    let Wanted { networks, months, seed, now } = wanted;
    let Some(start) = made_up::start_of(now, months) else { bail!("{months} months are too long ago.") };
    // The service's own record is told at the times at which it happened.
    let clock = Arc::new(AtomicI64::new(start.as_microsecond()));
    let hand = clock.clone();
    config.clock = Arc::new(move || Timestamp::from_microsecond(hand.load(Ordering::Relaxed)).unwrap_or(now));
    let store = Store::open(config).await?;
    if !store.is_empty().await? {
        bail!(
            "There is a service here already. A simulated one needs an empty store; \
             one that was broken off is begun again in another place."
        );
    }
    for step in made_up::service(seed, networks, start, months) {
        clock.store(step.at.as_microsecond(), Ordering::Relaxed);
        store.act_service(&step.by, step.command).await?;
    }
    clock.store(now.as_microsecond(), Ordering::Relaxed);
    let team = made_up::practitioners(seed, networks).into_iter().map(|joined| joined.practitioner);
    let team: Arc<[PractitionerId]> = team.collect();
    let progress = Progress::of("Networks", Some(networks));
    let began = Instant::now();
    let stories = (0..networks).map(|n| {
        let team = team.clone();
        move || made_up::network(seed, n, start, months, &team)
    });
    let entries = tell(&store, stories, &progress).await?;
    let filled = Filled { entries, took: began.elapsed() };
    progress.end();
    furnish(&store).await?;
    Ok((store, filled))
}

/// Gives every practitioner who works there an account, so that links can be made.
async fn furnish(store: &Store) -> anyhow::Result<()> {
    let service = store.service().await?;
    let mut taken = BTreeSet::new();
    for joined in service.working() {
        let plain = slug(&joined.name);
        let numbered = (2..).map(|nth| format!("{plain}-{nth}"));
        let free = std::iter::once(plain.clone()).chain(numbered).find(|one| !taken.contains(one));
        let slug = free.unwrap_or(plain);
        taken.insert(slug.clone());
        let account = made_up::account_of(joined.practitioner);
        store.add_account(&NewAccount { account, slug, name: joined.name.clone() }).await?;
    }
    Ok(())
}

/// Carries out steps: in their order within each network, several networks at a time.
/// Returns how many entries they made.
pub async fn perform(store: &Store, steps: &[Step], progress: &Progress) -> anyhow::Result<u64> {
    let mut by_network = BTreeMap::<NetworkId, Vec<Step>>::new();
    for step in steps {
        by_network.entry(step.network).or_default().push(step.clone());
    }
    tell(store, by_network.into_values().map(|steps| move || steps), progress).await
}

/// Carries out the stories of networks, several at a time; each is made up when its turn comes,
/// so that only those are held in memory. Returns how many entries they made.
async fn tell<F>(store: &Store, stories: impl Iterator<Item = F>, progress: &Progress) -> anyhow::Result<u64>
where
    F: FnOnce() -> Vec<Step> + Send + 'static,
{
    let entries = Arc::new(AtomicU64::new(0));
    let mut running = JoinSet::new();
    let mut done = 0;
    for story in stories {
        if running.len() >= TOGETHER
            && let Some(ended) = running.join_next().await
        {
            ended??;
            done += 1;
            progress.done(done);
        }
        let (store, entries) = (store.clone(), entries.clone());
        running.spawn(async move {
            let made = one(&store, story()).await?;
            entries.fetch_add(made, Ordering::Relaxed);
            Ok::<(), anyhow::Error>(())
        });
    }
    while let Some(ended) = running.join_next().await {
        ended??;
        done += 1;
        progress.done(done);
    }
    Ok(entries.load(Ordering::Relaxed))
}

/// Carries out the story of one network. Returns how many entries it made.
async fn one(store: &Store, steps: Vec<Step>) -> anyhow::Result<u64> {
    let Some(network) = steps.first().map(|step| step.network) else { return Ok(0) };
    let sent = |step: Step| Sent { account: step.by, at: step.at, command: step.command };
    let sent: Vec<Sent> = steps.into_iter().map(sent).collect();
    let mut made = 0;
    for some in sent.chunks(AT_ONCE) {
        let acted = store.act_all(network, some).await?;
        made += acted.iter().map(|acted| acted.entries.len() as u64).sum::<u64>();
    }
    Ok(made)
}
