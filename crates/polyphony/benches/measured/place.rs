//! A place to measure in, and made-up networks of a wanted length in it.

use std::{path::PathBuf, sync::OnceLock};

use dialogue::{
    Account, Act, Audience, Command, CommandId, NetworkId, Told, WordsId,
    words::{Kind, WordsSpoken},
};
use jiff::Timestamp;
use polyphony::simulate;
use store::{Config, EngineConfig, Sent, Store};
use tempfile::TempDir;
use testkit::postgres::Cluster;
use uuid::Uuid;

const SEED: u64 = 1;
const NETWORKS: u64 = 64;
const MONTHS: u32 = 12;
const TEXT: &str =
    "I was afraid to ring, and then it was my sister who said it: we cannot do this by ourselves any more.";

/// A database of its own, with its key.
pub struct Place {
    dir: TempDir,
    pub engine: EngineConfig,
    pub name: &'static str,
}

impl Place {
    pub fn sqlite() -> Self {
        // On the disk: what is in memory needs no waiting for.
        let dir = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let engine = EngineConfig::Sqlite { dir: dir.path().join("data") };
        Self { dir, engine, name: "SQLite" }
    }

    pub fn postgres() -> Self {
        let engine = EngineConfig::Postgres { url: Cluster::shared().database().unwrap() };
        Self { dir: TempDir::new().unwrap(), engine, name: "PostgreSQL" }
    }

    /// Where `polyphony --data` finds it.
    pub fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    pub async fn open(&self) -> Store {
        Store::open(Config::new(self.engine.clone(), self.dir.path().join("data.key"))).await.unwrap()
    }
}

/// A network with whoever took the call that it began with.
#[derive(Clone, Copy)]
pub struct Net {
    pub id: NetworkId,
    pub holder: Account,
}

/// The service's own record: its name and its practitioners.
pub async fn found(store: &Store) {
    for step in simulate::service(SEED, NETWORKS, start(), MONTHS) {
        store.act_service(&step.by, step.command).await.unwrap();
    }
}

/// A network that has just begun, as the simulated service tells it.
pub async fn begin(store: &Store, n: u64) -> Net {
    let team: Vec<_> =
        simulate::practitioners(SEED, NETWORKS).into_iter().map(|one| one.practitioner).collect();
    let steps = simulate::network(SEED, n, start(), MONTHS, &team);
    let call = steps.first().unwrap();
    let sent = Sent { account: call.by, at: call.at, command: call.command.clone() };
    store.act_all(call.network, &[sent]).await.unwrap();
    Net { id: call.network, holder: call.by }
}

/// The whole life of a network, as the simulated service tells it.
pub fn life(n: u64) -> Vec<polyphony::step::Step> {
    let team: Vec<_> =
        simulate::practitioners(SEED, NETWORKS).into_iter().map(|one| one.practitioner).collect();
    simulate::network(SEED, n, start(), MONTHS, &team)
}

/// When the service opened; the same moment throughout this run.
fn start() -> Timestamp {
    static START: OnceLock<Timestamp> = OnceLock::new();
    *START.get_or_init(|| simulate::start_of(Timestamp::now(), MONTHS).unwrap())
}

/// A network of so many entries.
pub async fn of_length(store: &Store, n: u64, entries: usize) -> Net {
    let net = begin(store, n).await;
    let permit = store.permit(&net.holder, net.id, store::Purpose::Read).await.unwrap();
    let has = store.network(&permit).await.unwrap().entries.len();
    let said = |_| Sent { account: net.holder, at: store.now(), command: words() };
    for some in (has..entries).map(said).collect::<Vec<_>>().chunks(1000) {
        store.act_all(net.id, some).await.unwrap();
    }
    net
}

/// Words of the sender's own, for everyone.
pub fn words() -> Command {
    let told = Told { audience: Some(Audience::Everyone), ..Told::default() };
    let spoken = WordsSpoken {
        words: WordsId(Uuid::now_v7()),
        kind: Kind::Left,
        text: TEXT.into(),
        in_answer_to: None,
        thinking_of: None,
    };
    Command { id: CommandId(Uuid::now_v7()), told, act: Act::Speak(spoken) }
}
