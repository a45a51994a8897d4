//! Frames of the Hocuspocus protocol (`@hocuspocus/provider` 4.8, `@hocuspocus/server` 4.7; lib0 encoding):
//! the document's name, a kind, and what belongs to the kind.

use bytes::Bytes;
use yrs::encoding::{
    read::{Cursor, Read},
    write::Write,
};

const SYNC: u8 = 0;
const AWARENESS: u8 = 1;
const AUTH: u8 = 2;
const QUERY_AWARENESS: u8 = 3;
const SYNC_REPLY: u8 = 4;
const STATELESS: u8 = 5;
const CLOSE: u8 = 7;
const SYNC_STATUS: u8 = 8;
const PONG: u8 = 10;

const TOKEN: u8 = 0;
const PERMISSION_DENIED: u8 = 1;
const AUTHENTICATED: u8 = 2;

/// A frame that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this frame cannot be read")]
pub struct Malformed;

/// A step of the Yjs sync protocol (`y-protocols/sync`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Sync {
    /// What the sender has: a state vector.
    StepOne(Bytes),
    /// What the receiver lacked.
    StepTwo(Bytes),
    /// A change.
    Update(Bytes),
}

/// What a client may say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Message {
    /// A step of the sync protocol.
    Sync(Sync),
    /// The same, from somebody who wants no first step in return.
    SyncReply(Sync),
    /// Marks of presence.
    Awareness(Bytes),
    /// May I?
    Token(String),
    /// Who is here?
    QueryAwareness,
    /// A message beside the document.
    Stateless(String),
    /// The client leaves the document.
    Close,
}

/// What a client sends.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Frame {
    /// A message about a document.
    About(String, Message),
    /// A sign of life.
    Pong,
}

impl Frame {
    /// Reads a frame. What stands behind the message is passed over (a newer client's version, for one).
    ///
    /// # Errors
    /// [`Malformed`] for anything that is no frame of the protocol.
    pub fn read(bytes: &Bytes) -> Result<Self, Malformed> {
        if bytes.as_ref() == [PONG] {
            return Ok(Self::Pong);
        }
        let mut cursor = Cursor::new(bytes);
        let name = text(&mut cursor)?;
        let message = match kind(&mut cursor)? {
            SYNC => Message::Sync(sync(bytes, &mut cursor)?),
            SYNC_REPLY => Message::SyncReply(sync(bytes, &mut cursor)?),
            AWARENESS => Message::Awareness(buffer(bytes, &mut cursor)?),
            AUTH if kind(&mut cursor)? == TOKEN => Message::Token(text(&mut cursor)?),
            QUERY_AWARENESS => Message::QueryAwareness,
            STATELESS => Message::Stateless(text(&mut cursor)?),
            CLOSE => Message::Close,
            _ => return Err(Malformed),
        };
        Ok(Self::About(name, message))
    }
}

fn kind(cursor: &mut Cursor<'_>) -> Result<u8, Malformed> {
    let kind: u32 = cursor.read_var().map_err(|_| Malformed)?;
    kind.try_into().map_err(|_| Malformed)
}

fn text(cursor: &mut Cursor<'_>) -> Result<String, Malformed> {
    let bytes = cursor.read_buf().map_err(|_| Malformed)?;
    std::str::from_utf8(bytes).map(str::to_owned).map_err(|_| Malformed)
}

fn buffer(frame: &Bytes, cursor: &mut Cursor<'_>) -> Result<Bytes, Malformed> {
    // The part of the same allocation: nothing is copied.
    cursor.read_buf().map(|part| frame.slice_ref(part)).map_err(|_| Malformed)
}

fn sync(frame: &Bytes, cursor: &mut Cursor<'_>) -> Result<Sync, Malformed> {
    match kind(cursor)? {
        0 => buffer(frame, cursor).map(Sync::StepOne),
        1 => buffer(frame, cursor).map(Sync::StepTwo),
        2 => buffer(frame, cursor).map(Sync::Update),
        _ => Err(Malformed),
    }
}

fn framed(address: &str, room_for: usize, rest: impl FnOnce(&mut Vec<u8>)) -> Bytes {
    let mut out = Vec::with_capacity(address.len() + room_for + 12);
    out.write_string(address);
    rest(&mut out);
    out.into()
}

fn sync_frame(address: &str, step: u8, body: &[u8]) -> Bytes {
    framed(address, body.len(), |out| {
        out.write_u8(SYNC);
        out.write_u8(step);
        out.write_buf(body);
    })
}

/// What the server has: a state vector.
pub(crate) fn step_one(address: &str, vector: &[u8]) -> Bytes {
    sync_frame(address, 0, vector)
}

/// What the client lacked.
pub(crate) fn step_two(address: &str, missing: &[u8]) -> Bytes {
    sync_frame(address, 1, missing)
}

/// A change.
pub(crate) fn update(address: &str, update: &[u8]) -> Bytes {
    sync_frame(address, 2, update)
}

/// Marks of presence.
pub(crate) fn awareness(address: &str, marks: &[u8]) -> Bytes {
    framed(address, marks.len(), |out| {
        out.write_u8(AWARENESS);
        out.write_buf(marks);
    })
}

/// Yes, and what they may do.
pub(crate) fn authenticated(address: &str, may_write: bool) -> Bytes {
    framed(address, 16, |out| {
        out.write_u8(AUTH);
        out.write_u8(AUTHENTICATED);
        out.write_string(if may_write { "read-write" } else { "readonly" });
    })
}

/// No.
pub(crate) fn permission_denied(address: &str, reason: &str) -> Bytes {
    framed(address, reason.len(), |out| {
        out.write_u8(AUTH);
        out.write_u8(PERMISSION_DENIED);
        out.write_string(reason);
    })
}

/// Whether one sending is kept. The number is signed in lib0; 0 and 1 look the same either way.
pub(crate) fn sync_status(address: &str, is_kept: bool) -> Bytes {
    framed(address, 2, |out| {
        out.write_u8(SYNC_STATUS);
        out.write_u8(is_kept.into());
    })
}

/// Something beside the document.
pub(crate) fn stateless(address: &str, text: &str) -> Bytes {
    framed(address, text.len(), |out| {
        out.write_u8(STATELESS);
        out.write_string(text);
    })
}

/// The document is no longer theirs.
pub(crate) fn close(address: &str, reason: &str) -> Bytes {
    framed(address, reason.len(), |out| {
        out.write_u8(CLOSE);
        out.write_string(reason);
    })
}
