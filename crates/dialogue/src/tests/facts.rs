//! Stored names are a contract: every fact ever written is read by the code of today.

use std::{collections::BTreeSet, fs, path::PathBuf};

use super::*;

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/facts"))
}

fn file_of(stored: &str) -> String {
    format!("{}.json", stored.replace('/', "."))
}

#[test]
fn there_is_one_stored_example_of_every_fact_and_of_nothing_else() {
    let named = Fact::NAMES.iter().map(|name| file_of(name));
    let wanted: BTreeSet<_> = named.collect();
    assert_eq!(wanted.len(), Fact::NAMES.len(), "a stored name is used once");
    let there = fs::read_dir(folder()).unwrap();
    let there: BTreeSet<_> = there.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(there, wanted);
}

#[test]
fn every_fact_ever_written_is_read_and_written_again_as_it_was() {
    for name in Fact::NAMES {
        let text = fs::read_to_string(folder().join(file_of(name))).unwrap();
        let stored: serde_json::Value = serde_json::from_str(&text).unwrap();
        let body: Body = serde_json::from_str(&text).unwrap_or_else(|why| panic!("{name}: {why}"));
        assert_eq!(body.told.fact.name(), *name);
        assert_eq!(serde_json::to_value(&body).unwrap(), stored, "{name}");
    }
}

#[test]
fn every_stored_example_can_be_folded_alone_and_in_any_company() {
    let bodies = Fact::NAMES.iter().map(|name| {
        let text = fs::read_to_string(folder().join(file_of(name))).unwrap();
        let Body { id, told } = serde_json::from_str(&text).unwrap();
        Arc::new(Entry { id, recorded_at: at("2026-06-01T09:00:00Z"), told })
    });
    let entries: Vec<_> = bodies.collect();
    for entry in &entries {
        Network::empty(NETWORK).apply(entry.clone());
    }
    for order in [entries.clone(), entries.into_iter().rev().collect()] {
        let mut whole = Whole::empty(NETWORK);
        order.iter().for_each(|entry| whole.apply(entry.clone()));
        assert_eq!(whole.entries().len(), Fact::NAMES.len());
        let classes: BTreeSet<_> = order.iter().map(|entry| whole.class(entry, then())).collect();
        assert!(classes.len() > 5, "the examples have many kinds of header");
        crate::index::rows(&whole);
    }
}

#[test]
fn the_headers_forms_are_stored_as_they_always_were() {
    let audiences = [
        (Audience::Everyone, r#""everyone""#.to_owned()),
        (Audience::Present(FIRST), format!(r#"{{"present":"{}"}}"#, FIRST.0)),
        (Audience::Circle(CIRCLE), format!(r#"{{"circle":"{}"}}"#, CIRCLE.0)),
        (Audience::PersonAndTeam, r#""person-and-team""#.to_owned()),
        (Audience::Confidence(CALL), format!(r#"{{"confidence":"{}"}}"#, CALL.0)),
        (Audience::Team, r#""team""#.to_owned()),
        (Audience::OnlyMe, r#""only-me""#.to_owned()),
    ];
    for (audience, stored) in audiences {
        assert_eq!(serde_json::to_string(&audience).unwrap(), stored);
        assert_eq!(serde_json::from_str::<Audience>(&stored).unwrap(), audience);
    }
    for (when, stored) in [
        (When::At(at("2026-03-29T00:40:00Z")), r#"{"at":"2026-03-29T00:40:00Z"}"#),
        (When::On(day("2026-04-05")), r#"{"on":"2026-04-05"}"#),
        (When::About("about Easter".into()), r#"{"about":"about Easter"}"#),
    ] {
        assert_eq!(serde_json::to_string(&when).unwrap(), stored);
        assert_eq!(serde_json::from_str::<When>(stored).unwrap(), when);
    }
}

#[test]
fn an_unknown_fact_or_version_is_not_read_as_something_else() {
    let known = fs::read_to_string(folder().join("came.1.json")).unwrap();
    for other in ["came/2", "arrived/1", ""] {
        let unknown = known.replace("came/1", other);
        assert!(serde_json::from_str::<Body>(&unknown).is_err(), "{other}");
    }
}

#[test]
fn names_of_voices_and_entries_are_read_back_from_forms() {
    for who in [member(ROBIN), practitioner(ASHA)] {
        assert_eq!(who.to_string().parse::<Who>().unwrap(), who);
    }
    let entry = EntryId { command: CommandId(n(7)), nth: 3 };
    assert_eq!(entry.to_string().parse::<EntryId>().unwrap(), entry);
    for wrong in ["", "m", "x", "é", "m-1", "pzz"] {
        assert!(wrong.parse::<Who>().is_err(), "{wrong}");
        assert!(wrong.parse::<EntryId>().is_err(), "{wrong}");
    }
}
