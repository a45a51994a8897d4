//! Who may do what: asked before anything is answered, and held to whatever is sent.

use bytes::Bytes;
use yrs::{Doc, Text, Transact};

use super::{
    client::{Heard, asking, frame, heard},
    voice_of,
};
use crate::{ConnectionId, Effect, Hall, Leave, Limits, Right, SeatId, Why, merge::Difference};

const ME: ConnectionId = ConnectionId(1);
const OTHER: ConnectionId = ConnectionId(2);

struct Test {
    hall: Hall,
    address: String,
}

impl Test {
    fn new() -> Self {
        let mut hall = Hall::new(Limits::default());
        hall.connected(ME);
        hall.connected(OTHER);
        Self { hall, address: voice_of(1).to_string() }
    }

    fn gets(&mut self, connection: ConnectionId, frame: &Bytes) -> Vec<Effect> {
        let mut out = Vec::new();
        self.hall.received(connection, frame, &mut out);
        out
    }

    fn answered(&mut self, connection: ConnectionId, leave: Leave) -> Vec<Effect> {
        let mut out = Vec::new();
        self.hall.answered(&self.seat(connection), leave, &mut out);
        out
    }

    fn enters(&mut self, connection: ConnectionId, right: Right) -> Vec<Effect> {
        let asked = self.gets(connection, &asking(&self.address.clone(), "mine"));
        assert_eq!(asked, [Effect::Ask(self.seat(connection), "mine".into())]);
        self.answered(connection, Leave::Given(voice_of(1), right))
    }

    fn seat(&self, connection: ConnectionId) -> SeatId {
        SeatId { connection, address: self.address.as_str().into() }
    }

    fn update(&self) -> Bytes {
        frame(&self.address, &[0, 2], &an_update())
    }
}

fn an_update() -> Vec<u8> {
    let doc = Doc::with_client_id(9);
    let words = doc.get_or_insert_text("words");
    let mut transaction = doc.transact_mut();
    words.insert(&mut transaction, 0, "I slept.");
    transaction.encode_update_v1()
}

fn sent(effects: &[Effect]) -> Vec<(ConnectionId, Heard)> {
    let frame = |effect: &Effect| match effect {
        Effect::Send(to, frame) => Some((*to, heard(frame).1)),
        _ => None,
    };
    effects.iter().filter_map(frame).collect()
}

#[test]
fn nothing_is_answered_before_leave_is_given_and_what_waited_is_heard_then() {
    let mut test = Test::new();
    test.gets(ME, &asking(&test.address.clone(), "mine"));
    let step_one = frame(&test.address, &[0, 0], &[0]);
    assert_eq!(test.gets(ME, &step_one), []);
    let out = test.answered(ME, Leave::Given(voice_of(1), Right::Write));
    assert_eq!(sent(&out), [(ME, Heard::Scope("read-write".into()))]);
    assert!(matches!(out.last(), Some(Effect::Load(..))));
    let (mut out, seat) = (Vec::new(), test.seat(ME));
    test.hall.loaded(
        &seat,
        &Difference { missing: vec![0, 0], besides: Vec::new(), vector: vec![0] },
        &mut out,
    );
    assert_eq!(sent(&out), [(ME, Heard::StepTwo(vec![0, 0])), (ME, Heard::StepOne(vec![0]))]);
}

#[test]
fn promise_8_an_update_is_appended_before_it_is_relayed_and_saved_is_said_only_then() {
    let mut test = Test::new();
    test.enters(ME, Right::Write);
    test.enters(OTHER, Right::Read);
    let out = test.gets(ME, &test.update());
    let [Effect::Append(ticket)] = &out[..] else { panic!("{out:?}") };
    assert_eq!(ticket.update, an_update());
    let mut out = Vec::new();
    test.hall.saved(ticket, &mut out);
    assert_eq!(sent(&out), [(ME, Heard::Kept(true)), (OTHER, Heard::Update(an_update()))]);
}

#[test]
fn promise_2_an_update_for_somebody_elses_voice_changes_nothing_and_is_noted() {
    let mut test = Test::new();
    test.enters(ME, Right::Read);
    test.enters(OTHER, Right::Write);
    let out = test.gets(ME, &test.update());
    assert_eq!(sent(&out), [(ME, Heard::Kept(false))]);
    assert_eq!(out.last(), Some(&Effect::Note(ME, Some(voice_of(1)), Why::MayNotWrite)));
    // The same as the answer to the server's first step.
    let step_two = frame(&test.address, &[0, 1], &an_update());
    let out = test.gets(ME, &step_two);
    let [Effect::Compare(ticket)] = &out[..] else { panic!("{out:?}") };
    let mut out = Vec::new();
    test.hall.compared(ticket.clone(), false, &mut out);
    assert_eq!(sent(&out), [(ME, Heard::Kept(false))]);
    // Nothing new in it: nothing was refused.
    let mut out = Vec::new();
    test.hall.compared(ticket.clone(), true, &mut out);
    assert_eq!(sent(&out), [(ME, Heard::Kept(true))]);
}

#[test]
fn whoever_is_refused_hears_so_and_reaches_nobody() {
    let mut test = Test::new();
    test.enters(OTHER, Right::Write);
    test.gets(ME, &asking(&test.address.clone(), "mine"));
    assert_eq!(sent(&test.answered(ME, Leave::Refused)), [(ME, Heard::Denied("permission-denied".into()))]);
    assert_eq!(test.gets(ME, &frame(&test.address, &[0, 0], &[0])), []);
    assert_eq!(test.gets(ME, &test.update()), [Effect::Note(ME, None, Why::NoLeave)]);
    // Nor does somebody who has never asked.
    let elsewhere = frame("meeting/other/shared", &[0, 2], &an_update());
    assert_eq!(test.gets(ME, &elsewhere), [Effect::Note(ME, None, Why::NoLeave)]);
}

#[test]
fn a_right_that_changes_holds_for_what_is_sent_from_then_on() {
    let mut test = Test::new();
    test.enters(ME, Right::Write);
    let out = test.answered(ME, Leave::Given(voice_of(1), Right::Read));
    assert_eq!(sent(&out), [(ME, Heard::Scope("readonly".into()))]);
    assert_eq!(sent(&test.gets(ME, &test.update())), [(ME, Heard::Kept(false))]);
    assert_eq!(test.answered(ME, Leave::Given(voice_of(1), Right::Read)), [], "nothing new, nothing said");
    let out = test.answered(ME, Leave::Refused);
    assert_eq!(sent(&out), [(ME, Heard::Closed("no-longer-yours".into()))]);
    assert_eq!(test.hall.documents().count(), 0);
    // And back again, by asking.
    let out = test.enters(ME, Right::Write);
    assert_eq!(sent(&out), [(ME, Heard::Scope("read-write".into()))]);
}

#[test]
fn what_comes_after_the_closing_is_refused_and_not_relayed() {
    let mut test = Test::new();
    test.enters(ME, Right::Write);
    test.enters(OTHER, Right::Write);
    let out = test.gets(ME, &test.update());
    let [Effect::Append(ticket)] = &out[..] else { panic!("{out:?}") };
    let mut out = Vec::new();
    test.hall.frozen(ticket, &mut out);
    assert_eq!(sent(&out), [(ME, Heard::Kept(false))]);
}

#[test]
fn marks_of_presence_reach_those_who_are_here_and_stand_for_nobody_else() {
    // One client, number 5, clock 1, state {}.
    let mark = |clock: u8, state: &str| {
        let mut bytes = vec![1, 5, clock, u8::try_from(state.len()).unwrap()];
        bytes.extend(state.bytes());
        bytes
    };
    let mut test = Test::new();
    test.enters(ME, Right::Read);
    test.enters(OTHER, Right::Read);
    let out = test.gets(ME, &frame(&test.address, &[1], &mark(1, "{}")));
    assert_eq!(sent(&out), [(ME, Heard::Marks), (OTHER, Heard::Marks)]);
    let out = test.gets(OTHER, &frame(&test.address, &[1], &mark(2, "null")));
    assert_eq!(out, [Effect::Note(OTHER, Some(voice_of(1)), Why::NotTheirMark)]);
    let query = Bytes::from(
        [test.address.len().try_into().unwrap()]
            .into_iter()
            .chain(test.address.bytes())
            .chain([3])
            .collect::<Vec<u8>>(),
    );
    assert_eq!(sent(&test.gets(OTHER, &query)), [(OTHER, Heard::Marks)]);
    let mut out = Vec::new();
    test.hall.disconnected(ME, &mut out);
    assert_eq!(sent(&out), [(OTHER, Heard::Marks)], "the others see them leave");
    assert_eq!(test.gets(OTHER, &query), []);
}

#[test]
fn one_document_twice_on_one_connection_is_two_seats() {
    let mut test = Test::new();
    test.enters(ME, Right::Write);
    let plain = test.address.clone();
    test.address = format!("{plain}\0second");
    assert_eq!(test.seat(ME).name(), plain);
    test.enters(ME, Right::Write);
    let out = test.gets(ME, &test.update());
    let [Effect::Append(ticket)] = &out[..] else { panic!("{out:?}") };
    let mut out = Vec::new();
    test.hall.saved(ticket, &mut out);
    assert_eq!(sent(&out), [(ME, Heard::Kept(true)), (ME, Heard::Update(an_update()))]);
}
