//! A document at a connection, from the asking to the leaving.

use bytes::Bytes;

use crate::{document::Document, effect::Right, wire::Message};

/// How a connection stands to a document that it has asked for.
#[derive(Debug)]
pub(crate) enum Seat {
    /// It has asked; what it says meanwhile waits.
    Asked(Vec<Message>),
    /// It is in.
    Open(Document, Right),
    /// It is in, and has shown a token anew.
    Again(Document, Right),
    /// It is not.
    Refused,
}

/// How many bytes a message keeps while it waits.
pub(crate) fn weight(message: &Message) -> usize {
    use crate::wire::Sync::{StepOne, StepTwo, Update};
    let body = |bytes: &Bytes| bytes.len();
    64 + match message {
        Message::Sync(StepOne(b) | StepTwo(b) | Update(b))
        | Message::SyncReply(StepOne(b) | StepTwo(b) | Update(b))
        | Message::Awareness(b) => body(b),
        Message::Token(text) | Message::Stateless(text) => text.len(),
        Message::QueryAwareness | Message::Close => 0,
    }
}
