//! A call for help: the first makes a network, every one is a confidence until it is answered.

use jiff::ToSpan;

use super::*;

#[test]
fn the_first_call_makes_the_person_the_caller_the_call_and_the_holder() {
    let mut record = Record::new();
    let facts = record.does(practitioner(ASHA), Act::TakeCall(call(record.now)));
    let names: Vec<_> = facts.iter().map(|entry| entry.told.fact.name()).collect();
    assert_eq!(names, ["member-named/1", "member-named/1", "help-asked/1", "held-by/1"]);
    let network = record.network();
    assert_eq!(network.people.person().map(|p| (p.id, p.name())), Some((ROBIN, "Robin")));
    assert_eq!(network.people.members[&MIRA].name(), "Mira");
    assert!(!network.people.members[&MIRA].is_person());
    assert_eq!(network.team.holder(), Some(ASHA));
    let asked = &network.first_call().unwrap().asked;
    assert_eq!((asked.caller.member, asked.taken_by), (Some(MIRA), ASHA));
    let header = &asked.entry.told;
    assert_eq!((header.voice, header.scribe), (Some(member(MIRA)), Some(practitioner(ASHA))));
}

#[test]
fn a_further_call_keeps_the_holder_and_the_person() {
    let mut record = Record::called();
    record.does(practitioner(BEL), Act::TakeCall(second_call(record.now)));
    assert_eq!(record.network().team.holder(), Some(ASHA));
    assert_eq!(record.network().team.holders.len(), 1);
    assert_eq!(record.network().people.person().map(|p| p.id), Some(ROBIN));
    assert_eq!(record.network().requests.len(), 2);
    assert!(record.network().requests[&CALL_2].heard.is_none());
    record.does(practitioner(ASHA), Act::HearCall(CallHeard { request: CALL_2 }));
    assert!(record.network().requests[&CALL_2].heard.is_some());
}

#[test]
fn only_a_practitioner_takes_a_call_and_a_call_says_something() {
    let mut record = Record::called();
    let now = record.now;
    assert_eq!(record.refused(member(MIRA), Act::TakeCall(second_call(now))), Why::NotAPractitioner);
    let mut mute = second_call(now);
    mute.asked.caller = Caller::default();
    mute.asked.own_words = "  \n ".into();
    assert_eq!(record.refused(practitioner(ASHA), Act::TakeCall(mute.clone())), Why::Empty);
    for (name, reach, words) in [("Tomas", "", ""), ("", "the number he rang from", ""), ("", "", "Help.")] {
        let mut record = record.clone();
        mute.asked.caller = Caller { name: name.into(), reach: reach.into(), ..Caller::default() };
        mute.asked.own_words = words.into();
        record.does(practitioner(ASHA), Act::TakeCall(mute.clone()));
    }
}

#[test]
fn a_call_of_the_future_is_refused() {
    let mut record = Record::new();
    let later = call(record.now + 1.second());
    assert_eq!(record.refused(practitioner(ASHA), Act::TakeCall(later)), Why::InTheFuture);
    record.does(practitioner(ASHA), Act::TakeCall(call(record.now)));
}

#[test]
fn until_it_is_answered_a_call_is_for_the_team_alone() {
    let class = |record: &Record, nth: usize| record.whole.class(&record.whole.entries()[nth], then());
    let mut record = Record::called();
    // The naming of the caller and the call itself.
    for nth in [1, 2] {
        let class = class(&record, nth);
        assert_eq!((class.audience, class.guard), (Audience::Confidence(CALL), Guard::UnderReview));
    }
    for (may_know, opens) in
        [(Answer::NotSure, false), (Answer::No, false), (Answer::Yes, true), (Answer::No, false)]
    {
        record.does(practitioner(ASHA), answered(may_know));
        for nth in [1, 2] {
            let class = class(&record, nth);
            let open = (class.audience, class.guard) == (Audience::PersonAndTeam, Guard::None);
            assert_eq!(open, opens, "{may_know:?}");
            assert_eq!(class.guard == Guard::UnderReview, !opens);
        }
    }
}

#[test]
fn a_call_by_the_person_or_with_leave_to_tell_is_open_at_once() {
    for (is_person, may_know) in [(true, Answer::NotAsked), (false, Answer::Yes)] {
        let mut record = Record::new();
        let mut taken = call(record.now);
        taken.asked.caller_is_person = is_person;
        taken.asked.may_know = may_know;
        for entry in record.does(practitioner(ASHA), Act::TakeCall(taken)) {
            let class = record.whole.class(&entry, then());
            assert_eq!(class.guard, Guard::None);
            assert!(matches!(class.audience, Audience::Everyone | Audience::PersonAndTeam));
        }
    }
}

#[test]
fn the_person_who_calls_is_not_made_twice() {
    let mut record = Record::new();
    let mut own = call(record.now);
    own.asked.caller_is_person = true;
    own.asked.caller.name = "Robin".into();
    own.person_name = String::new();
    record.does(practitioner(ASHA), Act::TakeCall(own));
    assert_eq!(record.network().people.members.len(), 1);
    assert_eq!(record.network().people.members[&ROBIN].name(), "Robin", "the caller said who they are");
    // Known by face: the taker chose Robin as the caller of a further call.
    let mut further = second_call(record.now);
    further.asked.caller.member = Some(ROBIN);
    record.does(practitioner(BEL), Act::TakeCall(further));
    assert!(record.network().requests[&CALL_2].is_released());
    // One id for two people is a broken form.
    let mut empty = Record::new();
    let mut broken = call(empty.now);
    broken.caller_member = broken.person;
    assert_eq!(empty.refused(practitioner(ASHA), Act::TakeCall(broken)), Why::Same);
}

#[test]
fn a_caller_without_a_name_is_never_given_the_takers_voice() {
    let mut record = Record::new();
    let mut nameless = call(record.now);
    nameless.asked.caller = Caller { reach: "rings from a box".into(), ..Caller::default() };
    let facts = record.does(practitioner(ASHA), Act::TakeCall(nameless));
    let asked = facts.iter().find(|e| matches!(e.told.fact, Fact::HelpAsked(_))).unwrap();
    assert_eq!((asked.told.voice, asked.told.scribe), (None, Some(practitioner(ASHA))));
    assert_eq!(record.network().people.members.len(), 1);
}

#[test]
fn no_header_of_a_form_opens_a_confidence() {
    let mut record = Record::new();
    let told = Told { audience: Some(Audience::Everyone), meeting: Some(FIRST), ..Told::default() };
    let facts = record.does_told(practitioner(ASHA), told, Act::TakeCall(call(record.now)));
    let asked = facts.iter().find(|e| matches!(e.told.fact, Fact::HelpAsked(_))).unwrap();
    assert_eq!((asked.told.audience, asked.told.meeting), (Audience::Confidence(CALL), None));
}

#[test]
fn the_same_command_and_the_same_call_are_taken_once() {
    let mut record = Record::new();
    let command =
        Command { id: CommandId(n(5)), told: Told::default(), act: Act::TakeCall(call(record.now)) };
    assert_eq!(record.sends(practitioner(ASHA), &command).unwrap().len(), 4);
    assert!(record.sends(practitioner(ASHA), &command).unwrap().is_empty());
    let again = Command { id: CommandId(n(6)), ..command };
    assert!(record.sends(practitioner(ASHA), &again).unwrap().is_empty(), "the form carries the call's id");
    assert_eq!(record.network().requests.len(), 1);
}

#[test]
fn a_no_or_not_sure_to_being_safe_stays_open_until_somebody_has_spoken_with_them() {
    for (safe_now, opens) in
        [(Answer::Yes, false), (Answer::No, true), (Answer::NotSure, true), (Answer::NotAsked, false)]
    {
        let mut record = Record::new();
        let mut taken = call(record.now);
        taken.asked.safe_now = safe_now;
        record.does(practitioner(ASHA), Act::TakeCall(taken));
        assert_eq!(record.network().requests[&CALL].is_safety_open(), opens, "{safe_now:?}");
        assert_eq!(crate::index::rows(&record.whole).network.is_safety_open, opens);
        let spoke = SafetySpoken { request: CALL, practitioner: BEL, words: "Mira stays.".into() };
        record.does(practitioner(BEL), Act::SpeakOfSafety(spoke));
        assert!(!record.network().requests[&CALL].is_safety_open());
    }
}

#[test]
fn what_is_noted_of_a_call_is_as_confidential_as_the_call() {
    let mut record = Record::called();
    let offer = Act::OfferHelp(HelpOffered { request: CALL, offer: "at four".into() });
    let spoke = SafetySpoken { request: CALL, practitioner: ASHA, words: String::new() };
    for act in [
        offer,
        answered(Answer::NotSure),
        Act::SpeakOfSafety(spoke),
        Act::HearCall(CallHeard { request: CALL }),
    ] {
        let entry = record.does(practitioner(ASHA), act).remove(0);
        assert_eq!(record.whole.class(&entry, then()).guard, Guard::UnderReview);
    }
    let unknown = Act::HearCall(CallHeard { request: CALL_2 });
    assert_eq!(record.refused(practitioner(ASHA), unknown), Why::NotHere);
}
