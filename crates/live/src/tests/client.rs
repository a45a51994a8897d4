//! A client as `@hocuspocus/provider` 4.8 is one, on `yrs`: what it sends, and what it makes of what comes.

use std::collections::VecDeque;

use bytes::Bytes;
use yrs::{
    ClientID, Doc, GetString, OffsetKind, Options, ReadTxn, StateVector, Text, Transact,
    encoding::{
        read::{Cursor, Read},
        write::Write,
    },
    updates::{decoder::Decode, encoder::Encode},
};

use crate::merge;

/// What came from the server, of what a test wants to know.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Heard {
    StepOne(Vec<u8>),
    StepTwo(Vec<u8>),
    Update(Vec<u8>),
    Marks,
    Denied(String),
    Scope(String),
    Kept(bool),
    Closed(String),
    Stateless(String),
}

/// Reads a frame of the server: the address, and what it says.
pub(crate) fn heard(frame: &[u8]) -> (String, Heard) {
    let mut cursor = Cursor::new(frame);
    let address = cursor.read_string().unwrap().to_owned();
    let kind: u32 = cursor.read_var().unwrap();
    let sub = if matches!(kind, 0 | 2) { cursor.read_var::<u32>().unwrap() } else { 0 };
    let body = |cursor: &mut Cursor<'_>| cursor.read_buf().unwrap().to_vec();
    let text = |cursor: &mut Cursor<'_>| cursor.read_string().unwrap().to_owned();
    let heard = match (kind, sub) {
        (0, 0) => Heard::StepOne(body(&mut cursor)),
        (0, 1) => Heard::StepTwo(body(&mut cursor)),
        (0, 2) => Heard::Update(body(&mut cursor)),
        (1, _) => Heard::Marks,
        (2, 1) => Heard::Denied(text(&mut cursor)),
        (2, 2) => Heard::Scope(text(&mut cursor)),
        (5, _) => Heard::Stateless(text(&mut cursor)),
        (7, _) => Heard::Closed(text(&mut cursor)),
        (8, _) => Heard::Kept(cursor.read_var::<u32>().unwrap() == 1),
        other => panic!("a server does not say {other:?}"),
    };
    (address, heard)
}

/// A frame of a client.
pub(crate) fn frame(address: &str, kinds: &[u8], body: &[u8]) -> Bytes {
    let mut out = Vec::new();
    out.write_string(address);
    out.write_all(kinds);
    out.write_buf(body);
    out.into()
}

/// The frame that asks for a document.
pub(crate) fn asking(address: &str, token: &str) -> Bytes {
    frame(address, &[2, 0], token.as_bytes())
}

/// One replica of one document.
pub(crate) struct Client {
    doc: Doc,
    address: String,
    waiting: merge::Log,
    /// What it has handed to its socket.
    pub(crate) sent: VecDeque<Bytes>,
    is_connected: bool,
    /// Sendings that have not been answered on this connection.
    unsaved: usize,
    is_closed: bool,
    at_last_sending: u32,
    /// How much of its own writing it has been told is saved.
    pub(crate) acknowledged: u32,
}

impl Client {
    pub(crate) fn new(id: u64, address: &str) -> Self {
        let offset_kind = OffsetKind::Utf16;
        let doc =
            Doc::with_options(Options { client_id: ClientID::new(id), offset_kind, ..Options::default() });
        doc.get_or_insert_text("words");
        Self {
            doc,
            address: address.into(),
            waiting: Vec::new(),
            sent: VecDeque::new(),
            is_connected: false,
            unsaved: 0,
            is_closed: false,
            at_last_sending: 0,
            acknowledged: 0,
        }
    }

    pub(crate) fn connects(&mut self) {
        self.is_connected = true;
        self.sent = [asking(&self.address, "token")].into();
        self.unsaved = 1;
        self.at_last_sending = self.own();
        self.sent.push_back(frame(&self.address, &[0, 0], &self.vector()));
    }

    /// From now on, something that it sends may be refused once.
    pub(crate) fn hears_that_it_is_closed(&mut self) {
        self.is_closed = true;
    }

    pub(crate) fn loses_its_connection(&mut self) {
        self.is_connected = false;
        self.sent.clear();
    }

    /// Writes somewhere, or takes something back.
    pub(crate) fn edits(&mut self, at: u64, text: &str, deletes: bool) {
        let words = self.doc.get_or_insert_text("words");
        let mut transaction = self.doc.transact_mut();
        let length = words.len(&transaction);
        let at = u32::try_from(at).unwrap_or(0).checked_rem(length.max(1)).unwrap_or(0);
        if deletes && length > at {
            words.remove_range(&mut transaction, at, 1);
        }
        let at = at.min(words.len(&transaction));
        words.insert(&mut transaction, at, text);
        let update = transaction.encode_update_v1();
        drop(transaction);
        if self.is_connected {
            self.unsaved += 1;
            self.at_last_sending = self.own();
            self.sent.push_back(frame(&self.address, &[0, 2], &update));
        }
    }

    pub(crate) fn hears(&mut self, bytes: &[u8]) {
        let (address, heard) = heard(bytes);
        assert_eq!(address, self.address);
        match heard {
            Heard::StepOne(vector) => {
                let theirs = StateVector::decode_v1(&vector).unwrap();
                let missing = self.doc.transact().encode_diff_v1(&theirs);
                self.at_last_sending = self.own();
                self.sent.push_back(frame(&self.address, &[0, 1], &missing));
            }
            Heard::StepTwo(update) | Heard::Update(update) => {
                self.waiting.push(update);
                merge::apply(&self.doc, &mut self.waiting).unwrap();
            }
            Heard::Kept(true) => {
                self.unsaved -= 1;
                if self.unsaved == 0 {
                    self.acknowledged = self.at_last_sending;
                }
            }
            // Not saved, and still counted as that: it is sent again when leave is given anew.
            Heard::Kept(false) if self.is_closed => {}
            Heard::Kept(false) | Heard::Denied(_) | Heard::Closed(_) => panic!("{heard:?}"),
            Heard::Marks | Heard::Scope(_) | Heard::Stateless(_) => {}
        }
    }

    /// How much it has written itself.
    fn own(&self) -> u32 {
        self.doc.transact().state_vector().get(&self.doc.client_id())
    }

    pub(crate) fn vector(&self) -> Vec<u8> {
        self.doc.transact().state_vector().encode_v1()
    }

    pub(crate) fn has_exactly(&self, vector: &[u8]) -> bool {
        self.doc.transact().state_vector() == StateVector::decode_v1(vector).unwrap()
    }

    pub(crate) fn words(&self) -> String {
        self.doc.get_or_insert_text("words").get_string(&self.doc.transact())
    }

    /// Whether a vector holds all that it has been told is saved.
    pub(crate) fn is_kept_in(&self, vector: &[u8]) -> bool {
        StateVector::decode_v1(vector).unwrap().get(&self.doc.client_id()) >= self.acknowledged
    }
}
