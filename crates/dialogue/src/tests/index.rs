//! Index rows are a pure function of the record, and people are found however their name is spelt.

use proptest::prelude::*;

use super::{sequences::*, *};
use crate::index::{SeatRow, looked_for, may_change, name_parts, phone_numbers, rows};

fn parts(name: &str) -> Vec<String> {
    name_parts(name).collect()
}

#[test]
fn names_are_found_without_accents_apostrophes_and_case() {
    for (name, expected) in [
        ("Robin Example-Quill", &["robin", "example", "quill"][..]),
        ("  ZOË  ", &["zoe"]),
        ("Zoe\u{308}", &["zoe"]),
        ("Łukasz Święty", &["lukasz", "swiety"]),
        ("Jürgen Groß", &["jurgen", "gross"]),
        ("Søren Ærø", &["soren", "aero"]),
        ("İpek Işık", &["ipek", "isik"]),
        ("Nguyễn Thị Ánh", &["nguyen", "thi", "anh"]),
        ("O'Example O’Example", &["oexample", "oexample"]),
        ("R. J. Quill", &["quill"]),
        ("李 明", &["李", "明"]),
        ("Олена", &["олена"]),
        ("", &[]),
        ("?!", &[]),
    ] {
        assert_eq!(parts(name), expected, "{name}");
    }
}

#[test]
fn one_number_has_many_forms() {
    for (text, expected) in [
        ("07700 900123", &["700900123"][..]),
        ("+44 7700 900123", &["700900123"]),
        ("+44 (0)7700 900-123", &["700900123"]),
        ("0044 7700.900.123", &["700900123"]),
        ("07700\u{a0}900\u{2011}123", &["700900123"]),
        ("\u{202d}07700 900123\u{202c}", &["700900123"]),
        ("ring 07700 900123 after 6, or 0113 496 0199", &["700900123", "134960199"]),
        ("07700 900123\n0113 496 0199", &["700900123", "134960199"]),
        ("4960199", &["4960199"]),
        ("flat 12, bell 3", &[]),
        ("", &[]),
    ] {
        assert_eq!(phone_numbers(text).collect::<Vec<_>>(), expected, "{text}");
    }
}

proptest! {
    #[test]
    fn what_was_kept_is_found_by_the_same_words(name in "\\PC{0,30}") {
        let once = parts(&name);
        prop_assert_eq!(&parts(&name.to_lowercase()), &once);
        prop_assert_eq!(&parts(&once.join(" ")), &once, "normalising twice changes nothing");
        let sought = looked_for(&name);
        let wanted: BTreeSet<_> =
            once.into_iter().filter(|part| !part.chars().all(|c| c.is_ascii_digit())).collect();
        prop_assert!(wanted.is_subset(&sought));
    }
}

#[test]
fn the_person_is_found_by_name_number_telephone_and_nothing_of_anybody_elses() {
    let mut record = Record::planned();
    let known =
        KnownAs { legal_name: "Róbin Quill".into(), nhs_number: "9434765919".into(), ..KnownAs::default() };
    record.does(practitioner(ASHA), Act::NoteKnownAs(known));
    let mut own = second_call(record.now);
    own.asked.caller_is_person = true;
    own.asked.caller.reach = "07700 900777".into();
    record.does(practitioner(BEL), Act::TakeCall(own));
    let kept = rows(&record.whole).look_up;
    for (typed, found) in [
        ("robin", true),
        ("QUILL", true),
        ("943 476 5919", true),
        ("+44 7700 900777", true),
        ("Mira", false),
        ("07700 900123", false),
        ("Tomas", false),
    ] {
        let found_now = looked_for(typed).iter().any(|part| kept.contains(part));
        assert_eq!(found_now, found, "{typed}: {kept:?}");
    }
}

#[test]
fn rows_hold_times_and_ids_of_what_is_ahead_and_what_was() {
    let mut record = Record::planned();
    let row = rows(&record.whole);
    let planned = at("2026-03-10T18:30:00Z");
    assert_eq!((row.network.holder, row.network.next_meeting_at), (Some(ASHA), Some(planned)));
    assert_eq!(row.network.last_meeting_at, None);
    assert!(row.seats.contains(&SeatRow::Practitioner(COLM)), "invited to a meeting that is ahead");
    assert!(row.seats.contains(&SeatRow::Member(MIRA)));
    record.does(practitioner(ASHA), Act::PlanMeeting(plan(SECOND)));
    let off = MeetingCalledOff { meeting: SECOND, reason: "x".into() };
    record.does(practitioner(ASHA), Act::CallOff(off));
    assert_eq!(rows(&record.whole).meetings.len(), 1, "what was called off is on nobody's calendar");
    let row = rows(&Record::closed().whole);
    assert_eq!(row.network.next_meeting_at, None);
    assert!(row.network.last_meeting_at.is_some() && row.network.met_at == row.network.last_meeting_at);
    assert!(!row.seats.contains(&SeatRow::Practitioner(COLM)));
    assert!(row.meetings.iter().all(|meeting| !meeting.is_ahead));
}

proptest! {
    #![proptest_config(cases())]

    /// Whoever keeps the rows while nothing that may change them is said has the same as whoever works them out anew.
    #[test]
    fn rows_change_only_by_facts_that_may_change_them(life in lives()) {
        let record = run(&life);
        let mut whole = Whole::empty(NETWORK);
        let mut kept = rows(&whole);
        for entry in record.whole.entries() {
            whole.apply(entry.clone());
            let anew = rows(&whole);
            let fact = &entry.told.fact;
            prop_assert!(may_change(fact) || kept == anew, "unseen change by {}", fact.name());
            kept = anew;
        }
    }
}
