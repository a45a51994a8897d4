//! Frames: what the real provider writes is read, and nothing that anybody sends ends the program.

use bytes::Bytes;
use proptest::prelude::*;

use super::{
    client::{Heard, asking, frame, heard},
    voice_of,
};
use crate::{ConnectionId, Document, Effect, Frame, Hall, Leave, Limits, Message, Right, Sync, wire};

#[test]
fn frames_of_the_provider_are_read() {
    let read = |bytes: Bytes| Frame::read(&bytes);
    let about = |message| Ok(Frame::About("room".into(), message));
    // `@hocuspocus/provider` writes its version behind the token.
    let mut token = asking("room", "secret").to_vec();
    token.extend([5, b'4', b'.', b'8', b'.', b'0']);
    assert_eq!(read(token.into()), about(Message::Token("secret".into())));
    let body = || Bytes::from_static(&[0, 0]);
    assert_eq!(read(frame("room", &[0, 0], &[0, 0])), about(Message::Sync(Sync::StepOne(body()))));
    assert_eq!(read(frame("room", &[0, 1], &[0, 0])), about(Message::Sync(Sync::StepTwo(body()))));
    assert_eq!(read(frame("room", &[0, 2], &[0, 0])), about(Message::Sync(Sync::Update(body()))));
    assert_eq!(read(frame("room", &[4, 0], &[0, 0])), about(Message::SyncReply(Sync::StepOne(body()))));
    assert_eq!(read(frame("room", &[1], &[0, 0])), about(Message::Awareness(body())));
    assert_eq!(read(frame("room", &[5], b"hello")), about(Message::Stateless("hello".into())));
    assert_eq!(read(Bytes::from_static(b"\x04room\x03")), about(Message::QueryAwareness));
    assert_eq!(read(Bytes::from_static(b"\x04room\x07")), about(Message::Close));
    assert_eq!(read(Bytes::from_static(&[10])), Ok(Frame::Pong));
}

#[test]
fn what_only_servers_say_is_malformed() {
    for bytes in
        [&b"\x04room\x08\x01"[..], b"\x04room\x06\x00", b"\x04room\x02\x02\x00", b"\x04room", b"", b"\xff"]
    {
        assert!(Frame::read(&Bytes::copy_from_slice(bytes)).is_err(), "{bytes:?}");
    }
}

#[test]
fn frames_of_the_server_are_what_the_provider_reads() {
    let said = |bytes: Bytes| heard(&bytes).1;
    assert_eq!(said(wire::authenticated("a", true)), Heard::Scope("read-write".into()));
    assert_eq!(said(wire::authenticated("a", false)), Heard::Scope("readonly".into()));
    assert_eq!(said(wire::permission_denied("a", "no")), Heard::Denied("no".into()));
    assert_eq!(said(wire::step_one("a", &[0])), Heard::StepOne(vec![0]));
    assert_eq!(said(wire::step_two("a", &[0, 0])), Heard::StepTwo(vec![0, 0]));
    assert_eq!(said(wire::update("a", &[0, 0])), Heard::Update(vec![0, 0]));
    assert_eq!(said(wire::sync_status("a", true)), Heard::Kept(true));
    assert_eq!(said(wire::sync_status("a", false)), Heard::Kept(false));
    assert_eq!(said(wire::close("a", "so")), Heard::Closed("so".into()));
    assert_eq!(heard(&wire::update("name\0session", &[0, 0])).0, "name\0session");
}

#[test]
fn a_document_is_named_by_ids_alone() {
    let document = voice_of(3);
    assert_eq!(document.to_string().parse(), Ok(document));
    let shared = Document { part: crate::Part::Shared, ..document };
    assert_eq!(shared.to_string().parse(), Ok(shared));
    for name in ["", "meeting", "meeting/x/shared", "meeting/7/voice", "other/00/shared"] {
        assert!(name.parse::<Document>().is_err(), "{name}");
    }
    assert!(format!("{shared}/more").parse::<Document>().is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn a_frame_of_noise_leads_to_a_reason_or_to_nothing(
        noise in prop::collection::vec(any::<u8>(), 0..80),
        kinds in prop::collection::vec(0u8..12, 1..3),
        is_framed in any::<bool>(),
    ) {
        let document = voice_of(1);
        let mut hall = Hall::new(Limits::default());
        let connection = ConnectionId(1);
        let mut out = Vec::new();
        hall.connected(connection);
        let address = document.to_string();
        hall.received(connection, &asking(&address, ""), &mut out);
        let Some(Effect::Ask(seat, _)) = out.pop() else { panic!("nobody was asked") };
        hall.answered(&seat, Leave::Given(document, Right::Write), &mut out);
        out.clear();
        let bytes = if is_framed { frame(&address, &kinds, &noise) } else { noise.into() };
        hall.received(connection, &bytes, &mut out);
        for effect in out {
            // What gets as far as the disk can be read again.
            if let Effect::Append(ticket) = effect {
                crate::merge::check(&ticket.update)?;
            }
        }
    }
}
