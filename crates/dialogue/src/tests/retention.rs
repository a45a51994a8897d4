//! How long a record is kept.

use super::*;
use crate::retention::{Retention, RetentionRules, Rule};

fn kept(record: &Record) -> Retention {
    record.whole.retention(&RetentionRules::default())
}

fn born(record: &mut Record, birth: &str) {
    let known = KnownAs { birth_date: Some(day(birth)), ..KnownAs::default() };
    record.does(practitioner(ASHA), Act::NoteKnownAs(known));
}

fn dies(record: &mut Record, who: MemberId) {
    let described = MemberDescribed {
        member: who,
        tie: String::new(),
        nearness: Nearness::Dead,
        brings: String::new(),
        reach: String::new(),
        language: String::new(),
        needs: String::new(),
    };
    record.does(practitioner(ASHA), Act::DescribeMember(described));
}

#[test]
fn a_record_is_kept_for_years_after_its_last_entry() {
    let record = Record::closed();
    let retention = kept(&record);
    let one = retention.kept.unwrap();
    assert_eq!((one.until, one.rule), (day("2046-03-09"), Rule::LastEntry));
    assert_eq!((retention.people, retention.unknown_age), (3, 3));
    assert!(!retention.is_due(day("2046-03-09")));
    assert!(retention.is_due(day("2046-03-10")));
}

#[test]
fn a_childs_birthday_keeps_it_longer_and_never_shorter() {
    let rules = RetentionRules { after_last: 8, ..RetentionRules::default() };
    for (birth, until, rule) in [
        ("2012-05-01", "2037-05-01", Rule::Birthday),
        ("2008-09-01", "2034-09-01", Rule::Birthday),
        ("2008-01-01", "2034-03-09", Rule::LastEntry),
    ] {
        let mut record = Record::closed();
        born(&mut record, birth);
        let one = record.whole.retention(&rules).kept.unwrap();
        assert_eq!((one.until, one.rule), (day(until), rule), "{birth}");
    }
}

#[test]
fn everybodys_data_is_looked_at_and_the_latest_date_counts() {
    let mut record = Record::closed();
    dies(&mut record, ROBIN);
    assert_eq!(kept(&record).kept.unwrap().until, day("2046-03-09"), "the others live");
    dies(&mut record, MIRA);
    dies(&mut record, TOMAS);
    let one = kept(&record).kept.unwrap();
    assert_eq!((one.until, one.rule), (day("2036-03-09"), Rule::Death));
}

#[test]
fn an_open_request_holds_whatever_the_rules_say() {
    let mut record = Record::closed();
    let asked = AccessAsked { member: ROBIN, on: day("2026-03-09"), words: String::new() };
    record.does(practitioner(ASHA), Act::AskAccess(asked));
    assert!(kept(&record).is_on_hold);
    assert!(!kept(&record).is_due(day("2090-01-01")));
}
