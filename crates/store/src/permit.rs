//! Permits: the only way to a record. Made here alone, after policy has said yes and the look is on the disk.

use std::{
    collections::HashSet,
    sync::{Mutex, PoisonError},
};

use dialogue::{Account, AccountId, Card, Context, Duty, Network, NetworkId, Role, Seat, Standing, Who};
use jiff::{SignedDuration, Timestamp};

use crate::{
    Store, StoreError,
    engine::{Statement, Unit},
    record::View,
};

/// How long a permit is good for.
pub const PERMIT_LASTS: SignedDuration = SignedDuration::from_mins(10);

const ADD: &str = "INSERT INTO access (network, account, purpose, ten_minutes, at) VALUES ($1, $2, $3, $4, $5) \
    ON CONFLICT DO NOTHING";

/// What somebody wants with a record.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Purpose {
    /// To read it.
    Read,
    /// To do something in it.
    Act,
    /// To reach the safety agreement and the crisis page, and nothing else; opens even when the look
    /// cannot be written down.
    Safety,
    /// To decide or review what a duty or a review by name is about. For practitioners who are not with the network.
    Duty,
    /// To name it in a list: yields only a [`Card`], and writes no look.
    List,
}

impl Purpose {
    fn stored(self) -> Option<i64> {
        match self {
            Self::Read => Some(1),
            Self::Act => Some(2),
            Self::Safety => Some(3),
            Self::Duty => Some(4),
            Self::List => None,
        }
    }

    /// Whether somebody who stands like this may want it at all.
    fn is_open_to(self, standing: &Standing) -> bool {
        match self {
            Self::Read | Self::Act => standing.belongs(),
            Self::Safety => standing.belongs() || standing.duties.has(Duty::OnCall),
            Self::Duty => standing.role == Role::OtherPractitioner,
            Self::List => true,
        }
    }

    pub(crate) fn read(stored: i64) -> Option<Self> {
        [Self::Read, Self::Act, Self::Safety, Self::Duty]
            .into_iter()
            .find(|purpose| purpose.stored() == Some(stored))
    }
}

/// Leave to open one network, for one account and one purpose, for ten minutes.
///
/// Nobody can make one by hand:
///
/// ```compile_fail
/// fn forged(account: dialogue::Account, network: dialogue::NetworkId) -> store::Permit {
///     store::Permit { account, network, purpose: store::Purpose::Read, made_at: jiff::Timestamp::UNIX_EPOCH }
/// }
/// ```
///
/// And without one, nothing opens:
///
/// ```compile_fail
/// async fn read(store: &store::Store, network: dialogue::NetworkId) {
///     let _ = store.network(&network).await;
/// }
/// ```
///
/// With one, it does:
///
/// ```
/// async fn read(store: &store::Store, permit: &store::Permit) {
///     let _ = store.network(permit).await;
/// }
/// ```
#[derive(Debug)]
pub struct Permit {
    account: Account,
    network: NetworkId,
    purpose: Purpose,
    made_at: Timestamp,
}

impl Permit {
    /// The network it opens.
    pub fn network(&self) -> NetworkId {
        self.network
    }

    /// The account it was given to.
    pub fn account(&self) -> &Account {
        &self.account
    }

    pub(crate) fn good_for(&self, purposes: &[Purpose], now: Timestamp) -> Result<(), StoreError> {
        if now.duration_since(self.made_at) > PERMIT_LASTS {
            return Err(StoreError::PermitLapsed);
        }
        if purposes.contains(&self.purpose) { Ok(()) } else { Err(StoreError::NotYours) }
    }
}

/// Somebody looked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Look {
    /// With which account.
    pub account: AccountId,
    /// Whose account it is.
    pub who: Option<Who>,
    /// What for.
    pub purpose: Purpose,
    /// When, the first time within ten minutes.
    pub at: Timestamp,
}

/// What one look is known by within its ten minutes.
type LookKey = (NetworkId, AccountId, Purpose);

/// The looks of these ten minutes that are already on the disk.
#[derive(Default)]
pub(crate) struct Looks(Mutex<(i64, HashSet<LookKey>)>);

impl Looks {
    fn has(&self, ten_minutes: i64, look: &LookKey) -> bool {
        let looks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        looks.0 == ten_minutes && looks.1.contains(look)
    }

    fn add(&self, ten_minutes: i64, look: LookKey) {
        let mut looks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if looks.0 != ten_minutes {
            *looks = (ten_minutes, HashSet::new());
        }
        looks.1.insert(look);
    }
}

impl Store {
    /// Asks policy, writes the look down, and gives a permit.
    ///
    /// # Errors
    /// [`StoreError::NotYours`] where this account may read nothing, or where there is nothing;
    /// what the database says when the look cannot be written (but not for [`Purpose::Safety`]).
    pub async fn permit(
        &self,
        account: &Account,
        network: NetworkId,
        purpose: Purpose,
    ) -> Result<Permit, StoreError> {
        let (standing, view) = match self.seen_by(account, network).await {
            Err(damage) if damage.is_damage() => self.damaged_view(account, network, purpose, damage).await?,
            seen => seen?,
        };
        let is_for_list =
            purpose == Purpose::List && account.voice().is_some_and(|who| who.practitioner().is_some());
        if !purpose.is_open_to(&standing) || (view.is_empty() && !is_for_list) {
            return Err(StoreError::NotYours);
        }
        let made_at = self.now();
        match self.write_look(account.id, network, purpose, made_at).await {
            Err(error) if purpose == Purpose::Safety => {
                tracing::error!(account = %account.id, %network, %error, "a look at a safety agreement could not be written down");
            }
            done => done?,
        }
        Ok(Permit { account: *account, network, purpose, made_at })
    }

    async fn write_look(
        &self,
        account: AccountId,
        network: NetworkId,
        purpose: Purpose,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let Some(stored) = purpose.stored() else { return Ok(()) };
        let ten_minutes = ten_minutes(at);
        let look = (network, account, purpose);
        if self.0.looks.has(ten_minutes, &look) {
            return Ok(());
        }
        let row = vec![
            network.0.into(),
            account.0.into(),
            stored.into(),
            ten_minutes.into(),
            at.as_microsecond().into(),
        ];
        self.0.engine.write(Unit::of(vec![Statement::new(ADD, row)])).await?;
        self.0.looks.add(ten_minutes, look);
        Ok(())
    }

    /// The network as this viewer knows it.
    ///
    /// # Errors
    /// When the permit has lapsed or is for another purpose, or the database fails.
    pub async fn network(&self, permit: &Permit) -> Result<std::sync::Arc<Network>, StoreError> {
        permit.good_for(&[Purpose::Read, Purpose::Act, Purpose::Duty], self.now())?;
        let view = self.view_of(&permit.account, permit.network).await?;
        if view.is_empty() { Err(StoreError::NotYours) } else { Ok(view.network) }
    }

    /// The network with what its viewer reviews by name, which stands on no ordinary page.
    ///
    /// # Errors
    /// When the permit has lapsed or is for another purpose, or the database fails.
    pub async fn network_to_review(&self, permit: &Permit) -> Result<std::sync::Arc<Network>, StoreError> {
        permit.good_for(&[Purpose::Read, Purpose::Duty], self.now())?;
        let view = self.view_by_duty(&permit.account, permit.network).await?;
        if view.is_empty() { Err(StoreError::NotYours) } else { Ok(view.network) }
    }

    /// Where the holder of the permit stands in the network now.
    ///
    /// # Errors
    /// When the permit has lapsed, or the database fails.
    pub async fn standing(&self, permit: &Permit) -> Result<Standing, StoreError> {
        permit.good_for(&[Purpose::Read, Purpose::Act, Purpose::Duty], self.now())?;
        self.standing_of(&permit.account, permit.network).await
    }

    /// How the network stands in a list, as this viewer may know it.
    ///
    /// # Errors
    /// When the permit has lapsed, or the database fails.
    pub async fn card(&self, permit: &Permit) -> Result<Card, StoreError> {
        permit.good_for(&[Purpose::List, Purpose::Read, Purpose::Act, Purpose::Safety], self.now())?;
        let view = self.view_of(&permit.account, permit.network).await?;
        Ok(Card::of(&view.network))
    }

    /// How much somebody of a network gets online; everybody else gets what policy says.
    ///
    /// # Errors
    /// What the database says.
    pub async fn view_width(&self, account: &Account) -> Result<dialogue::View, StoreError> {
        let Seat::Member(network, _) = account.seat else { return Ok(dialogue::View::Full) };
        match self.standing_of(account, network).await {
            Ok(standing) => Ok(standing.view),
            // What is there of a damaged record is said by whoever reads it.
            Err(error) if error.is_damage() || matches!(error, StoreError::NotYours) => {
                Ok(dialogue::View::Full)
            }
            Err(error) => Err(error),
        }
    }

    /// Who asks, with which duties, now.
    pub(crate) async fn asks(&self, account: &Account) -> Result<Context, StoreError> {
        let duties = self.service_lately().await?.duties_of(account.seat);
        Ok(Context { duties, ..Context::new(self.now(), *account) })
    }

    /// A viewer's fold of the record as it stands in the database now.
    pub(crate) async fn view_of(&self, account: &Account, network: NetworkId) -> Result<View, StoreError> {
        self.seen_by(account, network).await.map(|(_, view)| view)
    }

    /// Where somebody stands, and their fold of the record as it stands in the database now.
    pub(crate) async fn seen_by(
        &self,
        account: &Account,
        network: NetworkId,
    ) -> Result<(Standing, View), StoreError> {
        let ctx = self.asks(account).await?;
        self.with_record(network, |record| {
            let standing = record.whole.standing(&ctx);
            let view = self.view(record, &standing.clone().by_belonging(), ctx.now);
            (standing, view)
        })
        .await
    }

    /// Their fold with what a duty or a review by name opens.
    pub(crate) async fn view_by_duty(
        &self,
        account: &Account,
        network: NetworkId,
    ) -> Result<View, StoreError> {
        let ctx = self.asks(account).await?;
        self.with_record(network, |record| self.view(record, &record.whole.standing(&ctx), ctx.now)).await
    }

    pub(crate) async fn standing_of(
        &self,
        account: &Account,
        network: NetworkId,
    ) -> Result<Standing, StoreError> {
        let ctx = self.asks(account).await?;
        self.with_record(network, |record| record.whole.standing(&ctx)).await
    }
}

/// An instant from its microseconds.
pub(crate) fn instant(microseconds: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_microsecond(microseconds).map_err(|_| StoreError::damaged("an instant"))
}

/// The ten minutes within which looks of one account for one purpose are one look.
pub(crate) fn ten_minutes(at: Timestamp) -> i64 {
    at.as_second().div_euclid(600)
}
