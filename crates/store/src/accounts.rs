//! Accounts: who may sign in, and what they are to the service. Names lie sealed.

use dialogue::{Account, AccountId, MemberId, NetworkId, PractitionerId, Seat};
use uuid::Uuid;

use crate::{
    Store, StoreError,
    engine::{Row, Statement, Unit, Value, sql},
    keys::DataKey,
    stream,
};

const ADD: &str = "INSERT INTO account (id, seat, practitioner, network, member, slug_hash, sealed, disabled_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, NULL) ON CONFLICT DO NOTHING";
const ADD_AS_IT_WAS: &str = "INSERT INTO account (id, seat, practitioner, network, member, slug_hash, sealed, disabled_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
const RENAME: &str = "UPDATE account SET slug_hash = $2, sealed = $3 WHERE id = $1";
const DISABLE: &str = "UPDATE account SET disabled_at = $2 WHERE id = $1 AND disabled_at IS NULL";
const ENABLE: &str = "UPDATE account SET disabled_at = NULL WHERE id = $1";
const END_SESSIONS: &str = "DELETE FROM session WHERE account = $1";
const ONE: &str =
    "SELECT id, seat, practitioner, network, member, sealed, disabled_at FROM account WHERE id = $1";
const BY_SLUG: &str =
    "SELECT id, seat, practitioner, network, member, sealed, disabled_at FROM account WHERE slug_hash = $1";
const ALL: &str =
    "SELECT id, seat, practitioner, network, member, sealed, disabled_at FROM account ORDER BY id";
const OF_NETWORK: &str = "SELECT id, seat, practitioner, network, member, sealed, disabled_at FROM account WHERE network = $1 ORDER BY id";

/// An account to be made.
#[derive(Clone, PartialEq, Eq)]
pub struct NewAccount {
    /// Its identity and seat.
    pub account: Account,
    /// What it signs in with; one account each.
    pub slug: String,
    /// The name that is shown.
    pub name: String,
}

/// An account as the service knows it.
#[derive(Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its identity and seat.
    pub account: Account,
    /// What it signs in with.
    pub slug: String,
    /// The name that is shown.
    pub name: String,
    /// Whether it may no longer sign in.
    pub is_disabled: bool,
}

impl Store {
    /// Makes an account; one with the same id or slug that is already there stays as it is.
    ///
    /// # Errors
    /// What the database says; [`StoreError::NotYours`] for a member of a network that is not there.
    pub async fn add_account(&self, new: &NewAccount) -> Result<(), StoreError> {
        let NewAccount { account, slug, name } = new;
        let (seat, practitioner, network, member) = columns(account.seat);
        let sealed = self.seal_name(account, slug, name).await?;
        let slug = self.0.keys.look_up(&slug_text(slug));
        let row: Vec<Value> = vec![
            account.id.0.into(),
            seat.into(),
            practitioner.into(),
            network.into(),
            member.into(),
            slug.into(),
            sealed.into(),
        ];
        self.0.engine.write(Unit::of(vec![Statement::new(ADD, row)])).await.map(|_| ())
    }

    /// Changes what an account signs in with and the name that is shown.
    ///
    /// # Errors
    /// What the database says.
    pub async fn rename_account(&self, account: &Account, slug: &str, name: &str) -> Result<(), StoreError> {
        let sealed = self.seal_name(account, slug, name).await?;
        let slug = self.0.keys.look_up(&slug_text(slug));
        let change = Statement::new(RENAME, vec![account.id.0.into(), slug.into(), sealed.into()]);
        self.0.engine.write(Unit::of(vec![change])).await.map(|_| ())
    }

    /// Lets an account sign in no longer, and ends its sessions.
    ///
    /// # Errors
    /// What the database says.
    pub async fn disable_account(&self, account: AccountId) -> Result<(), StoreError> {
        let now = self.now().as_microsecond();
        let disable = Statement::new(DISABLE, vec![account.0.into(), now.into()]);
        let end = Statement::new(END_SESSIONS, vec![account.0.into()]);
        self.0.engine.write(Unit::of(vec![disable, end])).await.map(|_| ())
    }

    /// Lets an account sign in again.
    ///
    /// # Errors
    /// What the database says.
    pub async fn enable_account(&self, account: AccountId) -> Result<(), StoreError> {
        let enable = Statement::new(ENABLE, vec![account.0.into()]);
        self.0.engine.write(Unit::of(vec![enable])).await.map(|_| ())
    }

    /// An account.
    ///
    /// # Errors
    /// What the database says.
    pub async fn account(&self, id: AccountId) -> Result<Option<Profile>, StoreError> {
        match self.0.engine.one(ONE, vec![id.0.into()]).await? {
            Some(row) => self.profile(&row).await.map(Some),
            None => Ok(None),
        }
    }

    /// The account that signs in with this slug.
    ///
    /// # Errors
    /// What the database says.
    pub async fn account_by_slug(&self, slug: &str) -> Result<Option<Profile>, StoreError> {
        match self.0.engine.one(BY_SLUG, vec![self.0.keys.look_up(&slug_text(slug)).into()]).await? {
            Some(row) => self.profile(&row).await.map(Some),
            None => Ok(None),
        }
    }

    /// All accounts, in the order in which they were made.
    ///
    /// # Errors
    /// What the database says.
    pub async fn accounts(&self) -> Result<Vec<Profile>, StoreError> {
        self.profiles(ALL, Vec::new()).await
    }

    /// The accounts of a network's members.
    ///
    /// # Errors
    /// What the database says.
    pub async fn accounts_of(&self, network: NetworkId) -> Result<Vec<Profile>, StoreError> {
        self.profiles(OF_NETWORK, vec![network.0.into()]).await
    }

    async fn profiles(&self, sql: &'static str, args: Vec<Value>) -> Result<Vec<Profile>, StoreError> {
        let mut profiles = Vec::new();
        for row in self.0.engine.rows(sql, args).await? {
            profiles.push(self.profile(&row).await?);
        }
        Ok(profiles)
    }

    async fn profile(&self, row: &Row) -> Result<Profile, StoreError> {
        let account = Account { id: AccountId(row.uuid(0)?), seat: seat(row, 1)? };
        let key = self.key_of(account.seat).await?;
        let names = key.open(&account_place(&account), row.bytes(5)?);
        let names = names.and_then(|names| serde_json::from_slice::<(String, String)>(&names).ok());
        let (slug, name) =
            names.ok_or_else(|| StoreError::damaged(format!("the name of account {}", account.id)))?;
        Ok(Profile { account, slug, name, is_disabled: row.maybe_int(6)?.is_some() })
    }

    async fn seal_name(&self, account: &Account, slug: &str, name: &str) -> Result<Vec<u8>, StoreError> {
        let names = serde_json::to_vec(&(slug, name)).map_err(StoreError::fault)?;
        self.key_of(account.seat).await?.seal(&account_place(account), &names)
    }

    async fn key_of(&self, seat: Seat) -> Result<DataKey, StoreError> {
        match seat {
            Seat::Member(network, _) => self.network_key(network).await,
            Seat::Practitioner(_) | Seat::Administrator => Ok(self.0.keys.service().clone()),
        }
    }

    /// The data key of a network.
    pub(crate) async fn network_key(&self, network: NetworkId) -> Result<DataKey, StoreError> {
        let id = network.0.into_bytes();
        let row = self.0.engine.one(sql::STREAM, vec![(&id).into()]).await?.ok_or(StoreError::NotYours)?;
        let row = crate::engine::StreamRow::read(&row)?;
        if row.is_destroyed() {
            return Err(StoreError::NotYours);
        }
        stream::data_key(&self.0.keys, &id, &row)
    }
}

/// The statement that makes an account whose names are sealed already.
pub(crate) fn add_account(
    account: &Account,
    slug: &str,
    sealed: Vec<u8>,
    disabled_at: Option<i64>,
    keys: &crate::keys::Keys,
) -> Statement {
    let (seat, practitioner, network, member) = columns(account.seat);
    let slug = keys.look_up(&slug_text(slug));
    let row: Vec<Value> = vec![
        account.id.0.into(),
        seat.into(),
        practitioner.into(),
        network.into(),
        member.into(),
        slug.into(),
        sealed.into(),
        disabled_at.into(),
    ];
    Statement::new(ADD_AS_IT_WAS, row)
}

/// What an account's names are sealed to.
pub(crate) fn account_place(account: &Account) -> Vec<u8> {
    [b"account".as_slice(), account.id.0.as_bytes()].concat()
}

/// A slug is looked up apart from the name parts of people.
fn slug_text(slug: &str) -> String {
    format!("slug\n{slug}")
}

fn columns(seat: Seat) -> (i64, Option<Uuid>, Option<Uuid>, Option<Uuid>) {
    match seat {
        Seat::Practitioner(id) => (1, Some(id.0), None, None),
        Seat::Member(network, member) => (2, None, Some(network.0), Some(member.0)),
        Seat::Administrator => (3, None, None, None),
    }
}

/// A seat from four columns: kind, practitioner, network, member.
pub(crate) fn seat(row: &Row, from: usize) -> Result<Seat, StoreError> {
    match row.int(from)? {
        1 => Ok(Seat::Practitioner(PractitionerId(row.uuid(from + 1)?))),
        2 => Ok(Seat::Member(NetworkId(row.uuid(from + 2)?), MemberId(row.uuid(from + 3)?))),
        3 => Ok(Seat::Administrator),
        _ => Err(StoreError::damaged("the seat of an account")),
    }
}
