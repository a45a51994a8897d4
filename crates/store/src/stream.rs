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
    pub(crate) fn open(&mut self, entries: &[Stored], until: Head) -> Result<Vec<Arc<Entry>>, StoreError> {
        let mut opened = Vec::with_capacity(entries.len());
        let mut seq = self.head.seq;
        for stored in entries {
            seq += 1;
            if stored.seq != seq {
                return Err(damaged(&self.id, seq, "is missing"));
            }
            opened.push(Arc::new(self.open_one(stored)?));
        }
        if seq != until.seq {
            return Err(damaged(&self.id, seq + 1, "is missing"));
        }
        self.head = until;
        Ok(opened)
    }

    fn open_one(&self, stored: &Stored) -> Result<Entry, StoreError> {
        let altered = || damaged(&self.id, stored.seq, "has been altered");
        let sealed = stored.sealed.as_ref().ok_or_else(|| damaged(&self.id, stored.seq, "has lost its body"))?;
        let plain = self.key.open(&place(&self.id, stored.seq), sealed).ok_or_else(altered)?;
        let body: Body = serde_json::from_slice(&plain).map_err(|_| {
            damaged(&self.id, stored.seq, "holds a fact that this program does not know")
        })?;
        let recorded_at = Timestamp::from_microsecond(stored.recorded_at).map_err(|_| altered())?;
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
            let seq = batch.head.seq + 1;
            let recorded_at = at.max(batch.head.at);
            let body = Body { id: EntryId { command, nth }, told };
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
        }
        Ok(())
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
    if *stream == SERVICE { "service".to_owned() } else { uuid::Uuid::from_bytes(*stream).as_simple().to_string() }
}
