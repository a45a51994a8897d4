//! Whose pen it is at an open meeting.

use super::*;

fn names(voice: Who, scribe: Who) -> Act {
    Act::NameScribe(ScribeNamed { meeting: FIRST, voice, scribe })
}

fn pen(record: &Record, who: Who, voice: Option<Who>) -> Option<Pen> {
    record.network().meeting(FIRST).unwrap().pen(who, voice)
}

#[test]
fn promise_2_only_a_voice_itself_or_the_scribe_that_was_named_for_it_writes() {
    let mut record = Record::planned();
    let (robin, mira, asha) = (member(ROBIN), member(MIRA), practitioner(ASHA));
    assert_eq!(pen(&record, asha, Some(robin)), None, "before anybody was noted as present");
    for who in [robin, asha] {
        record.does(asha, came(FIRST, who));
    }
    assert_eq!(pen(&record, robin, Some(robin)), Some(Pen::Write));
    assert_eq!(pen(&record, asha, Some(robin)), Some(Pen::Read));
    assert_eq!(pen(&record, asha, None), Some(Pen::Write));
    assert_eq!(pen(&record, mira, Some(robin)), None, "she was not there");
    assert_eq!(pen(&record, robin, Some(mira)), None, "and so she has no voice there");
    assert_eq!(pen(&record, mira, None), None);
    record.does(asha, names(robin, asha));
    assert_eq!(pen(&record, asha, Some(robin)), Some(Pen::Write));
    assert_eq!(pen(&record, robin, Some(robin)), Some(Pen::Write), "his own pen stays his");
    record.does(robin, names(robin, robin));
    assert_eq!(pen(&record, asha, Some(robin)), Some(Pen::Read), "taken back");
}

#[test]
fn nobody_names_a_scribe_for_somebody_elses_voice() {
    let mut record = Record::planned();
    let (robin, mira, asha, bel) = (member(ROBIN), member(MIRA), practitioner(ASHA), practitioner(BEL));
    for who in [robin, mira, asha] {
        record.does(asha, came(FIRST, who));
    }
    assert_eq!(record.refused(mira, names(robin, mira)), Why::NotYourVoice);
    assert_eq!(record.refused(bel, names(asha, bel)), Why::NotYourVoice);
    assert_eq!(record.refused(asha, names(robin, bel)), Why::NotHere, "who is not there writes for nobody");
    assert!(record.does(robin, names(robin, robin)).is_empty(), "nothing new");
}

#[test]
fn a_meeting_that_is_closed_has_no_pen() {
    let mut record = Record::planned();
    let (robin, asha) = (member(ROBIN), practitioner(ASHA));
    record.does(asha, came(FIRST, robin));
    record.does(asha, next(FIRST));
    record.does(asha, closes(FIRST, record.now));
    assert_eq!(pen(&record, robin, Some(robin)), None);
    assert_eq!(record.refused(robin, names(robin, robin)), Why::MeetingClosed);
}
