//! PostgreSQL: a batcher that commits everything waiting in one transaction, and a pool for reading.

mod batcher;
mod doorbell;
mod live;
pub(crate) mod pipeline;
mod transaction;

use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod};
use tokio_postgres::{
    Config, NoTls,
    config::SslMode,
    error::SqlState,
    types::{IsNull, ToSql, Type, private::BytesMut, to_sql_checked},
};

use tokio_postgres_rustls::MakeRustlsConnect;

use super::{
    Answer, Doorbell, Engine, LiveUpdate, Row, StreamId, StreamRow, Tail, Tally, Unit, Value, Written, sql,
    together,
};
use crate::{StoreError, migrate};
use batcher::Batcher;

/// Connections of one process, at most.
const CONNECTIONS: usize = 8;

/// The engine for many processes.
pub(crate) struct Postgres {
    pool: Pool,
    place: String,
    batcher: Batcher,
    bell: doorbell::Bell,
}

impl Postgres {
    /// Connects, and brings the schema up to date where that is wanted.
    pub(crate) async fn open(url: &str, make: bool) -> Result<Self, StoreError> {
        let (pool, place) = pool(url)?;
        let mut client = connection(&pool, &place).await?;
        let has_schema: bool = client
            .query_one(migrate::POSTGRES_HAS_SCHEMA, &[])
            .await
            .and_then(|row| row.try_get(0))
            .map_err(told)?;
        if !has_schema && !make {
            return Err(StoreError::MissingDatabase { place });
        }
        migrate::postgres(&mut client).await?;
        drop(client);
        let bell = doorbell::Bell::hang(pool.clone(), config(url)?.0);
        Ok(Self { batcher: Batcher::start(pool.clone(), place.clone()), pool, place, bell })
    }

    async fn read(&self, sql: &'static str, args: &[Value]) -> Result<Vec<Row>, StoreError> {
        let client = connection(&self.pool, &self.place).await?;
        let statement = client.prepare_cached(sql).await.map_err(told)?;
        let rows = client.query(&statement, &borrowed(args)).await.map_err(told)?;
        rows.iter().map(taken).collect::<Result<_, _>>().map_err(told)
    }

    async fn read_tail(&self, stream: StreamId, after: i64) -> Result<Option<Tail>, StoreError> {
        let found = self.read(sql::STREAM, &[(&stream).into()]).await?;
        let Some(row) = found.first() else { return Ok(None) };
        let row = StreamRow::read(row)?;
        let until = row.head.seq;
        if until <= after {
            return Ok(Some(Tail { stream: row, entries: Vec::new() }));
        }
        let client = connection(&self.pool, &self.place).await?;
        let times = client.prepare_cached(sql::TIMES).await.map_err(told)?;
        let bodies = client.prepare_cached(sql::BODIES).await.map_err(told)?;
        let id = stream.as_slice();
        let of: [&(dyn ToSql + Sync); 3] = [&id, &after, &until];
        let (times, bodies) =
            tokio::try_join!(client.query(&times, &of), client.query(&bodies, &of)).map_err(told)?;
        let times = times.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?)));
        let bodies = bodies.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?)));
        let times = times.collect::<Result<_, _>>().map_err(told)?;
        let entries = together(times, bodies.collect::<Result<_, _>>().map_err(told)?);
        Ok(Some(Tail { stream: row, entries }))
    }
}

fn config(url: &str) -> Result<(Config, String), StoreError> {
    let mut config: Config =
        url.parse().map_err(|_| StoreError::odd("the database address cannot be read"))?;
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(std::time::Duration::from_secs(10));
    }
    config.application_name("polyphony");
    let place = place(&config);
    Ok((config, place))
}

fn pool(url: &str) -> Result<(Pool, String), StoreError> {
    let (config, place) = config(url)?;
    let pool =
        Pool::builder(manager(config, &place)?).max_size(CONNECTIONS).build().map_err(StoreError::fault)?;
    Ok((pool, place))
}

/// A connection of its own, outside any pool that is in use.
pub(crate) async fn client(url: &str) -> Result<Object, StoreError> {
    let (pool, place) = pool(url)?;
    connection(&pool, &place).await
}

impl Engine for Postgres {
    fn one(&self, sql: &'static str, args: Vec<Value>) -> Answer<'_, Option<Row>> {
        Box::pin(async move { Ok(self.read(sql, &args).await?.into_iter().next()) })
    }

    fn rows(&self, sql: &'static str, args: Vec<Value>) -> Answer<'_, Vec<Row>> {
        Box::pin(async move { self.read(sql, &args).await })
    }

    fn tail(&self, stream: StreamId, after: i64) -> Answer<'_, Option<Tail>> {
        Box::pin(self.read_tail(stream, after))
    }

    fn write(&self, unit: Unit) -> Answer<'_, Written> {
        Box::pin(self.batcher.write(unit))
    }

    fn append_live(&self, updates: Vec<LiveUpdate>) -> Answer<'_, Vec<bool>> {
        Box::pin(async move {
            let mut client = connection(&self.pool, &self.place).await?;
            let kept = live::append(&mut client, &updates).await;
            let kept =
                kept.map_err(|e| if client.is_closed() { StoreError::LostConnection } else { told(e) })?;
            self.bell.ring();
            Ok(kept)
        })
    }

    fn doorbell(&self) -> Option<Doorbell> {
        Some(self.bell.listen())
    }

    /// Frees what was deleted; what the server itself still keeps of it is sealed.
    fn rinse(&self) -> Answer<'_, ()> {
        Box::pin(async move {
            let client = connection(&self.pool, &self.place).await?;
            for table in ["live_update", "live_snapshot"] {
                client.batch_execute(&format!("VACUUM {table}")).await.map_err(told)?;
            }
            Ok(())
        })
    }

    /// The small tables that held keys and names are written anew; the old files are unlinked by the server.
    fn scrub(&self) -> Answer<'_, ()> {
        Box::pin(async move {
            let client = connection(&self.pool, &self.place).await?;
            let anew = [
                "stream",
                "account",
                "session",
                "draft",
                "look_up",
                "live_update",
                "live_snapshot",
                "live_frozen",
            ]
            .map(|t| format!("VACUUM (FULL) {t}"));
            for vacuum in anew.iter().map(String::as_str).chain(["VACUUM body", "VACUUM blob"]) {
                client.batch_execute(vacuum).await.map_err(told)?;
            }
            Ok(())
        })
    }

    fn tally(&self) -> Tally {
        self.batcher.written.tally()
    }
}

/// Encrypted where the address says `sslmode=require`, and then against the certificate authorities
/// that this machine trusts; in clear elsewhere (a socket, a private network).
fn manager(config: Config, place: &str) -> Result<Manager, StoreError> {
    let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
    if config.get_ssl_mode() != SslMode::Require {
        return Ok(Manager::from_config(config, NoTls, recycling));
    }
    match MakeRustlsConnect::with_native_certs() {
        Ok((tls, _)) => Ok(Manager::from_config(config, tls, recycling)),
        Err(_) => Err(StoreError::NotTrusted { place: place.to_owned() }),
    }
}

async fn connection(pool: &Pool, place: &str) -> Result<Object, StoreError> {
    use deadpool_postgres::PoolError;
    pool.get().await.map_err(|error| match error {
        PoolError::Backend(error) => match error.code() {
            Some(&SqlState::INVALID_CATALOG_NAME) => StoreError::MissingDatabase { place: place.to_owned() },
            Some(&(SqlState::TOO_MANY_CONNECTIONS | SqlState::CANNOT_CONNECT_NOW)) => StoreError::Busy,
            Some(_) => StoreError::fault(error),
            // The driver tells this kind only in words.
            None if error.to_string().contains("TLS") => StoreError::NotTrusted { place: place.to_owned() },
            None => StoreError::Unreachable { place: place.to_owned() },
        },
        other => StoreError::fault(other),
    })
}

/// Where the database is, without user or password.
fn place(config: &Config) -> String {
    use tokio_postgres::config::Host;
    let host = config.get_hosts().first().map_or_else(String::new, |host| match host {
        Host::Tcp(name) => name.clone(),
        Host::Unix(path) => path.display().to_string(),
    });
    let port = config.get_ports().first().copied().unwrap_or(5432);
    format!("{host}:{port}/{}", config.get_dbname().unwrap_or(""))
}

/// Tells an error of PostgreSQL as one of ours.
pub(crate) fn told(error: tokio_postgres::Error) -> StoreError {
    match error.code() {
        Some(&SqlState::DISK_FULL) => StoreError::DiskFull,
        Some(
            &(SqlState::TOO_MANY_CONNECTIONS
            | SqlState::T_R_DEADLOCK_DETECTED
            | SqlState::LOCK_NOT_AVAILABLE),
        ) => StoreError::Busy,
        Some(&(SqlState::ADMIN_SHUTDOWN | SqlState::CRASH_SHUTDOWN | SqlState::CANNOT_CONNECT_NOW)) => {
            StoreError::LostConnection
        }
        Some(&(SqlState::DATA_CORRUPTED | SqlState::INDEX_CORRUPTED)) => {
            StoreError::damaged("the database files")
        }
        Some(_) => StoreError::fault(error),
        None if error.is_closed() || is_io(&error) => StoreError::LostConnection,
        None => StoreError::fault(error),
    }
}

fn is_io(error: &tokio_postgres::Error) -> bool {
    std::error::Error::source(error).is_some_and(|source| source.is::<std::io::Error>())
}

/// Values as tokio-postgres takes them.
pub(crate) fn borrowed(args: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    args.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

fn taken(row: &tokio_postgres::Row) -> Result<Row, tokio_postgres::Error> {
    let value = |(at, column): (usize, &tokio_postgres::Column)| -> Result<Value, tokio_postgres::Error> {
        Ok(match *column.type_() {
            Type::INT8 => row.try_get::<_, Option<i64>>(at)?.into(),
            Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(at)?.into(),
            _ => row.try_get::<_, Option<String>>(at)?.into(),
        })
    };
    row.columns().iter().enumerate().map(value).collect::<Result<_, _>>().map(Row)
}

impl ToSql for Value {
    fn to_sql(
        &self,
        of: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(value) => value.to_sql(of, out),
            Self::Text(value) => value.to_sql(of, out),
            Self::Bytes(value) => value.to_sql(of, out),
        }
    }
    fn accepts(of: &Type) -> bool {
        matches!(*of, Type::INT8 | Type::TEXT | Type::BYTEA)
    }
    to_sql_checked!();
}
