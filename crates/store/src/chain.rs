//! The hash chain: each header's code is a keyed BLAKE3 over the code before it, the header,
//! and the hash of the sealed body. A body can be struck and the chain still verifies.

/// Codes and hashes are 32 bytes.
pub(crate) type Hash = [u8; 32];

/// The clear part of an entry.
#[derive(Clone, Copy)]
pub(crate) struct Header<'a> {
    /// The stream.
    pub(crate) stream: &'a [u8; 16],
    /// The place in the stream, from 1.
    pub(crate) seq: i64,
    /// When the store took it, in microseconds since 1970.
    pub(crate) recorded_at: i64,
    /// The hash of the sealed body.
    pub(crate) body_hash: &'a [u8],
}

/// The hash of a sealed body.
pub(crate) fn body_hash(sealed: &[u8]) -> Hash {
    *blake3::hash(sealed).as_bytes()
}

/// The code of a header that follows `previous` (32 zeros before the first).
pub(crate) fn link(key: &[u8; 32], previous: &[u8], header: Header<'_>) -> Hash {
    let mut hasher = blake3::Hasher::new_keyed(key);
    hasher.update(previous);
    hasher.update(header.stream);
    hasher.update(&header.seq.to_be_bytes());
    hasher.update(&header.recorded_at.to_be_bytes());
    hasher.update(header.body_hash);
    *hasher.finalize().as_bytes()
}
