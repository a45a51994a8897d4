//! The meeting: who came and what comes next are enough to close.

use jiff::ToSpan;

use super::*;

#[test]
fn who_came_and_what_comes_next_are_enough_to_close() {
    let mut record = Record::planned();
    let close = closes(FIRST, record.now);
    assert_eq!(record.refused(practitioner(ASHA), close.clone()), Why::NobodyCame);
    let absent =
        Came { meeting: FIRST, who: member(MIRA), presence: Presence::NotThere, called: String::new() };
    record.does(practitioner(ASHA), Act::NoteCame(absent));
    assert_eq!(record.refused(practitioner(ASHA), close.clone()), Why::NobodyCame);
    record.does(practitioner(ASHA), came(FIRST, member(ROBIN)));
    assert_eq!(record.refused(practitioner(ASHA), close.clone()), Why::NothingNext);
    record.does(practitioner(ASHA), next(FIRST));
    let ahead = closes(FIRST, record.now + 1.minute());
    assert_eq!(record.refused(practitioner(ASHA), ahead), Why::InTheFuture);
    record.does(practitioner(ASHA), close);
    assert!(record.network().meeting(FIRST).unwrap().is_held());
}

#[test]
fn every_way_to_go_on_is_enough() {
    for next in [Next::Meeting(SECOND), Next::WeWillCall(String::new()), Next::YouCall, Next::Enough] {
        let mut record = Record::meeting();
        record.does(practitioner(ASHA), Act::SayNext(NextSaid { meeting: FIRST, next }));
        record.does(practitioner(ASHA), closes(FIRST, record.now));
    }
}

#[test]
fn who_came_is_as_last_noted_and_called_by_their_name() {
    let mut record = Record::planned();
    for (presence, present) in [
        (Presence::There, true),
        (Presence::NotThere, false),
        (Presence::Remote, true),
        (Presence::LeftEarly, true),
    ] {
        let noted = Came { meeting: FIRST, who: member(TOMAS), presence, called: " ".into() };
        record.does(practitioner(ASHA), Act::NoteCame(noted));
        let meeting = record.network().meeting(FIRST).unwrap();
        assert_eq!(meeting.was_present(member(TOMAS)), present, "{presence:?}");
        assert_eq!(meeting.present().count(), usize::from(present));
        assert_eq!(meeting.came[&member(TOMAS)].called, "Tomas");
    }
    let unexpected = Came {
        who: member(NOBODY),
        called: "A friend".into(),
        ..match came(FIRST, member(NOBODY)) {
            Act::NoteCame(noted) => noted,
            _ => unreachable!(),
        }
    };
    assert_eq!(record.refused(practitioner(ASHA), Act::NoteCame(unexpected)), Why::NotHere);
}

#[test]
fn a_meeting_is_read_back_when_every_voice_that_was_present_was_offered_its_words() {
    let mut record = Record::closed();
    let is_read_back = |record: &Record| record.network().meeting(FIRST).unwrap().is_read_back();
    let offered = |who| Act::OfferWords(WordsOffered { meeting: FIRST, who, how: Given::Paper });
    for who in [member(ROBIN), member(MIRA), practitioner(ASHA)] {
        assert!(!is_read_back(&record));
        record.does(practitioner(ASHA), offered(who));
    }
    assert!(is_read_back(&record), "silence is not chased");
    assert_eq!(record.refused(practitioner(ASHA), offered(member(NOBODY))), Why::NotHere);
}

#[test]
fn whoever_may_not_know_who_was_there_is_not_told_that_it_was_read_back() {
    let record = Record::closed();
    let invited = |class: &Class| matches!(class.audience, Audience::Everyone | Audience::Invited(_));
    let absent = record.seen(invited);
    let meeting = absent.meeting(FIRST).unwrap();
    assert!(meeting.closed.is_some() && meeting.present().next().is_none());
    assert!(!meeting.is_read_back());
}

#[test]
fn a_meeting_held_waits_to_be_filed_and_is_filed_with_a_reference() {
    let file = |filed_as: &str| Act::FileMeeting(MeetingFiled { meeting: FIRST, filed_as: filed_as.into() });
    let mut open = Record::meeting();
    let plan = open.network().meeting(FIRST).unwrap().plans[0].entry.id;
    let refusal = open.refused_told(practitioner(ASHA), Told::default(), file("note"));
    assert_eq!((refusal.why, refusal.rests_on), (Why::MeetingOpen, vec![plan]));
    assert_eq!(open.network().unfiled().count(), 0);
    let mut record = Record::closed();
    assert_eq!(record.network().unfiled().map(|m| m.id).collect::<Vec<_>>(), [FIRST]);
    assert_eq!(record.refused(practitioner(ASHA), file("")), Why::Empty);
    record.does(practitioner(ASHA), file("progress note"));
    assert_eq!(record.network().unfiled().count(), 0);
}

#[test]
fn the_safety_agreement_is_for_everyone_wherever_it_was_made() {
    let mut record = Record::meeting();
    let agreed = SafetyAgreed { helps: "Walking.".into(), ..SafetyAgreed::default() };
    let told = Told::in_meeting(FIRST, practitioner(ASHA));
    let entry = record.does_told(practitioner(ASHA), told, Act::AgreeSafety(agreed)).remove(0);
    assert_eq!(record.whole.class(&entry, then()).audience, Audience::Everyone);
    let empty = Act::AgreeSafety(SafetyAgreed { helps: "\n".into(), ..SafetyAgreed::default() });
    assert_eq!(record.refused(practitioner(ASHA), empty), Why::Empty);
}

#[test]
fn what_was_talked_about_at_a_meeting_is_complete_when_it_closes() {
    let mut record = Record::closed();
    let closing = record.network().meeting(FIRST).unwrap().closed.as_ref().unwrap().entry.id;
    let told = Told::in_meeting(FIRST, practitioner(ASHA));
    let (question, decision, promise) = (QuestionId(n(91)), DecisionId(n(92)), PromiseId(n(93)));
    let text = || "The plants.".to_owned();
    let opened = DecisionOpened { decision, about: text(), is_medicine: false, options: Vec::new() };
    for act in [
        Act::OpenQuestion(QuestionOpened { question, text: text() }),
        Act::OpenDecision(opened),
        Act::MakePromise(PromiseMade { promise, who: practitioner(ASHA), what: text(), by: None }),
        Act::AgreeSafety(SafetyAgreed { helps: text(), ..SafetyAgreed::default() }),
        Act::OfferShared(SharedWordsOffered {
            words: WordsId(n(94)),
            text: text(),
            voices: [member(MIRA)].into(),
        }),
    ] {
        let refusal = record.refused_told(practitioner(ASHA), told.clone(), act.clone());
        assert_eq!((refusal.why, refusal.rests_on), (Why::MeetingClosed, vec![closing]), "{act:?}");
        record.does(practitioner(ASHA), act);
    }
}

#[test]
fn whoever_is_not_invited_finds_no_trace_of_the_meeting() {
    let record = Record::closed();
    let elsewhere = record.seen(|class| !matches!(class.audience, Audience::Invited(_)));
    assert!(elsewhere.meeting(FIRST).is_none() && elsewhere.meetings_in_time().is_empty());
}

#[test]
fn the_plan_that_holds_says_who_is_invited() {
    let mut record = Record::planned();
    let invited =
        |record: &Record, who| record.whole.standing(&Context::new(then(), account(member(who)))).invited;
    assert!(invited(&record, MIRA).contains(&FIRST));
    record.does(
        practitioner(ASHA),
        Act::PlanMeeting(MeetingPlanned { invited: [ROBIN].into(), ..plan(FIRST) }),
    );
    assert!(invited(&record, MIRA).is_empty(), "kept away from where the others are now");
    record.does(practitioner(ASHA), came(FIRST, member(MIRA)));
    assert!(invited(&record, MIRA).contains(&FIRST), "who came all the same knows where it was");
}

fn right(who: Who, presence: Presence) -> Act {
    Act::CorrectCame(CameCorrected { meeting: FIRST, who, presence, words: "They say so.".into() })
}

#[test]
fn who_came_can_be_put_right_after_the_closing_and_what_was_noted_stays_beside_it() {
    let mut record = Record::closed();
    let noted = record.network().meeting(FIRST).unwrap().came[&member(MIRA)].clone();
    let entries = record.does(practitioner(ASHA), right(member(MIRA), Presence::NotThere));
    assert_eq!(entries[0].told.to, Some(member(MIRA)), "whoever it is about reads it");
    let meeting = record.network().meeting(FIRST).unwrap();
    assert!(!meeting.was_present(member(MIRA)));
    assert_eq!(meeting.corrections[0].before.as_ref(), Some(&noted));
    assert_eq!(meeting.corrections[0].now.words, "They say so.");
    assert!(record.whole.entries().iter().any(|entry| entry.id == noted.entry.id), "nothing is overwritten");
    // Put right again, both stand.
    record.does(practitioner(ASHA), right(member(MIRA), Presence::LeftEarly));
    let meeting = record.network().meeting(FIRST).unwrap();
    assert_eq!((meeting.corrections.len(), meeting.was_present(member(MIRA))), (2, true));
    assert_eq!(meeting.came[&member(MIRA)].called, noted.called);
    // Somebody of whom nothing had been noted.
    record.does(practitioner(ASHA), right(practitioner(COLM), Presence::Remote));
    let meeting = record.network().meeting(FIRST).unwrap();
    assert!(meeting.was_present(practitioner(COLM)) && !meeting.is_read_back());
}

#[test]
fn nothing_is_put_right_before_the_closing_twice_the_same_or_until_nobody_was_there() {
    let mut open = Record::meeting();
    assert_eq!(open.refused(practitioner(ASHA), right(member(MIRA), Presence::NotThere)), Why::MeetingOpen);
    let mut record = Record::closed();
    for same in [right(member(MIRA), Presence::There), right(member(TOMAS), Presence::NotThere)] {
        assert_eq!(record.refused(practitioner(ASHA), same), Why::Same);
    }
    assert_eq!(record.refused(practitioner(ASHA), right(member(NOBODY), Presence::There)), Why::NotHere);
    for who in [member(MIRA), practitioner(ASHA)] {
        record.does(practitioner(ASHA), right(who, Presence::NotThere));
    }
    let last = right(member(ROBIN), Presence::NotThere);
    assert_eq!(record.refused(practitioner(ASHA), last), Why::NobodyCame);
}
