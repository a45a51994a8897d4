//! What waits for somebody across networks: ids and times from the index, no words.

use dialogue::{
    Account, CommandId, Duty, EntryId, NetworkId, PractitionerId, Seat,
    matter::{Matter, MatterRow, WaitsFor},
};
use jiff::Timestamp;

use crate::{
    Store, StoreError,
    engine::{Row, Value},
    index::stored_duty,
    permit::instant,
};

/// The columns of a matter, in the order in which `matter` reads them.
macro_rules! matters {
    ($rest:literal) => {
        concat!("SELECT network, matter, command, nth, practitioner, duty, due_at FROM matter_index ", $rest)
    };
}

const MINE: &str = matters!("WHERE practitioner = $1 ORDER BY due_at, network, command, nth LIMIT 1000");
const OF_DUTY: &str = matters!("WHERE duty = $1 ORDER BY due_at, network, command, nth LIMIT 1000");
const OVERDUE: &str =
    matters!("WHERE due_at <= $1 AND matter <> 5 ORDER BY due_at, network, command, nth LIMIT 1000");
const COUNT: &str = "SELECT matter, count(*) FROM matter_index GROUP BY matter";

/// A matter in a list.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct ListedMatter {
    /// What, for whom, by when.
    pub row: MatterRow,
    /// In which network.
    pub network: NetworkId,
}

impl Store {
    /// What waits for this practitioner, by name or by duty, the most urgent first. What is overdue waits
    /// for the safeguarding lead and the Caldicott guardian too.
    ///
    /// # Errors
    /// What the database says.
    pub async fn matters_for(&self, account: &Account) -> Result<Vec<ListedMatter>, StoreError> {
        let Seat::Practitioner(id) = account.seat else { return Ok(Vec::new()) };
        let duties = self.service_lately().await?.duties(id);
        let mut found = self.matters(MINE, id.0.into()).await?;
        for duty in duties.each() {
            found.extend(self.matters(OF_DUTY, stored_duty(duty).into()).await?);
        }
        if duties.has_any(&[Duty::SafeguardingLead, Duty::CaldicottGuardian]) {
            found.extend(self.matters(OVERDUE, self.now().as_microsecond().into()).await?);
        }
        found.sort_by_key(|one| (one.row.due_at, one.network, one.row));
        found.dedup();
        Ok(found)
    }

    /// How many matters of each kind wait in the whole service: numbers alone, for the board.
    ///
    /// # Errors
    /// What the database says.
    pub async fn count_matters(&self, account: &Account) -> Result<Vec<(Matter, u64)>, StoreError> {
        if !matches!(account.seat, Seat::Practitioner(_)) {
            return Ok(Vec::new());
        }
        let rows = self.0.engine.rows(COUNT, Vec::new()).await?;
        let count = |row: &Row| Ok((kind(row.int(0)?)?, u64::try_from(row.int(1)?).unwrap_or(0)));
        rows.iter().map(count).collect()
    }

    async fn matters(&self, sql: &'static str, arg: Value) -> Result<Vec<ListedMatter>, StoreError> {
        self.0.engine.rows(sql, vec![arg]).await?.iter().map(matter).collect()
    }
}

fn kind(stored: i64) -> Result<Matter, StoreError> {
    nth(&Matter::ALL, stored)
}

fn nth<T: Copy>(all: &[T], stored: i64) -> Result<T, StoreError> {
    let place = usize::try_from(stored - 1).ok();
    place.and_then(|place| all.get(place)).copied().ok_or_else(|| StoreError::damaged("a kind of matter"))
}

fn matter(row: &Row) -> Result<ListedMatter, StoreError> {
    let duty = || nth(&Duty::ALL, row.int(5)?);
    let waits_for = match row.maybe_uuid(4)? {
        Some(id) => WaitsFor::Practitioner(PractitionerId(id)),
        None => WaitsFor::Duty(duty()?),
    };
    let due_at: Timestamp = instant(row.int(6)?)?;
    let turn = u16::try_from(row.int(3)?).map_err(StoreError::fault)?;
    let entry = EntryId { command: CommandId(row.uuid(2)?), nth: turn };
    let row_of = MatterRow { matter: kind(row.int(1)?)?, entry, waits_for, due_at };
    Ok(ListedMatter { network: NetworkId(row.uuid(0)?), row: row_of })
}
