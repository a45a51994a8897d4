//! Destroying a network: its key, bodies, files, index rows, accounts, sessions, links and drafts go.
//! The headers of its stream stay, so that the chain still verifies and says that something was there.

use dialogue::{Duty, NetworkId, Seat, retention::Retention};
use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Store, StoreError,
    engine::{Row, Statement, StreamRow, Unit, Value, Written, sql},
    index,
    permit::instant,
    stream::Kind,
};

/// What goes, in this order; each speaks of one network.
const GONE: [&str; 14] = [
    "DELETE FROM session WHERE account IN (SELECT id FROM account WHERE network = $1)",
    "DELETE FROM one_time_link WHERE account IN (SELECT id FROM account WHERE network = $1)",
    "DELETE FROM draft WHERE network = $1 OR account IN (SELECT id FROM account WHERE network = $1)",
    "DELETE FROM account WHERE network = $1",
    "DELETE FROM access WHERE network = $1",
    "DELETE FROM blob WHERE network = $1",
    "DELETE FROM body WHERE stream = $1",
    "DELETE FROM imported WHERE network = $1",
    "DELETE FROM live_document WHERE meeting IN (SELECT meeting FROM live_meeting WHERE network = $1)",
    "DELETE FROM live_update WHERE meeting IN (SELECT meeting FROM live_meeting WHERE network = $1)",
    "DELETE FROM live_snapshot WHERE meeting IN (SELECT meeting FROM live_meeting WHERE network = $1)",
    "DELETE FROM live_frozen WHERE meeting IN (SELECT meeting FROM live_meeting WHERE network = $1)",
    "DELETE FROM live_late WHERE meeting IN (SELECT meeting FROM live_meeting WHERE network = $1)",
    "DELETE FROM live_meeting WHERE network = $1",
];
/// The key itself. Nothing is appended to a stream without one.
const DROP_KEY: &str =
    "UPDATE stream SET wrapped_key = $2 WHERE id = $1 AND head_seq = $3 AND head_hash = $4";
const ADD: &str =
    "INSERT INTO destroyed (network, at, head_seq, head_hash, certificate) VALUES ($1, $2, $3, $4, $5)";
const ALL: &str = "SELECT network, at, head_seq, head_hash, certificate FROM destroyed ORDER BY at, network";
const ONE: &str = "SELECT network, at, head_seq, head_hash, certificate FROM destroyed WHERE network = $1";
const COUNTS: [&str; 3] = [
    "SELECT count(*) FROM blob WHERE network = $1",
    "SELECT count(*) FROM account WHERE network = $1",
    "SELECT count(*) FROM body WHERE stream = $1",
];
const OLD: &str = "SELECT id FROM stream WHERE kind = 1 AND head_at <= $1 AND length(wrapped_key) > 0 \
    ORDER BY head_at, id LIMIT 1000";
/// How often it is tried when somebody keeps writing.
const TRIES: usize = 5;

/// Why a network is destroyed, and who says so.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Reason {
    /// Who proposed it, by name.
    pub proposed_by: String,
    /// Who confirmed it, by name.
    pub confirmed_by: String,
    /// Under which rule.
    pub rule: String,
    /// Why.
    pub words: String,
}

/// The certificate: what was destroyed, when, by whom, under which rule. Nobody's words and nobody's name but
/// those of the service who decided.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Certificate {
    /// Which network.
    pub network: NetworkId,
    /// When.
    pub at: Timestamp,
    /// Why, and who said so.
    pub reason: Reason,
    /// How many entries were destroyed.
    pub entries: i64,
    /// How many files.
    pub files: i64,
    /// How many accounts of members.
    pub accounts: i64,
    /// How many people's data were looked at.
    pub people: usize,
    /// The end of the chain, which stays.
    pub head: String,
    /// When the last backup with the key lapses, by the service's own rule.
    pub backups_lapse: Timestamp,
}

/// A network whose time has come: no words, no names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Due {
    /// Which.
    pub network: NetworkId,
    /// Until when it was kept, and why.
    pub retention: Retention,
}

/// A line of the destruction list, which a restored backup takes up again: `network when`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Destroyed {
    /// Which.
    pub network: NetworkId,
    /// When.
    pub at: Timestamp,
    /// The certificate.
    pub certificate: Certificate,
}

impl Store {
    /// The networks whose time has come under the service's rules, for whoever answers for records.
    ///
    /// # Errors
    /// [`StoreError::NotYours`] for everybody else; what the database says.
    pub async fn due_for_destruction(&self, account: &dialogue::Account) -> Result<Vec<Due>, StoreError> {
        if !self.is_officer(account.seat).await? {
            return Err(StoreError::NotYours);
        }
        let rules = self.service().await?.retention;
        let today = self.now().to_zoned(TimeZone::UTC).date();
        let years = jiff::Span::new().years(rules.shortest());
        let before = today.checked_sub(years).and_then(|day| day.to_zoned(TimeZone::UTC));
        let before = before.map_err(StoreError::fault)?.timestamp().as_microsecond();
        let mut due = Vec::new();
        for row in self.0.engine.rows(OLD, vec![before.into()]).await? {
            let network = NetworkId(row.uuid(0)?);
            let retention = self.retention(network).await?;
            if retention.is_due(today) {
                due.push(Due { network, retention });
            }
        }
        Ok(due)
    }

    /// How long a network is kept: dates and counts.
    ///
    /// # Errors
    /// [`StoreError::NotYours`] if there is none; what the database says.
    pub async fn retention(&self, network: NetworkId) -> Result<Retention, StoreError> {
        let rules = self.service().await?.retention;
        self.with_record(network, |record| record.whole.retention(&rules)).await
    }

    async fn is_officer(&self, seat: Seat) -> Result<bool, StoreError> {
        let duties = self.service().await?.duties_of(seat);
        Ok(duties.has_any(&[Duty::RecordsOfficer, Duty::Lead, Duty::CaldicottGuardian]))
    }

    /// Destroys a network. What is on hold is refused with [`StoreError::OnHold`].
    ///
    /// # Errors
    /// [`StoreError::NotYours`] if there is none; [`StoreError::OnHold`]; what the database says.
    pub async fn destroy(
        &self,
        network: NetworkId,
        reason: Reason,
        backups_lapse: Timestamp,
    ) -> Result<Certificate, StoreError> {
        for _ in 0..TRIES {
            let retention = self.retention(network).await?;
            if retention.is_on_hold {
                return Err(StoreError::OnHold);
            }
            let place = self.0.shelf.place(network);
            let mut held = place.write().await;
            *held = None;
            let (certificate, row) = self.certificate(network, &reason, &retention, backups_lapse).await?;
            let statements = self.gone(&certificate, &row)?;
            if self.0.engine.write(Unit::of(statements)).await? == Written::Done {
                self.0.shelf.forget(network);
                self.drop_live_keys();
                drop(held);
                self.scrub().await;
                return Ok(certificate);
            }
        }
        Err(StoreError::SomebodyElse)
    }

    async fn certificate(
        &self,
        network: NetworkId,
        reason: &Reason,
        retention: &Retention,
        backups_lapse: Timestamp,
    ) -> Result<(Certificate, StreamRow), StoreError> {
        let row =
            self.0.engine.one(sql::STREAM, vec![network.0.into()]).await?.ok_or(StoreError::NotYours)?;
        let row = StreamRow::read(&row)?;
        if row.kind != Kind::Network as i64 || row.is_destroyed() {
            return Err(StoreError::NotYours);
        }
        let mut counts = [0; 3];
        for (count, sql) in counts.iter_mut().zip(COUNTS) {
            *count = self.0.engine.one(sql, vec![network.0.into()]).await?.map_or(Ok(0), |row| row.int(0))?;
        }
        let [files, accounts, entries] = counts;
        let certificate = Certificate {
            network,
            at: self.now(),
            reason: reason.clone(),
            entries,
            files,
            accounts,
            people: retention.people,
            head: format!("{} {}", row.head.seq, blake3::Hash::from_bytes(row.head.hash).to_hex()),
            backups_lapse,
        };
        Ok((certificate, row))
    }

    fn gone(&self, certificate: &Certificate, row: &StreamRow) -> Result<Vec<Statement>, StoreError> {
        let id = || Value::from(certificate.network.0);
        let no_key: &[u8] = &[];
        let head = [Value::from(row.head.seq), (&row.head.hash).into()];
        let [seq, hash] = head.clone();
        let mut all = vec![Statement::must(DROP_KEY, vec![id(), no_key.into(), seq, hash])];
        all.extend(GONE.iter().chain(&index::CLEAR).map(|sql| Statement::new(sql, vec![id()])));
        let plain = serde_json::to_vec(certificate).map_err(StoreError::fault)?;
        let sealed = self.0.keys.service().seal(&place(certificate.network), &plain)?;
        let at = certificate.at.as_microsecond();
        let [seq, hash] = head;
        all.push(Statement::new(ADD, vec![id(), at.into(), seq, hash, sealed.into()]));
        Ok(all)
    }

    /// Everything that was destroyed, the oldest first.
    ///
    /// # Errors
    /// What the database says.
    pub async fn destroyed(&self) -> Result<Vec<Destroyed>, StoreError> {
        self.0.engine.rows(ALL, Vec::new()).await?.iter().map(|row| self.read_destroyed(row)).collect()
    }

    /// The certificate of one network.
    ///
    /// # Errors
    /// What the database says.
    pub async fn destroyed_one(&self, network: NetworkId) -> Result<Option<Destroyed>, StoreError> {
        let row = self.0.engine.one(ONE, vec![network.0.into()]).await?;
        row.map(|row| self.read_destroyed(&row)).transpose()
    }

    fn read_destroyed(&self, row: &Row) -> Result<Destroyed, StoreError> {
        let network = NetworkId(row.uuid(0)?);
        let plain = self.0.keys.service().open(&place(network), row.bytes(4)?);
        let certificate = plain.and_then(|plain| serde_json::from_slice(&plain).ok());
        let certificate = certificate.ok_or_else(|| StoreError::damaged("a certificate of destruction"))?;
        Ok(Destroyed { network, at: instant(row.int(1)?)?, certificate })
    }

    /// Destroys again what a list says was destroyed, after a backup from before was restored.
    /// Networks that are not there, or are destroyed already, are passed over. Tells how many it was.
    ///
    /// # Errors
    /// What the database says.
    pub async fn destroy_again(&self, list: &[Certificate]) -> Result<usize, StoreError> {
        let mut done = 0;
        for was in list {
            let found = self.0.engine.one(sql::STREAM, vec![was.network.0.into()]).await?;
            let Some(row) = found.map(|row| StreamRow::read(&row)).transpose()? else { continue };
            if row.is_destroyed() {
                continue;
            }
            let statements = self.gone(was, &row)?;
            if self.0.engine.write(Unit::of(statements)).await? != Written::Done {
                return Err(StoreError::SomebodyElse);
            }
            self.0.shelf.forget(was.network);
            self.drop_live_keys();
            done += 1;
        }
        if done > 0 {
            self.scrub().await;
        }
        Ok(done)
    }

    /// What was destroyed is destroyed, whether or not the files could be written anew just now.
    async fn scrub(&self) {
        if let Err(error) = self.0.engine.scrub().await {
            tracing::warn!(%error, "a network was destroyed, but the database's files could not be written anew; run VACUUM");
        }
    }
}

/// What a certificate is sealed to.
fn place(network: NetworkId) -> Vec<u8> {
    let network: Uuid = network.0;
    [b"destroyed".as_slice(), network.as_bytes()].concat()
}
