//! The 24-hour clock tells the truth (promise 5): real hours, nothing dropped.

use jiff::{ToSpan, tz::TimeZone};
use proptest::prelude::*;

use super::*;
use crate::clock::{Clock, Stage};

fn clock(record: &Record) -> Clock {
    record.network().clock(&record.network().requests[&CALL])
}

fn stage(record: &Record) -> Stage {
    clock(record).stage()
}

fn offer() -> Act {
    Act::OfferHelp(HelpOffered { request: CALL, offer: "tomorrow at four".into() })
}

fn answers(answer: OfferAnswer) -> Act {
    Act::AnswerOffer(OfferAnswered { request: CALL, answer, by: "Mira".into(), words: String::new() })
}

fn london(civil: &str) -> Timestamp {
    let civil: jiff::civil::DateTime = civil.parse().unwrap();
    civil.to_zoned(TimeZone::get("Europe/London").unwrap()).unwrap().timestamp()
}

#[test]
fn the_day_has_24_real_hours_across_both_clock_changes() {
    // In London 29 March 2026 has 23 hours and 25 October 2026 has 25.
    for (called, wall_a_day_later, left) in [
        ("2026-03-28T12:00:00", "2026-03-29T12:00:00", 60),
        ("2026-10-24T12:00:00", "2026-10-25T12:00:00", -60),
        ("2026-06-10T12:00:00", "2026-06-11T12:00:00", 0),
    ] {
        let mut record = Record::new();
        record.now = london(called);
        record.does(practitioner(ASHA), Act::TakeCall(call(london(called))));
        let clock = clock(&record);
        assert_eq!(clock.left(london(called)).as_mins(), 24 * 60);
        assert_eq!(clock.left(london(wall_a_day_later)).as_mins(), left, "{called}");
        assert_eq!(clock.waited(london(wall_a_day_later)).as_mins(), 24 * 60 - left, "{called}");
    }
}

proptest! {
    #[test]
    fn hours_left_and_hours_waited_make_a_day_at_every_instant(
        called in 0i64..60_000_000, later in 0i64..60_000_000,
    ) {
        let called_at = at("2026-01-01T00:00:00Z") + called.seconds();
        let now = called_at + later.seconds();
        let clock = Clock { called_at, offered_at: None, declined_at: None, met_at: None };
        prop_assert_eq!(clock.left(now) + clock.waited(now), crate::clock::WITHIN);
        prop_assert_eq!(clock.waited(now).as_secs(), later);
    }
}

#[test]
fn waiting_offered_declined_and_met_each_have_their_moment() {
    let mut record = Record::called();
    assert_eq!(stage(&record), Stage::Waiting);
    let offered = record.now;
    record.does(practitioner(ASHA), offer());
    assert_eq!((stage(&record), clock(&record).offered_at), (Stage::Offered, Some(offered)));
    let declined = record.now;
    record.does(practitioner(ASHA), answers(OfferAnswer::Declined));
    assert_eq!((stage(&record), clock(&record).declined_at), (Stage::Declined, Some(declined)));
    assert_eq!(clock(&record).offered_at, Some(offered), "what was offered stays offered");
    record.does(practitioner(ASHA), Act::PlanMeeting(plan(FIRST)));
    assert_eq!(stage(&record), Stage::Offered);
    for who in [member(ROBIN), practitioner(ASHA)] {
        record.does(practitioner(ASHA), came(FIRST, who));
    }
    record.does(practitioner(ASHA), next(FIRST));
    assert_eq!(stage(&record), Stage::Offered, "they have met only when the meeting was held");
    let began = record.now;
    record.does(practitioner(ASHA), closes(FIRST, began));
    assert_eq!((stage(&record), clock(&record).met_at), (Stage::Met, Some(began)));
    assert_eq!(clock(&record).waited(began + 90.hours()), began.duration_since(clock(&record).called_at));
    assert!(record.network().running_clock().is_none());
}

#[test]
fn what_was_declined_or_put_off_counts_until_it_is_accepted_or_offered_anew() {
    for put_off in [OfferAnswer::Declined, OfferAnswer::Postponed] {
        for (since, stage_then) in [
            (answers(OfferAnswer::Accepted), Stage::Offered),
            (offer(), Stage::Offered),
            (Act::PlanMeeting(plan(FIRST)), Stage::Offered),
            (named(TOMAS, "Tomas"), Stage::Declined),
            (answers(put_off), Stage::Declined),
        ] {
            let mut record = Record::called();
            record.does(practitioner(ASHA), offer());
            record.does(practitioner(ASHA), answers(put_off));
            record.does(practitioner(ASHA), since.clone());
            assert_eq!(stage(&record), stage_then, "{put_off:?} then {since:?}");
        }
    }
}

#[test]
fn a_meeting_called_off_was_offered_all_the_same() {
    let mut record = Record::planned();
    let offered = clock(&record).offered_at;
    let off = MeetingCalledOff { meeting: FIRST, reason: "No train.".into() };
    record.does(practitioner(ASHA), Act::CallOff(off));
    assert!(offered.is_some());
    assert_eq!((stage(&record), clock(&record).offered_at), (Stage::Offered, offered));
}

#[test]
fn a_meeting_without_the_person_does_not_stop_the_clock() {
    for (who, presence, met) in [
        (member(MIRA), Presence::There, false),
        (member(ROBIN), Presence::NotThere, false),
        (member(ROBIN), Presence::There, true),
        (member(ROBIN), Presence::Remote, true),
        (member(ROBIN), Presence::LeftEarly, true),
    ] {
        let mut record = Record::planned();
        record.does(practitioner(ASHA), came(FIRST, practitioner(ASHA)));
        let noted = Came { meeting: FIRST, who, presence, called: String::new() };
        record.does(practitioner(ASHA), Act::NoteCame(noted));
        record.does(practitioner(ASHA), next(FIRST));
        record.does(practitioner(ASHA), closes(FIRST, record.now));
        assert_eq!(stage(&record) == Stage::Met, met, "{who} {presence:?}");
        assert_eq!(record.network().running_clock().is_none(), met);
    }
}

#[test]
fn a_correction_moves_the_clock_and_keeps_both_times() {
    let mut record = Record::called();
    let first = clock(&record).called_at;
    let earlier = first - 25.minutes();
    let correction = |called_at| {
        Act::CorrectClock(ClockCorrected { request: CALL, called_at, reason: "The night line.".into() })
    };
    record.does(practitioner(ASHA), correction(earlier));
    assert_eq!(clock(&record).called_at, earlier);
    let request = &record.network().requests[&CALL];
    assert_eq!((request.asked.called_at, request.corrections[0].called_at), (first, earlier));
    let ahead = record.now + 1.minute();
    assert_eq!(record.refused(practitioner(ASHA), correction(ahead)), Why::InTheFuture);
}

#[test]
fn a_further_call_has_a_clock_of_its_own() {
    let mut record = Record::closed();
    assert!(record.network().running_clock().is_none());
    let called_at = record.now;
    record.does(practitioner(BEL), Act::TakeCall(second_call(called_at)));
    let (request, clock) = record.network().running_clock().unwrap();
    assert_eq!((request.asked.request, clock.stage()), (CALL_2, Stage::Waiting));
    record.does(practitioner(ASHA), Act::PlanMeeting(plan(SECOND)));
    assert_eq!(record.network().running_clock().unwrap().1.stage(), Stage::Offered);
}

#[test]
fn a_meeting_brought_forward_for_a_further_call_is_an_offer_for_it() {
    let mut record = Record::planned();
    record.does(practitioner(BEL), Act::TakeCall(second_call(record.now)));
    let anew = record.now;
    record.does(practitioner(ASHA), Act::PlanMeeting(plan(FIRST)));
    let clock = record.network().clock(&record.network().requests[&CALL_2]);
    assert_eq!(clock.offered_at, Some(anew));
}
