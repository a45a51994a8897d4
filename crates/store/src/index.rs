//! Index rows as statements: only what has changed between two moments of a record is written.

use dialogue::{
    Duty, NetworkId,
    index::{Index, MeetingRow, NetworkRow, SeatRow},
    matter::{Matter, MatterRow, WaitsFor},
};
use jiff::Timestamp;

use crate::{
    engine::{Statement, Value},
    keys::Keys,
};

const PUT_NETWORK: &str = "INSERT INTO network_index \
    (network, holder, called_at, offered_at, declined_at, met_at, is_safety_open, next_meeting_at, last_meeting_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (network) DO UPDATE SET \
    holder = excluded.holder, called_at = excluded.called_at, offered_at = excluded.offered_at, \
    declined_at = excluded.declined_at, met_at = excluded.met_at, is_safety_open = excluded.is_safety_open, \
    next_meeting_at = excluded.next_meeting_at, last_meeting_at = excluded.last_meeting_at";
const ADD_SEAT: &str =
    "INSERT INTO seat_index (network, seat, who) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
const DROP_SEAT: &str = "DELETE FROM seat_index WHERE network = $1 AND seat = $2 AND who = $3";
const PUT_MEETING: &str = "INSERT INTO meeting_index (network, meeting, starts_at, is_ahead) VALUES ($1, $2, $3, $4) \
    ON CONFLICT (network, meeting) DO UPDATE SET starts_at = excluded.starts_at, is_ahead = excluded.is_ahead";
const DROP_MEETING: &str = "DELETE FROM meeting_index WHERE network = $1 AND meeting = $2";
const ADD_LOOK_UP: &str = "INSERT INTO look_up (hash, network) VALUES ($1, $2) ON CONFLICT DO NOTHING";
const DROP_LOOK_UP: &str = "DELETE FROM look_up WHERE hash = $1 AND network = $2";
const PUT_MATTER: &str = "INSERT INTO matter_index (network, matter, command, nth, practitioner, duty, due_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (network, matter, command, nth) DO UPDATE SET \
    practitioner = excluded.practitioner, duty = excluded.duty, due_at = excluded.due_at";
const DROP_MATTER: &str =
    "DELETE FROM matter_index WHERE network = $1 AND matter = $2 AND command = $3 AND nth = $4";
pub(crate) const CLEAR: [&str; 5] = [
    "DELETE FROM network_index WHERE network = $1",
    "DELETE FROM seat_index WHERE network = $1",
    "DELETE FROM meeting_index WHERE network = $1",
    "DELETE FROM matter_index WHERE network = $1",
    "DELETE FROM look_up WHERE network = $1",
];
/// Empties the index tables of rows that belong to no stream.
pub(crate) const CLEAR_STRAY: [&str; 5] = [
    "DELETE FROM network_index WHERE NOT EXISTS (SELECT 1 FROM stream s WHERE s.id = network_index.network)",
    "DELETE FROM seat_index WHERE NOT EXISTS (SELECT 1 FROM stream s WHERE s.id = seat_index.network)",
    "DELETE FROM meeting_index WHERE NOT EXISTS (SELECT 1 FROM stream s WHERE s.id = meeting_index.network)",
    "DELETE FROM matter_index WHERE NOT EXISTS (SELECT 1 FROM stream s WHERE s.id = matter_index.network)",
    "DELETE FROM look_up WHERE NOT EXISTS (SELECT 1 FROM stream s WHERE s.id = look_up.network)",
];

/// The statements that turn the rows of `before` into those of `after`.
pub(crate) fn changes(
    network: NetworkId,
    before: Option<&Index>,
    after: &Index,
    keys: &Keys,
) -> Vec<Statement> {
    let id = || Value::from(network.0);
    let mut all = Vec::new();
    if before.map(|before| &before.network) != Some(&after.network) {
        all.push(put_network(network, &after.network));
    }
    let Some(before) = before else {
        all.extend(after.seats.iter().map(|seat| with_seat(ADD_SEAT, network, seat)));
        all.extend(after.meetings.iter().map(|meeting| put_meeting(network, meeting)));
        all.extend(after.matters.iter().map(|matter| put_matter(network, matter)));
        all.extend(
            after
                .look_up
                .iter()
                .map(|part| Statement::new(ADD_LOOK_UP, vec![keys.look_up(part).into(), id()])),
        );
        return all;
    };
    all.extend(before.seats.difference(&after.seats).map(|seat| with_seat(DROP_SEAT, network, seat)));
    all.extend(after.seats.difference(&before.seats).map(|seat| with_seat(ADD_SEAT, network, seat)));
    let stays = |gone: &MeetingRow| after.meetings.iter().any(|row| row.meeting == gone.meeting);
    for gone in before.meetings.difference(&after.meetings).filter(|gone| !stays(gone)) {
        all.push(Statement::new(DROP_MEETING, vec![id(), gone.meeting.0.into()]));
    }
    all.extend(after.meetings.difference(&before.meetings).map(|meeting| put_meeting(network, meeting)));
    let waits = |gone: &MatterRow| {
        after.matters.iter().any(|row| (row.matter, row.entry) == (gone.matter, gone.entry))
    };
    let settled = before.matters.difference(&after.matters).filter(|gone| !waits(gone));
    all.extend(settled.map(|gone| Statement::new(DROP_MATTER, matter_key(network, gone))));
    all.extend(after.matters.difference(&before.matters).map(|matter| put_matter(network, matter)));
    for (sql, parts) in [
        (DROP_LOOK_UP, before.look_up.difference(&after.look_up)),
        (ADD_LOOK_UP, after.look_up.difference(&before.look_up)),
    ] {
        all.extend(parts.map(|part| Statement::new(sql, vec![keys.look_up(part).into(), id()])));
    }
    all
}

/// The statements that drop every row of a network and write them anew.
pub(crate) fn anew(network: NetworkId, after: &Index, keys: &Keys) -> Vec<Statement> {
    let clear = CLEAR.iter().map(|sql| Statement::new(sql, vec![network.0.into()]));
    clear.chain(changes(network, None, after, keys)).collect()
}

fn put_network(network: NetworkId, row: &NetworkRow) -> Statement {
    let args = vec![
        network.0.into(),
        row.holder.map(|holder| holder.0).into(),
        instant(row.called_at),
        instant(row.offered_at),
        instant(row.declined_at),
        instant(row.met_at),
        row.is_safety_open.into(),
        instant(row.next_meeting_at),
        instant(row.last_meeting_at),
    ];
    Statement::new(PUT_NETWORK, args)
}

fn with_seat(sql: &'static str, network: NetworkId, seat: &SeatRow) -> Statement {
    let (seat, who) = match seat {
        SeatRow::Practitioner(id) => (1, id.0),
        SeatRow::Member(id) => (2, id.0),
        SeatRow::Cover(id) => (3, id.0),
    };
    Statement::new(sql, vec![network.0.into(), seat.into(), who.into()])
}

fn put_meeting(network: NetworkId, row: &MeetingRow) -> Statement {
    let starts_at = row.starts_at.as_microsecond();
    Statement::new(
        PUT_MEETING,
        vec![network.0.into(), row.meeting.0.into(), starts_at.into(), row.is_ahead.into()],
    )
}

fn matter_key(network: NetworkId, row: &MatterRow) -> Vec<Value> {
    let nth = i64::from(row.entry.nth);
    vec![network.0.into(), stored(row.matter).into(), row.entry.command.0.into(), nth.into()]
}

fn put_matter(network: NetworkId, row: &MatterRow) -> Statement {
    let (practitioner, duty) = match row.waits_for {
        WaitsFor::Practitioner(id) => (Some(id.0), None),
        WaitsFor::Duty(duty) => (None, Some(stored_duty(duty))),
    };
    let mut args = matter_key(network, row);
    args.extend([practitioner.into(), duty.into(), row.due_at.as_microsecond().into()]);
    Statement::new(PUT_MATTER, args)
}

/// The stored number of a matter: its place in [`Matter::ALL`], from 1.
pub(crate) fn stored(matter: Matter) -> i64 {
    place(&Matter::ALL, matter)
}

/// The stored number of a duty: its place in [`Duty::ALL`], from 1.
pub(crate) fn stored_duty(duty: Duty) -> i64 {
    place(&Duty::ALL, duty)
}

fn place<T: PartialEq>(all: &[T], one: T) -> i64 {
    all.iter().position(|other| *other == one).and_then(|at| i64::try_from(at + 1).ok()).unwrap_or(0)
}

fn instant(at: Option<Timestamp>) -> Value {
    at.map(Timestamp::as_microsecond).into()
}
