//! One-time links: sent by any road, good once, until they lapse.

use dialogue::AccountId;
use jiff::SignedDuration;

use crate::{
    Store, StoreError, Token,
    engine::{Statement, Unit, Written},
};

const ADD: &str = "INSERT INTO one_time_link (token_hash, account, expires, used) VALUES ($1, $2, $3, NULL)";
const ONE: &str = "SELECT l.account FROM one_time_link l JOIN account a ON a.id = l.account \
    WHERE l.token_hash = $1 AND l.expires > $2 AND l.used IS NULL AND a.disabled_at IS NULL";
const USE: &str =
    "UPDATE one_time_link SET used = $2 WHERE token_hash = $1 AND used IS NULL AND expires > $2";

impl Store {
    /// Makes a link that signs an account in once.
    ///
    /// # Errors
    /// What the database says.
    pub async fn make_link(&self, account: AccountId, lasts: SignedDuration) -> Result<Token, StoreError> {
        let token = Token::new()?;
        let lasts = i64::try_from(lasts.as_micros()).unwrap_or(i64::MAX);
        let expires = self.now().as_microsecond().saturating_add(lasts);
        let hash = self.0.keys.token(token.secret().as_bytes());
        let add = Statement::new(ADD, vec![hash.into(), account.0.into(), expires.into()]);
        self.0.engine.write(Unit::of(vec![add])).await?;
        Ok(token)
    }

    /// Uses a link and opens a session in one; `None` if it has been used, has lapsed or never was.
    /// Of two who use it at the same moment, one gets the session.
    ///
    /// # Errors
    /// What the database says.
    pub async fn use_link(
        &self,
        link: &str,
        session_lasts: SignedDuration,
    ) -> Result<Option<Token>, StoreError> {
        let now = self.now().as_microsecond();
        let hash = self.0.keys.token(link.as_bytes());
        let Some(row) = self.0.engine.one(ONE, vec![hash.as_slice().into(), now.into()]).await? else {
            return Ok(None);
        };
        let token = Token::new()?;
        let used = Statement::must(USE, vec![hash.into(), now.into()]);
        let session = self.new_session(&token, AccountId(row.uuid(0)?), session_lasts);
        let written = self.0.engine.write(Unit::of(vec![used, session])).await?;
        Ok((written == Written::Done).then_some(token))
    }
}
