//! One transaction for several units: heads are locked in one order, then everything goes in one flight.

use std::collections::HashMap;

use deadpool_postgres::Client;
use tokio_postgres::{Error, Statement};

use super::{
    borrowed,
    pipeline::{Request, in_order},
};
use crate::{
    chain::Hash,
    engine::{Append, StreamId, Unit, Written},
};

const BEGIN_STREAMS: &str = "INSERT INTO stream (id, kind, head_seq, head_hash, head_at, wrapped_key) \
    SELECT u.id, u.kind, 0, decode(repeat('00', 32), 'hex'), 0, u.key \
    FROM unnest($1::bytea[], $2::bigint[], $3::bytea[]) AS u(id, kind, key) ORDER BY u.id \
    ON CONFLICT (id) DO NOTHING";
const LOCK_HEADS: &str = "SELECT id, head_seq, head_hash FROM stream \
    WHERE id = ANY($1) AND length(wrapped_key) > 0 ORDER BY id FOR UPDATE";
const MOVE_HEADS: &str = "UPDATE stream AS s SET head_seq = u.seq, head_hash = u.hash, head_at = u.at \
    FROM unnest($1::bytea[], $2::bigint[], $3::bytea[], $4::bigint[]) AS u(id, seq, hash, at) WHERE s.id = u.id";
const ADD_EVENTS: &str = "INSERT INTO event (stream, seq, recorded_at, body_hash, hash) \
    SELECT * FROM unnest($1::bytea[], $2::bigint[], $3::bigint[], $4::bytea[], $5::bytea[])";
const ADD_BODIES: &str =
    "INSERT INTO body (stream, seq, sealed) SELECT * FROM unnest($1::bytea[], $2::bigint[], $3::bytea[])";

/// Writes units whole or not at all. Several units only where none has a statement that must change something.
pub(super) async fn write(client: &Client, units: &[&Unit]) -> Result<Vec<Written>, Error> {
    let written = write_open(client, units).await;
    if written.is_err() && !client.is_closed() {
        // The transaction may still be open; after a rollback by the server this only warns.
        client.batch_execute("ROLLBACK").await?;
    }
    written
}

async fn write_open(client: &Client, units: &[&Unit]) -> Result<Vec<Written>, Error> {
    let heads = begin(client, units).await?;
    let stands = |append: &Append| {
        heads
            .get(&append.stream)
            .is_some_and(|(seq, hash)| *seq == append.expected.seq && *hash == append.expected.hash)
    };
    let fits: Vec<bool> = units.iter().map(|unit| unit.append.as_ref().is_none_or(stands)).collect();
    let fitting: Vec<&Unit> =
        units.iter().zip(&fits).filter(|(_, fits)| **fits).map(|(unit, _)| *unit).collect();
    let appends: Vec<&Append> = fitting.iter().filter_map(|unit| unit.append.as_ref()).collect();
    let statements: Vec<_> = fitting.iter().flat_map(|unit| &unit.statements).collect();
    let must: Vec<bool> = statements.iter().map(|statement| statement.must_change).collect();

    let entries = Entries::of(&appends);
    let mut prepared = Vec::with_capacity(statements.len());
    for statement in &statements {
        prepared.push(client.prepare_cached(statement.sql).await?);
    }
    let ready = if appends.is_empty() { None } else { Some(prepare(client).await?) };
    let mut flight: Vec<Request<'_>> = Vec::with_capacity(statements.len() + 4);
    for (statement, prepared) in statements.iter().zip(&prepared) {
        flight.push(Box::pin(async move { client.execute(prepared, &borrowed(&statement.args)).await }));
    }
    if let Some(ready) = &ready {
        flight.extend(entries.requests(client, ready));
    }
    if !must.contains(&true) {
        flight.push(execute(client, "COMMIT"));
        in_order(flight).await?;
    } else {
        let changed = in_order(flight).await?;
        if must.iter().zip(changed).any(|(must, changed)| *must && changed == 0) {
            client.batch_execute("ROLLBACK").await?;
            return Ok(vec![Written::Unmet; units.len()]);
        }
        client.batch_execute("COMMIT").await?;
    }
    Ok(fits.into_iter().map(|fits| if fits { Written::Done } else { Written::Conflict }).collect())
}

/// Begins the transaction, and the streams that begin now; locks the heads and tells them.
async fn begin(client: &Client, units: &[&Unit]) -> Result<HashMap<StreamId, (i64, Hash)>, Error> {
    let appends: Vec<&Append> = units.iter().filter_map(|unit| unit.append.as_ref()).collect();
    if appends.is_empty() {
        client.batch_execute("BEGIN").await?;
        return Ok(HashMap::new());
    }
    let lock = client.prepare_cached(LOCK_HEADS).await?;
    let begins = client.prepare_cached(BEGIN_STREAMS).await?;
    let streams: Vec<&[u8]> = appends.iter().map(|append| append.stream.as_slice()).collect();
    let new: Vec<(&[u8], i64, &[u8])> = appends
        .iter()
        .filter_map(|a| a.begin.as_ref().map(|(kind, key)| (a.stream.as_slice(), *kind, key.as_slice())))
        .collect();
    let (ids, (kinds, keys)): (Vec<_>, (Vec<_>, Vec<_>)) =
        new.into_iter().map(|(id, kind, key)| (id, (kind, key))).unzip();
    let mut heads = HashMap::new();
    let mut flight = vec![execute(client, "BEGIN")];
    if !ids.is_empty() {
        flight.push(Box::pin(async { client.execute(&begins, &[&ids, &kinds, &keys]).await }));
    }
    flight.push(Box::pin(async {
        for row in client.query(&lock, &[&streams]).await? {
            let id: &[u8] = row.try_get(0)?;
            let hash: &[u8] = row.try_get(2)?;
            if let (Ok(id), Ok(hash)) = (id.try_into(), hash.try_into()) {
                heads.insert(id, (row.try_get(1)?, hash));
            }
        }
        Ok(0)
    }));
    in_order(flight).await?;
    Ok(heads)
}

fn execute<'a>(client: &'a Client, sql: &'static str) -> Request<'a> {
    Box::pin(async move { client.batch_execute(sql).await.map(|()| 0) })
}

struct Ready {
    heads: Statement,
    events: Statement,
    bodies: Statement,
}

async fn prepare(client: &Client) -> Result<Ready, Error> {
    Ok(Ready {
        heads: client.prepare_cached(MOVE_HEADS).await?,
        events: client.prepare_cached(ADD_EVENTS).await?,
        bodies: client.prepare_cached(ADD_BODIES).await?,
    })
}

/// The columns of what is appended, as PostgreSQL's arrays.
#[derive(Default)]
struct Entries<'a> {
    ids: Vec<&'a [u8]>,
    seqs: Vec<i64>,
    hashes: Vec<&'a [u8]>,
    ats: Vec<i64>,
    streams: Vec<&'a [u8]>,
    places: Vec<i64>,
    recorded: Vec<i64>,
    body_hashes: Vec<&'a [u8]>,
    codes: Vec<&'a [u8]>,
    sealed: Vec<&'a [u8]>,
}

impl<'a> Entries<'a> {
    fn of(appends: &[&'a Append]) -> Self {
        let mut all = Self::default();
        for append in appends {
            all.ids.push(&append.stream);
            all.seqs.push(append.head.seq);
            all.hashes.push(&append.head.hash);
            all.ats.push(append.head.at);
            for entry in &append.entries {
                all.streams.push(&append.stream);
                all.places.push(entry.seq);
                all.recorded.push(entry.recorded_at);
                all.body_hashes.push(&entry.body_hash);
                all.codes.push(&entry.hash);
                all.sealed.push(&entry.sealed);
            }
        }
        all
    }

    fn requests<'b>(&'b self, client: &'b Client, ready: &'b Ready) -> [Request<'b>; 3] {
        [
            Box::pin(async {
                client.execute(&ready.heads, &[&self.ids, &self.seqs, &self.hashes, &self.ats]).await
            }),
            Box::pin(async {
                let args = [
                    &self.streams as _,
                    &self.places as _,
                    &self.recorded as _,
                    &self.body_hashes as _,
                    &self.codes as _,
                ];
                client.execute(&ready.events, &args).await
            }),
            Box::pin(async {
                client.execute(&ready.bodies, &[&self.streams, &self.places, &self.sealed]).await
            }),
        ]
    }
}
