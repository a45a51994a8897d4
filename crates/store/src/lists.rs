//! Lists across networks, from the index tables: times, ids and counts, never words.
//! Only practitioners get them; what a network is called there is asked with a permit for each.

use dialogue::{
    Account, Duty, MeetingId, NetworkId, PractitionerId, Role, Seat,
    index::{MeetingRow, NetworkRow},
};
use jiff::Timestamp;

use crate::{
    Store, StoreError,
    engine::{Row, Value},
    permit::instant,
};

/// The columns of a network's row, in the order in which `network_row` reads them.
macro_rules! networks {
    ($rest:literal) => {
        concat!(
            "SELECT n.network, n.holder, n.called_at, n.offered_at, n.declined_at, n.met_at, n.is_safety_open, \
             n.next_meeting_at, n.last_meeting_at FROM network_index n ",
            $rest
        )
    };
}

const MINE: &str = networks!(
    "JOIN seat_index s ON s.network = n.network WHERE s.seat = 1 AND s.who = $1 ORDER BY n.network"
);
const COVERED: &str = networks!(
    "JOIN seat_index s ON s.network = n.network WHERE s.seat = 3 AND s.who = $1 ORDER BY n.network"
);
const ALL: &str = networks!("WHERE n.network > $1 ORDER BY n.network LIMIT 500");
const WAITING: &str = networks!(
    "WHERE n.met_at IS NULL AND n.called_at IS NOT NULL ORDER BY n.called_at, n.network LIMIT 1000"
);
const UNSAFE: &str = networks!("WHERE n.is_safety_open = 1 ORDER BY n.called_at, n.network LIMIT 1000");
const ONE: &str = networks!("WHERE n.network = $1");
const MEETINGS: &str = "SELECT m.network, m.meeting, m.starts_at, m.is_ahead FROM meeting_index m \
    JOIN seat_index s ON s.network = m.network WHERE s.seat = 1 AND s.who = $1 \
    AND m.starts_at >= $2 AND m.starts_at < $3 ORDER BY m.starts_at, m.meeting LIMIT 2000";
const WITH_HASH: &str = "SELECT network FROM look_up WHERE hash = $1 ORDER BY network LIMIT 200";

/// A network in a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListedNetwork {
    /// The network.
    pub network: NetworkId,
    /// Its times and its holder.
    pub row: NetworkRow,
}

/// A meeting in a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListedMeeting {
    /// The network.
    pub network: NetworkId,
    /// The meeting and its time.
    pub row: MeetingRow,
}

/// A network found by names or numbers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Known {
    /// The network, with who holds it.
    pub listed: ListedNetwork,
    /// How many of the name parts and numbers it shares.
    pub shares: usize,
}

impl Store {
    /// The networks that this practitioner is with, or stands in for today; for anybody else, none.
    ///
    /// # Errors
    /// What the database says.
    pub async fn networks_of(&self, account: &Account) -> Result<Vec<ListedNetwork>, StoreError> {
        let Seat::Practitioner(id) = account.seat else { return Ok(Vec::new()) };
        let mut mine = self.listed(MINE, vec![id.0.into()]).await?;
        for covered in self.listed(COVERED, vec![id.0.into()]).await? {
            let is_new = mine.iter().all(|one| one.network != covered.network);
            if !is_new {
                continue;
            }
            match self.standing_of(account, covered.network).await {
                Ok(now) if now.role == Role::Cover => mine.push(covered),
                Ok(_) => {}
                // Of a damaged record nobody knows whom it was opened to.
                Err(error) if error.is_damage() => {}
                Err(error) => return Err(error),
            }
        }
        Ok(mine)
    }

    /// Every network there is, for whoever is on call; for anybody else, none.
    ///
    /// # Errors
    /// What the database says.
    pub async fn networks_on_call(&self, account: &Account) -> Result<Vec<ListedNetwork>, StoreError> {
        let duties = self.service_lately().await?.duties_of(account.seat);
        let mut all: Vec<ListedNetwork> = Vec::new();
        while duties.has(Duty::OnCall) {
            let after = all.last().map_or(NetworkId(uuid::Uuid::nil()), |one| one.network);
            let more = self.listed(ALL, vec![after.0.into()]).await?;
            if more.is_empty() {
                break;
            }
            all.extend(more);
        }
        Ok(all)
    }

    /// A network in a list, whoever holds it: whom to ring, and nothing about the person.
    ///
    /// # Errors
    /// What the database says.
    pub async fn listed_network(
        &self,
        account: &Account,
        network: NetworkId,
    ) -> Result<Option<ListedNetwork>, StoreError> {
        match account.seat {
            Seat::Practitioner(_) => Ok(self.listed(ONE, vec![network.0.into()]).await?.into_iter().next()),
            Seat::Member(..) | Seat::Administrator => Ok(None),
        }
    }

    /// The networks whose call has not yet led to a meeting, the longest wait first, whoever holds them.
    ///
    /// # Errors
    /// What the database says.
    pub async fn waiting(&self, account: &Account) -> Result<Vec<ListedNetwork>, StoreError> {
        self.of_the_service(account, WAITING).await
    }

    /// The networks where somebody said that they are not safe, or not sure, and nobody has spoken with them yet.
    ///
    /// # Errors
    /// What the database says.
    pub async fn not_yet_safe(&self, account: &Account) -> Result<Vec<ListedNetwork>, StoreError> {
        self.of_the_service(account, UNSAFE).await
    }

    /// The meetings of this practitioner's networks that begin from `from` on and before `until`.
    ///
    /// # Errors
    /// What the database says.
    pub async fn meetings_between(
        &self,
        account: &Account,
        from: Timestamp,
        until: Timestamp,
    ) -> Result<Vec<ListedMeeting>, StoreError> {
        let Seat::Practitioner(id) = account.seat else { return Ok(Vec::new()) };
        let args = vec![id.0.into(), from.as_microsecond().into(), until.as_microsecond().into()];
        self.0.engine.rows(MEETINGS, args).await?.iter().map(meeting).collect()
    }

    /// The networks that share normalised name parts or numbers, those that share most first.
    ///
    /// # Errors
    /// What the database says.
    pub async fn look_up(&self, account: &Account, parts: &[String]) -> Result<Vec<Known>, StoreError> {
        if !matches!(account.seat, Seat::Practitioner(_)) {
            return Ok(Vec::new());
        }
        let mut shares = std::collections::BTreeMap::<NetworkId, usize>::new();
        for part in parts.iter().collect::<std::collections::BTreeSet<_>>() {
            for row in self.0.engine.rows(WITH_HASH, vec![self.0.keys.look_up(part).into()]).await? {
                *shares.entry(NetworkId(row.uuid(0)?)).or_default() += 1;
            }
        }
        let mut known = Vec::new();
        for (network, shares) in shares {
            let listed = self.listed(ONE, vec![network.0.into()]).await?;
            known.extend(listed.into_iter().map(|listed| Known { listed, shares }));
        }
        known.sort_by_key(|known| std::cmp::Reverse(known.shares));
        known.truncate(20);
        Ok(known)
    }

    async fn of_the_service(
        &self,
        account: &Account,
        sql: &'static str,
    ) -> Result<Vec<ListedNetwork>, StoreError> {
        match account.seat {
            Seat::Practitioner(_) => self.listed(sql, Vec::new()).await,
            Seat::Member(..) | Seat::Administrator => Ok(Vec::new()),
        }
    }

    async fn listed(&self, sql: &'static str, args: Vec<Value>) -> Result<Vec<ListedNetwork>, StoreError> {
        self.0.engine.rows(sql, args).await?.iter().map(network).collect()
    }
}

fn network(row: &Row) -> Result<ListedNetwork, StoreError> {
    let at = |column: usize| row.maybe_int(column)?.map(instant).transpose();
    Ok(ListedNetwork {
        network: NetworkId(row.uuid(0)?),
        row: NetworkRow {
            holder: row.maybe_uuid(1)?.map(PractitionerId),
            called_at: at(2)?,
            offered_at: at(3)?,
            declined_at: at(4)?,
            met_at: at(5)?,
            is_safety_open: row.int(6)? != 0,
            next_meeting_at: at(7)?,
            last_meeting_at: at(8)?,
        },
    })
}

fn meeting(row: &Row) -> Result<ListedMeeting, StoreError> {
    Ok(ListedMeeting {
        network: NetworkId(row.uuid(0)?),
        row: MeetingRow {
            meeting: MeetingId(row.uuid(1)?),
            starts_at: instant(row.int(2)?)?,
            is_ahead: row.int(3)? != 0,
        },
    })
}
