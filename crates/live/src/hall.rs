//! The hall: every connection and every open document of one process.

mod received;

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use bytes::Bytes;

use crate::{
    document::Document,
    effect::{Close, ConnectionId, Effect, Leave, Right, SeatId, Ticket, Why},
    limits::Limits,
    merge::Difference,
    room::Room,
    seat::Seat,
    wire,
};

/// What is said to somebody who asks for a document that is not there for them. The same for every reason.
const NOT_THERE: &str = "permission-denied";
/// What is said to somebody whose right has ended while they had the document open.
const NO_LONGER: &str = "no-longer-yours";
/// What is said beside a document that is frozen, to whoever may still hand in what they wrote without signal.
const FROZEN: &str = "{\"closed\":true}";

/// Every connection and every open document of one process: bytes in, effects out.
#[derive(Default, Debug)]
pub struct Hall {
    limits: Limits,
    connections: HashMap<ConnectionId, BTreeMap<Arc<str>, Seat>>,
    rooms: HashMap<Document, Room>,
}

impl Hall {
    /// An empty hall.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self { limits, ..Self::default() }
    }

    /// A connection has been opened.
    pub fn connected(&mut self, connection: ConnectionId) {
        self.connections.insert(connection, BTreeMap::new());
    }

    /// A connection has ended, whoever ended it. Told twice, the second time changes nothing.
    pub fn disconnected(&mut self, connection: ConnectionId, out: &mut Vec<Effect>) {
        for (address, seat) in self.connections.remove(&connection).unwrap_or_default() {
            if let Seat::Open(document, _) | Seat::Again(document, _) = seat {
                self.leave(&SeatId { connection, address }, document, out);
            }
        }
    }

    /// A frame has come.
    pub fn received(&mut self, connection: ConnectionId, frame: &Bytes, out: &mut Vec<Effect>) {
        if let Err(close) = self.receive(connection, frame, out) {
            self.close(connection, close, out);
        }
    }

    /// Closes a connection.
    pub fn close(&mut self, connection: ConnectionId, why: Close, out: &mut Vec<Effect>) {
        if self.connections.contains_key(&connection) {
            self.disconnected(connection, out);
            out.push(Effect::Close(connection, why));
        }
    }

    /// What became of [`Effect::Ask`]. Also tells that a right is another one now: the answer holds from here on.
    pub fn answered(&mut self, seat: &SeatId, leave: Leave, out: &mut Vec<Effect>) {
        let Some(seats) = self.connections.get_mut(&seat.connection) else { return };
        let Some(state) = seats.get_mut(&seat.address) else { return };
        let now = match leave {
            Leave::Given(document, right) => Seat::Open(document, right),
            Leave::Refused => Seat::Refused,
        };
        let before = std::mem::replace(state, now);
        let denied = || Effect::Send(seat.connection, wire::permission_denied(&seat.address, NOT_THERE));
        match (before, leave) {
            (Seat::Asked(waiting), Leave::Given(document, right)) => {
                self.enter(seat, document, right, out);
                for message in waiting {
                    if let Err(close) = self.take(seat, message, out) {
                        return self.close(seat.connection, close, out);
                    }
                }
            }
            (Seat::Asked(_) | Seat::Refused, Leave::Refused) => out.push(denied()),
            (Seat::Refused, Leave::Given(document, right)) => self.enter(seat, document, right, out),
            (Seat::Open(old, _) | Seat::Again(old, _), Leave::Refused) => {
                self.leave(seat, old, out);
                out.push(Effect::Send(seat.connection, wire::close(&seat.address, NO_LONGER)));
            }
            (Seat::Open(old, _) | Seat::Again(old, _), Leave::Given(document, right)) if old != document => {
                self.leave(seat, old, out);
                self.enter(seat, document, right, out);
            }
            // Shown a token, the client waits for an answer, even if it is the old one.
            (Seat::Again(..), Leave::Given(_, right)) => self.say(seat, right, out),
            (Seat::Open(_, old), Leave::Given(document, right)) if old != right => {
                self.say(seat, right, out);
                if right == Right::Late {
                    // What was refused in between is sent once more.
                    out.push(Effect::Load(seat.clone(), document, Bytes::from_static(&[0])));
                }
            }
            (Seat::Open(..), Leave::Given(..)) => {}
        }
    }

    /// What became of [`Effect::Load`].
    pub fn loaded(&mut self, seat: &SeatId, difference: &Difference, out: &mut Vec<Effect>) {
        if self.open(seat).is_some() {
            let send = |frame| Effect::Send(seat.connection, frame);
            out.push(send(wire::step_two(&seat.address, &difference.missing)));
            out.extend(difference.besides.iter().map(|update| send(wire::update(&seat.address, update))));
            out.push(send(wire::step_one(&seat.address, &difference.vector)));
        }
    }

    /// What became of [`Effect::Compare`]: whether the document holds the update already.
    pub fn compared(&mut self, ticket: Ticket, is_there: bool, out: &mut Vec<Effect>) {
        match self.open(&ticket.seat) {
            None => {}
            Some(_) if is_there => self.status(&ticket.seat, true, out),
            Some((document, Right::Write | Right::Late)) if document == ticket.document => {
                out.push(Effect::Append(ticket));
            }
            Some((document, _)) => self.refuse(&ticket.seat, Some(document), Why::MayNotWrite, out),
        }
    }

    /// What became of [`Effect::Append`]: it is durable. Only now the others see it and the author is told.
    pub fn saved(&mut self, ticket: &Ticket, out: &mut Vec<Effect>) {
        self.status(&ticket.seat, true, out);
        if let Some(room) = self.rooms.get(&ticket.document).filter(|_| !ticket.is_late) {
            room.relay(&ticket.update, Some(&ticket.seat), out);
        }
    }

    /// What became of [`Effect::Append`]: the document takes nothing any more.
    pub fn frozen(&mut self, ticket: &Ticket, out: &mut Vec<Effect>) {
        self.refuse(&ticket.seat, Some(ticket.document), Why::Frozen, out);
    }

    /// An update that another process has appended.
    pub fn arrived(&self, document: Document, update: &[u8], out: &mut Vec<Effect>) {
        if let Some(room) = self.rooms.get(&document) {
            room.relay(update, None, out);
        }
    }

    /// Whether a connection is here.
    pub fn has(&self, connection: ConnectionId) -> bool {
        self.connections.contains_key(&connection)
    }

    /// The documents that somebody has open.
    pub fn documents(&self) -> impl Iterator<Item = Document> {
        self.rooms.keys().copied()
    }

    /// Every seat that is taken, with its document: what rights are asked for again.
    pub fn seats(&self) -> impl Iterator<Item = (SeatId, Document)> {
        self.connections.iter().flat_map(|(connection, seats)| {
            seats.iter().filter_map(|(address, seat)| match seat {
                Seat::Open(document, _) | Seat::Again(document, _) => {
                    Some((SeatId { connection: *connection, address: address.clone() }, *document))
                }
                Seat::Asked(_) | Seat::Refused => None,
            })
        })
    }

    fn open(&self, seat: &SeatId) -> Option<(Document, Right)> {
        match self.connections.get(&seat.connection)?.get(&seat.address)? {
            Seat::Open(document, right) | Seat::Again(document, right) => Some((*document, *right)),
            Seat::Asked(_) | Seat::Refused => None,
        }
    }

    fn enter(&mut self, seat: &SeatId, document: Document, right: Right, out: &mut Vec<Effect>) {
        let room = self.rooms.entry(document).or_default();
        room.enter(seat.clone());
        let here = room.presence.all().filter(|_| right != Right::Late);
        self.say(seat, right, out);
        out.extend(here.map(|marks| Effect::Send(seat.connection, wire::awareness(&seat.address, &marks))));
    }

    fn leave(&mut self, seat: &SeatId, document: Document, out: &mut Vec<Effect>) {
        if let Some(room) = self.rooms.get_mut(&document) {
            room.leave(seat, out);
            if room.is_empty() {
                self.rooms.remove(&document);
            }
        }
    }

    fn say(&self, seat: &SeatId, right: Right, out: &mut Vec<Effect>) {
        let said = wire::authenticated(&seat.address, right != Right::Read);
        out.push(Effect::Send(seat.connection, said));
        if right == Right::Late {
            out.push(Effect::Send(seat.connection, wire::stateless(&seat.address, FROZEN)));
        }
    }

    /// One answer to one sending. Nothing to somebody who has left.
    fn status(&self, seat: &SeatId, is_kept: bool, out: &mut Vec<Effect>) {
        if self.open(seat).is_some() {
            out.push(Effect::Send(seat.connection, wire::sync_status(&seat.address, is_kept)));
        }
    }

    fn refuse(&self, seat: &SeatId, document: Option<Document>, why: Why, out: &mut Vec<Effect>) {
        self.status(seat, false, out);
        out.push(Effect::Note(seat.connection, document, why));
    }
}
