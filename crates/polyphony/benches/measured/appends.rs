//! Durable appends through the whole store (decide, seal, link, index, commit) against the bare driver.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use store::{Store, raw};

use crate::{
    Aim, Row, median,
    place::{self, Net, Place},
};

const WRITERS: [usize; 3] = [1, 16, 64];
/// Networks, so that no record grows long while appends are measured.
const NETWORKS: u64 = 256;
/// Ours and the limit in turn, so often and so long each.
const ROUNDS: usize = 3;
const LASTS: Duration = Duration::from_secs(2);

pub async fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for make in [Place::sqlite as fn() -> Place, Place::postgres] {
        for writers in WRITERS {
            rows.push(row(&make(), writers).await);
        }
    }
    rows
}

async fn row(place: &Place, writers: usize) -> Row {
    let store = place.open().await;
    let mut nets = Vec::new();
    for n in 0..NETWORKS {
        nets.push(place::begin(&store, n).await);
    }
    let nets: Arc<[Net]> = nets.into();
    let (mut ours, mut bare, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let before = store.tally();
        let rate = appends(&store, &nets, writers).await;
        let after = store.tally();
        let sealed = (after.sealed - before.sealed) / (after.entries - before.entries).max(1);
        let shape = raw::Shape { appends: writers, entries: 1, sealed: sealed as usize };
        let limit = raw::entries_per_second(&place.engine, shape, LASTS).await.unwrap();
        ours.push(rate);
        bare.push(limit);
        ratios.push(rate / limit);
    }
    Row {
        what: format!("{}: durable appends, {writers} at once; limit: the bare driver", place.name),
        ours: format!("{:.0}/s", median(ours)),
        limit: format!("{:.0}/s", median(bare)),
        ratio: median(ratios),
        aim: Aim::AtLeast(0.6),
    }
}

async fn appends(store: &Store, nets: &Arc<[Net]>, writers: usize) -> f64 {
    let count = Arc::new(AtomicU64::new(0));
    let began = Instant::now();
    let mut working = tokio::task::JoinSet::new();
    for writer in 0..writers {
        let (store, nets, count) = (store.clone(), nets.clone(), count.clone());
        working.spawn(async move {
            let mut turn = writer;
            while began.elapsed() < LASTS {
                let net = nets[turn % nets.len()];
                store.act(&net.holder, net.id, place::words()).await.unwrap();
                count.fetch_add(1, Ordering::Relaxed);
                turn += writers;
            }
        });
    }
    while let Some(done) = working.join_next().await {
        done.unwrap();
    }
    count.load(Ordering::Relaxed) as f64 / began.elapsed().as_secs_f64()
}
