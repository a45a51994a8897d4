//! Appending to live documents on SQLite, inside the writer's own commit.

use rusqlite::{Connection, OptionalExtension};

use super::numbered;
use crate::engine::{LiveUpdate, sql};

/// Appends each update whose meeting is open; tells which were.
pub(super) fn append(connection: &Connection, updates: &[LiveUpdate]) -> rusqlite::Result<Vec<bool>> {
    let mut next = connection.prepare_cached(&numbered(sql::NEXT_LIVE))?;
    let mut add = connection.prepare_cached(&numbered(sql::ADD_LIVE))?;
    let mut kept = Vec::with_capacity(updates.len());
    for LiveUpdate { meeting, part, origin, sealed } in updates {
        let seq: Option<i64> = next.query_row((meeting, part), |row| row.get(0)).optional()?;
        if let Some(seq) = seq {
            add.execute((meeting, part, seq, origin, sealed))?;
        }
        kept.push(seq.is_some());
    }
    Ok(kept)
}
