//! The limit that the store is measured against: the bare drivers with the store's own tables, rows,
//! batches and waiting for the disk, and nothing else. It writes into a scratch place and removes it.

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use rusqlite::Connection;
use tokio_postgres::types::ToSql;

use crate::{
    EngineConfig, StoreError,
    engine::{
        postgres::{
            self,
            pipeline::{Request, in_order},
        },
        sqlite,
    },
    migrate,
};

/// The streams that are written to in turn.
const STREAMS: usize = 256;
const BEGIN: &str =
    "INSERT INTO stream (id, kind, head_seq, head_hash, head_at, wrapped_key) VALUES ($1, 1, 0, $2, 0, $2)";
const MOVE: &str = "UPDATE stream SET head_seq = $1, head_hash = $2, head_at = $1 WHERE id = $3";
const EVENT: &str =
    "INSERT INTO event (stream, seq, recorded_at, body_hash, hash) VALUES ($1, $2, $2, $3, $3)";
const BODY: &str = "INSERT INTO body (stream, seq, sealed) VALUES ($1, $2, $3)";

/// What one commit holds.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Appends, each to a stream of its own.
    pub appends: usize,
    /// Entries of each append.
    pub entries: usize,
    /// The bytes of a sealed body.
    pub sealed: usize,
}

/// How many entries each second the bare driver makes durable, on one connection.
///
/// # Errors
/// What the database says; the scratch place is removed then, too.
pub async fn entries_per_second(
    engine: &EngineConfig,
    shape: Shape,
    lasts: Duration,
) -> Result<f64, StoreError> {
    match engine {
        EngineConfig::Sqlite { dir } => {
            let scratch = Scratch::beside(dir)?;
            let measured = tokio::task::spawn_blocking(move || by_sqlite(&scratch.0, shape, lasts));
            measured.await.map_err(StoreError::fault)?
        }
        EngineConfig::Postgres { url } => {
            let mut client = postgres::client(url).await?;
            let schema = format!("polyphony_scratch_{}", std::process::id());
            client
                .batch_execute(&format!("CREATE SCHEMA {schema}; SET search_path TO {schema}"))
                .await
                .map_err(postgres::told)?;
            let measured = by_postgres(&mut client, shape, lasts).await;
            let dropped = client.batch_execute(&format!("DROP SCHEMA {schema} CASCADE")).await;
            measured.and_then(|rate| dropped.map(|()| rate).map_err(postgres::told))
        }
    }
}

/// A directory that goes when it is no longer needed.
struct Scratch(PathBuf);

impl Scratch {
    fn beside(dir: &Path) -> Result<Self, StoreError> {
        let mut path = dir.as_os_str().to_owned();
        path.push(format!(".scratch-{}", std::process::id()));
        std::fs::create_dir(&path).map_err(StoreError::fault)?;
        Ok(Self(path.into()))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            tracing::warn!(place = %self.0.display(), %error, "a scratch directory could not be removed");
        }
    }
}

fn by_sqlite(dir: &Path, shape: Shape, lasts: Duration) -> Result<f64, StoreError> {
    let mut db = sqlite::connect(&dir.join(sqlite::FILE), true)?;
    migrate::sqlite(&mut db)?;
    measure_sqlite(&db, shape, lasts).map_err(sqlite::told)
}

fn measure_sqlite(db: &Connection, shape: Shape, lasts: Duration) -> rusqlite::Result<f64> {
    let prepare = |sql: &str| db.prepare(&sqlite::numbered(sql));
    let (hash, sealed) = ([7_u8; 32], vec![7_u8; shape.sealed]);
    let mut begin = prepare(BEGIN)?;
    for nth in 0..STREAMS {
        begin.execute((stream(nth), hash))?;
    }
    let (mut moves, mut event, mut body) = (prepare(MOVE)?, prepare(EVENT)?, prepare(BODY)?);
    let (began, mut appended, mut written) = (Instant::now(), 0_usize, 0_usize);
    while began.elapsed() < lasts {
        db.execute_batch("BEGIN IMMEDIATE")?;
        for _ in 0..shape.appends {
            let stream = stream(appended % STREAMS);
            for _ in 0..shape.entries {
                written += 1;
                event.execute((stream, number(written), hash))?;
                body.execute((stream, number(written), &sealed))?;
            }
            moves.execute((number(written), hash, stream))?;
            appended += 1;
        }
        db.execute_batch("COMMIT")?;
    }
    Ok(written as f64 / began.elapsed().as_secs_f64())
}

async fn by_postgres(
    client: &mut tokio_postgres::Client,
    shape: Shape,
    lasts: Duration,
) -> Result<f64, StoreError> {
    migrate::postgres(client).await?;
    measure_postgres(client, shape, lasts).await.map_err(postgres::told)
}

/// Every statement of a batch is in flight at once, the commit behind them.
async fn measure_postgres(
    client: &tokio_postgres::Client,
    shape: Shape,
    lasts: Duration,
) -> Result<f64, tokio_postgres::Error> {
    let (hash, sealed) = ([7_u8; 32].to_vec(), vec![7_u8; shape.sealed]);
    let streams: Vec<Vec<u8>> = (0..STREAMS).map(|nth| stream(nth).to_vec()).collect();
    let begin = client.prepare(BEGIN).await?;
    for stream in &streams {
        client.execute(&begin, &[stream, &hash]).await?;
    }
    let moves = client.prepare(MOVE).await?;
    let (event, body) = (client.prepare(EVENT).await?, client.prepare(BODY).await?);
    let (began, mut appended, mut written) = (Instant::now(), 0_usize, 0_usize);
    while began.elapsed() < lasts {
        let mut flight: Vec<Request<'_>> = vec![whole(client, "BEGIN")];
        for stream in streams.iter().cycle().skip(appended % STREAMS).take(shape.appends) {
            for _ in 0..shape.entries {
                written += 1;
                flight.push(one(client, &event, vec![stream, &hash], number(written), 1));
                flight.push(one(client, &body, vec![stream, &sealed], number(written), 1));
            }
            flight.push(one(client, &moves, vec![&hash, stream], number(written), 0));
        }
        flight.push(whole(client, "COMMIT"));
        in_order(flight).await?;
        appended += shape.appends;
    }
    Ok(written as f64 / began.elapsed().as_secs_f64())
}

fn whole<'a>(client: &'a tokio_postgres::Client, sql: &'static str) -> Request<'a> {
    Box::pin(async move { client.batch_execute(sql).await.map(|()| 0) })
}

/// One statement, its number set in at a place among its other values.
fn one<'a>(
    client: &'a tokio_postgres::Client,
    statement: &'a tokio_postgres::Statement,
    others: Vec<&'a Vec<u8>>,
    number: i64,
    at: usize,
) -> Request<'a> {
    Box::pin(async move {
        let mut args: Vec<&(dyn ToSql + Sync)> = others.iter().map(|&bytes| bytes as _).collect();
        args.insert(at, &number);
        client.execute(statement, &args).await
    })
}

fn stream(nth: usize) -> [u8; 16] {
    // Spread over the tables as random ids are.
    let mut id = [0; 16];
    id.copy_from_slice(&blake3::hash(&nth.to_be_bytes()).as_bytes()[..16]);
    id
}

fn number(of: usize) -> i64 {
    i64::try_from(of).unwrap_or(i64::MAX)
}
