//! Who stands beside the person: what each may read, from when until when; a child who decides.

use super::*;

fn appointed(office: Office, until: Option<&str>) -> Act {
    Act::Appoint(AppointmentMade {
        member: TOMAS,
        office,
        reads: Reads::AsThePerson,
        from: day("2026-03-01"),
        until: until.map(day),
        words: "The paper was seen.".into(),
    })
}

fn born(birth: &str) -> Act {
    let birth_date = Some(day(birth));
    Act::NoteKnownAs(KnownAs { birth_date, ..KnownAs::default() })
}

fn reads(record: &Record, moment: &str) -> bool {
    record.whole.standing(&Context::new(at(moment), account(member(TOMAS)))).is_appointed
}

#[test]
fn nobody_reads_as_the_person_by_being_a_relative_or_a_parent() {
    let mut record = Record::called();
    assert!(!reads(&record, "2026-03-10T00:00:00Z"));
    let as_member = AppointmentMade {
        member: TOMAS,
        office: Office::ParentalResponsibility,
        reads: Reads::AsMember,
        from: day("2026-03-01"),
        until: None,
        words: "The court has left contact to the father open.".into(),
    };
    record.does(practitioner(ASHA), Act::Appoint(as_member));
    assert!(!reads(&record, "2026-03-10T00:00:00Z"), "parental responsibility opens nothing of itself");
}

#[test]
fn a_lapsed_authority_reads_no_more_from_the_day_after() {
    let mut record = Record::called();
    record.does(practitioner(ASHA), appointed(Office::Deputy, Some("2026-05-31")));
    for (moment, expected) in [
        ("2026-02-28T23:59:59Z", false),
        ("2026-03-01T00:00:00Z", true),
        ("2026-05-31T23:59:59Z", true),
        ("2026-06-01T00:00:00Z", false),
    ] {
        assert_eq!(reads(&record, moment), expected, "{moment}");
    }
}

#[test]
fn a_sixteenth_birthday_closes_what_a_parent_was_opened() {
    let mut record = Record::called();
    record.does(practitioner(ASHA), appointed(Office::ParentalResponsibility, None));
    record.does(practitioner(ASHA), born("2010-05-05"));
    assert!(reads(&record, "2026-05-04T23:59:59Z"));
    assert!(!reads(&record, "2026-05-05T00:00:00Z"));
    assert!(record.network().is_at_least(GROWN_AT, at("2028-05-05T00:00:00Z")));
    assert!(!record.network().is_at_least(GROWN_AT, at("2028-05-04T23:00:00Z")));
}

#[test]
fn an_attorney_stays_past_a_birthday_and_no_authority_stays_past_a_death() {
    let mut record = Record::called();
    record.does(practitioner(ASHA), appointed(Office::SpeaksForMe, None));
    record.does(practitioner(ASHA), born("2010-05-05"));
    assert!(reads(&record, "2026-05-06T00:00:00Z"));
    let on = When::About("on Sunday".into());
    record.does(practitioner(ASHA), Act::NoteDeath(DeathNoted { member: ROBIN, on, words: String::new() }));
    assert!(!reads(&record, "2026-05-06T00:00:00Z"), "it was the person's, and ends with them");
}

#[test]
fn a_child_decides_one_question_with_a_view_and_a_judge_of_their_own() {
    let mut record = Record::called();
    let judged = ChildDecides {
        about: "Who reads".into(),
        on: day("2026-03-09"),
        view: "Not Mum.".into(),
        judged_by: "Asha".into(),
        words: "He knows what follows.".into(),
    };
    for (field, empty) in [
        ("about", ChildDecides { about: " ".into(), ..judged.clone() }),
        ("view", ChildDecides { view: String::new(), ..judged.clone() }),
        ("judged-by", ChildDecides { judged_by: String::new(), ..judged.clone() }),
        ("words", ChildDecides { words: String::new(), ..judged.clone() }),
    ] {
        let refusal = record.refused_told(practitioner(ASHA), Told::default(), Act::JudgeChildDecides(empty));
        assert_eq!((refusal.why, refusal.field), (Why::Empty, Some(field)));
    }
    let ahead = ChildDecides { on: day("2026-07-01"), ..judged.clone() };
    assert_eq!(record.refused(practitioner(ASHA), Act::JudgeChildDecides(ahead)), Why::InTheFuture);
    let entry = record.does(practitioner(ASHA), Act::JudgeChildDecides(judged)).remove(0);
    assert_eq!(entry.told.audience, Audience::PersonAndTeam);
}
