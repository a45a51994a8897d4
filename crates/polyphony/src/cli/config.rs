//! The configuration: one file, or a data directory and nothing else.
//!
//! ```toml
//! [serve]
//! listen = "127.0.0.1:7070"     # where to listen (default)
//! secure-cookies = true         # cookies only over TLS (default; false only on the loopback)
//! exit = "https://example.org"  # where "leave this page" leads
//!
//! [store]
//! engine = "sqlite"             # or "postgres"
//! data = "/var/lib/polyphony"   # sqlite: the directory of the database
//! url = "postgres://…"          # postgres: where the database is
//! key-file = "/etc/polyphony/service.key"  # the service key, outside the database
//! cache-mib = 96                # the bound of what is held in memory
//! ```
//!
//! Each value can be set by an environment variable too: `POLYPHONY__STORE__URL`.

use std::path::{Path, PathBuf};

use clap::Args;
use serde::Deserialize;
use store::{Config as StoreConfig, EngineConfig, Missing};

use super::Misconfigured;

/// Where a service lies.
#[derive(Args, Clone)]
#[group(required = true, multiple = false)]
pub struct Place {
    /// An embedded service: the directory that holds its database.
    #[arg(long)]
    data: Option<PathBuf>,
    /// A configuration file.
    #[arg(long)]
    config: Option<PathBuf>,
}

/// The whole configuration.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Config {
    /// The edge.
    #[serde(default)]
    pub serve: Serve,
    /// The store.
    pub store: Store,
}

/// The edge.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Serve {
    /// Where to listen.
    pub listen: String,
    /// Whether cookies travel only over TLS.
    pub secure_cookies: bool,
    /// Where "leave this page" leads.
    pub exit: String,
}

impl Default for Serve {
    fn default() -> Self {
        Self { listen: "127.0.0.1:7070".into(), secure_cookies: true, exit: String::new() }
    }
}

/// Which engine.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Engine {
    /// Embedded.
    #[default]
    Sqlite,
    /// A server.
    Postgres,
}

/// The store.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Store {
    #[serde(default)]
    engine: Engine,
    #[serde(default)]
    data: Option<PathBuf>,
    #[serde(default)]
    url: Option<String>,
    key_file: PathBuf,
    #[serde(default)]
    cache_mib: Option<u64>,
}

impl Place {
    /// An embedded service in a directory.
    pub fn in_directory(data: PathBuf) -> Self {
        Self { data: Some(data), config: None }
    }

    /// The configuration of this place.
    pub fn read(&self) -> anyhow::Result<Config> {
        match (&self.data, &self.config) {
            (Some(data), _) => Ok(embedded(data)),
            (None, Some(file)) => from_file(file),
            (None, None) => {
                Err(Misconfigured("Name a data directory or a configuration file.".into()).into())
            }
        }
    }
}

/// A data directory alone: the loopback, and the key beside the directory, not in it,
/// so that a copy of the directory is not a copy of the key.
fn embedded(data: &Path) -> Config {
    let mut key_file = data.as_os_str().to_owned();
    key_file.push(".key");
    let store = Store {
        engine: Engine::Sqlite,
        data: Some(data.to_owned()),
        url: None,
        key_file: key_file.into(),
        cache_mib: None,
    };
    Config { serve: Serve { secure_cookies: false, ..Serve::default() }, store }
}

fn from_file(file: &Path) -> anyhow::Result<Config> {
    let wrong = |error: config::ConfigError| {
        Misconfigured(format!("The configuration {} cannot be used: {error}.", file.display()))
    };
    let environment = config::Environment::with_prefix("POLYPHONY").prefix_separator("__").separator("__");
    let source = config::File::from(file).format(config::FileFormat::Toml);
    let read = config::Config::builder().add_source(source).add_source(environment).build().map_err(wrong)?;
    Ok(read.try_deserialize().map_err(wrong)?)
}

impl Config {
    /// How the store is opened.
    pub fn store(&self, missing: Missing) -> anyhow::Result<StoreConfig> {
        let lacks = |what: &str| Misconfigured(format!("The configuration lacks `{what}` under [store]."));
        let engine = match self.store.engine {
            Engine::Sqlite => {
                EngineConfig::Sqlite { dir: self.store.data.clone().ok_or_else(|| lacks("data"))? }
            }
            Engine::Postgres => {
                EngineConfig::Postgres { url: self.store.url.clone().ok_or_else(|| lacks("url"))? }
            }
        };
        let mut config = StoreConfig::new(engine, self.store.key_file.clone());
        config.missing = missing;
        if let Some(mib) = self.store.cache_mib {
            config.cache_bytes = mib << 20;
        }
        Ok(config)
    }

    /// Whether key and database lie in one directory, so that one copy takes both.
    pub fn key_lies_with_data(&self) -> bool {
        let data = self.store.data.as_deref().and_then(|d| d.canonicalize().ok());
        let key = self.store.key_file.canonicalize().ok();
        data.zip(key).is_some_and(|(data, key)| key.starts_with(data))
    }
}
