//! A simulated service on both engines: the same seed makes the same, and nothing in it is damaged.

use dialogue::Seat;
use store::EngineConfig;
use tempfile::TempDir;
use testkit::postgres::Cluster;

use super::*;

const WANTED: Wanted = Wanted { networks: 5, months: 6, seed: 7, now: Timestamp::constant(1_795_000_000, 0) };

fn embedded(dir: &TempDir) -> Config {
    Config::new(EngineConfig::Sqlite { dir: dir.path().join("data") }, dir.path().join("key"))
}

fn server(dir: &TempDir) -> Config {
    let url = Cluster::shared().database().unwrap();
    Config::new(EngineConfig::Postgres { url }, dir.path().join("key"))
}

async fn entries_of_a_sound_service(config: Config) -> u64 {
    let (store, filled) = fill(config, WANTED).await.unwrap();
    let verified = store.verify(None, |_| {}).await.unwrap();
    assert_eq!(verified.findings, []);
    assert!(filled.entries > 100, "{filled:?}");
    filled.entries
}

#[tokio::test]
async fn the_same_seed_makes_as_many_entries_on_both_engines_each_time() {
    let dirs: [TempDir; 4] = std::array::from_fn(|_| TempDir::new().unwrap());
    let [one, two, three, four] = &dirs;
    let first = entries_of_a_sound_service(embedded(one)).await;
    for config in [embedded(two), server(three), server(four)] {
        assert_eq!(entries_of_a_sound_service(config).await, first);
    }
}

#[tokio::test]
async fn whoever_works_there_can_be_given_a_link_and_a_second_service_is_refused() {
    let dir = TempDir::new().unwrap();
    let (store, _) = fill(embedded(&dir), WANTED).await.unwrap();
    let accounts = store.accounts().await.unwrap();
    let working = store.service().await.unwrap().working().len();
    assert_eq!(accounts.len(), working);
    assert!(accounts.iter().all(|one| matches!(one.account.seat, Seat::Practitioner(_))));
    drop(store);
    let again = fill(embedded(&dir), WANTED).await.err().unwrap();
    assert!(again.to_string().starts_with("There is a service here already."), "{again}");
}

#[tokio::test]
async fn the_bare_driver_is_measured_with_the_same_batches_and_leaves_nothing_behind() {
    let dirs: [TempDir; 2] = std::array::from_fn(|_| TempDir::new().unwrap());
    let [one, two] = &dirs;
    for config in [embedded(one), server(two)] {
        let engine = config.engine.clone();
        let (store, filled) = fill(config.clone(), WANTED).await.unwrap();
        let tally = store.tally();
        assert!(tally.entries > filled.entries && tally.appends >= tally.commits, "{tally:?}");
        let bare = raw::entries_per_second(&engine, shape(&store), Duration::from_millis(20)).await.unwrap();
        assert!(bare > 0.0);
        drop(store);
        // It opens as it was, beside nothing but itself.
        let mut config = config;
        config.missing = Missing::Refuse;
        assert_eq!(Store::open(config).await.unwrap().verify(None, |_| {}).await.unwrap().findings, []);
    }
    let left: Vec<_> = std::fs::read_dir(one.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}
