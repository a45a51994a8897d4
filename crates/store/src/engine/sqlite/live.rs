//! Appending to live documents on SQLite, inside the writer's own commit.

use rusqlite::{Connection, OptionalExtension};

use super::numbered;
use crate::engine::{LiveUpdate, sql};

/// Appends each update whose meeting is open, or that may come after; tells which were.
pub(super) fn append(connection: &Connection, updates: &[LiveUpdate]) -> rusqlite::Result<Vec<bool>> {
    let mut next = connection.prepare_cached(&numbered(sql::NEXT_LIVE))?;
    let mut next_late = connection.prepare_cached(&numbered(sql::NEXT_LATE))?;
    let mut is_late = connection.prepare_cached(&numbered(sql::IS_LATE))?;
    let mut add = connection.prepare_cached(&numbered(sql::ADD_LIVE))?;
    let mut kept = Vec::with_capacity(updates.len());
    for LiveUpdate { meeting, part, origin, sealed, late } in updates {
        let next = if late.is_some() { &mut next_late } else { &mut next };
        let seq: Option<i64> = next.query_row((meeting, part), |row| row.get(0)).optional()?;
        if let Some(seq) = seq {
            add.execute((meeting, part, seq, origin, sealed))?;
            if let Some((account, written_at)) = late {
                is_late.execute((meeting, part, account, written_at))?;
            }
        }
        kept.push(seq.is_some());
    }
    Ok(kept)
}
