//! The end of live documents: what was written becomes facts, is frozen and loses its typing history in one
//! transaction; what a phone brings later waits here until it is in the record too (ADR 0021).

use dialogue::{Account, AccountId, Command, MeetingId, NetworkId, Who};
use jiff::Timestamp;

use super::{HOLD, LiveLog, LivePlace, packed};
use crate::{
    ActError, Acted, Sent, Store, StoreError,
    engine::{Row, Statement, Unit, Value, Written},
    permit::instant,
};

const FREEZE: &str = "INSERT INTO live_meeting (meeting, network, state) VALUES ($1, $2, 2) \
    ON CONFLICT (meeting) DO UPDATE SET state = 2";
/// After the freezing, which waits for every append that has begun: nothing has come that was not read.
const ALL_SEEN: &str = "UPDATE live_meeting SET state = 2 WHERE meeting = $1 \
    AND (SELECT CAST(coalesce(sum(head), 0) AS BIGINT) FROM live_document WHERE meeting = $1) = $2";
/// Documents first: whoever compacts one holds it.
const UNHISTORIED: [&str; 4] = [
    "UPDATE live_document SET head = head WHERE meeting = $1",
    "DELETE FROM live_snapshot WHERE meeting = $1",
    "DELETE FROM live_update WHERE meeting = $1",
    "DELETE FROM live_document WHERE meeting = $1 AND length(part) = 1",
];
const KEEP: &str = "INSERT INTO live_frozen (meeting, part, upto, at, sealed) VALUES ($1, $2, $3, $4, $5) \
    ON CONFLICT (meeting, part) DO UPDATE SET upto = excluded.upto, sealed = excluded.sealed";
const WRITTEN: &str = "SELECT d.meeting, d.part FROM live_document d JOIN live_meeting m ON m.meeting = d.meeting \
    WHERE d.meeting = $1 AND m.state = 1 ORDER BY d.part";
const LATE: &str = "SELECT l.meeting, l.part, d.head, l.account, l.written_at, m.network FROM live_late l \
    JOIN live_document d ON d.meeting = l.meeting AND d.part = l.part \
    JOIN live_meeting m ON m.meeting = l.meeting ORDER BY l.meeting, l.part";
const NOTHING_NEW: &str =
    "UPDATE live_document SET head = head WHERE meeting = $1 AND part = $2 AND head = $3";
const NO_LONGER_LATE: [&str; 2] = [
    "DELETE FROM live_update WHERE meeting = $1 AND part = $2",
    "DELETE FROM live_late WHERE meeting = $1 AND part = $2",
];
const FROZEN: &str = "SELECT upto, sealed FROM live_frozen WHERE meeting = $1 AND part = $2";
const LAPSED: &str = "SELECT DISTINCT meeting FROM live_frozen WHERE at < $1 \
    AND NOT EXISTS (SELECT 1 FROM live_late l WHERE l.meeting = live_frozen.meeting)";

/// A document as it stands from now on, without what was deleted while writing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LiveFrozen {
    /// Which.
    pub place: LivePlace,
    /// The number of the last update in it.
    pub upto: i64,
    /// What it holds.
    pub updates: Vec<Vec<u8>>,
}

/// A closing of what was written live, read at a moment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LiveEnd {
    /// The meeting.
    pub meeting: MeetingId,
    /// The numbers of the last updates that were read, added up: no other end holds.
    pub seen: i64,
    /// The voices' documents.
    pub frozen: Vec<LiveFrozen>,
}

/// A document to which something has come after it was frozen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LateLive {
    /// The network.
    pub network: NetworkId,
    /// The meeting.
    pub meeting: MeetingId,
    /// Whose words.
    pub voice: Who,
    /// The number of the last update.
    pub upto: i64,
    /// Who sent it.
    pub account: AccountId,
    /// When it was written, by the clock of their device, if that said so.
    pub written_at: Option<Timestamp>,
}

impl LateLive {
    fn read(row: &Row) -> Result<Self, StoreError> {
        let LivePlace { meeting, voice } = LivePlace::read(row)?;
        let voice = voice.ok_or_else(|| StoreError::damaged("the name of a late live document"))?;
        let written_at = Some(row.int(4)?).filter(|at| *at > 0).map(instant).transpose()?;
        let (upto, account) = (row.int(2)?, AccountId(row.uuid(3)?));
        Ok(Self { network: NetworkId(row.uuid(5)?), meeting, voice, upto, account, written_at })
    }

    /// Where it is kept.
    pub fn place(&self) -> LivePlace {
        LivePlace { meeting: self.meeting, voice: Some(self.voice) }
    }
}

/// The statements that freeze what is live at a meeting where nobody wrote; without those, it does not end.
pub(super) fn freezing(network: NetworkId, meeting: MeetingId) -> Vec<Statement> {
    frozen(network, meeting, 0)
}

fn frozen(network: NetworkId, meeting: MeetingId, seen: i64) -> Vec<Statement> {
    vec![
        Statement::new(FREEZE, vec![meeting.0.into(), network.0.into()]),
        Statement::must(ALL_SEEN, vec![meeting.0.into(), seen.into()]),
    ]
}

impl Store {
    /// Everything that has been written live at an open meeting, as it stands now.
    ///
    /// # Errors
    /// What the database says; damage where an update cannot be opened.
    pub async fn live_written(&self, meeting: MeetingId) -> Result<Vec<(LivePlace, LiveLog)>, StoreError> {
        let mut all = Vec::new();
        for place in self.live_places(meeting).await? {
            all.push((place, self.live_log(place).await?));
        }
        Ok(all)
    }

    /// The documents of an open meeting in which something has been written.
    ///
    /// # Errors
    /// What the database says.
    pub async fn live_places(&self, meeting: MeetingId) -> Result<Vec<LivePlace>, StoreError> {
        let rows = self.0.engine.rows(WRITTEN, vec![meeting.0.into()]).await?;
        rows.iter().map(LivePlace::read).collect()
    }

    /// Carries out the command that closes a meeting with what was written live; freezes the voices' documents
    /// as given, and destroys the typing history: all in one transaction.
    ///
    /// # Errors
    /// As [`Store::act`]; [`StoreError::SomebodyElse`] if something has been written since it was read.
    pub async fn close_live(
        &self,
        account: &Account,
        network: NetworkId,
        command: Command,
        end: &LiveEnd,
    ) -> Result<Acted, ActError> {
        let mut statements = frozen(network, end.meeting, end.seen);
        statements.extend(UNHISTORIED.iter().map(|sql| Statement::new(sql, vec![end.meeting.0.into()])));
        for frozen in &end.frozen {
            statements.push(self.keeping(frozen).await?);
        }
        let sent = Sent { account: *account, at: self.now(), command };
        let acted = self.act_beside(network, sent, &statements).await?;
        self.rinse().await;
        Ok(acted)
    }

    /// What has come to documents after they were frozen and is not in the record yet.
    ///
    /// # Errors
    /// What the database says.
    pub async fn late_live(&self) -> Result<Vec<LateLive>, StoreError> {
        self.0.engine.rows(LATE, Vec::new()).await?.iter().map(LateLive::read).collect()
    }

    /// A document as it was frozen, without what has come since; nothing if nothing stood in it.
    ///
    /// # Errors
    /// What the database says.
    pub async fn frozen_live(&self, place: LivePlace) -> Result<Vec<Vec<u8>>, StoreError> {
        let Some(row) = self.0.engine.one(FROZEN, place.args()).await? else { return Ok(Vec::new()) };
        let opened = self.live_key(place.meeting).await?.open(&place.bound(), row.bytes(1)?);
        super::unpacked(&opened.ok_or_else(|| StoreError::damaged("a frozen live document"))?)
    }

    /// Settles what has come late: carries out the command that puts it into the record, if it says anything
    /// new, and freezes the document anew, in one transaction.
    ///
    /// # Errors
    /// As [`Store::act`]; [`StoreError::SomebodyElse`] if more has come meanwhile.
    pub async fn settle_late(
        &self,
        late: &LateLive,
        updates: &[Vec<u8>],
        sent: Option<Sent>,
    ) -> Result<(), ActError> {
        let place = late.place();
        let mut statements = vec![Statement::must(NOTHING_NEW, {
            let mut args = place.args();
            args.push(late.upto.into());
            args
        })];
        statements.extend(NO_LONGER_LATE.iter().map(|sql| Statement::new(sql, place.args())));
        let frozen = LiveFrozen { place, upto: late.upto, updates: updates.to_vec() };
        statements.push(self.keeping(&frozen).await?);
        match sent {
            Some(sent) => drop(self.act_beside(late.network, sent, &statements).await?),
            None if self.0.engine.write(Unit::of(statements)).await? != Written::Done => {
                return Err(StoreError::SomebodyElse.into());
            }
            None => {}
        }
        self.rinse().await;
        Ok(())
    }

    /// Deletes what was frozen before a moment: nothing that comes after is taken any more. Tells of how many
    /// meetings.
    ///
    /// # Errors
    /// What the database says.
    pub async fn forget_frozen(&self, before: Timestamp) -> Result<usize, StoreError> {
        let lapsed = self.0.engine.rows(LAPSED, vec![before.as_microsecond().into()]).await?;
        for row in &lapsed {
            self.forget_live(MeetingId(row.uuid(0)?)).await?;
        }
        Ok(lapsed.len())
    }

    async fn keeping(&self, frozen: &LiveFrozen) -> Result<Statement, StoreError> {
        let LiveFrozen { place, upto, updates } = frozen;
        let sealed = self.live_key(place.meeting).await?.seal(&place.bound(), &packed(updates))?;
        let mut args = place.args();
        args.extend([Value::from(*upto), self.now().as_microsecond().into(), sealed.into()]);
        Ok(Statement::new(KEEP, args))
    }

    /// What was deleted is gone from the record, whether or not the database's files could be washed just now.
    async fn rinse(&self) {
        if let Err(error) = self.0.engine.rinse().await {
            tracing::warn!(%error, "what was written live is closed; its history lies in the log file until the next checkpoint");
        }
    }
}

/// Takes the document's lock while its meeting is open; the meeting's first, as every append does.
pub(super) fn holding(place: LivePlace) -> [Statement; 2] {
    [Statement::must(STILL_OPEN, vec![place.meeting.0.into()]), Statement::must(HOLD, place.args())]
}

const STILL_OPEN: &str = "UPDATE live_meeting SET state = 1 WHERE meeting = $1 AND state = 1";
