//! Read-back: silence is not agreement, another hand's note is not the voice's own yes,
//! and a difference is never hidden.

use proptest::{prelude::*, sample::subsequence};

use super::*;

/// What can happen in Robin's read-back, with who sends it.
fn step(name: &str) -> (Who, Act) {
    let text = "Otherwise.".to_owned();
    let who = member(ROBIN);
    match name {
        "offer" => {
            (practitioner(ASHA), Act::OfferWords(WordsOffered { meeting: FIRST, who, how: Given::ReadAloud }))
        }
        "agree" => (who, Act::AgreeWords(WordsAgreed { meeting: FIRST, who })),
        "noted" => (practitioner(ASHA), Act::AgreeWords(WordsAgreed { meeting: FIRST, who })),
        "amend" => (who, Act::AmendWords(WordsAmended { words: WORDS, meeting: FIRST, text })),
        _ => (who, Act::SeeDifferently(SeenDifferently { words: WORDS_2, meeting: FIRST, text })),
    }
}

fn state(steps: &[&str]) -> State {
    let mut record = Record::closed();
    for name in steps {
        let (who, act) = step(name);
        record.does(who, act);
    }
    record
        .network()
        .meeting(FIRST)
        .unwrap()
        .read_back
        .get(&member(ROBIN))
        .map_or(State::NotOffered, ReadBack::state)
}

#[test]
fn the_states_of_a_voice() {
    for (steps, expected) in [
        (&[][..], State::NotOffered),
        (&["offer"], State::Offered),
        (&["offer", "offer"], State::Offered),
        (&["offer", "noted"], State::AgreedNoted),
        (&["noted"], State::AgreedNoted),
        (&["offer", "agree"], State::Agreed),
        (&["noted", "agree"], State::Agreed),
        (&["agree", "noted"], State::Agreed),
        (&["offer", "amend"], State::Amended),
        (&["amend", "agree"], State::Amended),
        (&["offer", "differ"], State::Differs),
        (&["differ", "agree"], State::Differs),
        (&["amend", "differ"], State::Differs),
        (&["differ", "amend"], State::Differs),
    ] {
        assert_eq!(state(steps), expected, "{steps:?}");
    }
}

proptest! {
    #[test]
    fn a_difference_is_never_hidden_and_a_note_is_never_the_voices_own_agreement(
        steps in subsequence(vec!["offer", "noted", "agree", "amend", "differ"], 0..=5).prop_shuffle(),
    ) {
        let state = state(&steps);
        prop_assert_eq!(state == State::Differs, steps.contains(&"differ"));
        if state == State::Agreed {
            prop_assert!(steps.contains(&"agree"));
        }
        prop_assert_eq!(state == State::NotOffered, steps.is_empty());
    }
}

#[test]
fn original_amendment_and_other_view_all_stay() {
    let mut record = Record::closed();
    for name in ["amend", "differ"] {
        let (who, act) = step(name);
        record.does(who, act);
    }
    let (own, sisters) = (&record.network().words[&WORDS], &record.network().words[&WORDS_2]);
    assert_eq!((own.text(), own.amendments.len()), ("As it was said.", 1));
    assert_eq!((sisters.text(), sisters.differences.len()), ("As it was said.", 1));
    assert_eq!(sisters.differences[0].entry.told.voice, Some(member(ROBIN)));
    assert_eq!(sisters.differences[0].entry.told.audience, sisters.spoken.entry.told.audience);
}

#[test]
fn nobody_agrees_amends_or_differs_for_another_member() {
    let mut record = Record::closed();
    for name in ["agree", "amend"] {
        assert_eq!(record.refused(member(MIRA), step(name).1), Why::NotYourVoice, "{name}");
    }
    let as_robin = as_voice(member(ROBIN));
    assert_eq!(record.refused_told(member(MIRA), as_robin, step("differ").1).why, Why::NotYourVoice);
    let who = practitioner(ASHA);
    let colleague = Act::AgreeWords(WordsAgreed { meeting: FIRST, who });
    assert_eq!(record.refused(practitioner(BEL), colleague), Why::NotYourVoice);
}

#[test]
fn there_is_no_read_back_before_closing_nor_in_a_meeting_where_it_was_not_said() {
    let mut open = Record::meeting();
    let plan = open.network().meeting(FIRST).unwrap().plans[0].entry.id;
    open.does_told(practitioner(ASHA), Told::in_meeting(FIRST, member(ROBIN)), says(WORDS, "x"));
    for name in ["offer", "agree", "amend"] {
        let (who, act) = step(name);
        let refusal = open.refused_told(who, Told::default(), act);
        assert_eq!((refusal.why, refusal.rests_on), (Why::MeetingOpen, vec![plan]), "{name}");
    }
    let mut record = Record::closed();
    record.does(
        practitioner(ASHA),
        Act::PlanMeeting(MeetingPlanned { meeting: SECOND, ..crate::tests::plan(SECOND) }),
    );
    record.does(practitioner(ASHA), came(SECOND, member(ROBIN)));
    record.does(practitioner(ASHA), next(SECOND));
    record.does(practitioner(ASHA), closes(SECOND, record.now));
    let elsewhere = WordsAmended { words: WORDS, meeting: SECOND, text: "x".into() };
    assert_eq!(record.refused(member(ROBIN), Act::AmendWords(elsewhere)), Why::NotHere);
}
