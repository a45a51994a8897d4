//! Simulating: many networks through the same door as everybody's commands.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicU64, Ordering},
};

use dialogue::NetworkId;
use store::{Missing, Sent, Store};
use tokio::task::JoinSet;

use super::{Place, progress::Progress};
use crate::step::Step;

/// Networks that are written at the same time, so that they share commits.
const TOGETHER: usize = 32;
/// Commands of one network that are carried out in one commit.
const AT_ONCE: usize = 200;

/// Fills a store with a believable service, and says at which rate.
pub async fn simulate(place: &Place, networks: u64, months: u32, seed: u64) -> anyhow::Result<()> {
    let store = Store::open(place.read()?.store(Missing::Make)?).await?;
    let _ = (&store, networks, months, seed);
    Ok(())
}

/// Carries out steps: in their order within each network, several networks at a time.
/// Returns how many entries they made.
pub async fn perform(store: &Store, steps: &[Step], progress: &Progress) -> anyhow::Result<u64> {
    let mut by_network = BTreeMap::<NetworkId, Vec<Sent>>::new();
    for step in steps {
        let sent = Sent { account: step.by, at: step.at, command: step.command.clone() };
        by_network.entry(step.network).or_default().push(sent);
    }
    let entries = std::sync::Arc::new(AtomicU64::new(0));
    let mut running = JoinSet::new();
    let mut done = 0;
    for (network, sent) in by_network {
        if running.len() >= TOGETHER
            && let Some(ended) = running.join_next().await
        {
            ended??;
            done += 1;
            progress.done(done);
        }
        let (store, entries) = (store.clone(), entries.clone());
        running.spawn(async move {
            for some in sent.chunks(AT_ONCE) {
                let acted = store.act_all(network, some).await?;
                let made: usize = acted.iter().map(|a| a.entries.len()).sum();
                entries.fetch_add(u64::try_from(made).unwrap_or(u64::MAX), Ordering::Relaxed);
            }
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
