//! Measures the store against its limits in one run, as ratios:
//! appends per second against bare drivers with the same rows, waiting for the disk, and batch size;
//! opening, filtering and folding a long record against parsing the same bytes.
//!
//! `cargo run --release -p store --example measure [SECONDS]`
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::expect_used,
    missing_docs,
    dead_code
)]

#[path = "../tests/story/people.rs"]
mod people;
#[path = "../tests/story/world.rs"]
mod world;

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use dialogue::{Audience, Body};
use people::{People, words};
use store::{EngineConfig, Purpose, Sent, Store};
use world::World;

const WRITERS: [usize; 3] = [1, 16, 64];
/// Networks, so that no record grows long while appends are measured.
const NETWORKS: usize = 256;
/// About what a passage weighs when it is sealed.
const SEALED: usize = 420;
const TEXT: &str =
    "I was afraid to ring, and then it was my sister who said it: we cannot do this by ourselves any more.";

#[tokio::main]
async fn main() {
    let seconds = std::env::args().nth(1).and_then(|seconds| seconds.parse().ok()).unwrap_or(5);
    let lasts = Duration::from_secs(seconds);
    if std::env::args().any(|word| word == "long") {
        long_record(&World::sqlite()).await;
        long_record(&World::postgres()).await;
        return;
    }
    println!(
        "| engine | writers | store, appends/s | bare driver, appends/s | ratio |\n|---|---|---|---|---|"
    );
    for (name, make) in [("SQLite", World::sqlite as fn() -> World), ("PostgreSQL", World::postgres)] {
        for writers in WRITERS {
            let world = make();
            let store = Store::open(world::wall(&world)).await.unwrap();
            let ours = ours(&world, &store, writers, lasts).await;
            drop(store);
            let bare = match &world.engine {
                EngineConfig::Sqlite { .. } => bare_sqlite(&world, writers, lasts),
                EngineConfig::Postgres { url } => bare_postgres(url, writers, lasts).await,
            };
            println!("| {name} | {writers} | {ours:.0} | {bare:.0} | {:.2} |", ours / bare);
        }
    }
    for world in [World::sqlite(), World::postgres()] {
        long_record(&world).await;
    }
    many_networks(&World::sqlite()).await;
}

/// Appends per second through the whole store: decide, seal, link, index, commit.
async fn ours(world: &World, store: &Store, writers: usize, lasts: Duration) -> f64 {
    let all: Vec<People> = (0..NETWORKS).map(|_| People::new()).collect();
    for people in &all {
        people.begin(world, store).await;
    }
    let all = Arc::new(all);
    let count = Arc::new(AtomicU64::new(0));
    let began = Instant::now();
    let mut working = tokio::task::JoinSet::new();
    for writer in 0..writers {
        let (store, all, count) = (store.clone(), all.clone(), count.clone());
        working.spawn(async move {
            let mut turn = writer;
            while began.elapsed() < lasts {
                let people = &all[turn % NETWORKS];
                store.act(&people.tamsin, people.network, words(TEXT, Audience::Everyone)).await.unwrap();
                count.fetch_add(1, Ordering::Relaxed);
                turn += writers;
            }
        });
    }
    while working.join_next().await.is_some() {}
    count.load(Ordering::Relaxed) as f64 / began.elapsed().as_secs_f64()
}

/// The same rows by rusqlite alone, on this thread.
fn bare_sqlite(world: &World, batch: usize, lasts: Duration) -> f64 {
    let EngineConfig::Sqlite { dir } = &world.engine else { unreachable!() };
    let db = rusqlite::Connection::open(dir.join("polyphony.db")).unwrap();
    db.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(())).unwrap();
    db.pragma_update(None, "synchronous", "FULL").unwrap();
    let streams: Vec<[u8; 16]> = {
        let mut all = db.prepare("SELECT id FROM stream").unwrap();
        all.query_map((), |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let (hash, sealed) = ([7_u8; 32], vec![7_u8; SEALED]);
    let mut moves =
        db.prepare("UPDATE stream SET head_seq = ?1, head_hash = ?2, head_at = ?3 WHERE id = ?4").unwrap();
    let mut event = db.prepare("INSERT INTO event VALUES (?1, ?2, ?3, ?4, ?5)").unwrap();
    let mut body = db.prepare("INSERT INTO body VALUES (?1, ?2, ?3)").unwrap();
    let (began, mut count) = (Instant::now(), 0_usize);
    while began.elapsed() < lasts {
        db.execute_batch("BEGIN IMMEDIATE").unwrap();
        for _ in 0..batch {
            let (stream, seq) = (streams[count % streams.len()], 1_000_000 + count as i64);
            moves.execute((seq, hash, seq, stream)).unwrap();
            event.execute((stream, seq, seq, hash, hash)).unwrap();
            body.execute((stream, seq, &sealed)).unwrap();
            count += 1;
        }
        db.execute_batch("COMMIT").unwrap();
    }
    count as f64 / began.elapsed().as_secs_f64()
}

/// The same rows by tokio-postgres alone, one connection, the statements of a batch in flight together.
async fn bare_postgres(url: &str, batch: usize, lasts: Duration) -> f64 {
    let db = world::client(url).await;
    let rows = db.query("SELECT id FROM stream", &[]).await.unwrap();
    let streams: Vec<Vec<u8>> = rows.iter().map(|row| row.get(0)).collect();
    let (hash, sealed) = ([7_u8; 32].to_vec(), vec![7_u8; SEALED]);
    let moves = db
        .prepare("UPDATE stream SET head_seq = $1, head_hash = $2, head_at = $3 WHERE id = $4")
        .await
        .unwrap();
    let event = db.prepare("INSERT INTO event VALUES ($1, $2, $3, $4, $5)").await.unwrap();
    let body = db.prepare("INSERT INTO body VALUES ($1, $2, $3)").await.unwrap();
    let (began, mut count) = (Instant::now(), 0_usize);
    while began.elapsed() < lasts {
        db.batch_execute("BEGIN").await.unwrap();
        for _ in 0..batch {
            let (stream, seq) = (&streams[count % streams.len()], 1_000_000 + count as i64);
            let moved: [&(dyn tokio_postgres::types::ToSql + Sync); 4] = [&seq, &hash, &seq, stream];
            let noted: [&(dyn tokio_postgres::types::ToSql + Sync); 5] = [stream, &seq, &seq, &hash, &hash];
            let kept: [&(dyn tokio_postgres::types::ToSql + Sync); 3] = [stream, &seq, &sealed];
            tokio::try_join!(
                db.execute(&moves, &moved),
                db.execute(&event, &noted),
                db.execute(&body, &kept)
            )
            .unwrap();
            count += 1;
        }
        db.batch_execute("COMMIT").await.unwrap();
    }
    count as f64 / began.elapsed().as_secs_f64()
}

/// Opens, filters and folds a record of 10,000 entries, against parsing the same bytes.
async fn long_record(world: &World) {
    let people = People::new();
    {
        let store = Store::open(world::wall(world)).await.unwrap();
        people.begin(world, &store).await;
        let said =
            |_| Sent { account: people.tamsin, at: world.now(), command: words(TEXT, Audience::Everyone) };
        store.act_all(people.network, &(4..10_000).map(said).collect::<Vec<_>>()).await.unwrap();
    }
    let mut best = (f64::MAX, f64::MAX);
    for _ in 0..5 {
        let store = Store::open(world::wall(world)).await.unwrap();
        let began = Instant::now();
        let permit = store.permit(&people.ines, people.network, Purpose::List).await.unwrap();
        let _card = store.card(&permit).await.unwrap();
        best.0 = best.0.min(began.elapsed().as_secs_f64());
        let permit = store.permit(&people.tamsin, people.network, Purpose::Read).await.unwrap();
        let network = store.network(&permit).await.unwrap();
        let bytes: Vec<Vec<u8>> = network
            .entries
            .iter()
            .map(|entry| serde_json::to_vec(&Body { id: entry.id, told: entry.told.clone() }).unwrap())
            .collect();
        let began = Instant::now();
        let parsed: Vec<Body> = bytes.iter().map(|bytes| serde_json::from_slice(bytes).unwrap()).collect();
        best.1 = best.1.min(began.elapsed().as_secs_f64());
        assert!(parsed.len() >= 10_000);
    }
    let engine = if matches!(world.engine, EngineConfig::Sqlite { .. }) { "SQLite" } else { "PostgreSQL" };
    let (open, parse) = best;
    println!(
        "{engine}: open + filter + fold of 10,000 entries {:.1} ms, parsing alone {:.1} ms: {:.2}×",
        open * 1e3,
        parse * 1e3,
        open / parse
    );
}

/// Touches 2,000 networks, and tells the peak memory of this process.
async fn many_networks(world: &World) {
    let store = Store::open(world::wall(world)).await.unwrap();
    let all: Vec<People> = (0..2_000).map(|_| People::new()).collect();
    let said = |people: &People| Sent {
        account: people.tamsin,
        at: world.now(),
        command: words(TEXT, Audience::Everyone),
    };
    for people in &all {
        people.begin(world, &store).await;
        store.act_all(people.network, &(0..100).map(|_| said(people)).collect::<Vec<_>>()).await.unwrap();
    }
    for people in &all {
        let permit = store.permit(&people.tamsin, people.network, Purpose::Read).await.unwrap();
        store.network(&permit).await.unwrap();
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = |name: &str| status.lines().find(|line| line.starts_with(name)).unwrap_or("").to_owned();
    println!(
        "2,000 networks of 104 entries touched: {}, {}, cache {} MiB",
        line("VmHWM"),
        line("VmRSS"),
        store.cache_weight() >> 20
    );
}
