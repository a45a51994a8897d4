//! A world for one story: a database of its own, a key file, a clock that the story turns.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use jiff::{SignedDuration, Timestamp};
use store::{Config, EngineConfig, Store, StoreError};
use tempfile::TempDir;
use testkit::postgres::Cluster;

pub struct World {
    pub dir: TempDir,
    pub engine: EngineConfig,
    now: Arc<AtomicI64>,
}

impl World {
    pub fn sqlite() -> Self {
        let dir = TempDir::new().unwrap();
        let engine = EngineConfig::Sqlite { dir: dir.path().join("data") };
        Self { dir, engine, now: start() }
    }

    pub fn postgres() -> Self {
        let engine = EngineConfig::Postgres { url: Cluster::shared().database().unwrap() };
        Self { dir: TempDir::new().unwrap(), engine, now: start() }
    }

    pub fn key_file(&self) -> PathBuf {
        self.dir.path().join("service.key")
    }

    pub fn config(&self) -> Config {
        let mut config = Config::new(self.engine.clone(), self.key_file());
        let now = self.now.clone();
        config.clock = Arc::new(move || Timestamp::from_microsecond(now.load(Ordering::Relaxed)).unwrap());
        config
    }

    pub async fn open(&self) -> Store {
        self.try_open().await.unwrap()
    }

    pub async fn try_open(&self) -> Result<Store, StoreError> {
        Store::open(self.config()).await
    }

    pub fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.now.load(Ordering::Relaxed)).unwrap()
    }

    /// Turns the clock, on or back.
    pub fn turn(&self, by: SignedDuration) {
        self.now.fetch_add(by.as_micros().try_into().unwrap(), Ordering::Relaxed);
    }

    /// Runs statements behind the store's back.
    pub async fn meddle(&self, sql: &str) {
        testkit::meddle(&self.engine, sql).await.unwrap();
    }

    /// Every row of a table as one text, in order.
    pub async fn rows(&self, table: &str) -> Vec<String> {
        match &self.engine {
            EngineConfig::Sqlite { dir } => {
                let connection = rusqlite::Connection::open(dir.join("polyphony.db")).unwrap();
                let mut statement = connection.prepare(&format!("SELECT * FROM {table}")).unwrap();
                let columns = statement.column_count();
                let text = |row: &rusqlite::Row<'_>| {
                    Ok((0..columns).map(|at| format!("{:?}|", row.get_ref(at).unwrap())).collect::<String>())
                };
                let mut rows: Vec<String> =
                    statement.query_map((), text).unwrap().map(Result::unwrap).collect();
                rows.sort();
                rows
            }
            EngineConfig::Postgres { url } => {
                let rows =
                    client(url).await.query(&format!("SELECT t::text FROM {table} t"), &[]).await.unwrap();
                let mut rows: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
                rows.sort();
                rows
            }
        }
    }
}

pub async fn client(url: &str) -> tokio_postgres::Client {
    let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

fn start() -> Arc<AtomicI64> {
    let start: Timestamp = "2026-11-20T18:40:00Z".parse().unwrap();
    Arc::new(AtomicI64::new(start.as_microsecond()))
}
