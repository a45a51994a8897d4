//! What tests of several crates share.

pub mod postgres;

use store::EngineConfig;

/// Runs statements behind a store's back, as damage and tampering would. Bytes are written `x'ff'`.
///
/// # Errors
/// What the database says.
pub async fn meddle(engine: &EngineConfig, sql: &str) -> anyhow::Result<()> {
    match engine {
        EngineConfig::Sqlite { dir } => {
            Ok(rusqlite::Connection::open(dir.join("polyphony.db"))?.execute_batch(sql)?)
        }
        EngineConfig::Postgres { url } => {
            let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await?;
            tokio::spawn(connection);
            Ok(client.batch_execute(&sql.replace("x'", "'\\x")).await?)
        }
    }
}
