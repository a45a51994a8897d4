//! Promises come from anybody; only the service's own are ever overdue.

use proptest::prelude::*;

use super::*;

const PROMISE: PromiseId = PromiseId(n(79));

fn promised(who: Who, by: Option<&str>) -> Record {
    let mut record = Record::planned();
    let made = PromiseMade { promise: PROMISE, who, what: "Ring the landlord".into(), by: by.map(day) };
    record.does(practitioner(ASHA), Act::MakePromise(made));
    record
}

fn settle(became: Became) -> Act {
    Act::SettlePromise(PromiseSettled { promise: PROMISE, became, words: String::new() })
}

#[test]
fn only_the_services_own_promises_are_overdue_and_only_after_their_day() {
    let bel = practitioner(BEL);
    for (who, by, today, overdue) in [
        (bel, Some("2026-04-03"), "2026-04-02", false),
        (bel, Some("2026-04-03"), "2026-04-03", false),
        (bel, Some("2026-04-03"), "2026-04-04", true),
        (bel, None, "2030-01-01", false),
        (member(MIRA), Some("2026-04-03"), "2026-04-04", false),
        (member(ROBIN), Some("2026-04-03"), "2030-01-01", false),
    ] {
        let record = promised(who, by);
        let promise = &record.network().promises[&PROMISE];
        assert_eq!(promise.is_overdue(day(today)), overdue, "{who} {by:?} {today}");
        assert_eq!(promise.made.entry.told.voice, Some(who));
    }
}

proptest! {
    #[test]
    fn a_family_is_never_chased(days in -3000i32..3000) {
        let record = promised(member(MIRA), Some("2026-04-03"));
        let today = day("2026-04-03").checked_add(jiff::Span::new().days(days)).unwrap();
        prop_assert!(!record.network().promises[&PROMISE].is_overdue(today));
    }
}

#[test]
fn a_settled_promise_is_not_overdue_and_can_be_open_again() {
    let mut record = promised(practitioner(BEL), Some("2026-04-03"));
    for (became, open) in
        [(Became::Kept, false), (Became::OpenAgain, true), (Became::NotKept, false), (Became::LetGo, false)]
    {
        record.does(practitioner(BEL), settle(became));
        let promise = &record.network().promises[&PROMISE];
        assert_eq!((promise.is_open(), promise.is_overdue(day("2027-01-01"))), (open, open), "{became:?}");
    }
    assert_eq!(record.network().promises[&PROMISE].settled.len(), 4);
}

#[test]
fn somebody_here_promises_something() {
    let mut record = Record::planned();
    let made = |who, what: &str| {
        Act::MakePromise(PromiseMade { promise: PROMISE, who, what: what.into(), by: None })
    };
    assert_eq!(record.refused(practitioner(ASHA), made(member(NOBODY), "Come.")), Why::NotHere);
    assert_eq!(record.refused(practitioner(ASHA), made(practitioner(ASHA), "")), Why::Empty);
    assert_eq!(record.refused(practitioner(ASHA), settle(Became::Kept)), Why::NotHere);
    record.does(member(MIRA), made(member(MIRA), "Cook on Sunday."));
    assert!(record.does(member(MIRA), made(member(MIRA), "Again.")).is_empty());
}

#[test]
fn a_member_settles_their_own_promise_and_nobody_elses() {
    let mut record = promised(member(MIRA), None);
    assert_eq!(record.refused(member(ROBIN), settle(Became::NotKept)), Why::NotYourVoice);
    record.does(member(MIRA), settle(Became::Kept));
    assert!(!record.network().promises[&PROMISE].is_open());
    record.does(practitioner(ASHA), settle(Became::OpenAgain));
}
