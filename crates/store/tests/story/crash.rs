//! Nothing that was answered is lost (promise 8): killed at seeded moments, under load, on both engines.

use std::collections::{HashMap, HashSet};

use store::{Purpose, Store};
use testkit::postgres::Cluster;

use crate::{
    child::{Answered, Work, answered, start},
    world::World,
};

/// How often the child is killed.
const KILLS: usize = 6;
const WORK: Work = Work { tasks: 8, turns: 0, waits: true };

/// A seeded sequence (xorshift64*, Vigna 2016); the seed is printed so that a failure can be told again.
struct Chance(u64);

impl Chance {
    fn new() -> Self {
        // A random id is chance enough; its low bits hold no time.
        let fresh = uuid::Uuid::now_v7().as_u64_pair().1;
        let seed = std::env::var("POLYPHONY_TEST_SEED").ok().and_then(|seed| seed.parse().ok());
        let seed = seed.unwrap_or(fresh | 1);
        println!("POLYPHONY_TEST_SEED={seed}");
        Self(seed)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % bound
    }
}

/// Every answered append is there, none twice, and the chain verifies.
async fn check(store: &Store, all: &[Answered]) {
    let mut networks: HashMap<_, (dialogue::Account, HashSet<_>)> = HashMap::new();
    for one in all {
        let (_, words) = networks.entry(one.network).or_insert_with(|| (one.account, HashSet::new()));
        assert!(words.insert(one.words), "answered twice");
    }
    for (network, (account, words)) in networks {
        let permit = store.permit(&account, network, Purpose::Read).await.unwrap();
        let network = store.network(&permit).await.unwrap();
        let spoken = network.entries.iter().filter_map(|entry| match &entry.told.fact {
            dialogue::Fact::WordsSpoken(spoken) => Some(spoken.words),
            _ => None,
        });
        let mut there = HashSet::new();
        for id in spoken {
            assert!(there.insert(id), "{id} is there twice");
        }
        let lost: Vec<_> = words.difference(&there).collect();
        assert!(lost.is_empty(), "answered and lost: {lost:?}");
    }
    let verified = store.verify(None, |_| ()).await.unwrap();
    assert!(verified.findings.is_empty(), "{:?}", verified.findings);
}

/// Lets a child append until so many answers have come, then does the worst; tells everything it was answered.
fn killed_after(world: &World, count: u64, mut worst: impl FnMut(&mut std::process::Child)) -> Vec<Answered> {
    let (mut child, mut lines) = start(world, &WORK, &[]);
    let mut all = Vec::new();
    while (all.len() as u64) < count {
        let line = lines.next().expect("the child ended by itself").unwrap();
        all.extend(answered(&line));
    }
    worst(&mut child);
    // What it wrote before it died was answered too.
    all.extend(lines.map_while(Result::ok).filter_map(|line| answered(&line)));
    child.kill().unwrap();
    child.wait().unwrap();
    all
}

async fn survives_sigkill(world: World) {
    let mut chance = Chance::new();
    let mut all = Vec::new();
    for _ in 0..KILLS {
        let count = 1 + chance.below(300);
        all.extend(killed_after(&world, count, |child| child.kill().unwrap()));
        check(&world.open().await, &all).await;
    }
    assert!(all.len() >= KILLS);
}

#[tokio::test]
async fn what_was_answered_survives_sigkill_on_sqlite() {
    survives_sigkill(World::sqlite()).await;
}

#[tokio::test]
async fn what_was_answered_survives_sigkill_on_postgres() {
    survives_sigkill(World::postgres()).await;
}

#[tokio::test]
async fn what_was_answered_survives_the_death_of_postgres_itself() {
    let cluster = Cluster::start().unwrap();
    let mut world = World::sqlite();
    world.engine = store::EngineConfig::Postgres { url: cluster.database().unwrap() };
    let mut chance = Chance::new();
    let mut all = Vec::new();
    for _ in 0..KILLS / 2 {
        let count = 1 + chance.below(300);
        all.extend(killed_after(&world, count, |_| cluster.kill().unwrap()));
        cluster.run().unwrap();
        check(&world.open().await, &all).await;
    }
}
