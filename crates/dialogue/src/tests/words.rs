//! Nobody's words are changed, and nobody speaks in another's voice (promises 1 and 2).

use super::*;

fn reword(text: &str, seen: u32) -> Act {
    Act::Reword(WordsReworded { words: WORDS, text: text.into(), seen })
}

/// Every act whose voice a form could choose.
fn in_the_voice_of(id: MemberId) -> Vec<(Told, Act)> {
    let who = member(id);
    let decision = DecisionId(n(71));
    let header = || Told::in_meeting(FIRST, who);
    let asked = QuestionOpened { question: QuestionId(n(72)), text: "Why?".into() };
    let opened = DecisionOpened {
        decision: DecisionId(n(73)),
        about: "x".into(),
        is_medicine: false,
        options: vec![],
    };
    let promised = PromiseMade { promise: PromiseId(n(74)), who, what: "Cook.".into(), by: None };
    let offered = SharedWordsOffered { words: WordsId(n(75)), text: "We.".into(), voices: [who].into() };
    let weighs = CircumstanceTold { about: Circumstance::Money, words: "Rent.".into() };
    let circle =
        CircleNamed { circle: CIRCLE, name: "us".into(), members: [MIRA, TOMAS].into(), instead_of: None };
    vec![
        (header(), says(WordsId(n(70)), "In another's name.")),
        (as_voice(who), says(WordsId(n(70)), "In another's name.")),
        (header(), Act::OpenQuestion(asked)),
        (header(), Act::OpenDecision(opened)),
        (Told::default(), Act::TakeStance(StanceTaken { decision, who, words: "For.".into() })),
        (Told::default(), Act::MakePromise(promised)),
        (header(), Act::OfferShared(offered)),
        (Told::default(), Act::AnswerShared(SharedWordsAnswered { words: WORDS_2, who, stands: true })),
        (as_voice(who), Act::TellCircumstance(weighs)),
        (as_voice(who), Act::NameCircle(circle)),
        (Told::default(), invitation(id, Coming::NotAgain)),
        (Told::default(), asking(id, false)),
    ]
}

fn with_something_to_answer() -> Record {
    let mut record = Record::meeting();
    let voices = [member(ROBIN), member(MIRA), member(TOMAS)].into();
    let shared = SharedWordsOffered { words: WORDS_2, text: "We keep asking.".into(), voices };
    record.does_told(
        practitioner(ASHA),
        Told::in_meeting(FIRST, practitioner(ASHA)),
        Act::OfferShared(shared),
    );
    let decision = DecisionId(n(71));
    let opened = DecisionOpened { decision, about: "the tablets".into(), is_medicine: true, options: vec![] };
    record.does_told(practitioner(ASHA), Told::in_meeting(FIRST, member(ROBIN)), Act::OpenDecision(opened));
    record
}

#[test]
fn a_member_never_writes_in_anothers_voice() {
    for (told, act) in in_the_voice_of(ROBIN) {
        let refusal = with_something_to_answer().refused_told(member(MIRA), told, act.clone());
        assert_eq!(refusal.why, Why::NotYourVoice, "{act:?}");
    }
}

#[test]
fn a_practitioner_writes_for_a_member_as_scribe_kept_apart_from_the_voice() {
    for (told, act) in in_the_voice_of(ROBIN) {
        for entry in with_something_to_answer().does_told(practitioner(BEL), told, act.clone()) {
            assert_eq!(entry.told.voice, Some(member(ROBIN)), "{act:?}");
            assert_eq!(entry.told.scribe, Some(practitioner(BEL)), "{act:?}");
            assert_eq!(entry.told.by, account(practitioner(BEL)).id);
        }
    }
}

#[test]
fn whoever_writes_for_themself_has_no_scribe() {
    for (told, act) in in_the_voice_of(ROBIN) {
        for entry in with_something_to_answer().does_told(member(ROBIN), told, act.clone()) {
            assert_eq!((entry.told.voice, entry.told.scribe), (Some(member(ROBIN)), None), "{act:?}");
        }
    }
}

#[test]
fn a_deed_in_anothers_voice_is_the_teams_work() {
    for (told, act) in in_the_voice_of(ROBIN).into_iter().filter(|(told, _)| told.voice.is_some()) {
        let command = Command { id: CommandId(n(1)), told, act };
        assert_eq!(command.deed(&account(member(MIRA))), Deed::Tend);
        assert_eq!(command.deed(&account(practitioner(ASHA))), Deed::Tend);
        assert_ne!(command.deed(&account(member(ROBIN))), Deed::Tend);
    }
    let taken = Command {
        id: CommandId(n(1)),
        told: Told::default(),
        act: Act::TakeCall(call(at("2026-03-09T10:00:00Z"))),
    };
    assert_eq!(taken.deed(&account(practitioner(ASHA))), Deed::Call);
}

#[test]
fn no_practitioner_speaks_for_a_colleague_but_a_reflection_said_aloud_may_be_written_down() {
    let mut record = Record::meeting();
    let told = Told::in_meeting(FIRST, practitioner(BEL));
    assert_eq!(
        record.refused_told(practitioner(ASHA), told.clone(), says(WORDS, "Bel thinks.")).why,
        Why::NotYourVoice
    );
    let reflection = |words| Act::Speak(WordsSpoken { kind: Kind::Reflection, ..spoken(words, "I wonder.") });
    let entry = record.does_told(practitioner(ASHA), told.clone(), reflection(WORDS)).remove(0);
    assert_eq!((entry.told.voice, entry.told.scribe), (told.voice, Some(practitioner(ASHA))));
    let of_member = Told::in_meeting(FIRST, member(ROBIN));
    assert_eq!(
        record.refused_told(practitioner(ASHA), of_member, reflection(WORDS_2)).why,
        Why::NotAPractitioner
    );
    assert_eq!(record.refused_told(member(MIRA), told, reflection(WORDS_2)).why, Why::NotYourVoice);
}

#[test]
fn thinking_aloud_for_somebody_absent_stays_the_speakers_own_voice() {
    let mut record = Record::meeting();
    let aloud =
        WordsSpoken { thinking_of: Some(ROBIN), ..spoken(WORDS, "He would say: leave the light on.") };
    let told = Told::in_meeting(FIRST, member(MIRA));
    let entry = record.does_told(practitioner(ASHA), told, Act::Speak(aloud.clone())).remove(0);
    assert_eq!(entry.told.voice, Some(member(MIRA)));
    let unknown = Act::Speak(WordsSpoken { words: WORDS_2, thinking_of: Some(NOBODY), ..aloud });
    assert_eq!(record.refused(member(MIRA), unknown), Why::NotHere);
}

#[test]
fn words_are_reworded_only_by_their_voice_or_their_scribe() {
    let mut record = Record::meeting();
    let told = Told::in_meeting(FIRST, member(ROBIN));
    let original = record.does_told(practitioner(ASHA), told, says(WORDS, "As first written.")).remove(0);
    for other in [member(MIRA), practitioner(BEL)] {
        let refusal = record.refused_told(other, Told::default(), reword("Better so.", 0));
        assert_eq!((refusal.why, refusal.rests_on), (Why::NotYourVoice, vec![original.id]), "{other}");
    }
    let own = record.does(member(ROBIN), reword("In my own words.", 0)).remove(0);
    assert_eq!((own.told.voice, own.told.scribe), (Some(member(ROBIN)), None));
    let scribe = record.does(practitioner(ASHA), reword("As he said just now.", 1)).remove(0);
    assert_eq!((scribe.told.voice, scribe.told.scribe), (Some(member(ROBIN)), Some(practitioner(ASHA))));
    assert_eq!(scribe.told.audience, original.told.audience);
    let passage = &record.network().words[&WORDS];
    assert_eq!(passage.text(), "As he said just now.");
    assert_eq!(passage.spoken.text, "As first written.", "the first wording stays");
    assert_eq!(passage.rewordings.len(), 2);
}

#[test]
fn two_who_reword_at_once_do_not_overwrite_each_other() {
    let mut record = Record::meeting();
    let told = Told::in_meeting(FIRST, member(ROBIN));
    let original = record.does_told(practitioner(ASHA), told, says(WORDS, "One.")).remove(0);
    let unseen = record.refused_told(practitioner(ASHA), Told::default(), reword("?", 1));
    assert_eq!((unseen.why, unseen.rests_on), (Why::Changed, vec![original.id]));
    let first = record.does(member(ROBIN), reword("Two.", 0)).remove(0);
    let late = record.refused_told(practitioner(ASHA), Told::default(), reword("Three.", 0));
    assert_eq!((late.why, late.rests_on), (Why::Changed, vec![first.id]));
    assert_eq!(record.network().words[&WORDS].text(), "Two.");
}

#[test]
fn a_closed_meeting_is_not_reworded() {
    let mut record = Record::closed();
    assert_eq!(record.refused(member(ROBIN), reword("Otherwise.", 0)), Why::MeetingClosed);
    let told = Told::in_meeting(FIRST, member(ROBIN));
    assert_eq!(
        record.refused_told(member(ROBIN), told.clone(), says(WordsId(n(59)), "More.")).why,
        Why::MeetingClosed
    );
    let left = WordsSpoken { kind: Kind::Left, ..spoken(WordsId(n(58)), "For next time.") };
    record.does_told(member(ROBIN), told, Act::Speak(left));
}

#[test]
fn the_same_words_are_said_once() {
    let mut record = Record::called();
    record.does(member(ROBIN), says(WORDS, "Once."));
    assert!(record.does(member(ROBIN), says(WORDS, "Twice.")).is_empty());
    assert_eq!(record.network().words[&WORDS].text(), "Once.");
    assert_eq!(record.refused(member(ROBIN), says(WORDS_2, " \n")), Why::Empty);
}

#[test]
fn words_left_for_the_team_wait_until_somebody_has_read_them() {
    let mut record = Record::planned();
    let left = WordsSpoken { kind: Kind::Left, ..spoken(WORDS, "I will not come, but tell him.") };
    record.does(member(MIRA), Act::Speak(left));
    assert_eq!(record.network().unread_words().count(), 1);
    let read = Act::ReadWords(WordsRead { words: WORDS });
    let entry = record.does(practitioner(ASHA), read.clone()).remove(0);
    assert_eq!(entry.told.voice, Some(practitioner(ASHA)));
    assert_eq!(record.network().unread_words().count(), 0);
    assert!(record.does(practitioner(ASHA), read.clone()).is_empty(), "read once by each");
    assert_eq!(record.does(practitioner(BEL), read).len(), 1);
}

#[test]
fn words_are_for_those_present_in_a_meeting_and_else_for_person_and_team_unless_chosen() {
    let mut record = Record::meeting();
    for (told, audience) in [
        (Told::in_meeting(FIRST, member(MIRA)), Audience::Present(FIRST)),
        (as_voice(member(MIRA)), Audience::PersonAndTeam),
        (Told { audience: Some(Audience::Team), ..as_voice(member(MIRA)) }, Audience::Team),
        (Told { audience: Some(Audience::OnlyMe), ..as_voice(member(MIRA)) }, Audience::OnlyMe),
    ] {
        let words = WordsId(n(80 + record.sent));
        let entry = record.does_told(member(MIRA), told, says(words, "Said.")).remove(0);
        let class = record.whole.class(&entry, then());
        assert_eq!(class.audience, audience);
        let drafted_by = (audience == Audience::OnlyMe).then_some(account(member(MIRA)).id);
        assert_eq!(class.drafted_by, drafted_by);
    }
}

#[test]
fn pictures_have_a_size_and_a_kind_and_belong_to_a_voice() {
    let mut record = Record::called();
    record.does(member(ROBIN), says(WORDS, "I drew it."));
    let file = |bytes, media_type: &str| {
        let (file, shows) = (FileId(n(90)), "the stairs".into());
        Act::AttachFile(FileAttached { file, words: WORDS, media_type: media_type.into(), bytes, shows })
    };
    for (bytes, kind, fits) in [
        (1, "image/png", true),
        (LARGEST, "application/pdf", true),
        (LARGEST + 1, "image/png", false),
        (0, "image/png", false),
        (10, "image/svg+xml", false),
        (10, "text/html", false),
    ] {
        let said = record.tries(member(ROBIN), Told::default(), file(bytes, kind));
        assert_eq!(said.is_ok(), fits, "{bytes} {kind}");
    }
    assert_eq!(record.refused(member(MIRA), file(10, "image/png")), Why::NotYourVoice);
    assert!(record.network().words[&WORDS].files.contains(&FileId(n(90))));
}

#[test]
fn nobody_writes_in_the_voice_of_somebody_who_is_not_here() {
    let asked = QuestionOpened { question: QuestionId(n(72)), text: "Who?".into() };
    for act in [says(WORDS, "A ghost."), Act::OpenQuestion(asked)] {
        let told = as_voice(member(NOBODY));
        assert_eq!(Record::called().refused_told(practitioner(ASHA), told, act).why, Why::NotHere);
    }
}
