//! Keeping back and taking out of sight: what is due when, who may decide, and that no date opens anything.

use jiff::Span;
use proptest::prelude::*;

use super::{sequences::cases, *};
use crate::matter::{Matter, MatterRow, WaitsFor};

const HAZE: PractitionerId = PractitionerId(n(24));

fn held(entry: EntryId, ground: Ground) -> Act {
    Act::HoldBack(EntryHeldBack { entry, ground, words: "She fears what he would do.".into() })
}

fn decided(entry: EntryId, ground: Ground, reviewer: PractitionerId, review_by: Date) -> Act {
    let words = "She was asked, and is still afraid.".into();
    Act::Withhold(EntryWithheld { entry, ground, words, reviewer, review_by })
}

fn taken(entry: EntryId, reviewer: PractitionerId) -> Act {
    let why = Misplaced::NamesSomebody;
    Act::TakeOutOfSight(TakenOutOfSight { entry, why, words: String::new(), reviewer })
}

/// Sends as somebody with duties.
fn as_duty(record: &mut Record, who: PractitionerId, duties: &[Duty], act: Act) -> Result<(), Why> {
    record.sent += 1;
    let duties = duties.iter().fold(Duties::default(), |all, duty| all.with(*duty));
    let ctx = Context { duties, ..Context::new(record.now, account(practitioner(who))) };
    let command = Command { id: CommandId(n(1_000_000 + record.sent)), told: Told::default(), act };
    let drafts = decide(&record.whole, &command, &ctx).map_err(|refusal| refusal.why)?;
    for (nth, told) in (0..).zip(drafts) {
        let id = EntryId { command: command.id, nth };
        record.whole.apply(Arc::new(Entry { id, recorded_at: record.now, told }));
    }
    record.now += SignedDuration::from_mins(1);
    Ok(())
}

fn matters(record: &Record) -> Vec<MatterRow> {
    record.network().matters().collect()
}

#[test]
fn what_is_held_back_waits_for_whoever_decides_on_its_ground() {
    for ground in Ground::ALL {
        let mut record = Record::called();
        let told = record.does(member(TOMAS), says(WORDS, "Do not tell him.")).remove(0);
        record.does(practitioner(ASHA), held(told.id, ground));
        let due_at = record.whole.entries().last().unwrap().recorded_at + SignedDuration::from_hours(72);
        let waits_for = WaitsFor::Duty(ground.decided_by());
        assert_eq!(matters(&record), [MatterRow { matter: Matter::Held, entry: told.id, waits_for, due_at }]);
        let until = record.now.to_zoned(jiff::tz::TimeZone::UTC).date().tomorrow().unwrap();
        let act = || decided(told.id, ground, COLM, until);
        for duty in Duty::ALL {
            let mut tried = record.clone();
            let expected = if duty == ground.decided_by() { Ok(()) } else { Err(Why::NotYoursToDecide) };
            assert_eq!(as_duty(&mut tried, HAZE, &[duty], act()), expected, "{ground:?} by {duty:?}");
        }
    }
}

#[test]
fn whoever_only_decides_keeps_nothing_back_that_nobody_has_held_back() {
    let mut record = Record::called();
    let told = record.does(member(TOMAS), says(WORDS, "I like his cooking.")).remove(0);
    let nobodys = EntryId { command: CommandId(n(3)), nth: 0 };
    let tries = |record: &Record, entry: EntryId, ground: Ground| {
        let act = decided(entry, ground, HAZE, day("2026-04-01"));
        as_duty(&mut record.clone(), HAZE, &Duty::ALL, act)
    };
    for ground in Ground::ALL {
        assert_eq!(tries(&record, told.id, ground), Err(Why::NotHere), "{ground:?}, knowing its name");
        assert_eq!(tries(&record, nobodys, ground), Err(Why::NotHere), "the same as for nothing");
    }
    record.does(practitioner(ASHA), held(told.id, Ground::Safeguarding));
    assert_eq!(tries(&record, told.id, Ground::Safeguarding), Ok(()));
    // Once it was opened, it is held back anew before anybody decides anew.
    record.does(practitioner(BEL), withheld_no_more(told.id));
    assert_eq!(tries(&record, told.id, Ground::Safeguarding), Err(Why::NotHere));
}

#[test]
fn its_reviewer_renews_another_ground_but_never_serious_harm() {
    for (ground, expected) in [
        (Ground::ThirdParty, Ok(())),
        (Ground::Safeguarding, Ok(())),
        (Ground::SeriousHarm, Err(Why::NotYoursToDecide)),
    ] {
        let mut record = Record::called();
        let told = record.does(member(TOMAS), says(WORDS, "Do not tell him.")).remove(0);
        record.does(practitioner(ASHA), held(told.id, ground));
        record.does(practitioner(BEL), decided(told.id, ground, COLM, day("2026-04-01")));
        let again = || decided(told.id, ground, COLM, day("2026-05-01"));
        assert_eq!(as_duty(&mut record.clone(), COLM, &[], again()), expected, "{ground:?}");
        let lead = &[Duty::SafeguardingLead];
        let early = as_duty(&mut record.clone(), HAZE, lead, again());
        assert_eq!(early, Err(Why::NotYoursToDecide), "not before it is overdue");
        record.now = at("2026-04-03T00:00:00Z");
        assert_eq!(as_duty(&mut record.clone(), HAZE, lead, again()), expected, "{ground:?}, overdue");
        let other = decided(told.id, Ground::Investigation, COLM, day("2026-05-01"));
        assert_eq!(as_duty(&mut record, COLM, &[], other), Err(Why::NotYoursToDecide), "not on a new ground");
    }
}

#[test]
fn a_review_lies_ahead_and_not_further_than_a_year() {
    let mut record = Record::called();
    let told = record.does(member(TOMAS), says(WORDS, "Do not tell him.")).remove(0);
    record.does(practitioner(ASHA), held(told.id, Ground::ThirdParty));
    for (review_by, why) in [("2026-03-08", Why::InThePast), ("2027-03-12", Why::TooLate)] {
        let act = decided(told.id, Ground::ThirdParty, BEL, day(review_by));
        assert_eq!(record.refused(practitioner(BEL), act), why, "{review_by}");
    }
}

#[test]
fn that_something_was_taken_out_of_sight_is_read_by_its_reviewer_too() {
    let mut record = Record::closed();
    let told = record.network().words[&WORDS].spoken.entry.clone();
    let taking = record.does(practitioner(ASHA), taken(told.id, COLM)).remove(0);
    let class = record.whole.class(&taking, then());
    assert_eq!((class.guard, class.reviewer), (Guard::Withheld, Some(COLM)));
    assert_eq!(record.whole.class(&told, then()).guard, Guard::OutOfSight);
    assert_eq!(matters(&record)[0].waits_for, WaitsFor::Practitioner(COLM));
    let back = PutBack { entry: told.id, words: "It was right after all.".into() };
    assert_eq!(record.refused(practitioner(ASHA), Act::PutBack(back.clone())), Why::NotTheReviewer);
    let back = record.does(practitioner(COLM), Act::PutBack(back)).remove(0);
    assert_eq!(record.whole.class(&told, then()).guard, Guard::None);
    assert_eq!(record.whole.class(&back, then()).reviewer, Some(COLM));
    assert!(matters(&record).is_empty());
}

#[test]
fn what_stays_out_of_sight_after_its_review_waits_for_nobody() {
    let mut record = Record::closed();
    let told = record.network().words[&WORDS].spoken.entry.clone();
    record.does(practitioner(ASHA), taken(told.id, COLM));
    let late = record.now + SignedDuration::from_hours(24 * 8);
    assert!(record.whole.class(&told, late).is_overdue);
    let kept = KeptOutOfSight { entry: told.id, words: "It names a child.".into() };
    assert_eq!(record.refused(practitioner(ASHA), Act::KeepOutOfSight(kept.clone())), Why::NotTheReviewer);
    record.does(practitioner(COLM), Act::KeepOutOfSight(kept));
    let class = record.whole.class(&told, late);
    assert_eq!((class.guard, class.is_overdue), (Guard::OutOfSight, false));
    assert!(matters(&record).is_empty());
    let back = PutBack { entry: told.id, words: "She has been asked.".into() };
    record.does(practitioner(COLM), Act::PutBack(back));
    assert_eq!(record.whole.class(&told, late).guard, Guard::None, "its reviewer may still put it back");
}

#[test]
fn whoever_asked_for_a_correction_reads_the_answer_and_the_holder_is_awaited() {
    let mut record = Record::called();
    let ask = |words: &str| CorrectionAsked {
        member: TOMAS,
        entry: None,
        words: words.into(),
        on: day("2026-03-09"),
    };
    assert_eq!(record.refused(member(MIRA), Act::AskCorrection(ask("Mine."))), Why::NotYourVoice);
    assert_eq!(record.refused(member(TOMAS), Act::AskCorrection(ask(" "))), Why::Empty);
    let asked = record.does(member(TOMAS), Act::AskCorrection(ask("I am not his uncle."))).remove(0);
    let [waits] = matters(&record)[..] else { panic!("one matter") };
    assert_eq!((waits.matter, waits.waits_for), (Matter::Correction, WaitsFor::Practitioner(ASHA)));
    assert_eq!(waits.due_at, at("2026-04-10T00:00:00Z"), "the end of the day, a month on");
    let outcome = CorrectionOutcome::Corrected;
    let answer = |words: &str| CorrectionAnswered { asked: asked.id, outcome, words: words.into() };
    assert_eq!(record.refused(practitioner(ASHA), Act::AnswerCorrection(answer(""))), Why::Empty);
    let said = record.does(practitioner(ASHA), Act::AnswerCorrection(answer("It says so now."))).remove(0);
    assert_eq!((said.told.to, said.told.voice), (Some(member(TOMAS)), Some(practitioner(ASHA))));
    assert_eq!((asked.told.audience, said.told.audience), (Audience::Team, Audience::Team));
    assert!(matters(&record).is_empty());
}

proptest! {
    #![proptest_config(cases())]

    /// However long nobody decides, and however often somebody renews: it is due at the end of the last
    /// review date (72 hours at first), overdue from then on, and closed until somebody opens it.
    #[test]
    fn only_a_recorded_decision_opens(
        steps in proptest::collection::vec((1i64..60, 1i64..90), 0..6),
        waits in 0i64..4000,
        ended in any::<bool>(),
    ) {
        let mut record = Record::called();
        let told = record.does(member(TOMAS), says(WORDS, "Do not tell him.")).remove(0);
        let mut due = record.now + SignedDuration::from_hours(72);
        record.does(practitioner(ASHA), held(told.id, Ground::ThirdParty));
        for (days, until) in steps {
            record.now += SignedDuration::from_hours(24 * days);
            let review_by = record.now.to_zoned(jiff::tz::TimeZone::UTC).date() + Span::new().days(until);
            record.does(practitioner(BEL), decided(told.id, Ground::ThirdParty, COLM, review_by));
            due = day::end_of(review_by);
        }
        let [row] = matters(&record)[..] else { return Err(TestCaseError::fail("one matter")) };
        prop_assert_eq!(row.due_at, due);
        let then = record.now + SignedDuration::from_hours(waits);
        let class = record.whole.class(&told, then);
        prop_assert_eq!(class.guard, Guard::Withheld);
        prop_assert_eq!(class.is_overdue, then >= due);
        prop_assert_eq!(record.network().withholdings.of(told.id).unwrap().is_overdue(then), then >= due);
        if ended {
            record.does(practitioner(BEL), withheld_no_more(told.id));
            prop_assert_eq!(record.whole.class(&told, then).guard, Guard::None);
            prop_assert!(matters(&record).is_empty());
        }
    }

    /// A request to correct is due a month after the day it was asked, whatever month that is.
    #[test]
    fn a_correction_is_due_within_a_month(days in 0i64..800) {
        let mut record = Record::called();
        record.now += SignedDuration::from_hours(24 * 900);
        let on = day("2026-03-09") + Span::new().days(days);
        let asked = CorrectionAsked { member: TOMAS, entry: None, words: "No.".into(), on };
        record.does(practitioner(ASHA), Act::AskCorrection(asked));
        let due = matters(&record)[0].due_at.to_zoned(jiff::tz::TimeZone::UTC).date();
        let length = on.until(due).unwrap().get_days();
        prop_assert!((29..=32).contains(&length), "{on} to {due}");
        prop_assert!(due.yesterday().unwrap().day() <= on.day());
    }
}
