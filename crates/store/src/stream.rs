//! One stream as this process holds it: its key, its end, and how entries are sealed into and opened from it.

use std::sync::Arc;

use dialogue::{Body, CommandId, Draft, Entry, EntryId};
use jiff::Timestamp;

use crate::{
    StoreError,
    chain::{self, Header},
    engine::{Append, Head, NewEntry, Stored, StreamId, StreamRow},
    keys::{DataKey, Keys},
};

/// What a stream holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// The record of one network.
    Network = 1,
    /// The service's own.
    Service = 2,
}

/// The name of the service's stream.
pub(crate) const SERVICE: StreamId = *b"polyphonyservice";

/// So many entries are opened by several threads.
const MANY: usize = 2000;

/// A stream that is held open.
pub(crate) struct Stream {
    pub(crate) id: StreamId,
    pub(crate) head: Head,
    key: DataKey,
    /// Its kind and wrapped key, while it is not yet in the database.
    begin: Option<(i64, Vec<u8>)>,
}

impl Stream {
    /// A stream that begins with its first entry.
    pub(crate) fn begin(keys: &Keys, id: StreamId, kind: Kind) -> Result<Self, StoreError> {
        let key = DataKey::generate()?;
        let wrapped = keys.wrap(&id, kind as i64, &key)?;
        Ok(Self { id, head: Head::NONE, key, begin: Some((kind as i64, wrapped)) })
    }

    /// A stream that is in the database, before any of its entries has been opened.
    pub(crate) fn found(keys: &Keys, id: StreamId, row: &StreamRow) -> Result<Self, StoreError> {
        let key = data_key(keys, &id, row)?;
        Ok(Self { id, head: Head::NONE, key, begin: None })
    }

    /// Opens the entries that follow the head, up to `until`, and moves the head there.
    /// Many are opened by several threads.
    pub(crate) fn open(
        &mut self,
        mut entries: Vec<Stored>,
        until: Head,
    ) -> Result<Vec<Arc<Entry>>, StoreError> {
        let seqs = entries.iter().map(|stored| stored.seq);
        for (expected, seq) in (self.head.seq + 1..).zip(seqs.chain([until.seq + 1])) {
            if seq != expected {
                return Err(damaged(&self.id, expected, "is missing"));
            }
        }
        let opened = match std::thread::available_parallelism() {
            Ok(threads) if entries.len() >= MANY => self.open_together(&mut entries, threads.get()),
            _ => self.open_some(&mut entries),
        }?;
        self.head = until;
        Ok(opened)
    }

    /// Opens those entries of a damaged stream that can be opened, and tells the process log which cannot.
    pub(crate) fn open_what_can_be(&self, mut entries: Vec<Stored>, until: Head) -> Vec<Arc<Entry>> {
        let opened: Vec<_> = entries.iter_mut().filter_map(|stored| self.open_or_tell(stored)).collect();
        let stored = i64::try_from(entries.len()).unwrap_or(i64::MAX);
        if stored != until.seq {
            let stream = named(&self.id);
            tracing::error!(stream, stored, written = until.seq, "entries of a record are missing");
        }
        opened
    }

    fn open_or_tell(&self, stored: &mut Stored) -> Option<Arc<Entry>> {
        let told = |error: &StoreError| tracing::error!(%error, "an entry of a record cannot be read");
        self.open_one(stored).inspect_err(told).ok().map(Arc::new)
    }

    fn open_together(&self, entries: &mut [Stored], threads: usize) -> Result<Vec<Arc<Entry>>, StoreError> {
        let share = entries.len().div_ceil(threads).max(1);
        let mut opened = Vec::with_capacity(entries.len());
        std::thread::scope(|scope| {
            let open = |some| scope.spawn(|| self.open_some(some));
            let working: Vec<_> = entries.chunks_mut(share).map(open).collect();
            for thread in working {
                opened.extend(thread.join().map_err(|_| StoreError::odd("a thread has stopped"))??);
            }
            Ok(opened)
        })
    }

    fn open_some(&self, entries: &mut [Stored]) -> Result<Vec<Arc<Entry>>, StoreError> {
        entries.iter_mut().map(|stored| self.open_one(stored).map(Arc::new)).collect()
    }

    fn open_one(&self, stored: &mut Stored) -> Result<Entry, StoreError> {
        let Stored { seq, recorded_at, sealed } = stored;
        let altered = || damaged(&self.id, *seq, "has been altered");
        let sealed = sealed.as_mut().ok_or_else(|| damaged(&self.id, *seq, "has lost its body"))?;
        let plain = self.key.open_here(&place(&self.id, *seq), sealed).ok_or_else(altered)?;
        // The seal is whole, so it is not damage: this program does not know what another has written.
        let body: Body = serde_json::from_slice(plain).map_err(|_| StoreError::NewerFact {
            what: format!("Entry {seq} of stream {}", named(&self.id)),
        })?;
        let recorded_at = Timestamp::from_microsecond(*recorded_at).map_err(|_| altered())?;
        Ok(Entry { id: body.id, recorded_at, told: body.told })
    }

    /// Names, seals and links drafts behind `head`; the stream's own head does not move.
    pub(crate) fn seal(
        &self,
        batch: &mut Batch,
        command: CommandId,
        drafts: Vec<Draft>,
        at: i64,
        keys: &Keys,
    ) -> Result<(), StoreError> {
        for (nth, told) in (0_u16..).zip(drafts) {
            self.seal_one(batch, Body { id: EntryId { command, nth }, told }, at, keys)?;
        }
        Ok(())
    }

    /// Seals and links one entry that has its name already.
    pub(crate) fn seal_one(
        &self,
        batch: &mut Batch,
        body: Body,
        at: i64,
        keys: &Keys,
    ) -> Result<(), StoreError> {
        let seq = batch.head.seq + 1;
        let recorded_at = at.max(batch.head.at);
        let plain = zeroize::Zeroizing::new(serde_json::to_vec(&body).map_err(StoreError::fault)?);
        let sealed = self.key.seal(&place(&self.id, seq), &plain)?;
        let body_hash = chain::body_hash(&sealed);
        let header = Header { stream: &self.id, seq, recorded_at, body_hash: &body_hash };
        let hash = chain::link(keys.chain(), &batch.head.hash, header);
        batch.head = Head { seq, hash, at: recorded_at };
        batch.bytes += sealed.len();
        batch.entries.push(NewEntry { seq, recorded_at, body_hash, hash, sealed });
        let recorded_at = Timestamp::from_microsecond(recorded_at).map_err(StoreError::fault)?;
        batch.opened.push(Arc::new(Entry { id: body.id, recorded_at, told: body.told }));
        Ok(())
    }

    /// Its data key.
    pub(crate) fn key(&self) -> &DataKey {
        &self.key
    }

    /// An empty batch behind this stream's head.
    pub(crate) fn batch(&self) -> Batch {
        Batch { head: self.head, entries: Vec::new(), opened: Vec::new(), bytes: 0 }
    }

    /// The append of a batch, expecting this stream's head.
    pub(crate) fn append(&self, batch: Batch) -> Append {
        Append {
            stream: self.id,
            begin: self.begin.clone(),
            expected: self.head,
            entries: batch.entries,
            head: batch.head,
        }
    }

    /// An append of nothing, which fails if the head has moved.
    pub(crate) fn unmoved(&self) -> Append {
        self.append(self.batch())
    }

    /// Moves on, after a batch has become durable.
    pub(crate) fn moved_to(&mut self, head: Head) {
        self.head = head;
        self.begin = None;
    }

    /// Whether it stands in the database.
    pub(crate) fn has_begun(&self) -> bool {
        self.begin.is_none()
    }
}

/// Entries that are sealed and not yet written.
pub(crate) struct Batch {
    pub(crate) head: Head,
    entries: Vec<NewEntry>,
    /// The same entries, open.
    pub(crate) opened: Vec<Arc<Entry>>,
    /// The size of the sealed bodies.
    pub(crate) bytes: usize,
}

impl Batch {
    /// Whether nothing is in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// The data key of a stream.
pub(crate) fn data_key(keys: &Keys, id: &StreamId, row: &StreamRow) -> Result<DataKey, StoreError> {
    keys.unwrap(id, row.kind, &row.wrapped_key)
        .ok_or_else(|| StoreError::damaged(format!("the key of stream {} cannot be opened", named(id))))
}

/// What a body's seal is bound to: its stream and its place.
fn place(stream: &StreamId, seq: i64) -> [u8; 24] {
    let mut place = [0; 24];
    let (id, number) = place.split_at_mut(16);
    id.copy_from_slice(stream);
    number.copy_from_slice(&seq.to_be_bytes());
    place
}

fn damaged(stream: &StreamId, seq: i64, how: &str) -> StoreError {
    StoreError::damaged(format!("entry {seq} of stream {} {how}", named(stream)))
}

/// A stream's name as operators see it.
pub(crate) fn named(stream: &StreamId) -> String {
    if *stream == SERVICE {
        "service".to_owned()
    } else {
        uuid::Uuid::from_bytes(*stream).as_simple().to_string()
    }
}
