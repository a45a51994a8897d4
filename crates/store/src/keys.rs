//! The service's keys: one master key in a file, everything else derived from it
//! (BLAKE3 `derive_key`, one context string for each purpose).

mod data;
mod file;
mod sheet;

use zeroize::Zeroizing;

pub(crate) use data::DataKey;
pub(crate) use file::{Found, find, make};
pub use sheet::RecoverySheet;

/// Thirty-two bytes that are wiped when they go.
pub(crate) type Secret = Zeroizing<[u8; 32]>;

/// The keys that are derived from the master key. None of them can be printed.
pub(crate) struct Keys {
    wrapping: DataKey,
    service: DataKey,
    chain: Secret,
    look_up: Secret,
    token: Secret,
    check: [u8; 32],
}

impl Keys {
    /// Derives every key from the master key.
    pub(crate) fn derive(master: &Secret) -> Self {
        let derived =
            |context: &str| -> Secret { Zeroizing::new(blake3::derive_key(context, master.as_slice())) };
        Self {
            wrapping: DataKey::new(derived("polyphony 2026-11 wrapping of data keys")),
            service: DataKey::new(derived("polyphony 2026-11 service data")),
            chain: derived("polyphony 2026-11 hash chain"),
            look_up: derived("polyphony 2026-11 look-up of people"),
            token: derived("polyphony 2026-11 sessions and links"),
            check: *derived("polyphony 2026-11 key check"),
        }
    }

    /// A value that tells whether a key belongs to a database, and nothing about the key.
    pub(crate) fn check(&self) -> &[u8; 32] {
        &self.check
    }

    /// The key of what belongs to no network: practitioners' names, drafts before a network exists.
    pub(crate) fn service(&self) -> &DataKey {
        &self.service
    }

    /// The key of the chain's codes.
    pub(crate) fn chain(&self) -> &[u8; 32] {
        &self.chain
    }

    /// Wraps a data key for its stream.
    pub(crate) fn wrap(
        &self,
        stream: &[u8; 16],
        kind: i64,
        key: &DataKey,
    ) -> Result<Vec<u8>, crate::StoreError> {
        self.wrapping.seal(&wrapped_for(stream, kind), key.bytes())
    }

    /// Unwraps the data key of a stream; `None` if it was wrapped for another or by another key.
    pub(crate) fn unwrap(&self, stream: &[u8; 16], kind: i64, wrapped: &[u8]) -> Option<DataKey> {
        let plain = Zeroizing::new(self.wrapping.open(&wrapped_for(stream, kind), wrapped)?);
        Some(DataKey::new(Zeroizing::new(plain.as_slice().try_into().ok()?)))
    }

    /// The keyed hash that a name part or telephone number is looked up by.
    pub(crate) fn look_up(&self, normalised: &str) -> Vec<u8> {
        blake3::keyed_hash(&self.look_up, normalised.as_bytes()).as_bytes().to_vec()
    }

    /// The keyed hash that a session or a one-time link is stored under.
    pub(crate) fn token(&self, token: &[u8]) -> Vec<u8> {
        blake3::keyed_hash(&self.token, token).as_bytes().to_vec()
    }
}

fn wrapped_for(stream: &[u8; 16], kind: i64) -> Vec<u8> {
    [stream.as_slice(), &kind.to_be_bytes()].concat()
}

/// Fills an array from the operating system's generator.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], crate::StoreError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(crate::StoreError::fault)?;
    Ok(bytes)
}
