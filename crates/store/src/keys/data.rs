//! Sealing with one data key: XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03), a random nonce in front.

use chacha20poly1305::{AeadInOut, KeyInit, Tag, XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use super::{Secret, random};
use crate::StoreError;

const NONCE: usize = 24;
const TAG: usize = 16;

/// The key of one network (or of the service). It seals and opens; it cannot be printed.
#[derive(Clone)]
pub(crate) struct DataKey(Secret);

impl DataKey {
    /// A key from its bytes.
    pub(crate) fn new(secret: Secret) -> Self {
        Self(secret)
    }

    /// A new random key.
    pub(crate) fn generate() -> Result<Self, StoreError> {
        Ok(Self(Zeroizing::new(random()?)))
    }

    /// The bytes, for wrapping.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    /// Seals: nonce, then cipher text, then tag. `place` is bound to it: the seal opens nowhere else.
    pub(crate) fn seal(&self, place: &[u8], plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        let nonce: [u8; NONCE] = random()?;
        let mut sealed = Vec::with_capacity(NONCE + plain.len() + TAG);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(plain);
        let (_, inner) = sealed.split_at_mut(NONCE);
        let tag = XChaCha20Poly1305::new(self.0.as_slice().try_into().map_err(StoreError::fault)?)
            .encrypt_inout_detached(&XNonce::from(nonce), place, inner.into())
            .map_err(|_| StoreError::odd("too much to seal at once"))?;
        sealed.extend_from_slice(&tag);
        Ok(sealed)
    }

    /// Opens what `seal` made for the same place; `None` if anything differs.
    pub(crate) fn open(&self, place: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
        let mut bytes = sealed.to_vec();
        self.open_here(place, &mut bytes).map(<[u8]>::to_vec)
    }

    /// Opens in the very bytes that hold the seal, and gives the part of them that is plain now.
    pub(crate) fn open_here<'a>(&self, place: &[u8], sealed: &'a mut [u8]) -> Option<&'a [u8]> {
        let (nonce, rest) = sealed.split_first_chunk_mut::<NONCE>()?;
        let (inner, tag) = rest.split_last_chunk_mut::<TAG>()?;
        XChaCha20Poly1305::new(self.0.as_slice().try_into().ok()?)
            .decrypt_inout_detached(&XNonce::from(*nonce), place, (&mut *inner).into(), &Tag::from(*tag))
            .ok()?;
        Some(inner)
    }
}
