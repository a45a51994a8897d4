//! What a frame leads to.

use bytes::Bytes;

use super::Hall;
use crate::{
    awareness,
    effect::{Close, ConnectionId, Effect, Right, SeatId, Ticket, Why},
    merge,
    seat::{Seat, weight},
    wire::{self, Frame, Malformed, Message, Sync},
};

impl From<Malformed> for Close {
    fn from(_: Malformed) -> Self {
        Self::Malformed
    }
}

impl Hall {
    pub(super) fn receive(
        &mut self,
        connection: ConnectionId,
        frame: &Bytes,
        out: &mut Vec<Effect>,
    ) -> Result<(), Close> {
        if frame.len() > self.limits.frame {
            return Err(Close::TooLarge);
        }
        let Frame::About(address, message) = Frame::read(frame)? else { return Ok(()) };
        if address.len() > self.limits.name {
            return Err(Close::Malformed);
        }
        // Frames of a connection that has been closed meanwhile.
        let Some(seats) = self.connections.get_mut(&connection) else { return Ok(()) };
        let known = seats.get_key_value(address.as_str()).map(|(known, _)| known.clone());
        let seat = SeatId { connection, address: known.unwrap_or_else(|| address.into()) };
        let (mut frames, mut bytes) = (0, 0);
        for waiting in seats.values() {
            if let Seat::Asked(waiting) = waiting {
                frames += waiting.len();
                bytes += waiting.iter().map(weight).sum::<usize>();
            }
        }
        let count = seats.len();
        match (seats.get_mut(&seat.address), message) {
            (None, Message::Token(_)) if count >= self.limits.documents => Err(Close::TooMany),
            (None | Some(Seat::Refused), Message::Token(token)) => {
                seats.insert(seat.address.clone(), Seat::Asked(Vec::new()));
                out.push(Effect::Ask(seat, token));
                Ok(())
            }
            (Some(Seat::Asked(waiting)), message) => {
                if frames >= self.limits.waiting_frames
                    || bytes + weight(&message) > self.limits.waiting_bytes
                {
                    return Err(Close::TooLarge);
                }
                waiting.push(message);
                Ok(())
            }
            (Some(Seat::Open(..) | Seat::Again(..)), message) => self.take(&seat, message, out),
            // A client sends its first step without waiting for leave, so this is no offence.
            (None | Some(Seat::Refused), message) => {
                if matches!(message, Message::Sync(Sync::Update(_) | Sync::StepTwo(_))) {
                    out.push(Effect::Note(connection, None, Why::NoLeave));
                }
                Ok(())
            }
        }
    }

    /// What somebody says in a document that they have open.
    pub(super) fn take(
        &mut self,
        seat: &SeatId,
        message: Message,
        out: &mut Vec<Effect>,
    ) -> Result<(), Close> {
        let Some((document, right)) = self.open(seat) else { return Ok(()) };
        match message {
            Message::Sync(sync) | Message::SyncReply(sync) => return self.sync(seat, sync, out),
            // Nobody is there any more.
            Message::Awareness(_) | Message::QueryAwareness if right == Right::Late => {}
            Message::Awareness(marks) => {
                let marks = awareness::read(&marks, &self.limits)?;
                if let Some(room) = self.rooms.get_mut(&document) {
                    let (news, strays) = room.presence.take(seat, marks, &self.limits);
                    room.tell(&news, out);
                    if strays {
                        out.push(Effect::Note(seat.connection, Some(document), Why::NotTheirMark));
                    }
                }
            }
            Message::QueryAwareness => {
                let here = self.rooms.get(&document).and_then(|room| room.presence.all());
                let told = |marks: Vec<u8>| wire::awareness(&seat.address, &marks);
                out.extend(here.map(|marks| Effect::Send(seat.connection, told(marks))));
            }
            Message::Token(token) => {
                if let Some(state) =
                    self.connections.get_mut(&seat.connection).and_then(|s| s.get_mut(&seat.address))
                {
                    *state = Seat::Again(document, right);
                }
                out.push(Effect::Ask(seat.clone(), token));
            }
            Message::Stateless(text) if text.len() > self.limits.mark => return Err(Close::TooLarge),
            Message::Stateless(text) if right != Right::Read => {
                out.push(Effect::Said(seat.clone(), document, text));
            }
            Message::Stateless(_) => {}
            Message::Close => {
                if let Some(seats) = self.connections.get_mut(&seat.connection) {
                    seats.remove(&seat.address);
                }
                self.leave(seat, document, out);
            }
        }
        Ok(())
    }

    fn sync(&mut self, seat: &SeatId, sync: Sync, out: &mut Vec<Effect>) -> Result<(), Close> {
        let Some((document, right)) = self.open(seat) else { return Ok(()) };
        let is_late = right == Right::Late;
        let ticket = |update| Ticket { seat: seat.clone(), document, update, is_late };
        match sync {
            Sync::StepOne(vector) => {
                merge::check_vector(&vector)?;
                out.push(Effect::Load(seat.clone(), document, vector));
            }
            Sync::StepTwo(update) | Sync::Update(update) if merge::is_empty(&update) => {
                self.status(seat, true, out);
            }
            // Whoever comes back names everything that was ever deleted: most often all of it is known.
            // What holds more is appended at once, so that nothing that builds on it overtakes it.
            Sync::StepTwo(update) if right == Right::Read || merge::only_deletes(&update) => {
                merge::check(&update)?;
                out.push(Effect::Compare(ticket(update)));
            }
            Sync::Update(_) if right == Right::Read => {
                self.refuse(seat, Some(document), Why::MayNotWrite, out);
            }
            Sync::StepTwo(update) | Sync::Update(update) => {
                merge::check(&update)?;
                out.push(Effect::Append(ticket(update)));
            }
        }
        Ok(())
    }
}
