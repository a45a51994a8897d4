//! What the store asks of a database: rows, the tail of a stream, and units that are written whole or not at all.

pub(crate) mod postgres;
pub(crate) mod sql;
pub(crate) mod sqlite;
mod value;

use std::{
    future::Future,
    pin::Pin,
    sync::atomic::{AtomicU64, Ordering},
};

pub(crate) use value::{Row, Value};

use crate::{StoreError, chain::Hash};

/// The name of a stream.
pub(crate) type StreamId = [u8; 16];

/// An answer that is waited for.
pub(crate) type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// One of the two engines. Both take the same SQL text.
pub(crate) trait Engine: Send + Sync {
    /// One short row, found by its key.
    fn one(&self, sql: &'static str, args: Vec<Value>) -> Answer<'_, Option<Row>>;
    /// The rows of a query.
    fn rows(&self, sql: &'static str, args: Vec<Value>) -> Answer<'_, Vec<Row>>;
    /// The stream as it stands and its entries after a place, in one read; `None` if there is no such stream.
    fn tail(&self, stream: StreamId, after: i64) -> Answer<'_, Option<Tail>>;
    /// Writes a unit whole or not at all; answers after it is durable.
    fn write(&self, unit: Unit) -> Answer<'_, Written>;
    /// Appends updates of live documents, those of one document in the order given; answers after they are durable.
    /// For each, whether its meeting was open; nothing of the others is written.
    fn append_live(&self, updates: Vec<LiveUpdate>) -> Answer<'_, Vec<bool>>;
    /// Rings each time another process may have appended to a live document; nothing where no other process can.
    fn doorbell(&self) -> Option<Doorbell> {
        None
    }
    /// Clears what was just deleted of live documents out of the files that a commit leaves behind.
    fn rinse(&self) -> Answer<'_, ()>;
    /// Makes what was deleted unreadable in the database's own files, as far as the engine can.
    fn scrub(&self) -> Answer<'_, ()>;
    /// What has been written since it was opened.
    fn tally(&self) -> Tally;
}

/// Told each time somebody else has written. A ring may be missed: whoever waits also looks by itself now and then.
pub(crate) type Doorbell = tokio::sync::watch::Receiver<u64>;

/// One sealed update of a live document.
#[derive(Clone)]
pub(crate) struct LiveUpdate {
    pub(crate) meeting: [u8; 16],
    pub(crate) part: Vec<u8>,
    pub(crate) origin: i64,
    pub(crate) sealed: Vec<u8>,
    /// After the closing: who sent it, and when by the clock of their device.
    pub(crate) late: Option<([u8; 16], i64)>,
}

/// What a store has written since it was opened.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Tally {
    /// Commits that held entries.
    pub commits: u64,
    /// Appends to a stream, each of one or more entries.
    pub appends: u64,
    /// Entries.
    pub entries: u64,
    /// Bytes of their sealed bodies.
    pub sealed: u64,
}

/// Counts while it is written.
#[derive(Default)]
pub(crate) struct Counter([AtomicU64; 4]);

impl Counter {
    /// One commit has become durable.
    pub(crate) fn committed<'a>(&self, units: impl Iterator<Item = &'a Unit>) {
        let mut new = Tally::default();
        for append in units.filter_map(|unit| unit.append.as_ref()) {
            new.commits = 1;
            new.appends += 1;
            new.entries += append.entries.len() as u64;
            new.sealed += append.entries.iter().map(|entry| entry.sealed.len() as u64).sum::<u64>();
        }
        let Tally { commits, appends, entries, sealed } = new;
        for (count, more) in self.0.iter().zip([commits, appends, entries, sealed]) {
            count.fetch_add(more, Ordering::Relaxed);
        }
    }

    /// What it has counted.
    pub(crate) fn tally(&self) -> Tally {
        let [commits, appends, entries, sealed] =
            self.0.each_ref().map(|count| count.load(Ordering::Relaxed));
        Tally { commits, appends, entries, sealed }
    }
}

/// The end of a stream.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Head {
    /// The number of entries.
    pub(crate) seq: i64,
    /// The code of the last one.
    pub(crate) hash: Hash,
    /// When it was recorded, in microseconds since 1970.
    pub(crate) at: i64,
}

impl Head {
    /// The head of a stream without entries.
    pub(crate) const NONE: Self = Self { seq: 0, hash: [0; 32], at: 0 };
}

/// A stream's own row.
#[derive(Clone)]
pub(crate) struct StreamRow {
    /// What kind of stream it is (see the migrations).
    pub(crate) kind: i64,
    /// Its end.
    pub(crate) head: Head,
    /// Its data key, wrapped by the service key.
    pub(crate) wrapped_key: Vec<u8>,
}

impl StreamRow {
    /// From a row of [`sql::STREAM`].
    pub(crate) fn read(row: &Row) -> Result<Self, StoreError> {
        let hash = row.bytes(2)?.try_into().map_err(|_| StoreError::damaged("the head of a stream"))?;
        let head = Head { seq: row.int(1)?, hash, at: row.int(3)? };
        Ok(Self { kind: row.int(0)?, head, wrapped_key: row.bytes(4)?.to_vec() })
    }

    /// Whether its key was destroyed: only its headers are left.
    pub(crate) fn is_destroyed(&self) -> bool {
        self.wrapped_key.is_empty()
    }
}

/// One stored entry.
pub(crate) struct Stored {
    /// Its place.
    pub(crate) seq: i64,
    /// When it was recorded.
    pub(crate) recorded_at: i64,
    /// Its sealed body; `None` when it has been struck or is missing.
    pub(crate) sealed: Option<Vec<u8>>,
}

/// Brings the times and the bodies of entries together.
pub(crate) fn together(times: Vec<(i64, i64)>, bodies: Vec<(i64, Vec<u8>)>) -> Vec<Stored> {
    let mut bodies = bodies.into_iter().peekable();
    let stored = |(seq, recorded_at)| {
        while bodies.next_if(|(alone, _)| *alone < seq).is_some() {}
        let sealed = bodies.next_if(|(same, _)| *same == seq).map(|(_, sealed)| sealed);
        Stored { seq, recorded_at, sealed }
    };
    times.into_iter().map(stored).collect()
}

/// A stream and its latest entries.
pub(crate) struct Tail {
    /// The stream as it stands.
    pub(crate) stream: StreamRow,
    /// The entries asked for, in their order.
    pub(crate) entries: Vec<Stored>,
}

/// One more entry, sealed and linked.
pub(crate) struct NewEntry {
    pub(crate) seq: i64,
    pub(crate) recorded_at: i64,
    pub(crate) body_hash: Hash,
    pub(crate) hash: Hash,
    pub(crate) sealed: Vec<u8>,
}

/// Entries for one stream, written only if its head is still the expected one.
pub(crate) struct Append {
    pub(crate) stream: StreamId,
    /// For a stream that begins now: its kind and wrapped key.
    pub(crate) begin: Option<(i64, Vec<u8>)>,
    pub(crate) expected: Head,
    pub(crate) entries: Vec<NewEntry>,
    pub(crate) head: Head,
}

/// One statement with its values.
#[derive(Clone)]
pub(crate) struct Statement {
    pub(crate) sql: &'static str,
    pub(crate) args: Vec<Value>,
    /// Whether the whole unit fails when this statement changes no row.
    pub(crate) must_change: bool,
}

impl Statement {
    /// A statement that may change nothing.
    pub(crate) fn new(sql: &'static str, args: Vec<Value>) -> Self {
        Self { sql, args, must_change: false }
    }

    /// A statement without whose change nothing of the unit is written.
    pub(crate) fn must(sql: &'static str, args: Vec<Value>) -> Self {
        Self { sql, args, must_change: true }
    }
}

/// What is written whole or not at all.
#[derive(Default)]
pub(crate) struct Unit {
    pub(crate) append: Option<Append>,
    pub(crate) statements: Vec<Statement>,
}

impl Unit {
    /// Statements without entries.
    pub(crate) fn of(statements: Vec<Statement>) -> Self {
        Self { append: None, statements }
    }

    /// Roughly how many bytes it writes.
    pub(crate) fn weight(&self) -> usize {
        let entries =
            self.append.as_ref().map_or(0, |a| a.entries.iter().map(|e| e.sealed.len() + 128).sum());
        let values = |s: &Statement| s.args.iter().map(Value::weight).sum::<usize>() + 32;
        entries + self.statements.iter().map(values).sum::<usize>()
    }
}

/// What became of a unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Written {
    /// It is durable.
    Done,
    /// The stream's head was another one; nothing was written.
    Conflict,
    /// A statement that had to change something did not; nothing was written.
    Unmet,
}
