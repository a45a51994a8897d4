//! What somebody is still writing: kept sealed, for that account alone, until it is sent.

use dialogue::{AccountId, NetworkId};
use jiff::Timestamp;

use crate::{
    Store, StoreError,
    engine::{Row, Statement, Unit},
    permit::instant,
};

const PUT: &str = "INSERT INTO draft (account, form, network, sealed, at) VALUES ($1, $2, $3, $4, $5) \
    ON CONFLICT (account, form) DO UPDATE SET network = excluded.network, sealed = excluded.sealed, at = excluded.at";
const ONE: &str = "SELECT network, sealed FROM draft WHERE account = $1 AND form = $2";
const ALL: &str = "SELECT form, network, at FROM draft WHERE account = $1 ORDER BY at DESC, form";
const DROP: &str = "DELETE FROM draft WHERE account = $1 AND form = $2";

/// A draft that is there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DraftKept {
    /// The form it belongs to.
    pub form: String,
    /// The network, if there is one yet.
    pub network: Option<NetworkId>,
    /// When it was last saved.
    pub at: Timestamp,
}

impl Store {
    /// Keeps what an account has written so far into a form. The form's name is kept in clear: ids and field names only.
    ///
    /// # Errors
    /// What the database says; [`StoreError::NotYours`] for a network that is not there.
    pub async fn save_draft(
        &self,
        account: AccountId,
        form: &str,
        network: Option<NetworkId>,
        written: &[u8],
    ) -> Result<(), StoreError> {
        let sealed = self.draft_key(network).await?.seal(&place(account, form), written)?;
        let at = self.now().as_microsecond();
        let row =
            vec![account.0.into(), form.into(), network.map(|id| id.0).into(), sealed.into(), at.into()];
        self.0.engine.write(Unit::of(vec![Statement::new(PUT, row)])).await.map(|_| ())
    }

    /// What an account has written so far into a form.
    ///
    /// # Errors
    /// What the database says.
    pub async fn draft(&self, account: AccountId, form: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let Some(row) = self.0.engine.one(ONE, vec![account.0.into(), form.into()]).await? else {
            return Ok(None);
        };
        let key = self.draft_key(row.maybe_uuid(0)?.map(NetworkId)).await?;
        let written = key.open(&place(account, form), row.bytes(1)?);
        written.map(Some).ok_or_else(|| StoreError::damaged("a draft"))
    }

    /// The drafts of an account, the latest first.
    ///
    /// # Errors
    /// What the database says.
    pub async fn drafts(&self, account: AccountId) -> Result<Vec<DraftKept>, StoreError> {
        let kept = |row: &Row| {
            let network = row.maybe_uuid(1)?.map(NetworkId);
            Ok(DraftKept { form: row.text(0)?.to_owned(), network, at: instant(row.int(2)?)? })
        };
        self.0.engine.rows(ALL, vec![account.0.into()]).await?.iter().map(kept).collect()
    }

    /// Lets a draft go.
    ///
    /// # Errors
    /// What the database says.
    pub async fn drop_draft(&self, account: AccountId, form: &str) -> Result<(), StoreError> {
        let drop = Statement::new(DROP, vec![account.0.into(), form.into()]);
        self.0.engine.write(Unit::of(vec![drop])).await.map(|_| ())
    }

    async fn draft_key(&self, network: Option<NetworkId>) -> Result<crate::keys::DataKey, StoreError> {
        match network {
            Some(network) => self.network_key(network).await,
            None => Ok(self.0.keys.service().clone()),
        }
    }
}

fn place(account: AccountId, form: &str) -> Vec<u8> {
    [b"draft".as_slice(), account.0.as_bytes(), form.as_bytes()].concat()
}
