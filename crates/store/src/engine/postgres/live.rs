//! Appending to live documents on PostgreSQL: what waits goes in one transaction; numbers are given under a lock.

use std::collections::{BTreeMap, HashMap};

use deadpool_postgres::Client;
use tokio_postgres::Error;

use crate::engine::{LiveUpdate, sql};

/// Whoever closes a meeting waits for this transaction, and this one for them.
const OPEN: &str =
    "SELECT meeting, state FROM live_meeting WHERE meeting = ANY($1) ORDER BY meeting FOR SHARE";
/// The state of a meeting that is open.
const OPEN_NOW: i64 = 1;
const BEGIN: &str = "INSERT INTO live_document (meeting, part, head) \
    SELECT u.meeting, u.part, 0 FROM unnest($1::bytea[], $2::bytea[]) AS u(meeting, part) \
    ORDER BY u.meeting, u.part ON CONFLICT (meeting, part) DO NOTHING";
const LOCK: &str = "SELECT d.meeting, d.part, d.head FROM live_document d \
    JOIN unnest($1::bytea[], $2::bytea[]) AS u(meeting, part) ON u.meeting = d.meeting AND u.part = d.part \
    ORDER BY d.meeting, d.part FOR UPDATE OF d";
const MOVE: &str = "UPDATE live_document AS d SET head = u.head \
    FROM unnest($1::bytea[], $2::bytea[], $3::bigint[]) AS u(meeting, part, head) \
    WHERE d.meeting = u.meeting AND d.part = u.part";
const ADD: &str = "INSERT INTO live_update (meeting, part, seq, origin, sealed) \
    SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::bigint[], $4::bigint[], $5::bytea[])";

/// A document in the database's own words.
type Key<'a> = (&'a [u8], &'a [u8]);

fn key(update: &LiveUpdate) -> Key<'_> {
    (&update.meeting, &update.part)
}

/// Appends each update whose meeting is open, or that may come after; tells which were.
pub(super) async fn append(client: &mut Client, updates: &[LiveUpdate]) -> Result<Vec<bool>, Error> {
    let transaction = client.transaction().await?;
    let meetings: Vec<&[u8]> = updates.iter().map(|update| update.meeting.as_slice()).collect();
    let open = transaction.query(&transaction.prepare_cached(OPEN).await?, &[&meetings]).await?;
    let states = open.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?)));
    let states: HashMap<&[u8], i64> = states.collect::<Result<_, Error>>()?;
    let is_kept = |update: &LiveUpdate| match states.get(update.meeting.as_slice()) {
        Some(state) => *state == OPEN_NOW || update.late.is_some(),
        None => false,
    };
    let kept: Vec<bool> = updates.iter().map(is_kept).collect();
    let writing = || updates.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(update, _)| update);

    let mut heads: BTreeMap<Key<'_>, i64> = writing().map(|update| (key(update), 0)).collect();
    let (keys, parts): (Vec<&[u8]>, Vec<&[u8]>) = heads.keys().copied().unzip();
    let lock = transaction.prepare_cached(LOCK).await?;
    let mut rows = transaction.query(&lock, &[&keys, &parts]).await?;
    if rows.len() < keys.len() {
        transaction.execute(&transaction.prepare_cached(BEGIN).await?, &[&keys, &parts]).await?;
        rows = transaction.query(&lock, &[&keys, &parts]).await?;
    }
    for row in &rows {
        let (meeting, part): (&[u8], &[u8]) = (row.try_get(0)?, row.try_get(1)?);
        if let Some(head) = heads.get_mut(&(meeting, part)) {
            *head = row.try_get(2)?;
        }
    }
    let mut add = Columns::default();
    for update in writing() {
        if let Some(head) = heads.get_mut(&key(update)) {
            *head += 1;
            add.push(update, *head);
        }
    }
    let moved: Vec<i64> = heads.values().copied().collect();
    transaction.execute(&transaction.prepare_cached(MOVE).await?, &[&keys, &parts, &moved]).await?;
    let values = [&add.meetings as _, &add.parts as _, &add.seqs as _, &add.origins as _, &add.sealed as _];
    transaction.execute(&transaction.prepare_cached(ADD).await?, &values).await?;
    let is_late = transaction.prepare_cached(sql::IS_LATE).await?;
    for update in writing() {
        if let Some((account, written_at)) = &update.late {
            let (meeting, part, account) = (update.meeting.as_slice(), &update.part, account.as_slice());
            transaction.execute(&is_late, &[&meeting, part, &account, written_at]).await?;
        }
    }
    transaction.commit().await?;
    Ok(kept)
}

/// The columns of what is appended, as PostgreSQL's arrays.
#[derive(Default)]
struct Columns<'a> {
    meetings: Vec<&'a [u8]>,
    parts: Vec<&'a [u8]>,
    seqs: Vec<i64>,
    origins: Vec<i64>,
    sealed: Vec<&'a [u8]>,
}

impl<'a> Columns<'a> {
    fn push(&mut self, update: &'a LiveUpdate, seq: i64) {
        self.meetings.push(&update.meeting);
        self.parts.push(&update.part);
        self.seqs.push(seq);
        self.origins.push(update.origin);
        self.sealed.push(&update.sealed);
    }
}
