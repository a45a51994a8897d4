//! Verify: walk every stream and name the first broken entry of each that is damaged.

use std::{collections::BTreeMap, fmt::Display, str::FromStr};

use crate::{
    Store, StoreError,
    chain::{self, Hash, Header},
    engine::{Head, Row, StreamId, StreamRow, sql},
    stream::{self, named},
};

/// What is wrong with an entry or a stream.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Damage {
    /// The entry is not there.
    Missing,
    /// Its header is not what was written.
    AlteredHeader,
    /// Its sealed body is not what was written.
    AlteredBody,
    /// Its sealed body is not there.
    MissingBody,
    /// A body lies there without its header.
    BodyAlone,
    /// It was recorded before the entry in front of it.
    RunsBackwards,
    /// The stream's head does not tell its last entry.
    WrongHead,
    /// The stream's key cannot be opened by the service key.
    WrongKey,
    /// Entries lie there without their stream.
    NoStream,
    /// The stream is not the one whose head was noted earlier: it was cut or replaced.
    Truncated,
}

/// Something that verify found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// The stream: a network's id, or `service`.
    pub stream: String,
    /// The first broken entry, where it is one.
    pub entry: Option<i64>,
    /// What is wrong.
    pub damage: Damage,
}

impl Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.entry {
            Some(entry) => write!(f, "stream {}, entry {entry}: ", self.stream)?,
            None => write!(f, "stream {}: ", self.stream)?,
        }
        f.write_str(match self.damage {
            Damage::Missing => "the entry is missing",
            Damage::AlteredHeader => "the header has been altered",
            Damage::AlteredBody => "the sealed body has been altered",
            Damage::MissingBody => "the sealed body is missing",
            Damage::BodyAlone => "a body lies there without its header",
            Damage::RunsBackwards => "it was recorded before the entry in front of it",
            Damage::WrongHead => "the head does not tell the last entry",
            Damage::WrongKey => "its key cannot be opened with the service key",
            Damage::NoStream => "entries lie there without their stream",
            Damage::Truncated => "it does not hold the entry whose head was noted; it was cut or replaced",
        })
    }
}

/// What verify saw.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Verified {
    /// Streams that were walked.
    pub streams: u64,
    /// Entries that were walked.
    pub entries: u64,
    /// Networks that were destroyed: their headers were walked, and nothing else of them is there.
    pub destroyed: Vec<crate::Destroyed>,
    /// One finding for each damaged stream; empty when all is well.
    pub findings: Vec<Finding>,
    /// The heads of all streams, to be kept elsewhere and shown next time.
    pub heads: Heads,
}

/// The heads of streams, one line each: `stream entries code`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Heads(BTreeMap<String, (i64, Hash)>);

impl Display for Heads {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (stream, (seq, hash)) in &self.0 {
            writeln!(f, "{stream} {seq} {}", blake3::Hash::from_bytes(*hash).to_hex())?;
        }
        Ok(())
    }
}

impl FromStr for Heads {
    type Err = StoreError;
    fn from_str(text: &str) -> Result<Self, StoreError> {
        let head = |line: &str| {
            let mut parts = line.split_whitespace();
            let stream = parts.next()?.to_owned();
            let seq = parts.next()?.parse().ok()?;
            let hash = *blake3::Hash::from_hex(parts.next()?).ok()?.as_bytes();
            Some((stream, (seq, hash)))
        };
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        let heads = lines.map(head).collect::<Option<_>>();
        heads.map(Self).ok_or_else(|| StoreError::odd("the file of heads cannot be read"))
    }
}

/// Walking one stream.
struct Walk {
    id: StreamId,
    head: Head,
    entries: u64,
    /// The code at the place of the head that was noted earlier.
    at_known: Option<Hash>,
    /// Whether it was destroyed: then no body is there, and no key.
    is_destroyed: bool,
}

impl Store {
    /// Walks every stream; `known` are heads that were noted earlier, `done` is told the streams walked so far.
    ///
    /// # Errors
    /// What the database says. Damage is not an error: it stands in the answer.
    pub async fn verify(
        &self,
        known: Option<&Heads>,
        mut done: impl FnMut(u64),
    ) -> Result<Verified, StoreError> {
        let mut verified = Verified { destroyed: self.destroyed().await?, ..Verified::default() };
        for id in self.streams().await? {
            let name = named(&id);
            let known = known.and_then(|known| known.0.get(&name)).copied();
            let is_destroyed = verified.destroyed.iter().any(|one| one.network.0.into_bytes() == id);
            let mut walk = Walk { id, head: Head::NONE, entries: 0, at_known: None, is_destroyed };
            let found = self.verify_stream(&mut walk, known).await?;
            verified.heads.0.insert(name.clone(), (walk.head.seq, walk.head.hash));
            verified.findings.extend(found.map(|(entry, damage)| Finding { stream: name, entry, damage }));
            verified.entries += walk.entries;
            verified.streams += 1;
            done(verified.streams);
        }
        self.verify_strays(&mut verified).await?;
        for (name, (seq, _)) in known.iter().flat_map(|known| &known.0) {
            if !verified.heads.0.contains_key(name) {
                let finding = Finding { stream: name.clone(), entry: Some(*seq), damage: Damage::Truncated };
                verified.findings.push(finding);
            }
        }
        Ok(verified)
    }

    async fn verify_strays(&self, verified: &mut Verified) -> Result<(), StoreError> {
        for sql in [sql::STREAMS_ALONE, sql::BODY_STREAMS_ALONE] {
            for row in self.0.engine.rows(sql, Vec::new()).await? {
                let stream = row.bytes(0)?.try_into().map_or_else(|_| "?".to_owned(), |id| named(&id));
                if !verified.findings.iter().any(|finding| finding.stream == stream) {
                    verified.findings.push(Finding { stream, entry: None, damage: Damage::NoStream });
                }
            }
        }
        Ok(())
    }

    async fn verify_stream(
        &self,
        walk: &mut Walk,
        known: Option<(i64, Hash)>,
    ) -> Result<Option<(Option<i64>, Damage)>, StoreError> {
        let row = match self.stream_row(&walk.id).await {
            Err(StoreError::Damaged { .. }) => return Ok(Some((None, Damage::WrongHead))),
            row => row?,
        };
        let Some(row) = row else { return Ok(None) };
        if walk.is_destroyed != row.is_destroyed() {
            return Ok(Some((None, Damage::WrongKey)));
        }
        if !walk.is_destroyed && stream::data_key(&self.0.keys, &walk.id, &row).is_err() {
            return Ok(Some((None, Damage::WrongKey)));
        }
        loop {
            let page =
                self.0.engine.rows(sql::HEADERS, vec![(&walk.id).into(), walk.head.seq.into()]).await?;
            if page.is_empty() {
                break;
            }
            for row in &page {
                if let Some((seq, damage)) = walk.step(row, self.0.keys.chain(), known)? {
                    return Ok(Some((Some(seq), damage)));
                }
            }
        }
        let Some(row) = self.stream_row(&walk.id).await? else { return Ok(Some((None, Damage::NoStream))) };
        // The service may be writing meanwhile: entries behind the last that was walked are another walk's.
        if row.head.seq > walk.head.seq && self.is_missing(walk).await? {
            return Ok(Some((Some(walk.head.seq + 1), Damage::Missing)));
        }
        if row.head.seq < walk.head.seq || (row.head.seq == walk.head.seq && row.head != walk.head) {
            return Ok(Some((Some(walk.head.seq), Damage::WrongHead)));
        }
        if let Some(alone) = self.0.engine.rows(sql::BODIES_ALONE, vec![(&walk.id).into()]).await?.first() {
            return Ok(Some((Some(alone.int(0)?), Damage::BodyAlone)));
        }
        match known {
            Some((seq, hash)) if walk.at_known != Some(hash) => Ok(Some((Some(seq), Damage::Truncated))),
            _ => Ok(None),
        }
    }

    async fn stream_row(&self, id: &StreamId) -> Result<Option<StreamRow>, StoreError> {
        self.0.engine.one(sql::STREAM, vec![id.into()]).await?.map(|row| StreamRow::read(&row)).transpose()
    }

    async fn is_missing(&self, walk: &Walk) -> Result<bool, StoreError> {
        let next = self.0.engine.rows(sql::HEADERS, vec![(&walk.id).into(), walk.head.seq.into()]).await?;
        Ok(next.first().map(|row| row.int(0)).transpose()? != Some(walk.head.seq + 1))
    }
}

impl Walk {
    /// One entry further: seq, recorded_at, body_hash, hash, sealed.
    fn step(
        &mut self,
        row: &Row,
        key: &Hash,
        known: Option<(i64, Hash)>,
    ) -> Result<Option<(i64, Damage)>, StoreError> {
        let (expected, seq, recorded_at) = (self.head.seq + 1, row.int(0)?, row.int(1)?);
        if seq != expected {
            return Ok(Some((expected, Damage::Missing)));
        }
        let (body_hash, hash) = (row.bytes(2)?, row.bytes(3)?);
        let code =
            chain::link(key, &self.head.hash, Header { stream: &self.id, seq, recorded_at, body_hash });
        if code.as_slice() != hash {
            return Ok(Some((seq, Damage::AlteredHeader)));
        }
        match row.maybe_bytes(4)? {
            None if self.is_destroyed => {}
            None => return Ok(Some((seq, Damage::MissingBody))),
            Some(_) if self.is_destroyed => return Ok(Some((seq, Damage::BodyAlone))),
            Some(sealed) if chain::body_hash(sealed).as_slice() != body_hash => {
                return Ok(Some((seq, Damage::AlteredBody)));
            }
            Some(_) => {}
        }
        if recorded_at < self.head.at {
            return Ok(Some((seq, Damage::RunsBackwards)));
        }
        self.head = Head { seq, hash: code, at: recorded_at };
        self.entries += 1;
        if known.is_some_and(|(at, _)| at == seq) {
            self.at_known = Some(code);
        }
        Ok(None)
    }
}
