//! SQLite: one writer thread with group commit, a few readers; WAL, `synchronous=FULL`.

mod live;
mod readers;
mod writer;

use std::path::{Path, PathBuf};

use rusqlite::{
    Connection, ErrorCode, OpenFlags,
    types::{FromSql, ValueRef},
};

use super::{
    Answer, Engine, LiveUpdate, Row, StreamId, StreamRow, Tail, Tally, Unit, Value, Written, sql, together,
};
use crate::{StoreError, migrate};
use readers::Readers;
use writer::Writer;

/// The name of the database file in its directory.
pub(crate) const FILE: &str = "polyphony.db";

/// What a reading connection keeps of the file, in KiB as SQLite takes it; the usual 2 MiB are much for each of them.
const READ_CACHE: i64 = -512;

/// How SQLite is set up; the defaults are the only safe ones.
#[derive(Clone, Copy)]
pub(crate) struct Tuning {
    /// Whether each commit waits for the disk. Only the test that proves it turns this off.
    pub(crate) wait_for_disk: bool,
    /// The most pages the file may grow to; 0 for no bound.
    pub(crate) max_pages: u32,
}

impl Default for Tuning {
    fn default() -> Self {
        Self { wait_for_disk: true, max_pages: 0 }
    }
}

/// The embedded engine.
pub(crate) struct Sqlite {
    path: PathBuf,
    readers: Readers,
    writer: Writer,
}

impl Sqlite {
    /// Opens the database in a directory, making it where that is wanted, and brings its schema up to date.
    pub(crate) fn open(dir: &Path, make: bool, tuning: Tuning) -> Result<Self, StoreError> {
        let path = dir.join(FILE);
        if !path.exists() {
            if !make {
                return Err(StoreError::MissingDatabase { place: dir.display().to_string() });
            }
            std::fs::create_dir_all(dir).map_err(StoreError::fault)?;
        }
        let mut connection = connect(&path, true)?;
        migrate::sqlite(&mut connection)?;
        set_up(&connection, tuning).map_err(told)?;
        // What was deleted just before the program ended may still lie in the log.
        empty_log(&connection)?;
        Ok(Self { path: path.clone(), writer: Writer::start(connection)?, readers: Readers::new(path) })
    }
}

/// Moves the write-ahead log into the file and empties it; does nothing while somebody else reads in it.
fn empty_log(connection: &Connection) -> Result<(), StoreError> {
    connection.pragma_update_and_check(None, "wal_checkpoint", "TRUNCATE", |_| Ok(())).map_err(told)
}

fn set_up(connection: &Connection, tuning: Tuning) -> rusqlite::Result<()> {
    // Pages as they were before a savepoint stay in memory: each commit would else write some to a file beside.
    // (Only here: rewriting the whole database must not happen in memory.)
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "synchronous", if tuning.wait_for_disk { "FULL" } else { "OFF" })?;
    if tuning.max_pages > 0 {
        connection.pragma_update_and_check(None, "max_page_count", tuning.max_pages, |_| Ok(()))?;
    }
    Ok(())
}

pub(crate) fn connect(path: &Path, writes: bool) -> Result<Connection, StoreError> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if writes {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let connection = Connection::open_with_flags(path, flags).map_err(told)?;
    let prepare = || -> rusqlite::Result<()> {
        connection.busy_timeout(std::time::Duration::from_secs(10))?;
        connection.set_prepared_statement_cache_capacity(128);
        connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        // What is deleted is overwritten with zeros, so that a destroyed key lies nowhere in the file.
        connection.pragma_update_and_check(None, "secure_delete", "ON", |_| Ok(()))?;
        if !writes {
            // The system has the same pages in its own memory.
            connection.pragma_update(None, "cache_size", READ_CACHE)?;
        }
        connection.pragma_update(None, "query_only", !writes)?;
        Ok(())
    };
    prepare().map_err(told)?;
    Ok(connection)
}

impl Engine for Sqlite {
    fn one(&self, sql: &'static str, args: Vec<Value>) -> Answer<'_, Option<Row>> {
        Box::pin(async move {
            // Cheaper here than a hop to another thread.
            Ok(self.readers.here(|connection| query(connection, sql, &args)).await?.into_iter().next())
        })
    }

    fn rows(&self, sql: &'static str, args: Vec<Value>) -> Answer<'_, Vec<Row>> {
        Box::pin(self.readers.apart(move |connection| query(connection, sql, &args)))
    }

    fn tail(&self, stream: StreamId, after: i64) -> Answer<'_, Option<Tail>> {
        Box::pin(async move {
            let Some(row) = self.one(sql::STREAM, vec![(&stream).into()]).await? else { return Ok(None) };
            let row = StreamRow::read(&row)?;
            let until = row.head.seq;
            if until <= after {
                return Ok(Some(Tail { stream: row, entries: Vec::new() }));
            }
            // Each on a connection of its own: the bodies are most of it.
            let of = (stream, after, until);
            let times = self.readers.apart(move |connection| numbers(connection, sql::TIMES, of));
            let bodies = self.readers.apart(move |connection| numbers(connection, sql::BODIES, of));
            let (times, bodies) = tokio::try_join!(times, bodies)?;
            Ok(Some(Tail { stream: row, entries: together(times, bodies) }))
        })
    }

    fn write(&self, unit: Unit) -> Answer<'_, Written> {
        Box::pin(self.writer.write(unit))
    }

    fn append_live(&self, updates: Vec<LiveUpdate>) -> Answer<'_, Vec<bool>> {
        Box::pin(self.writer.append_live(updates))
    }

    /// Empties the write-ahead log; in the file itself, what was deleted is overwritten with zeros already.
    fn rinse(&self) -> Answer<'_, ()> {
        let path = self.path.clone();
        Box::pin(async move {
            let apart = move || empty_log(&connect(&path, true)?);
            tokio::task::spawn_blocking(apart).await.map_err(StoreError::fault)?
        })
    }

    /// Writes the whole file anew and empties the write-ahead log.
    fn scrub(&self) -> Answer<'_, ()> {
        let path = self.path.clone();
        Box::pin(async move {
            let apart = move || {
                let connection = connect(&path, true)?;
                let log =
                    || connection.pragma_update_and_check(None, "wal_checkpoint", "TRUNCATE", |_| Ok(()));
                log().and_then(|()| connection.execute_batch("VACUUM")).and_then(|()| log()).map_err(told)
            };
            tokio::task::spawn_blocking(apart).await.map_err(StoreError::fault)?
        })
    }

    fn tally(&self) -> Tally {
        self.writer.written.tally()
    }
}

/// What stands beside the numbers of a stream's entries after a place, up to another.
fn numbers<T: FromSql>(
    connection: &Connection,
    sql: &str,
    of: (StreamId, i64, i64),
) -> rusqlite::Result<Vec<(i64, T)>> {
    let mut statement = connection.prepare_cached(&numbered(sql))?;
    statement.query_map(of, |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

fn query(connection: &Connection, sql: &str, args: &[Value]) -> rusqlite::Result<Vec<Row>> {
    let mut statement = connection.prepare_cached(&numbered(sql))?;
    let columns = statement.column_count();
    let read = |row: &rusqlite::Row<'_>| {
        (0..columns).map(|at| row.get_ref(at).map(taken)).collect::<rusqlite::Result<_>>()
    };
    statement.query_map(rusqlite::params_from_iter(args), |row| read(row).map(Row))?.collect()
}

/// PostgreSQL writes `$1` where SQLite writes `?1`.
pub(crate) fn numbered(sql: &str) -> String {
    sql.replace('$', "?")
}

fn taken(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Integer(value) => Value::Int(value),
        ValueRef::Text(value) => Value::Text(String::from_utf8_lossy(value).into_owned()),
        ValueRef::Blob(value) => Value::Bytes(value.to_vec()),
        ValueRef::Null | ValueRef::Real(_) => Value::Null,
    }
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        Ok(rusqlite::types::ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(value) => ValueRef::Integer(*value),
            Self::Text(value) => ValueRef::Text(value.as_bytes()),
            Self::Bytes(value) => ValueRef::Blob(value),
        }))
    }
}

/// Tells an error of SQLite as one of ours.
pub(crate) fn told(error: rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => StoreError::DiskFull,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy,
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            StoreError::damaged("the database file")
        }
        _ => StoreError::fault(error),
    }
}
