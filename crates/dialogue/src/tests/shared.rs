//! Shared words stand only while each named voice says yes, and anyone may step out.

use proptest::prelude::*;

use super::*;

const VOICES: [Who; 3] = [Who::Member(ROBIN), Who::Member(MIRA), Who::Practitioner(ASHA)];

fn offered() -> Record {
    let mut record = Record::meeting();
    let told = Told::in_meeting(FIRST, practitioner(ASHA));
    let shared = SharedWordsOffered { words: WORDS, text: "We keep asking.".into(), voices: VOICES.into() };
    record.does_told(practitioner(ASHA), told, Act::OfferShared(shared));
    record
}

fn answer(who: Who, stands: bool) -> Act {
    Act::AnswerShared(SharedWordsAnswered { words: WORDS, who, stands })
}

proptest! {
    #[test]
    fn they_stand_exactly_while_all_say_yes(said in proptest::collection::vec((0usize..3, any::<bool>()), 0..12)) {
        let mut record = offered();
        let mut now = [false; 3];
        for (voice, stands) in said {
            record.does(VOICES[voice], answer(VOICES[voice], stands));
            now[voice] = stands;
            prop_assert_eq!(record.network().shared[&WORDS].stand(), now.iter().all(|yes| *yes));
        }
    }
}

#[test]
fn only_a_named_voice_answers_and_nobody_for_another() {
    let mut record = offered();
    let offer = record.network().shared[&WORDS].offered.entry.id;
    let refusal = record.refused_told(member(TOMAS), Told::default(), answer(member(TOMAS), true));
    assert_eq!((refusal.why, refusal.rests_on), (Why::NotYourVoice, vec![offer]));
    assert_eq!(record.refused(member(MIRA), answer(member(ROBIN), true)), Why::NotYourVoice);
    assert_eq!(record.refused(practitioner(BEL), answer(practitioner(ASHA), true)), Why::NotYourVoice);
    let noted = record.does(practitioner(BEL), answer(member(ROBIN), true)).remove(0);
    assert_eq!(noted.told.scribe, Some(practitioner(BEL)));
    assert_eq!(noted.told.audience, Audience::Present(FIRST));
}

#[test]
fn shared_words_name_voices_that_are_here() {
    let mut record = Record::planned();
    for (voices, why) in [(vec![], Why::NobodyNamed), (vec![member(NOBODY)], Why::NotHere)] {
        let shared =
            SharedWordsOffered { words: WORDS, text: "We.".into(), voices: voices.into_iter().collect() };
        assert_eq!(record.refused(practitioner(ASHA), Act::OfferShared(shared)), why);
    }
}
