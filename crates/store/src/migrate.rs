//! The schema and its versions: SQL files that run once each, in order, in one transaction.

use rusqlite::Connection;

use crate::{StoreError, engine::sqlite::told};

struct Migration {
    /// For both engines.
    text: &'static str,
    /// What PostgreSQL needs beside it.
    postgres: &'static str,
}

/// In their order; the first is version 1.
const MIGRATIONS: &[Migration] = &[
    Migration {
        text: include_str!("../../../migrations/0001_record.sql"),
        postgres: include_str!("../../../migrations/0001_record.postgres.sql"),
    },
    Migration { text: include_str!("../../../migrations/0002_accounts.sql"), postgres: "" },
    Migration { text: include_str!("../../../migrations/0003_indexes.sql"), postgres: "" },
    Migration { text: include_str!("../../../migrations/0004_matters.sql"), postgres: "" },
    Migration { text: include_str!("../../../migrations/0005_destroyed.sql"), postgres: "" },
    Migration { text: include_str!("../../../migrations/0010_live.sql"), postgres: "" },
    Migration { text: include_str!("../../../migrations/0011_live_frozen.sql"), postgres: "" },
];

/// One more than the migrations that have run so far.
const VERSIONS: &str = "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)";

/// The newest schema that this program knows.
pub(crate) fn newest() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

/// The migrations that a database of this version still lacks, with their versions.
fn lacking(found: i64) -> Result<impl Iterator<Item = (i64, &'static Migration)>, StoreError> {
    if found > newest() {
        return Err(StoreError::NewerSchema { found, known: newest() });
    }
    Ok((1..).zip(MIGRATIONS).filter(move |(version, _)| *version > found))
}

/// Brings an SQLite database up to date.
pub(crate) fn sqlite(connection: &mut Connection) -> Result<(), StoreError> {
    let tx = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(told)?;
    tx.execute_batch(&format!("{VERSIONS} STRICT")).map_err(told)?;
    let found = tx
        .query_row("SELECT coalesce(max(version), 0) FROM schema_version", (), |row| row.get(0))
        .map_err(told)?;
    for (version, migration) in lacking(found)? {
        tx.execute_batch(migration.text).map_err(told)?;
        tx.execute("INSERT INTO schema_version (version) VALUES (?1)", [version]).map_err(told)?;
    }
    tx.commit().map_err(told)
}

/// Brings a PostgreSQL database up to date; processes that start together take turns.
pub(crate) async fn postgres(client: &mut tokio_postgres::Client) -> Result<(), StoreError> {
    use crate::engine::postgres::told;
    let tx = client.transaction().await.map_err(told)?;
    tx.batch_execute("SELECT pg_advisory_xact_lock(7468766)").await.map_err(told)?;
    tx.batch_execute(&dialect(VERSIONS)).await.map_err(told)?;
    let row =
        tx.query_one("SELECT coalesce(max(version), 0) FROM schema_version", &[]).await.map_err(told)?;
    for (version, migration) in lacking(row.try_get(0).map_err(told)?)? {
        tx.batch_execute(&dialect(migration.text)).await.map_err(told)?;
        tx.batch_execute(migration.postgres).await.map_err(told)?;
        tx.execute("INSERT INTO schema_version (version) VALUES ($1)", &[&version]).await.map_err(told)?;
    }
    tx.commit().await.map_err(told)
}

/// Whether a PostgreSQL database holds a Polyphony schema at all.
pub(crate) const POSTGRES_HAS_SCHEMA: &str = "SELECT to_regclass('schema_version') IS NOT NULL";

/// The same text in PostgreSQL's words.
fn dialect(text: &str) -> String {
    text.replace(") STRICT, WITHOUT ROWID; -- by stream", ") PARTITION BY HASH (stream);")
        .replace(") STRICT, WITHOUT ROWID;", ");")
        .replace(") STRICT;", ");")
        .replace(" BLOB", " BYTEA")
        .replace(" INTEGER", " BIGINT")
}
