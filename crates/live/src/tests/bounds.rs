//! Bounds: whoever goes past one is told which, and is gone.

use bytes::Bytes;

use super::{
    client::{asking, frame},
    voice_of,
};
use crate::{Close, ConnectionId, Effect, Hall, Leave, Limits, Right};

const ME: ConnectionId = ConnectionId(1);

fn small() -> Hall {
    let limits = Limits {
        frame: 200,
        documents: 2,
        name: 80,
        waiting_frames: 3,
        waiting_bytes: 400,
        mark: 8,
        marks: 1,
    };
    let mut hall = Hall::new(limits);
    hall.connected(ME);
    hall
}

fn sends(hall: &mut Hall, bytes: &Bytes) -> Vec<Effect> {
    let mut out = Vec::new();
    hall.received(ME, bytes, &mut out);
    out
}

fn closes(hall: &mut Hall, bytes: &Bytes, why: Close) {
    assert_eq!(sends(hall, bytes), [Effect::Close(ME, why)]);
    // It is gone: what it still sends leads to nothing.
    assert_eq!(sends(hall, &asking("a", "")), []);
    assert_eq!(hall.seats().count(), 0);
}

#[test]
fn a_frame_that_is_too_long() {
    closes(&mut small(), &frame("a", &[5], &[b'x'; 300]), Close::TooLarge);
}

#[test]
fn a_frame_that_cannot_be_read() {
    closes(&mut small(), &Bytes::from_static(&[1, b'a', 99]), Close::Malformed);
    closes(&mut small(), &asking(&"a".repeat(81), ""), Close::Malformed);
}

#[test]
fn too_many_documents() {
    let mut hall = small();
    for name in ["a", "b"] {
        assert!(matches!(sends(&mut hall, &asking(name, ""))[..], [Effect::Ask(..)]));
    }
    closes(&mut hall, &asking("c", ""), Close::TooMany);
}

#[test]
fn too_much_that_waits_for_leave() {
    let mut hall = small();
    sends(&mut hall, &asking("a", ""));
    for _ in 0..3 {
        assert_eq!(sends(&mut hall, &frame("a", &[0, 0], &[0])), []);
    }
    closes(&mut hall, &frame("a", &[0, 0], &[0]), Close::TooLarge);
}

#[test]
fn an_update_a_vector_or_a_mark_that_cannot_be_read_or_is_too_long() {
    for (kinds, body) in [
        (&[0u8, 2][..], &[1u8, 1, 1][..]),
        (&[0, 1], &[9, 9]),
        (&[0, 0], &[5]),
        (&[1], &[1, 5, 1, 9, b'"', b'1', b'2', b'3', b'4', b'5', b'6', b'7', b'"']),
    ] {
        let mut hall = small();
        let asked = sends(&mut hall, &asking("a", ""));
        let [Effect::Ask(seat, _)] = &asked[..] else { panic!("{asked:?}") };
        hall.answered(seat, Leave::Given(voice_of(1), Right::Write), &mut Vec::new());
        closes(&mut hall, &frame("a", kinds, body), Close::Malformed);
    }
}
