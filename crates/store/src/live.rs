//! Live documents: what people are writing at an open meeting, as sealed updates in the order they came.
//!
//! Not the record: the closing turns a document into facts, and then everything here is deleted.
//! Nothing here knows what an update says; merging is somebody else's.

mod ended;

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use dialogue::{AccountId, Entry, Fact, MeetingId, MemberId, NetworkId, PractitionerId, Who};
use jiff::Timestamp;
use uuid::Uuid;

pub use ended::{LateLive, LiveEnd, LiveFrozen};

use crate::{
    Store, StoreError,
    chain::Hash,
    engine::{LiveUpdate, Row, Statement, StreamRow, Unit, Value, Written, sql},
    keys::{self, DataKey},
    stream,
};

const NETWORK: &str = "SELECT network FROM meeting_index WHERE meeting = $1 \
    UNION SELECT network FROM live_meeting WHERE meeting = $1 LIMIT 1";
const OPEN: &str =
    "INSERT INTO live_meeting (meeting, network, state) VALUES ($1, $2, 1) ON CONFLICT DO NOTHING";
const KEY: &str = "SELECT network FROM live_meeting WHERE meeting = $1";
/// One statement, so that snapshot and tail are of one moment.
const LOG: &str = "SELECT CAST(0 AS BIGINT), upto, CAST(0 AS BIGINT), sealed FROM live_snapshot WHERE meeting = $1 AND part = $2 AND upto > $3 \
    UNION ALL SELECT CAST(0 AS BIGINT), upto, CAST(0 AS BIGINT), sealed FROM live_frozen WHERE meeting = $1 AND part = $2 AND upto > $3 \
    UNION ALL SELECT CAST(1 AS BIGINT), seq, origin, sealed FROM live_update WHERE meeting = $1 AND part = $2 AND seq > $3 \
    ORDER BY 1, 2";
const HEADS: &str = "SELECT d.meeting, d.part, d.head FROM live_document d \
    JOIN live_meeting m ON m.meeting = d.meeting WHERE m.state = 1 ORDER BY d.meeting, d.part";
/// Takes the document's lock.
const HOLD: &str = "UPDATE live_document SET head = head WHERE meeting = $1 AND part = $2";
const COMPACT: &str = "INSERT INTO live_snapshot (meeting, part, upto, sealed) VALUES ($1, $2, $3, $4) \
    ON CONFLICT (meeting, part) DO UPDATE SET upto = excluded.upto, sealed = excluded.sealed \
    WHERE live_snapshot.upto = $5";
const TIDY: &str = "DELETE FROM live_update WHERE meeting = $1 AND part = $2 AND seq <= $3";
const IS_FROZEN: &str = "UPDATE live_meeting SET state = 2 WHERE meeting = $1 AND state = 2";
/// Documents first: their locks keep a compaction from writing anew what is deleted here.
const FORGET: [&str; 5] = [
    "DELETE FROM live_document WHERE meeting = $1",
    "DELETE FROM live_snapshot WHERE meeting = $1",
    "DELETE FROM live_frozen WHERE meeting = $1",
    "DELETE FROM live_late WHERE meeting = $1",
    "DELETE FROM live_update WHERE meeting = $1",
];

/// Where a live document is kept.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LivePlace {
    /// The meeting.
    pub meeting: MeetingId,
    /// Whose words; none for what everybody there shares.
    pub voice: Option<Who>,
}

impl LivePlace {
    fn part(self) -> Vec<u8> {
        let (kind, id) = match self.voice {
            None => return vec![0],
            Some(Who::Member(id)) => (1, id.0),
            Some(Who::Practitioner(id)) => (2, id.0),
        };
        [[kind].as_slice(), id.as_bytes()].concat()
    }

    fn read(row: &Row) -> Result<Self, StoreError> {
        let part = row.bytes(1)?;
        let id = || Uuid::from_slice(part.get(1..).unwrap_or_default()).ok();
        let voice = match (part.first(), id()) {
            (Some(0), _) => None,
            (Some(1), Some(id)) => Some(Who::Member(MemberId(id))),
            (Some(2), Some(id)) => Some(Who::Practitioner(PractitionerId(id))),
            _ => return Err(StoreError::damaged("the name of a live document")),
        };
        Ok(Self { meeting: MeetingId(row.uuid(0)?), voice })
    }

    fn args(self) -> Vec<Value> {
        vec![self.meeting.0.into(), self.part().into()]
    }

    /// What its updates are sealed to.
    fn bound(self) -> Vec<u8> {
        [b"live".as_slice(), self.meeting.0.as_bytes(), &self.part()].concat()
    }
}

/// An update to append.
#[derive(Clone, Debug)]
pub struct LiveAppend<B> {
    /// To which document.
    pub place: LivePlace,
    /// The update.
    pub update: B,
    /// For one that comes after the closing: who sent it.
    pub late: Option<LateHand>,
}

/// Who sent something after the closing, and when it was written by the clock of their device.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LateHand {
    /// Who.
    pub account: AccountId,
    /// When, if the device said so.
    pub written_at: Option<Timestamp>,
}

/// A live document as it is kept: updates in their order; those of a snapshot are the first of them.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct LiveLog {
    /// The updates.
    pub updates: Vec<Vec<u8>>,
    /// The number of the last one.
    pub upto: i64,
    /// The number up to which the snapshot holds everything; 0 without one.
    pub snapshot: i64,
    /// How many updates stand behind the snapshot.
    pub tail: usize,
    /// The bytes of the snapshot, and of the updates behind it.
    pub bytes: (usize, usize),
}

/// What other processes have appended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LiveNews {
    /// Their updates.
    pub updates: Vec<Vec<u8>>,
    /// The number of the last one that is there, whoever appended it.
    pub upto: i64,
}

/// How a record stood at a moment: good for nothing but comparing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mark([Option<Hash>; 2]);

/// What a process holds of live documents: who it is among others, and the keys of open meetings.
pub(crate) struct Live {
    origin: i64,
    keys: Mutex<HashMap<MeetingId, DataKey>>,
}

/// So many keys are held; then all are let go of and read again.
const KEYS: usize = 4096;

impl Live {
    /// A process with a number of its own.
    pub(crate) fn new() -> Result<Self, StoreError> {
        Ok(Self { origin: i64::from_be_bytes(keys::random()?), keys: Mutex::default() })
    }
}

/// The statements that freeze what is live, for an entry that ends a meeting; they go with that entry,
/// and it does not go where somebody has written something that it leaves behind.
pub(crate) fn freezing(network: NetworkId, entry: &Entry) -> Vec<Statement> {
    match &entry.told.fact {
        Fact::MeetingClosed(closed) => ended::freezing(network, closed.meeting),
        Fact::MeetingCalledOff(off) => ended::freezing(network, off.meeting),
        _ => Vec::new(),
    }
}

impl Store {
    /// The network that a meeting belongs to, if it is known. Who asks must be asked for leave there.
    ///
    /// # Errors
    /// What the database says.
    pub async fn network_of(&self, meeting: MeetingId) -> Result<Option<NetworkId>, StoreError> {
        let row = self.0.engine.one(NETWORK, vec![meeting.0.into()]).await?;
        row.map(|row| Ok(NetworkId(row.uuid(0)?))).transpose()
    }

    /// Lets a meeting's documents be written. A frozen meeting stays frozen.
    ///
    /// # Errors
    /// What the database says.
    pub async fn open_live(&self, network: NetworkId, meeting: MeetingId) -> Result<(), StoreError> {
        if self.0.live.keys.lock().unwrap_or_else(PoisonError::into_inner).contains_key(&meeting) {
            return Ok(());
        }
        let open = Statement::new(OPEN, vec![meeting.0.into(), network.0.into()]);
        self.0.engine.write(Unit::of(vec![open])).await?;
        self.live_key(meeting).await.map(|_| ())
    }

    /// Appends updates, those of one document in the order given; answers after they are durable. For each,
    /// whether it was kept: none is after its meeting was closed, and that is looked at in the same transaction.
    ///
    /// # Errors
    /// What the database says; then none is known to be kept.
    pub async fn append_live<B: AsRef<[u8]>>(
        &self,
        appends: &[LiveAppend<B>],
    ) -> Result<Vec<bool>, StoreError> {
        let mut sealed = Vec::with_capacity(appends.len());
        for LiveAppend { place, update, late } in appends {
            let written_at = |hand: &LateHand| hand.written_at.map_or(0, Timestamp::as_microsecond);
            sealed.push(LiveUpdate {
                late: late.as_ref().map(|hand| (hand.account.0.into_bytes(), written_at(hand))),
                meeting: place.meeting.0.into_bytes(),
                part: place.part(),
                origin: self.0.live.origin,
                sealed: self.live_key(place.meeting).await?.seal(&place.bound(), update.as_ref())?,
            });
        }
        self.0.engine.append_live(sealed).await
    }

    /// A document as it is kept now.
    ///
    /// # Errors
    /// What the database says; damage where an update cannot be opened.
    pub async fn live_log(&self, place: LivePlace) -> Result<LiveLog, StoreError> {
        let mut log = LiveLog::default();
        for row in self.live_rows(place, 0).await? {
            let (is_tail, seq) = (row.int(0)? == 1, row.int(1)?);
            let opened = self.live_opened(place, &row).await?;
            log.upto = seq;
            if is_tail {
                log.tail += 1;
                log.bytes.1 += opened.len();
                log.updates.push(opened);
            } else {
                log.snapshot = seq;
                log.bytes.0 = opened.len();
                log.updates.extend(unpacked(&opened)?);
            }
        }
        Ok(log)
    }

    /// Puts a few updates in the place of everything that a log holds. What has been appended meanwhile stays
    /// behind them. Says whether it was done: not if somebody else was first, or the document is gone.
    ///
    /// # Errors
    /// What the database says; nothing has been changed then.
    pub async fn compact_live(
        &self,
        place: LivePlace,
        read: &LiveLog,
        merged: &[Vec<u8>],
    ) -> Result<bool, StoreError> {
        let sealed = self.live_key(place.meeting).await?.seal(&place.bound(), &packed(merged))?;
        let mut compact = place.args();
        compact.extend([read.upto.into(), sealed.into(), read.snapshot.into()]);
        let mut tidy = place.args();
        tidy.push(read.upto.into());
        let mut unit = Unit::of(ended::holding(place).into());
        unit.statements.extend([Statement::must(COMPACT, compact), Statement::new(TIDY, tidy)]);
        Ok(self.0.engine.write(unit).await? == Written::Done)
    }

    /// What other processes have appended to a document after a number.
    ///
    /// # Errors
    /// As [`Store::live_log`].
    pub async fn live_news(&self, place: LivePlace, after: i64) -> Result<LiveNews, StoreError> {
        let mut news = LiveNews { updates: Vec::new(), upto: after };
        for row in self.live_rows(place, after).await? {
            news.upto = row.int(1)?;
            if row.int(0)? == 0 {
                news.updates.extend(unpacked(&self.live_opened(place, &row).await?)?);
            } else if row.int(2)? != self.0.live.origin {
                news.updates.push(self.live_opened(place, &row).await?);
            }
        }
        Ok(news)
    }

    /// The documents of open meetings, each with the number of its last update.
    ///
    /// # Errors
    /// What the database says.
    pub async fn live_heads(&self) -> Result<Vec<(LivePlace, i64)>, StoreError> {
        let rows = self.0.engine.rows(HEADS, Vec::new()).await?;
        rows.iter().map(|row| Ok((LivePlace::read(row)?, row.int(2)?))).collect()
    }

    /// How a network, and the service around it, stand now: the same mark, the same rights (but for the clock).
    ///
    /// # Errors
    /// What the database says.
    pub async fn mark(&self, network: NetworkId) -> Result<Mark, StoreError> {
        let head = async |stream: [u8; 16]| -> Result<_, StoreError> {
            let row = self.0.engine.one(sql::STREAM, vec![(&stream).into()]).await?;
            row.map(|row| StreamRow::read(&row).map(|row| row.head.hash)).transpose()
        };
        Ok(Mark([head(network.0.into_bytes()).await?, head(stream::SERVICE).await?]))
    }

    /// Rings each time another process may have appended; none where this is the only one.
    pub fn live_doorbell(&self) -> Option<tokio::sync::watch::Receiver<u64>> {
        self.0.engine.doorbell()
    }

    /// Lets go of the keys of live documents, after a network was destroyed.
    pub(crate) fn drop_live_keys(&self) {
        self.0.live.keys.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Deletes everything that was written live at a meeting that is frozen: what was typed and taken back is
    /// nobody's record. Says whether it was.
    ///
    /// # Errors
    /// What the database says; nothing has been deleted then.
    pub async fn forget_live(&self, meeting: MeetingId) -> Result<bool, StoreError> {
        self.0.live.keys.lock().unwrap_or_else(PoisonError::into_inner).remove(&meeting);
        let of = || vec![meeting.0.into()];
        let mut statements = vec![Statement::must(IS_FROZEN, of())];
        statements.extend(FORGET.iter().map(|sql| Statement::new(sql, of())));
        Ok(self.0.engine.write(Unit::of(statements)).await? == Written::Done)
    }

    async fn live_rows(&self, place: LivePlace, after: i64) -> Result<Vec<Row>, StoreError> {
        let mut args = place.args();
        args.push(after.into());
        self.0.engine.rows(LOG, args).await
    }

    async fn live_opened(&self, place: LivePlace, row: &Row) -> Result<Vec<u8>, StoreError> {
        let opened = self.live_key(place.meeting).await?.open(&place.bound(), row.bytes(3)?);
        opened.ok_or_else(|| StoreError::damaged("an update of a live document"))
    }

    async fn live_key(&self, meeting: MeetingId) -> Result<DataKey, StoreError> {
        let held = |keys: &Mutex<HashMap<MeetingId, DataKey>>| {
            keys.lock().unwrap_or_else(PoisonError::into_inner).get(&meeting).cloned()
        };
        if let Some(key) = held(&self.0.live.keys) {
            return Ok(key);
        }
        let row = self.0.engine.one(KEY, vec![meeting.0.into()]).await?.ok_or(StoreError::NotYours)?;
        let key = self.network_key(NetworkId(row.uuid(0)?)).await?;
        let mut keys = self.0.live.keys.lock().unwrap_or_else(PoisonError::into_inner);
        if keys.len() >= KEYS {
            keys.clear();
        }
        keys.insert(meeting, key.clone());
        Ok(key)
    }
}

/// Updates one behind the other, each with its length in front.
fn packed(updates: &[Vec<u8>]) -> Vec<u8> {
    let length = |update: &[u8]| u32::try_from(update.len()).unwrap_or(u32::MAX).to_be_bytes();
    updates.iter().flat_map(|update| [length(update).as_slice(), update].concat()).collect()
}

fn unpacked(mut bytes: &[u8]) -> Result<Vec<Vec<u8>>, StoreError> {
    let mut updates = Vec::new();
    while !bytes.is_empty() {
        let split = bytes.split_first_chunk::<4>().and_then(|(length, rest)| {
            rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)
        });
        let (update, rest) = split.ok_or_else(|| StoreError::damaged("a snapshot of a live document"))?;
        updates.push(update.to_vec());
        bytes = rest;
    }
    Ok(updates)
}
