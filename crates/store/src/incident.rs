//! Who may have read an entry before it was taken out of sight: for the one who reviews it.

use dialogue::{
    Account, AccountId, Class, Context, EntryId, MemberId, NetworkId, PractitionerId, Seat, Service, Who,
    Whole,
};
use jiff::{SignedDuration, Timestamp};

use crate::{Permit, Purpose, Store, StoreError, engine::Row, permit::instant, record::Record};

/// Looks are written down once in ten minutes: one that began before the entry may have met it.
const ONE_LOOK: SignedDuration = SignedDuration::from_mins(10);

const BETWEEN: &str = "SELECT x.account, x.purpose, x.at, a.practitioner, a.member FROM access x \
    LEFT JOIN account a ON a.id = x.account WHERE x.network = $1 AND x.at > $2 AND x.at < $3 \
    ORDER BY x.at, x.account";

/// Somebody who looked at the record while an entry stood in it that they could read then.
/// Whether they read that entry nobody knows: looks are at a record, never at one entry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MayHaveRead {
    /// With which account.
    pub account: AccountId,
    /// Whose account it is.
    pub who: Option<Who>,
    /// When they looked, the first time within each ten minutes.
    pub at: Vec<Timestamp>,
}

struct Look {
    account: Account,
    purpose: i64,
    at: Timestamp,
}

impl Store {
    /// Who looked at the record after an entry was written and before it was taken out of sight, and could
    /// read it as they stood then. Duties are those of today.
    ///
    /// # Errors
    /// [`StoreError::NotYours`] unless it was taken out of sight and its viewer may know that;
    /// when the permit has lapsed or is for another purpose, or the database fails.
    pub async fn who_may_have_read(
        &self,
        permit: &Permit,
        entry: EntryId,
    ) -> Result<Vec<MayHaveRead>, StoreError> {
        permit.good_for(&[Purpose::Read, Purpose::Duty], self.now())?;
        let network = permit.network();
        let known = self.view_by_duty(permit.account(), network).await?.network;
        let taken = known.out_of_sight.get(&entry).ok_or(StoreError::NotYours)?.taken.entry.recorded_at;
        let written = |record: &Record| {
            record.whole.entries().iter().find(|one| one.id == entry).map(|one| one.recorded_at)
        };
        let written = self.with_record(network, written).await?.ok_or(StoreError::NotYours)?;
        let from = written.saturating_sub(ONE_LOOK).unwrap_or(written);
        let args = vec![network.0.into(), from.as_microsecond().into(), taken.as_microsecond().into()];
        let rows = self.0.engine.rows(BETWEEN, args).await?;
        let looks = rows.iter().map(|row| look(row, network)).collect::<Result<Vec<_>, _>>()?;
        let service = self.service_lately().await?;
        let could =
            self.with_record(network, |record| self.could_read(record, entry, looks, &service)).await?;
        Ok(by_account(could))
    }

    /// Those of the looks by which somebody could have read the entry, each as the record stood then.
    fn could_read(&self, record: &Record, id: EntryId, looks: Vec<Look>, service: &Service) -> Vec<Look> {
        let mut entries = record.whole.entries().iter().peekable();
        let Some(entry) = record.whole.entries().iter().find(|one| one.id == id) else { return Vec::new() };
        let mut then = Whole::empty(record.network);
        let mut could = Vec::new();
        for look in looks {
            let at = look.at.max(entry.recorded_at);
            while let Some(next) = entries.next_if(|next| next.recorded_at <= at) {
                then.apply(next.clone());
            }
            let duties = service.duties_of(look.account.seat);
            let standing = then.standing(&Context { duties, ..Context::new(at, look.account) });
            let standing = if look.purpose == DUTY { standing } else { standing.by_belonging() };
            let class = then.class(entry, at);
            if opens(look.purpose, &class) && self.0.policies.may_read(&standing, &class) {
                could.push(look);
            }
        }
        could
    }
}

/// How [`Purpose::Safety`] and [`Purpose::Duty`] are stored.
const SAFETY: i64 = 3;
const DUTY: i64 = 4;

/// Whoever came for the crisis page saw nothing else.
fn opens(purpose: i64, class: &Class) -> bool {
    purpose != SAFETY || class.is_crisis
}

fn by_account(looks: Vec<Look>) -> Vec<MayHaveRead> {
    let mut all: Vec<MayHaveRead> = Vec::new();
    for Look { account, at, .. } in looks {
        match all.iter_mut().find(|one| one.account == account.id) {
            Some(one) => one.at.push(at),
            None => all.push(MayHaveRead { account: account.id, who: account.voice(), at: vec![at] }),
        }
    }
    all
}

fn look(row: &Row, network: NetworkId) -> Result<Look, StoreError> {
    let practitioner = row.maybe_uuid(3)?.map(|id| Seat::Practitioner(PractitionerId(id)));
    let member = row.maybe_uuid(4)?.map(|id| Seat::Member(network, MemberId(id)));
    let seat = practitioner.or(member).unwrap_or(Seat::Administrator);
    let account = Account { id: AccountId(row.uuid(0)?), seat };
    Ok(Look { account, purpose: row.int(1)?, at: instant(row.int(2)?)? })
}
