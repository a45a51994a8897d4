//! Reading the page: what stands where it belongs is what it is, and no text is lost, wherever it stands.

use proptest::prelude::*;
use yrs::{
    Any, Array, ArrayPrelim, Doc, Map, MapPrelim, OffsetKind, Options, ReadTxn, StateVector, Text,
    TextPrelim, Transact, WriteTxn,
};

use crate::page;

fn log(doc: &Doc) -> Vec<Vec<u8>> {
    vec![doc.transact().encode_diff_v1(&StateVector::default())]
}

#[test]
fn a_voices_page() {
    let doc = Doc::new();
    {
        let mut t = doc.transact_mut();
        t.get_or_insert_text("words").insert(&mut t, 0, "I have not slept.");
        t.get_or_insert_text("reflection").insert(&mut t, 0, "I wonder.");
        t.get_or_insert_map("answers").insert(&mut t, "p1", "So do I.");
        let stances = t.get_or_insert_map("stances");
        let one: MapPrelim =
            [("stance".to_owned(), "for"), ("words".to_owned(), "Yes.")].into_iter().collect();
        stances.insert(&mut t, "d1", one);
        stances.insert(&mut t, "d2", Any::from_json(r#"{"stance":"doubts","words":"Perhaps."}"#).unwrap());
        let promises = t.get_or_insert_array("promises");
        let id = "019d2f00-4b10-7000-8000-000000000001";
        let one: MapPrelim = [("id", id), ("words", "I ring."), ("by", "2026-03-20")]
            .map(|(k, v)| (k.to_owned(), v))
            .into_iter()
            .collect();
        promises.push_back(&mut t, one);
        t.get_or_insert_map("state").insert(&mut t, "show", true);
    }
    let read = page::voice(&log(&doc)).unwrap();
    assert_eq!((read.words.as_str(), read.reflection.as_str()), ("I have not slept.", "I wonder."));
    assert_eq!(read.answers, [("p1".to_owned(), "So do I.".to_owned())]);
    let stances: Vec<_> =
        read.stances.iter().map(|s| (s.decision.as_str(), s.stance.as_str(), s.words.as_str())).collect();
    assert_eq!(stances, [("d1", "for", "Yes."), ("d2", "doubts", "Perhaps.")]);
    assert_eq!((read.promises[0].words.as_str(), read.promises[0].by.as_str()), ("I ring.", "2026-03-20"));
}

#[test]
fn what_was_written_together() {
    let doc = Doc::new();
    {
        let mut t = doc.transact_mut();
        let topics = t.get_or_insert_array("topics");
        let topic = topics.push_back(&mut t, MapPrelim::default());
        topic.insert(&mut t, "id", "019d2f00-4b10-7000-8000-000000000001");
        topic.insert(&mut t, "text", TextPrelim::new("Sleep"));
        topics.push_back(&mut t, "School");
        let decisions = t.get_or_insert_array("decisions");
        let decision = decisions.push_back(&mut t, MapPrelim::default());
        decision.insert(&mut t, "id", "019d2f00-4b10-7000-8000-000000000002");
        decision.insert(&mut t, "text", TextPrelim::new("Medicine"));
        decision.insert(&mut t, "options", ArrayPrelim::from(["Now", "Later"]));
        t.get_or_insert_map("next").insert(&mut t, "where", "The kitchen");
    }
    let read = page::shared(&log(&doc)).unwrap();
    assert_eq!(read.topics, ["Sleep", "School"]);
    assert_eq!(read.decisions[0].id, "019d2f00-4b10-7000-8000-000000000002");
    assert_eq!((read.decisions[0].text.as_str(), read.decisions[0].options.len()), ("Medicine", 2));
    assert_eq!(read.next.place, "The kitchen");
    assert_eq!(read.strays, Vec::<String>::new());
}

const NAMES: [&str; 12] = [
    "words",
    "reflection",
    "answers",
    "stances",
    "promises",
    "state",
    "topics",
    "questions",
    "decisions",
    "next",
    "elsewhere",
    "",
];
const KEYS: [&str; 6] = ["id", "text", "words", "stance", "options", "colour"];

/// Writes a text somewhere, in one of many shapes.
fn write(doc: &Doc, name: &str, key: &str, shape: u8, text: &str) {
    let mut t = doc.transact_mut();
    let plain = |text: &str| Any::from_json(&format!("{{\"{key}\":[\"{text}\"]}}")).unwrap();
    match shape {
        0 => t.get_or_insert_text(name).push(&mut t, &format!(" {text} ")),
        1 => drop(t.get_or_insert_array(name).push_back(&mut t, text)),
        2 => drop(t.get_or_insert_array(name).push_back(&mut t, plain(text))),
        3 => drop(t.get_or_insert_map(name).insert(&mut t, text, text)),
        4 => drop(t.get_or_insert_map(name).insert(&mut t, text, plain(text))),
        5 => {
            let item = t.get_or_insert_array(name).push_back(&mut t, MapPrelim::default());
            item.insert(&mut t, key, TextPrelim::new(text));
        }
        _ => drop(t.get_or_insert_text(name).insert_embed(&mut t, 0, TextPrelim::new(text))),
    }
}

proptest! {
    #[test]
    fn no_text_is_lost_wherever_it_stands(
        written in prop::collection::vec((0..NAMES.len(), 0..KEYS.len(), 0..7_u8), 1..12),
        is_shared: bool,
    ) {
        let doc = Doc::with_options(Options { offset_kind: OffsetKind::Utf16, ..Options::default() });
        for (nth, (name, key, shape)) in written.iter().enumerate() {
            write(&doc, NAMES[*name], KEYS[*key], *shape, &format!("text{nth}å🌱x"));
        }
        let read = if is_shared {
            format!("{:?}", page::shared(&log(&doc)).unwrap())
        } else {
            format!("{:?}", page::voice(&log(&doc)).unwrap())
        };
        for (nth, (name, key, shape)) in written.iter().enumerate() {
            // What says whether the page is shown is no text of anybody's.
            // A bare text in a list that has letters of two places beside it cannot be reached (see `contents`).
            let is_beside = |other: &(usize, usize, u8)| other.0 == *name && other.2 == 0;
            let is_hidden = matches!(shape, 1 | 2) && written.iter().any(is_beside);
            let is_mark = is_hidden || NAMES[*name] == "state" && !is_shared && matches!(shape, 3 | 4);
            prop_assert!(is_mark || read.contains(&format!("text{nth}å🌱x")), "{} {} {shape} is lost in {read}", NAMES[*name], KEYS[*key]);
        }
    }
}
