//! Deaths and endings: what stops, who keeps what, and how it begins again.

use super::*;

fn died(member: MemberId) -> Act {
    let on = When::On(day("2026-03-09"));
    Act::NoteDeath(DeathNoted { member, on, words: "In the night.".into() })
}

fn back(member: MemberId) -> Act {
    Act::TakeBackDeath(DeathTakenBack { member, words: "Somebody else was named.".into() })
}

fn ends(goodbye: Option<MeetingId>) -> Act {
    let open_door = "Ring Asha.".to_owned();
    Act::EndNetwork(NetworkEnded { words: "Enough.".into(), goodbye, open_door })
}

fn rows(record: &Record) -> crate::index::Index {
    crate::index::rows(&record.whole)
}

fn role(record: &Record, who: Who) -> Role {
    record.whole.standing(&Context::new(record.now, account(who))).role
}

#[test]
fn every_clock_and_reminder_stops_when_the_persons_death_is_noted() {
    let mut record = Record::planned();
    let mut unsafe_call = second_call(record.now);
    unsafe_call.asked.safe_now = Answer::No;
    record.does(practitioner(ASHA), Act::TakeCall(unsafe_call));
    let what = PromiseMade {
        promise: PromiseId(n(91)),
        who: practitioner(ASHA),
        what: "Ring the bank".into(),
        by: Some(day("2026-03-10")),
    };
    record.does(practitioner(ASHA), Act::MakePromise(what));
    let before = Card::of(record.network());
    assert!(before.waiting.is_some() && !before.promises.is_empty() && !before.safety_open.is_empty());
    assert!(!before.unheard.is_empty() && rows(&record).network.clock().is_some());
    let noted = record.does(practitioner(ASHA), died(ROBIN)).remove(0);
    assert_eq!(noted.told.audience, Audience::Team, "people tell people; the record does not");
    let card = Card::of(record.network());
    assert!(card.waiting.is_none() && card.promises.is_empty() && card.safety_open.is_empty());
    assert!(card.unheard.is_empty() && card.not_read_back.is_empty() && card.rests);
    assert!(rows(&record).network.clock().is_none() && !rows(&record).network.is_safety_open);
    let promise = &record.network().promises[&PromiseId(n(91))];
    assert!(promise.is_overdue(day("2026-04-01")));
    assert!(!record.network().is_overdue(promise, day("2026-04-01")));
    record.does(practitioner(ASHA), back(ROBIN));
    assert_eq!(Card::of(record.network()), before, "noted in error, all is as it was");
}

#[test]
fn nobody_dead_is_invited() {
    let mut record = Record::planned();
    record.does(practitioner(ASHA), died(MIRA));
    let again = Act::PlanMeeting(plan(SECOND));
    assert_eq!(record.refused(practitioner(ASHA), again), Why::HasDied);
    let given = InvitationGiven { meeting: FIRST, member: MIRA, how: "letter".into() };
    assert_eq!(record.refused(practitioner(ASHA), Act::GiveInvitation(given)), Why::HasDied);
    assert!(!record.network().people.members[&MIRA].may_be_asked());
    assert!(Card::of(record.network()).waiting.is_some(), "the person's own call waits as before");
}

#[test]
fn the_account_of_the_dead_is_closed_and_everybody_else_reads_what_they_read() {
    let mut record = Record::closed();
    let jo = |record: &Record| record.whole.standing(&Context::new(record.now, account(member(MIRA))));
    let before = jo(&record);
    record.does(practitioner(ASHA), died(ROBIN));
    assert_eq!(role(&record, member(ROBIN)), Role::Stranger);
    assert_eq!(jo(&record), before);
    record.does(practitioner(ASHA), back(ROBIN));
    assert_eq!(role(&record, member(ROBIN)), Role::Person);
}

#[test]
fn what_others_know_does_not_change_until_the_team_opens_it() {
    let mut record = Record::closed();
    let reads = |class: &Class| class.audience != Audience::Team;
    let before = record.seen(reads);
    record.does(practitioner(ASHA), died(ROBIN));
    let words = "Those who read until now go on.".to_owned();
    let from = day("2026-03-20");
    let decided = record.does(practitioner(ASHA), Act::DecideReading(ReadingDecided { words, from }));
    assert_eq!(decided[0].told.audience, Audience::Team);
    assert_eq!(record.seen(reads), before, "no trace of it in what they read");
    assert!(!Card::of(&record.seen(reads)).rests);
    let told = for_whom(Audience::Everyone);
    record.does(practitioner(ASHA), back(ROBIN));
    record.does_told(practitioner(ASHA), told, died(ROBIN));
    assert!(record.seen(reads).person_died().is_some(), "when the team writes it for everyone");
}

#[test]
fn a_call_after_a_death_has_a_clock_of_its_own_and_is_met_by_meeting_those_who_are_left() {
    let mut record = Record::planned();
    record.does(practitioner(ASHA), died(ROBIN));
    record.does(practitioner(ASHA), Act::TakeCall(second_call(record.now)));
    assert!(!record.network().rests());
    let waiting = Card::of(record.network()).waiting.unwrap();
    assert_eq!(waiting.0, CALL_2);
    let invited = BTreeSet::from([MIRA]);
    record.does(practitioner(ASHA), Act::PlanMeeting(MeetingPlanned { invited, ..plan(SECOND) }));
    record.does(practitioner(ASHA), came(SECOND, member(MIRA)));
    record.does(practitioner(ASHA), next(SECOND));
    record.does(practitioner(ASHA), closes(SECOND, record.now));
    assert!(Card::of(record.network()).waiting.is_none(), "they have met");
}

#[test]
fn a_death_is_noted_once_of_somebody_of_the_network() {
    let mut record = Record::called();
    assert_eq!(record.refused(practitioner(ASHA), died(NOBODY)), Why::NotHere);
    assert_eq!(record.refused(practitioner(ASHA), back(ROBIN)), Why::NotHere);
    let ahead = DeathNoted { member: ROBIN, on: When::On(day("2026-08-01")), words: String::new() };
    assert_eq!(record.refused(practitioner(ASHA), Act::NoteDeath(ahead)), Why::InTheFuture);
    record.does(practitioner(ASHA), died(ROBIN));
    assert!(record.does(practitioner(ASHA), died(ROBIN)).is_empty());
    let empty = DeathTakenBack { member: ROBIN, words: " ".into() };
    assert_eq!(record.refused(practitioner(ASHA), Act::TakeBackDeath(empty)), Why::Empty);
}

#[test]
fn an_ended_network_waits_for_nothing_and_its_door_is_open() {
    let mut record = Record::planned();
    assert_eq!(record.refused(practitioner(ASHA), ends(Some(SECOND))), Why::NotHere);
    let shut = NetworkEnded { words: "Enough.".into(), goodbye: None, open_door: " ".into() };
    assert_eq!(record.refused(practitioner(ASHA), Act::EndNetwork(shut)), Why::Empty, "the door is told");
    let reopen = |words: &str| Act::ReopenNetwork(NetworkReopened { words: words.into() });
    assert_eq!(record.refused(practitioner(ASHA), reopen("He rang.")), Why::NotHere);
    record.does(practitioner(ASHA), ends(Some(FIRST)));
    assert!(record.does(practitioner(ASHA), ends(None)).is_empty(), "it has ended");
    assert!(Card::of(record.network()).rests && rows(&record).network.clock().is_none());
    assert_eq!(role(&record, practitioner(ASHA)), Role::Team, "the holder stays: never nobody");
    assert_eq!(role(&record, member(ROBIN)), Role::Person);
    record.does(practitioner(ASHA), reopen("He rang."));
    assert!(!record.network().rests());
    assert!(Card::of(record.network()).waiting.is_none(), "an old clock does not start again");
}

#[test]
fn a_call_opens_an_ended_network_again() {
    let mut record = Record::planned();
    record.does(practitioner(ASHA), ends(None));
    assert!(record.network().is_ended());
    record.does(practitioner(ASHA), Act::TakeCall(second_call(record.now)));
    assert!(!record.network().is_ended());
    assert_eq!(Card::of(record.network()).waiting.unwrap().0, CALL_2);
    record.does(practitioner(ASHA), ends(None));
    assert!(record.network().is_ended(), "and it may end again");
}

#[test]
fn an_ending_answers_nobody_who_is_not_safe() {
    let mut record = Record::called();
    let mut call = second_call(record.now);
    call.asked.safe_now = Answer::No;
    record.does(practitioner(ASHA), Act::TakeCall(call));
    record.does(practitioner(ASHA), ends(None));
    assert!(rows(&record).network.is_safety_open);
}
