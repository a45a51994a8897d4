//! What a hall asks of whoever drives it, and how the answers are named.

use std::sync::Arc;

use bytes::Bytes;

use crate::document::Document;

/// A connection, as its driver numbers them. Never used twice.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ConnectionId(pub u64);

/// A document at a connection: where it is asked for, and where frames about it go.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct SeatId {
    /// The connection.
    pub connection: ConnectionId,
    /// What the client calls the document, with its session where it has named one (`NAME\0SESSION`).
    pub address: Arc<str>,
}

impl SeatId {
    /// The name without the session.
    pub fn name(&self) -> &str {
        self.address.split_once('\0').map_or(&self.address, |(name, _)| name)
    }
}

/// What somebody may do with a document.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Right {
    /// Read it.
    Read,
    /// Read it and write in it.
    Write,
    /// Hand in what was written in it before it was frozen: it is kept, and nobody else is sent it.
    Late,
}

/// The answer to a wish for a document.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Leave {
    /// It is this document, and this is what they may do with it.
    Given(Document, Right),
    /// There is no such document for them.
    Refused,
}

/// An update on its way to the disk. Given back with what became of it.
#[derive(Clone, PartialEq, Debug)]
pub struct Ticket {
    /// Who sent it.
    pub seat: SeatId,
    /// What it changes.
    pub document: Document,
    /// The update, as Yjs wrote it.
    pub update: Bytes,
    /// Whether it comes after the document was frozen.
    pub is_late: bool,
}

/// Why something that was sent has changed nothing. Holds no words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
    /// An update without the right to write.
    MayNotWrite,
    /// A frame about a document that the connection has no leave for.
    NoLeave,
    /// An update after the meeting was closed.
    Frozen,
    /// A mark of presence in somebody else's place.
    NotTheirMark,
}

/// Why a connection is closed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Close {
    /// A frame that cannot be read.
    Malformed,
    /// A frame, or what waits, is larger than the bound.
    TooLarge,
    /// More documents than one connection may have, or more connections than one account.
    TooMany,
    /// Nobody on it has shown within the time for that who they are.
    Nobody,
    /// It does not read as fast as the others write. It comes back and takes up what it lacks.
    TooSlow,
    /// What it sent could not be kept, or what it asked for could not be read. It comes back and tries again.
    NotKept,
    /// The server stops; another one may be there.
    GoingAway,
}

impl Close {
    /// The code of the WebSocket's close frame (RFC 6455, section 7.4; 4000–4999 are an application's own).
    pub fn code(self) -> u16 {
        match self {
            Self::Malformed => 4400,
            Self::TooLarge => 1009,
            Self::TooMany => 4429,
            // What `@hocuspocus/common` calls "Unauthorized".
            Self::Nobody => 4401,
            // What `@hocuspocus/common` calls "Reset Connection".
            Self::TooSlow | Self::NotKept => 4205,
            Self::GoingAway => 1001,
        }
    }

    /// The reason in words, for the same frame.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Malformed => "this frame cannot be read",
            Self::TooLarge => "this is more than can be taken at once",
            Self::TooMany => "too many documents on one connection, or too many connections",
            Self::Nobody => "nobody has asked for a document of theirs in time",
            Self::TooSlow => "too slow to follow; come back to take up what is missing",
            Self::NotKept => "this could not be kept; come back to send it again",
            Self::GoingAway => "the server is stopping",
        }
    }
}

/// What the driver is to do.
#[derive(Clone, PartialEq, Debug)]
pub enum Effect {
    /// Send a frame.
    Send(ConnectionId, Bytes),
    /// Find out what the connection may do with a document; then [`crate::Hall::answered`].
    /// The token is empty where the connection itself says who it is.
    Ask(SeatId, String),
    /// Read the document and compare it with the vector; then [`crate::Hall::loaded`].
    Load(SeatId, Document, Bytes),
    /// Find out whether the document holds the update already; then [`crate::Hall::compared`].
    Compare(Ticket),
    /// Append the update, those of one document in the order given; when it is durable, [`crate::Hall::saved`].
    Append(Ticket),
    /// Somebody said something beside a document that they may write in.
    Said(SeatId, Document, String),
    /// Write down that something was refused: ids only.
    Note(ConnectionId, Option<Document>, Why),
    /// Close the connection. The hall has already let go of it.
    Close(ConnectionId, Close),
}
