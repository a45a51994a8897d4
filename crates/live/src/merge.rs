//! Where a document must be read: what a client lacks, and what may take the place of many updates.
//!
//! Relaying needs none of this. Everything here costs time in the length of the document.

use std::panic::catch_unwind;

use yrs::{
    Doc, OffsetKind, Options, ReadTxn, StateVector, Transact, Update, WriteTxn,
    encoding::read::{Cursor, Read},
    updates::{decoder::Decode, encoder::Encode},
};

use crate::wire::Malformed;

/// Updates of one document, in the order in which they were appended; a snapshot is the first of them.
pub type Log = Vec<Vec<u8>>;

/// A stored document cannot be read: one of its updates is not what a client may have sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a live document cannot be read")]
pub struct Unreadable;

/// What a client that has come back must be told, and what the server would like to know.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    /// Everything that the client lacks, as one update.
    pub missing: Vec<u8>,
    /// Updates to be sent as they came: they wait for something that has not come.
    pub besides: Log,
    /// What the document holds, as a state vector.
    pub vector: Vec<u8>,
}

/// Whether an update says nothing: no changes, no deletions.
pub fn is_empty(update: &[u8]) -> bool {
    update == [0, 0]
}

/// Whether an update tells of deletions alone, or of nothing: nothing that others may depend on.
pub fn only_deletes(update: &[u8]) -> bool {
    update.first() == Some(&0)
}

/// Reads an update through, without applying it.
///
/// # Errors
/// [`Malformed`] if Yjs cannot have written it.
pub fn check(update: &[u8]) -> Result<(), Malformed> {
    read_through(update, |update| Update::decode_v1(update).is_ok())
}

/// Reads a state vector through.
///
/// # Errors
/// [`Malformed`] if Yjs cannot have written it.
pub fn check_vector(vector: &[u8]) -> Result<(), Malformed> {
    read_through(vector, |vector| StateVector::decode_v1(vector).is_ok())
}

/// What comes from outside must neither end the program, whatever the library makes of it, nor have it
/// reserve memory for more clients than it could name.
fn read_through(bytes: &[u8], is_read: fn(&[u8]) -> bool) -> Result<(), Malformed> {
    let announced: u32 = Cursor::new(bytes).read_var().map_err(|_| Malformed)?;
    let fits = usize::try_from(announced).is_ok_and(|clients| clients <= bytes.len());
    let is_read = || catch_unwind(|| is_read(bytes)).unwrap_or(false);
    if fits && is_read() { Ok(()) } else { Err(Malformed) }
}

/// What somebody with this state vector lacks.
///
/// # Errors
/// [`Unreadable`].
pub fn difference(log: &Log, vector: &[u8]) -> Result<Difference, Unreadable> {
    let (doc, waiting) = read(log)?;
    let theirs = StateVector::decode_v1(vector).map_err(|_| Unreadable)?;
    let transaction = doc.transact();
    Ok(Difference {
        missing: transaction.encode_diff_v1(&theirs),
        besides: waiting,
        vector: transaction.state_vector().encode_v1(),
    })
}

/// A shorter log that says what this one says, without what was deleted: one update, and those that wait
/// for what has not come (of a client that writes before it has said what it wrote without signal).
///
/// # Errors
/// [`Unreadable`].
pub fn merged(log: &Log) -> Result<Log, Unreadable> {
    let (doc, waiting) = read(log)?;
    let whole = doc.transact().encode_diff_v1(&StateVector::default());
    Ok([vec![whole], waiting].concat())
}

/// Whether an update changes nothing in a document.
///
/// # Errors
/// [`Unreadable`].
pub fn contains(log: &Log, update: &[u8]) -> Result<bool, Unreadable> {
    let (doc, waiting) = read(log)?;
    let before = doc.transact().snapshot();
    let mut more = vec![update.to_vec()];
    apply(&doc, &mut more)?;
    Ok(waiting.iter().any(|there| there == update)
        || (more.is_empty() && doc.transact().snapshot() == before))
}

/// A document, and the updates that wait for what has not come.
pub(crate) fn read(log: &Log) -> Result<(Doc, Log), Unreadable> {
    // Places are counted as Yjs counts them.
    let offset_kind = OffsetKind::Utf16;
    let doc = Doc::with_options(Options { skip_gc: false, offset_kind, ..Options::default() });
    let mut waiting = log.clone();
    apply(&doc, &mut waiting)?;
    Ok((doc, waiting))
}

/// Applies updates, whatever their order; those that wait for what has not come stay.
///
/// `yrs` 0.28 can hold such updates itself, but mixes up their clocks when it merges two of them
/// (found by the tests beside this file). So it is never left with one: each is tried again as it came.
pub(crate) fn apply(doc: &Doc, updates: &mut Log) -> Result<(), Unreadable> {
    loop {
        let (before, mut waiting) = (doc.transact().state_vector(), Log::new());
        // One transaction for all of them: what each would do at its end is done once.
        let mut transaction = doc.transact_mut();
        for update in updates.drain(..) {
            let read = Update::decode_v1(&update).map_err(|_| Unreadable)?;
            transaction.apply_update(read).map_err(|_| Unreadable)?;
            if transaction.prune_pending().is_some() {
                waiting.push(update);
            }
        }
        drop(transaction);
        *updates = waiting;
        // A part of one may be what another waits for.
        if updates.is_empty() || doc.transact().state_vector() == before {
            return Ok(());
        }
    }
}
