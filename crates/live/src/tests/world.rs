//! A made-up world around a hall: a disk, a network, and a chance that decides what happens next.

use std::collections::{BTreeMap, VecDeque};

use bytes::Bytes;

use super::{client::Client, voice_of};
use crate::{
    ConnectionId, Document, Effect, Frame, Hall, Leave, Limits, Message, Right, Sync, Why, merge, page,
};

/// SplitMix64: the same seed, the same world.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(bound.max(1)).unwrap()).unwrap()
    }

    pub(crate) fn one_in(&mut self, bound: usize) -> bool {
        self.below(bound) == 0
    }
}

/// Several replicas of one document, one server, one disk.
pub(crate) struct World {
    pub(crate) chance: Chance,
    hall: Hall,
    pub(crate) clients: Vec<Client>,
    connections: Vec<Option<ConnectionId>>,
    to_clients: BTreeMap<ConnectionId, VecDeque<Bytes>>,
    /// What the server has begun and not finished: lost when it dies.
    begun: Vec<Effect>,
    /// What outlives the server.
    disk: Vec<Vec<u8>>,
    /// How it stood at the closing, or when what came late was last taken into the record.
    frozen: Option<Vec<Vec<u8>>>,
    /// What has been put into the record: the words at the closing, and then each amendment.
    pub(crate) record: Vec<String>,
    next: u64,
}

impl World {
    pub(crate) fn new(seed: u64, clients: u64) -> Self {
        let address = document().to_string();
        Self {
            chance: Chance(seed),
            hall: Hall::new(Limits::default()),
            clients: (1..=clients).map(|id| Client::new(id, &address)).collect(),
            connections: vec![None; usize::try_from(clients).unwrap()],
            to_clients: BTreeMap::new(),
            begun: Vec::new(),
            disk: Vec::new(),
            frozen: None,
            record: Vec::new(),
            next: 0,
        }
    }

    /// The meeting is closed: what is on the disk becomes words, and only the late may still hand in their own.
    pub(crate) fn closes(&mut self) {
        if self.frozen.is_some() {
            return;
        }
        let at_the_closing = self.on_disk();
        assert!(self.clients.iter().all(|client| client.is_kept_in(&at_the_closing)));
        self.record.push(page::voice(&self.disk).unwrap().words);
        self.disk = merge::merged(&self.disk).unwrap();
        self.frozen = Some(self.disk.clone());
        self.clients.iter_mut().for_each(Client::hears_that_it_is_closed);
        // Rights are asked for again, sooner or later.
        let seats: Vec<_> = self.hall.seats().map(|(seat, _)| seat).collect();
        self.begun.extend(seats.into_iter().map(|seat| Effect::Ask(seat, String::new())));
    }

    /// What has come late goes into the record; true if it said anything new.
    pub(crate) fn takes_what_is_late(&mut self) -> bool {
        let Some(frozen) = &self.frozen else { return false };
        let now = page::voice(&self.disk).unwrap();
        let new = now.late(&page::voice(frozen).unwrap());
        self.disk = merge::merged(&self.disk).unwrap();
        self.frozen = Some(self.disk.clone());
        self.record.extend(new.clone());
        new.is_some()
    }

    fn right(&self) -> Right {
        if self.frozen.is_some() { Right::Late } else { Right::Write }
    }

    /// Anything that can happen.
    pub(crate) fn something_happens(&mut self) {
        let who = self.chance.below(self.clients.len());
        match self.chance.below(40) {
            0 => self.cuts(who),
            1 if self.chance.one_in(4) => self.kills_the_server(),
            2 if self.chance.one_in(2) => self.compacts(),
            3 => self.sends_again(who),
            4 if self.chance.one_in(8) => drop(self.takes_what_is_late()),
            4..=12 => {
                let (at, deletes) = (self.chance.next(), self.chance.one_in(3));
                self.clients[who].edits(at, ["a", "å", "be", "öl"][self.chance.below(4)], deletes);
            }
            13..=22 => {
                self.client_to_server(who);
            }
            23..=32 => {
                self.server_to_client(who);
            }
            _ => {
                self.server_goes_on();
            }
        }
    }

    /// Everybody comes back, everything arrives, nobody writes any more.
    pub(crate) fn settles(&mut self) {
        for who in 0..self.clients.len() {
            self.cuts(who);
        }
        loop {
            let before = self.next;
            let moved = (0..self.clients.len())
                .map(|who| self.client_to_server(who) | self.server_to_client(who))
                .fold(false, |any, one| any | one);
            let went_on = self.server_goes_on();
            if !moved && !went_on && before == self.next {
                return;
            }
        }
    }

    /// What is on the disk, as a state vector.
    pub(crate) fn on_disk(&self) -> Vec<u8> {
        merge::difference(&self.disk, &[0]).unwrap().vector
    }

    fn compacts(&mut self) {
        self.disk = merge::merged(&self.disk).unwrap();
    }

    fn cuts(&mut self, who: usize) {
        if let Some(connection) = self.connections[who].take() {
            self.to_clients.remove(&connection);
            let mut out = Vec::new();
            self.hall.disconnected(connection, &mut out);
            self.carry_out(out);
        }
        self.clients[who].loses_its_connection();
        self.comes_back(who);
    }

    fn comes_back(&mut self, who: usize) {
        self.next += 1;
        let connection = ConnectionId(self.next);
        self.connections[who] = Some(connection);
        self.to_clients.insert(connection, VecDeque::new());
        self.hall.connected(connection);
        self.clients[who].connects();
    }

    /// `kill -9`: what was begun is gone; the disk stays.
    fn kills_the_server(&mut self) {
        self.hall = Hall::new(Limits::default());
        self.begun.clear();
        self.to_clients.clear();
        for who in 0..self.clients.len() {
            assert!(self.clients[who].is_kept_in(&self.on_disk()), "an acknowledged edit is gone");
            self.connections[who] = None;
            self.clients[who].loses_its_connection();
            self.comes_back(who);
        }
    }

    /// A frame that is sent twice, as a proxy may do after a fault.
    fn sends_again(&mut self, who: usize) {
        let Some(connection) = self.connections[who] else { return };
        let Some(frame) = self.clients[who].sent.front().cloned() else { return };
        if !matches!(Frame::read(&frame), Ok(Frame::About(_, Message::Sync(Sync::Update(_))))) {
            return;
        }
        // The answer to the copy must not count for the original: the client never sees it.
        let mut out = Vec::new();
        self.hall.received(connection, &frame, &mut out);
        for effect in out {
            if let Effect::Append(mut ticket) = effect {
                ticket.seat.connection = ConnectionId(0);
                self.begun.push(Effect::Append(ticket));
            }
        }
    }

    fn client_to_server(&mut self, who: usize) -> bool {
        let Some(connection) = self.connections[who] else { return false };
        let Some(frame) = self.clients[who].sent.pop_front() else { return false };
        let mut out = Vec::new();
        self.hall.received(connection, &frame, &mut out);
        self.carry_out(out);
        true
    }

    fn server_to_client(&mut self, who: usize) -> bool {
        let waiting = self.connections[who].and_then(|connection| self.to_clients.get_mut(&connection));
        let Some(frame) = waiting.and_then(VecDeque::pop_front) else { return false };
        self.clients[who].hears(&frame);
        true
    }

    /// One of the things that the server has begun comes to its end.
    fn server_goes_on(&mut self) -> bool {
        if self.begun.is_empty() {
            return false;
        }
        // Anything may overtake anything, but appends keep their order.
        let mut at = self.chance.below(self.begun.len());
        if let (Effect::Append(_), Some(first)) =
            (&self.begun[at], self.begun.iter().position(|effect| matches!(effect, Effect::Append(_))))
        {
            at = first;
        }
        let effect = self.begun.remove(at);
        let mut out = Vec::new();
        match effect {
            Effect::Ask(seat, _) => {
                self.hall.answered(&seat, Leave::Given(document(), self.right()), &mut out);
            }
            Effect::Load(seat, _, vector) => {
                let difference = merge::difference(&self.disk, &vector).unwrap();
                self.hall.loaded(&seat, &difference, &mut out);
            }
            Effect::Compare(ticket) => {
                let is_there = merge::contains(&self.disk, &ticket.update).unwrap();
                self.hall.compared(ticket, is_there, &mut out);
            }
            Effect::Append(ticket) if self.frozen.is_some() && !ticket.is_late => {
                self.hall.frozen(&ticket, &mut out);
            }
            Effect::Append(ticket) => {
                self.disk.push(ticket.update.to_vec());
                // Now and then it dies between the disk and the answer.
                if self.chance.one_in(60) {
                    return self.dies();
                }
                self.hall.saved(&ticket, &mut out);
            }
            other => panic!("{other:?} is not waited for"),
        }
        self.carry_out(out);
        true
    }

    fn dies(&mut self) -> bool {
        self.kills_the_server();
        true
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Send(to, frame) => {
                    if let Some(waiting) = self.to_clients.get_mut(&to) {
                        waiting.push_back(frame);
                    }
                }
                Effect::Note(_, _, Why::Frozen) if self.frozen.is_some() => {}
                Effect::Close(..) | Effect::Note(..) => panic!("{effect:?}"),
                begun => self.begun.push(begun),
            }
        }
    }
}

pub(crate) fn document() -> Document {
    voice_of(1)
}
