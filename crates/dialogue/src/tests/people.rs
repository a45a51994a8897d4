//! The person, the members and what weighs on them, in the right voice and for the right eyes.

use proptest::prelude::*;

use super::*;

fn known_as(nhs_number: &str) -> Act {
    Act::NoteKnownAs(KnownAs { nhs_number: nhs_number.into(), ..KnownAs::default() })
}

fn wish(member: MemberId, wish: Wish) -> Act {
    Act::TellWish(WishTold { member, wish, words: String::new() })
}

fn described(member: MemberId) -> MemberDescribed {
    let empty = String::new;
    MemberDescribed {
        member,
        tie: "next door".into(),
        nearness: Nearness::Near,
        brings: empty(),
        reach: empty(),
        language: empty(),
        needs: empty(),
    }
}

#[test]
fn nhs_numbers_have_a_check_digit() {
    for (typed, kept) in [
        ("943 476 5919", Some("9434765919")),
        ("9434765919", Some("9434765919")),
        ("943-476-5919", Some("9434765919")),
        (" 401 023 2137 ", Some("4010232137")),
        ("", Some("")),
        ("  ", Some("")),
        ("943 476 5918", None),
        ("943 476 591", None),
        ("943 476 59190", None),
        ("943 476 591x", None),
        ("٩٤٣٤٧٦٥٩١٩", None),
        // The sum leaves 1, so that the check digit would be ten: never given out.
        ("1000000010", None),
        ("0000000060", None),
    ] {
        let said = text::nhs_number("nhs-number", typed);
        assert_eq!(said.as_deref().ok(), kept, "{typed}");
    }
    let mut record = Record::called();
    assert_eq!(record.refused(practitioner(ASHA), known_as("9434765918")), Why::NhsNumber);
    record.does(practitioner(ASHA), known_as("943 476 5919"));
    record.does(practitioner(ASHA), known_as(""));
    assert_eq!(record.network().people.known_as.len(), 2, "the record works without one");
}

proptest! {
    #[test]
    fn one_wrong_digit_of_an_nhs_number_is_always_refused(
        first in 0u64..1_000_000_000, place in 0usize..10, other in 1u32..10,
    ) {
        let first = format!("{first:09}");
        let valid = (0..10).map(|check| format!("{first}{check}")).find(|all| text::nhs_number("x", all).is_ok());
        if let Some(valid) = valid {
            let mut digits: Vec<u32> = valid.chars().map(|c| c.to_digit(10).unwrap()).collect();
            digits[place] = (digits[place] + other) % 10;
            let wrong: String = digits.iter().map(u32::to_string).collect();
            prop_assert!(text::nhs_number("x", &wrong).is_err(), "{} for {}", wrong, valid);
        }
    }

    #[test]
    fn words_are_kept_as_typed_but_for_outer_blanks(typed in "\\PC{0,40}") {
        let kept = text::kept("x", &typed).unwrap();
        prop_assert_eq!(&kept, typed.trim());
        prop_assert_eq!(text::kept("x", &kept).unwrap(), kept.clone());
        prop_assert_eq!(text::needed("x", &typed).is_ok(), !kept.is_empty());
    }
}

#[test]
fn a_long_letter_fits_and_is_never_cut() {
    let letter = "ü".repeat(text::LONGEST);
    assert_eq!(text::kept("x", &letter).unwrap(), letter);
    assert_eq!(text::kept("x", &format!("{letter}!")).unwrap_err().why, Why::TooLong);
}

#[test]
fn who_does_not_want_to_be_asked_is_not_asked_until_they_say_otherwise() {
    let mut record = Record::called();
    let may = |record: &Record| record.network().people.members[&TOMAS].may_be_asked();
    assert!(may(&record));
    for wanted in [false, true, false] {
        record.does(practitioner(ASHA), asking(TOMAS, wanted));
        assert_eq!(may(&record), wanted);
    }
    record.does(member(TOMAS), asking(TOMAS, true));
    assert!(may(&record), "the way back is their own");
    let dead = MemberDescribed { nearness: Nearness::Dead, ..described(TOMAS) };
    record.does(practitioner(ASHA), Act::DescribeMember(dead));
    assert!(!may(&record), "the dead are not asked");
    assert_eq!(record.refused(member(MIRA), asking(TOMAS, false)), Why::NotYourVoice);
}

#[test]
fn the_person_chooses_to_come_alone_and_can_choose_again() {
    let mut record = Record::called();
    assert!(!record.network().people.comes_alone());
    for (said, alone) in [(Wish::NotNow, true), (Wish::Wanted, false), (Wish::NotWanted, true)] {
        record.does(member(ROBIN), wish(ROBIN, said));
        assert_eq!(record.network().people.comes_alone(), alone, "{said:?}");
    }
    record.does(member(ROBIN), wish(TOMAS, Wish::Wanted));
    assert!(record.network().people.comes_alone(), "a wish about another changes nothing");
}

#[test]
fn whom_the_person_wants_there_only_the_person_says() {
    let mut record = Record::called();
    assert_eq!(record.refused(member(MIRA), wish(ROBIN, Wish::NotWanted)), Why::NotYourVoice);
    let own = as_voice(member(MIRA));
    let refusal = record.refused_told(member(MIRA), own, wish(TOMAS, Wish::NotWanted));
    assert_eq!(refusal.why, Why::NotYourVoice);
    let noted = record.does(practitioner(ASHA), wish(TOMAS, Wish::NotNow)).remove(0);
    assert_eq!((noted.told.voice, noted.told.scribe), (Some(member(ROBIN)), Some(practitioner(ASHA))));
}

#[test]
fn what_weighs_is_told_in_the_tellers_own_voice() {
    let mut record = Record::called();
    let circumstance = CircumstanceTold { about: Circumstance::Home, words: "The landlord.".into() };
    let act = Act::TellCircumstance(circumstance);
    for (sender, voice) in [
        (member(MIRA), member(MIRA)),
        (member(ROBIN), member(ROBIN)),
        // The team notes it for the person.
        (practitioner(ASHA), member(ROBIN)),
    ] {
        let entry = record.does(sender, act.clone()).remove(0);
        assert_eq!(entry.told.voice, Some(voice), "{sender}");
        assert_eq!(entry.told.scribe.is_none(), sender == voice);
    }
}

#[test]
fn a_description_does_not_tell_the_person_who_called_in_confidence() {
    let mut record = Record::called();
    let tie = TieTold { from: ROBIN, to: MIRA, words: "his sister".into() };
    let about_mira = [named(MIRA, "Mira"), Act::DescribeMember(described(MIRA)), Act::TellTie(tie)];
    for act in &about_mira {
        let entry = record.does(practitioner(ASHA), act.clone()).remove(0);
        assert_eq!(record.whole.class(&entry, then()).guard, Guard::UnderReview, "{act:?}");
        assert_ne!(entry.told.voice, Some(member(ROBIN)), "nor is it put into the person's mouth");
    }
    let robin_sees = record.seen(|class| class.guard == Guard::None);
    assert!(!robin_sees.people.members.contains_key(&MIRA));
    assert!(robin_sees.people.ties.is_empty());
    record.does(practitioner(ASHA), answered(Answer::Yes));
    let robin_sees = record.seen(|class| class.guard == Guard::None);
    assert_eq!((robin_sees.people.members[&MIRA].name(), robin_sees.people.ties.len()), ("Mira", 1));
    assert!(robin_sees.people.members[&MIRA].now().is_some());
    for act in about_mira {
        let entry = record.does(practitioner(ASHA), act).remove(0);
        assert!(matches!(entry.told.audience, Audience::Everyone | Audience::PersonAndTeam));
    }
}

#[test]
fn somebody_known_openly_is_described_openly() {
    let mut record = Record::called();
    let entry = record.does(practitioner(ASHA), Act::DescribeMember(described(TOMAS))).remove(0);
    assert_eq!((entry.told.audience, entry.told.voice), (Audience::PersonAndTeam, Some(member(ROBIN))));
    record.does_told(practitioner(ASHA), for_whom(Audience::Everyone), named(MIRA, "Mira"));
    let entry = record.does(practitioner(ASHA), Act::DescribeMember(described(MIRA))).remove(0);
    assert_eq!(entry.told.audience, Audience::PersonAndTeam, "the team chose to name her");
}

#[test]
fn people_are_named_and_tied_to_others_not_to_themselves() {
    let mut record = Record::called();
    assert_eq!(record.refused(practitioner(ASHA), named(TOMAS, " ")), Why::Empty);
    let tie = |from, to| Act::TellTie(TieTold { from, to, words: "old friends".into() });
    for (act, why) in [
        (tie(TOMAS, TOMAS), Why::Same),
        (tie(TOMAS, NOBODY), Why::NotHere),
        (Act::DescribeMember(described(NOBODY)), Why::NotHere),
        (
            Act::MarkUnsafePair(UnsafePairMarked {
                one: MIRA,
                other: MIRA,
                words: String::new(),
                at_risk: None,
            }),
            Why::Same,
        ),
    ] {
        assert_eq!(record.refused(practitioner(ASHA), act.clone()), why, "{act:?}");
    }
    record.does(practitioner(ASHA), named(ROBIN, "Robin Q."));
    assert_eq!(record.network().people.person().map(|p| p.id), Some(ROBIN), "a new name keeps the person");
    let two = MemberNamed { member: TOMAS, name: "Tomas".into(), is_person: true };
    record.does(practitioner(ASHA), Act::NameMember(two));
    let persons = record.network().people.members.values().filter(|m| m.is_person()).count();
    assert_eq!(persons, 1, "nobody becomes the person by a form");
}

#[test]
fn an_unsafe_pair_is_marked_for_the_team_whatever_the_form_says() {
    let mut record = Record::called();
    let mark = UnsafePairMarked { one: MIRA, other: TOMAS, words: String::new(), at_risk: None };
    let told = Told { audience: Some(Audience::Everyone), voice: Some(member(MIRA)), ..Told::default() };
    let entry = record.does_told(practitioner(ASHA), told, Act::MarkUnsafePair(mark)).remove(0);
    let class = record.whole.class(&entry, then());
    assert_eq!((class.audience, class.guard), (Audience::Team, Guard::UnsafePair));
    assert_eq!(class.voice, Some(practitioner(ASHA)), "no member reads it as their own words");
    let people = &record.network().people;
    assert_eq!(people.unsafe_among(&BTreeSet::from([ROBIN, MIRA, TOMAS])).len(), 1);
    assert!(people.unsafe_among(&BTreeSet::from([ROBIN, MIRA])).is_empty());
}

#[test]
fn nobody_but_the_voice_that_named_it_changes_a_circle() {
    let mut record = Record::planned();
    let circle = |members: &[MemberId]| {
        let members = members.iter().copied().collect();
        Act::NameCircle(CircleNamed {
            circle: CIRCLE,
            name: "the two of us".into(),
            members,
            instead_of: None,
        })
    };
    assert_eq!(record.refused(member(MIRA), circle(&[])), Why::NobodyNamed);
    assert_eq!(record.refused(member(MIRA), circle(&[NOBODY])), Why::NotHere);
    let named = record.does(member(MIRA), circle(&[MIRA, ROBIN])).remove(0);
    assert_eq!(named.told.audience, Audience::Circle(CIRCLE));
    for other in [member(TOMAS), member(ROBIN), practitioner(ASHA)] {
        let refusal = record.refused_told(other, Told::default(), circle(&[MIRA, ROBIN, TOMAS]));
        assert_eq!((refusal.why, refusal.rests_on), (Why::NotYourVoice, vec![named.id]), "{other}");
    }
    record.does_told(practitioner(ASHA), as_voice(member(MIRA)), circle(&[MIRA, ROBIN]));
    assert_eq!(record.network().people.circles_of(ROBIN).len(), 1);
}

#[test]
fn somebody_is_named_and_described_in_one_and_nothing_is_told_twice() {
    let mut record = Record::called();
    let meet = |name: &str, tie: &str| {
        let described = MemberDescribed { tie: tie.into(), ..described(MIRA) };
        Act::MeetMember(MeetMember { name: name.into(), described })
    };
    let nobody = MemberDescribed::nothing_yet(NOBODY);
    let unnamed = MeetMember { name: " ".into(), described: nobody.clone() };
    assert_eq!(record.refused(practitioner(ASHA), Act::MeetMember(unnamed)), Why::Empty);
    let long = MemberDescribed { needs: "x".repeat(text::LONGEST + 1), ..nobody.clone() };
    let too_long = MeetMember { name: "Ola".into(), described: long };
    assert_eq!(record.refused(practitioner(ASHA), Act::MeetMember(too_long)), Why::TooLong);
    let bare = MeetMember { name: "Ola".into(), described: nobody };
    assert_eq!(record.does(practitioner(ASHA), Act::MeetMember(bare)).len(), 1, "a name is enough");
    record.does(practitioner(ASHA), answered(Answer::Yes));
    assert_eq!(record.does(practitioner(ASHA), meet("Mira", "my sister")).len(), 1);
    assert!(record.does(practitioner(ASHA), meet(" Mira ", "my sister ")).is_empty());
    assert_eq!(record.does(practitioner(ASHA), meet("Mirabel", "my sister")).len(), 1);
    let mira = &record.network().people.members[&MIRA];
    assert_eq!((mira.name(), mira.names.len()), ("Mirabel", 2), "earlier names stay");
    assert!(!mira.is_person());
}

#[test]
fn nobody_is_born_tomorrow() {
    let mut record = Record::called();
    let known = KnownAs { birth_date: Some(day("2026-03-11")), ..KnownAs::default() };
    let refusal = record.refused_told(practitioner(ASHA), Told::default(), Act::NoteKnownAs(known));
    assert_eq!(refusal, Refusal::at("birth-date", Why::InTheFuture));
}

#[test]
fn what_is_asked_of_somebody_known_in_confidence_is_as_confidential() {
    let mut record = Record::called();
    let asking = AskingChanged { member: MIRA, may_be_asked: false, words: "Leave me out.".into() };
    let acts = [Act::ChangeAsking(asking), wish(MIRA, Wish::Wanted)];
    for act in acts.clone() {
        let entry = record.does(practitioner(ASHA), act).remove(0);
        assert_eq!(entry.told.audience, Audience::Confidence(CALL));
    }
    record.does(practitioner(ASHA), named(MIRA, "Mira"));
    record.does(practitioner(ASHA), answered(Answer::Yes));
    for act in acts {
        let entry = record.does(practitioner(ASHA), act).remove(0);
        assert_eq!(entry.told.audience, Audience::PersonAndTeam);
    }
}
