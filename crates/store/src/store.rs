//! The store: one value that everything else is asked of.

use std::{path::PathBuf, sync::Arc};

use jiff::Timestamp;
use policy::Policies;

use crate::{
    RecoverySheet, StoreError,
    engine::{
        Engine, Statement, Unit,
        postgres::Postgres,
        sql,
        sqlite::{Sqlite, Tuning},
    },
    keys::{self, Found, Keys},
    live::Live,
    permit::Looks,
    service::ServicePlace,
    shelf::Shelf,
    still::Changes,
};

/// Which engine, and where.
#[derive(Clone)]
pub enum EngineConfig {
    /// Embedded: a directory of this machine.
    Sqlite {
        /// The directory; the database in it is called `polyphony.db`.
        dir: PathBuf,
    },
    /// A PostgreSQL server.
    Postgres {
        /// `postgres://user:password@host/database`.
        url: String,
    },
}

/// What to do where no database is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Missing {
    /// Make one.
    Make,
    /// Say so.
    Refuse,
}

/// Where the time comes from.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// How to open a store.
#[derive(Clone)]
pub struct Config {
    /// Which engine.
    pub engine: EngineConfig,
    /// The service key's file, outside the database.
    pub key_file: PathBuf,
    /// Whether a database that is made now is a demonstration. One that is there stays what it is.
    pub is_demo: bool,
    /// What to do where no database is.
    pub missing: Missing,
    /// The bound of what is held in memory, in bytes.
    pub cache_bytes: u64,
    /// Where the time comes from.
    pub clock: Clock,
    tuning: Tuning,
}

impl Config {
    /// The usual: make what is missing, no demonstration, 96 MiB of cache, the machine's clock.
    pub fn new(engine: EngineConfig, key_file: PathBuf) -> Self {
        Self {
            engine,
            key_file,
            is_demo: false,
            missing: Missing::Make,
            cache_bytes: 96 << 20,
            clock: Arc::new(Timestamp::now),
            tuning: Tuning::default(),
        }
    }

    /// Does not wait for the disk at each commit. Loses what was answered when the power fails;
    /// it exists so that a test can prove that it would notice.
    #[doc(hidden)]
    #[must_use]
    pub fn without_waiting_for_the_disk(mut self) -> Self {
        self.tuning.wait_for_disk = false;
        self
    }

    /// Lets the embedded database grow to so many pages and no further: a small disk, for tests.
    #[doc(hidden)]
    #[must_use]
    pub fn with_room_for(mut self, pages: u32) -> Self {
        self.tuning.max_pages = pages;
        self
    }
}

/// The store of one service. Cheap to clone; every clone is the same store.
#[derive(Clone)]
pub struct Store(pub(crate) Arc<Inner>);

/// What a store holds.
pub(crate) struct Inner {
    pub(crate) engine: Box<dyn Engine>,
    pub(crate) keys: Keys,
    pub(crate) policies: Policies,
    pub(crate) shelf: Shelf,
    pub(crate) looks: Looks,
    pub(crate) changes: Changes,
    pub(crate) service: ServicePlace,
    pub(crate) live: Live,
    clock: Clock,
    sheet: Option<RecoverySheet>,
    is_demo: bool,
}

const KEY_CHECK: &str = "key-check";
const DEMO: &str = "demo";

impl Store {
    /// Opens the database, making it and the service key where that is wanted and neither is there.
    ///
    /// # Errors
    /// A sentence for each thing that can be wrong; nothing has been changed then.
    pub async fn open(config: Config) -> Result<Self, StoreError> {
        let found = keys::find(&config.key_file)?;
        let make = config.missing == Missing::Make;
        let engine: Box<dyn Engine> = match &config.engine {
            EngineConfig::Sqlite { dir } => Box::new(Sqlite::open(dir, make, config.tuning)?),
            EngineConfig::Postgres { url } => Box::new(Postgres::open(url, make).await?),
        };
        let (keys, sheet) = unlock(engine.as_ref(), found, &config).await?;
        let demo = engine.one(sql::META, vec![DEMO.into()]).await?;
        Ok(Self(Arc::new(Inner {
            engine,
            keys,
            policies: Policies::load().map_err(StoreError::fault)?,
            shelf: Shelf::new(config.cache_bytes)?,
            looks: Looks::default(),
            changes: Changes::default(),
            service: ServicePlace::default(),
            live: Live::new()?,
            clock: config.clock,
            sheet,
            is_demo: demo.map(|row| row.bytes(0).map(|value| value == b"yes")).transpose()?.unwrap_or(false),
        })))
    }

    /// The recovery sheet, if the service key was made by this very opening.
    pub fn recovery_sheet(&self) -> Option<&RecoverySheet> {
        self.0.sheet.as_ref()
    }

    /// Whether this database was made as a demonstration.
    pub fn is_demo(&self) -> bool {
        self.0.is_demo
    }

    /// Now, by the store's clock.
    pub fn now(&self) -> Timestamp {
        (self.0.clock)()
    }

    /// Roughly how many bytes of records are held in memory.
    pub fn cache_weight(&self) -> u64 {
        self.0.shelf.weight()
    }

    /// What has been written since it was opened, to be measured.
    #[doc(hidden)]
    pub fn tally(&self) -> crate::Tally {
        self.0.engine.tally()
    }

    /// Whether nothing has been recorded and nobody has an account.
    ///
    /// # Errors
    /// What the database says.
    pub async fn is_empty(&self) -> Result<bool, StoreError> {
        Ok(self.0.engine.one(sql::ANYTHING, Vec::new()).await?.is_none())
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// What the database says.
    pub async fn is_ready(&self) -> Result<(), StoreError> {
        self.0.engine.one(sql::META, vec![KEY_CHECK.into()]).await.map(|_| ())
    }
}

/// Brings key and database together: both new, or both old and fitting.
async fn unlock(
    engine: &dyn Engine,
    found: Found,
    config: &Config,
) -> Result<(Keys, Option<RecoverySheet>), StoreError> {
    let path = config.key_file.display().to_string();
    let known = engine.one(sql::META, vec![KEY_CHECK.into()]).await?;
    let (secret, is_new) = match (found, &known) {
        (Found::Key(secret), _) => (secret, false),
        (Found::Nothing, Some(_)) => return Err(StoreError::MissingKey { path }),
        (Found::Nothing, None) => (keys::make(&config.key_file)?, true),
    };
    let keys = Keys::derive(&secret);
    let sheet = is_new.then(|| RecoverySheet::of(&secret, &config.key_file));
    if known.is_none() {
        let demo: &[u8] = if config.is_demo { b"yes" } else { b"no" };
        let first = vec![
            Statement::new(sql::SET_META, vec![KEY_CHECK.into(), keys.check().into()]),
            Statement::new(sql::SET_META, vec![DEMO.into(), demo.into()]),
        ];
        engine.write(Unit::of(first)).await?;
    }
    // Asked again: another process may have been first with another key.
    let known = engine.one(sql::META, vec![KEY_CHECK.into()]).await?;
    match known {
        Some(row) if row.bytes(0)? == keys.check() => Ok((keys, sheet)),
        _ => Err(StoreError::WrongKey { path }),
    }
}
