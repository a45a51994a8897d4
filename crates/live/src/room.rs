//! Everybody who has one document open, and what each of them is sent.

use bytes::Bytes;

use crate::{
    awareness::{self, Mark, Presence},
    effect::{Effect, SeatId},
    wire,
};

/// A document that somebody has open. It holds nobody's words.
#[derive(Default, Debug)]
pub(crate) struct Room {
    seats: Vec<SeatId>,
    /// Who is here.
    pub(crate) presence: Presence,
}

impl Room {
    /// Somebody is in.
    pub(crate) fn enter(&mut self, seat: SeatId) {
        if !self.seats.contains(&seat) {
            self.seats.push(seat);
        }
    }

    /// Somebody is out; the others are told.
    pub(crate) fn leave(&mut self, seat: &SeatId, out: &mut Vec<Effect>) {
        self.seats.retain(|there| there != seat);
        let gone = self.presence.leave(seat);
        self.tell(&gone, out);
    }

    /// Whether nobody is in.
    pub(crate) fn is_empty(&self) -> bool {
        self.seats.is_empty()
    }

    /// An update to everybody but its author.
    pub(crate) fn relay(&self, update: &[u8], author: Option<&SeatId>, out: &mut Vec<Effect>) {
        self.send(author, out, |address| wire::update(address, update));
    }

    /// Marks of presence to everybody; whoever set them learns that they are known.
    pub(crate) fn tell(&self, marks: &[Mark], out: &mut Vec<Effect>) {
        if let Some(marks) = awareness::written(marks.iter()) {
            self.send(None, out, |address| wire::awareness(address, &marks));
        }
    }

    /// One frame for each address: those who call the document by one name share it.
    fn send(&self, but: Option<&SeatId>, out: &mut Vec<Effect>, frame: impl Fn(&str) -> Bytes) {
        let mut written: Option<(&str, Bytes)> = None;
        for seat in self.seats.iter().filter(|seat| Some(*seat) != but) {
            let bytes = match &written {
                Some((address, bytes)) if *address == &*seat.address => bytes.clone(),
                _ => frame(&seat.address),
            };
            out.push(Effect::Send(seat.connection, bytes.clone()));
            written = Some((&seat.address, bytes));
        }
    }
}
