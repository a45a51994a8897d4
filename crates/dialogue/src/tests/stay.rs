//! A stay begins and ends inside the same thread, in the person's word and lawfully beside it.

use super::*;

const STAY: StayId = StayId(n(81));

fn begins(place: &str) -> Act {
    let lawful = Lawful { detained: Some(true), section: "2".into(), ..Lawful::default() };
    let own_word = "the locked place".into();
    Act::BeginStay(StayBegan { stay: STAY, place: place.into(), own_word, began: day("2026-02-03"), lawful })
}

fn ends(ended: &str) -> Act {
    Act::EndStay(StayEnded { stay: STAY, ended: day(ended), words: "Home.".into() })
}

#[test]
fn a_stay_does_not_end_before_it_begins() {
    for (ended, fits) in [("2026-02-02", false), ("2026-02-03", true), ("2026-03-02", true)] {
        let mut record = Record::called();
        let began = record.does(practitioner(ASHA), begins("Willow ward")).remove(0);
        match record.tries(practitioner(ASHA), Told::default(), ends(ended)) {
            Ok(_) => assert!(fits && record.network().current_stay().is_none(), "{ended}"),
            Err(refusal) => {
                assert_eq!((refusal.why, refusal.rests_on), (Why::EndsBeforeItBegins, vec![began.id]));
                assert!(!fits && record.network().current_stay().is_some(), "{ended}");
            }
        }
    }
}

#[test]
fn the_last_word_of_it_and_its_lawful_side_hold_and_the_first_stay() {
    let mut record = Record::called();
    assert_eq!(record.refused(practitioner(ASHA), begins(" ")), Why::Empty);
    assert_eq!(record.refused(practitioner(ASHA), ends("2026-03-02")), Why::NotHere);
    record.does(practitioner(ASHA), begins("Willow ward"));
    assert!(record.does(practitioner(ASHA), begins("Willow ward")).is_empty());
    let informal = Lawful { detained: Some(false), leave: "Sundays".into(), ..Lawful::default() };
    let told = StayTold { stay: STAY, own_word: "the ward".into(), lawful: informal.clone() };
    record.does(practitioner(ASHA), Act::TellStay(told));
    let stay = record.network().current_stay().unwrap();
    assert_eq!((stay.own_word(), stay.lawful()), ("the ward", &informal));
    assert_eq!((stay.began.own_word.as_str(), stay.began.lawful.section.as_str()), ("the locked place", "2"));
}

#[test]
fn a_day_that_has_not_come_neither_begins_nor_ends_a_stay() {
    let mut record = Record::called();
    let StayBegan { stay, place, own_word, lawful, .. } = match begins("Willow ward") {
        Act::BeginStay(began) => began,
        other => panic!("{other:?}"),
    };
    // It is 9 March, and nowhere on earth the eleventh.
    let later = StayBegan { stay, place, own_word, began: day("2026-03-11"), lawful };
    assert_eq!(record.refused(practitioner(ASHA), Act::BeginStay(later)), Why::InTheFuture);
    record.does(practitioner(ASHA), begins("Willow ward"));
    assert_eq!(record.refused(practitioner(ASHA), ends("2026-03-11")), Why::InTheFuture);
}
