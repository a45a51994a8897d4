//! Sessions: a random token in the browser, its keyed hash here.

use dialogue::{Account, AccountId};
use jiff::SignedDuration;

use crate::{
    Store, StoreError,
    accounts::seat,
    engine::{Statement, Unit},
    keys,
};

pub(crate) const ADD: &str =
    "INSERT INTO session (token_hash, account, created, last_seen, expires) VALUES ($1, $2, $3, $3, $4)";
const TIDY: &str = "DELETE FROM session WHERE expires < $1";
const LAPSED: &str = "SELECT s.account FROM session s JOIN account a ON a.id = s.account \
    WHERE s.token_hash = $1 AND s.expires <= $2 AND s.expires > $3 AND a.disabled_at IS NULL";
const ONE: &str = "SELECT s.last_seen, s.expires, a.id, a.seat, a.practitioner, a.network, a.member FROM session s \
    JOIN account a ON a.id = s.account WHERE s.token_hash = $1 AND s.expires > $2 AND a.disabled_at IS NULL";
const SEEN: &str = "UPDATE session SET last_seen = $2, expires = $3 WHERE token_hash = $1 AND last_seen < $2";
const END: &str = "DELETE FROM session WHERE token_hash = $1";
const END_ALL: &str = "DELETE FROM session WHERE account = $1";

/// How long a session that ran out by itself is told apart from one that was ended: as long as a device may
/// write without signal and come back.
const LAPSED_FOR: SignedDuration = SignedDuration::from_hours(72);

/// How long after it was last written down a session is written down as seen again, in microseconds.
const SEEN_AGAIN: i64 = 5 * 60 * 1_000_000;

/// A secret that opens a session or is a one-time link. It prints as `…`.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    pub(crate) fn new() -> Result<Self, StoreError> {
        Ok(Self(keys::random::<32>()?.iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    /// The secret itself, for a cookie or an address.
    pub fn secret(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}

impl Store {
    /// Opens a session that ends when it has not been used for so long.
    ///
    /// # Errors
    /// What the database says.
    pub async fn open_session(&self, account: AccountId, lasts: SignedDuration) -> Result<Token, StoreError> {
        let token = Token::new()?;
        let long_ago = self.now() - LAPSED_FOR;
        let tidy = Statement::new(TIDY, vec![long_ago.as_microsecond().into()]);
        self.0.engine.write(Unit::of(vec![tidy, self.new_session(&token, account, lasts)])).await?;
        Ok(token)
    }

    /// Whose session this is, if it is one that has not ended.
    ///
    /// # Errors
    /// What the database says.
    pub async fn session(&self, token: &str) -> Result<Option<Account>, StoreError> {
        let now = self.now().as_microsecond();
        let hash = self.0.keys.token(token.as_bytes());
        let Some(row) = self.0.engine.one(ONE, vec![hash.as_slice().into(), now.into()]).await? else {
            return Ok(None);
        };
        let (last_seen, expires) = (row.int(0)?, row.int(1)?);
        if now - last_seen > SEEN_AGAIN {
            let seen =
                Statement::new(SEEN, vec![hash.into(), now.into(), (now + expires - last_seen).into()]);
            self.0.engine.write(Unit::of(vec![seen])).await?;
        }
        Ok(Some(Account { id: AccountId(row.uuid(2)?), seat: seat(&row, 3)? }))
    }

    /// Whose session this is, without using it: being looked at does not make it last.
    ///
    /// # Errors
    /// What the database says.
    pub async fn session_unused(&self, token: &str) -> Result<Option<Account>, StoreError> {
        let args =
            vec![self.0.keys.token(token.as_bytes()).as_slice().into(), self.now().as_microsecond().into()];
        let row = self.0.engine.one(ONE, args).await?;
        row.map(|row| Ok(Account { id: AccountId(row.uuid(2)?), seat: seat(&row, 3)? })).transpose()
    }

    /// Whether this was a session that ran out by itself in the last three days, and whose account may still
    /// sign in. One that was ended, by whoever it was, is no such session.
    ///
    /// # Errors
    /// What the database says.
    pub async fn has_lapsed(&self, token: &str) -> Result<bool, StoreError> {
        let now = self.now();
        let hash = self.0.keys.token(token.as_bytes());
        let args = vec![hash.into(), now.as_microsecond().into(), (now - LAPSED_FOR).as_microsecond().into()];
        Ok(self.0.engine.one(LAPSED, args).await?.is_some())
    }

    /// Ends a session.
    ///
    /// # Errors
    /// What the database says.
    pub async fn end_session(&self, token: &str) -> Result<(), StoreError> {
        let end = Statement::new(END, vec![self.0.keys.token(token.as_bytes()).into()]);
        self.0.engine.write(Unit::of(vec![end])).await.map(|_| ())
    }

    /// Ends every session of an account.
    ///
    /// # Errors
    /// What the database says.
    pub async fn end_sessions_of(&self, account: AccountId) -> Result<(), StoreError> {
        let end = Statement::new(END_ALL, vec![account.0.into()]);
        self.0.engine.write(Unit::of(vec![end])).await.map(|_| ())
    }

    pub(crate) fn new_session(&self, token: &Token, account: AccountId, lasts: SignedDuration) -> Statement {
        let now = self.now().as_microsecond();
        let expires = now.saturating_add(i64::try_from(lasts.as_micros()).unwrap_or(i64::MAX));
        let hash = self.0.keys.token(token.secret().as_bytes());
        Statement::new(ADD, vec![hash.into(), account.0.into(), now.into(), expires.into()])
    }
}
