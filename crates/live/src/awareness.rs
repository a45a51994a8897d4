//! Marks of presence (`y-protocols/awareness`): who has the page open. Kept in memory while they are here.
//!
//! A client names its marks by a number of its own choosing, so a mark belongs to the connection that set it
//! first: nobody moves or removes another's.

use std::collections::BTreeMap;

use yrs::encoding::{
    read::{Cursor, Read},
    write::Write,
};

use crate::{effect::SeatId, limits::Limits, wire::Malformed};

/// One mark as it travels.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Mark {
    client: u64,
    clock: u32,
    /// JSON; `null` when the client has left.
    state: String,
}

impl Mark {
    fn is_gone(&self) -> bool {
        self.state == "null"
    }
}

/// Reads the marks of one message.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Vec<Mark>, Malformed> {
    let mut cursor = Cursor::new(bytes);
    let count: u32 = cursor.read_var().map_err(|_| Malformed)?;
    let mut marks = Vec::new();
    // No place is reserved for what is only announced.
    for _ in 0..count {
        let client = cursor.read_var().map_err(|_| Malformed)?;
        let clock = cursor.read_var().map_err(|_| Malformed)?;
        let state = cursor.read_buf().map_err(|_| Malformed)?;
        if state.len() > limits.mark {
            return Err(Malformed);
        }
        let state = std::str::from_utf8(state).map_err(|_| Malformed)?.to_owned();
        marks.push(Mark { client, clock, state });
    }
    Ok(marks)
}

/// Writes marks as one message; none for no marks.
pub(crate) fn written<'a>(marks: impl ExactSizeIterator<Item = &'a Mark>) -> Option<Vec<u8>> {
    if marks.len() == 0 {
        return None;
    }
    let mut out = Vec::new();
    out.write_var(marks.len());
    for mark in marks {
        out.write_var(mark.client);
        out.write_var(mark.clock);
        out.write_string(&mark.state);
    }
    Some(out)
}

/// Who is here, in one document.
#[derive(Default, Debug)]
pub(crate) struct Presence(BTreeMap<u64, (SeatId, Mark)>);

impl Presence {
    /// Takes in what a seat says of itself, and gives what is new in it. What it says in somebody else's place
    /// is left out; the second answer tells whether there was any.
    pub(crate) fn take(&mut self, seat: &SeatId, marks: Vec<Mark>, limits: &Limits) -> (Vec<Mark>, bool) {
        let (mut news, mut strays) = (Vec::new(), false);
        for mark in marks {
            let owned = self.0.values().filter(|(owner, _)| owner == seat).count();
            match self.0.get(&mark.client) {
                Some((owner, _)) if owner != seat => strays = true,
                Some((_, old)) if old.clock > mark.clock || (old.clock == mark.clock && !mark.is_gone()) => {}
                Some(_) if mark.is_gone() => {
                    self.0.remove(&mark.client);
                    news.push(mark);
                }
                None if mark.is_gone() => {}
                None if owned >= limits.marks => strays = true,
                _ => {
                    self.0.insert(mark.client, (seat.clone(), mark.clone()));
                    news.push(mark);
                }
            }
        }
        (news, strays)
    }

    /// Everybody who is here, as one message.
    pub(crate) fn all(&self) -> Option<Vec<u8>> {
        written(self.0.values().map(|(_, mark)| mark).collect::<Vec<_>>().into_iter())
    }

    /// Lets go of a seat, and gives what the others must be told.
    pub(crate) fn leave(&mut self, seat: &SeatId) -> Vec<Mark> {
        let gone = self.0.extract_if(.., |_, (owner, _)| owner == seat);
        gone.map(|(client, (_, mark))| Mark {
            client,
            clock: mark.clock.saturating_add(1),
            state: "null".into(),
        })
        .collect()
    }
}
