//! Open questions may stay open for years.

use super::*;

const QUESTION: QuestionId = QuestionId(n(77));

fn moved(to: Move) -> Act {
    Act::MoveQuestion(QuestionMoved { question: QUESTION, to, words: String::new() })
}

#[test]
fn a_question_is_dissolved_and_reopened_and_every_move_stays() {
    let mut record = Record::called();
    assert_eq!(record.refused(practitioner(ASHA), moved(Move::Dissolved)), Why::NotHere);
    let opened = |text: &str| Act::OpenQuestion(QuestionOpened { question: QUESTION, text: text.into() });
    assert_eq!(record.refused(member(ROBIN), opened("")), Why::Empty);
    record.does(member(ROBIN), opened("Who was on the stairs?"));
    assert!(record.does(member(ROBIN), opened("Asked twice?")).is_empty());
    for (to, facts, open) in [
        (Move::Reopened, 0, true),
        (Move::Dissolved, 1, false),
        (Move::Dissolved, 0, false),
        (Move::Reopened, 1, true),
    ] {
        assert_eq!(record.does(practitioner(ASHA), moved(to)).len(), facts, "{to:?}");
        assert_eq!(record.network().questions[&QUESTION].is_open(), open);
    }
    assert_eq!(record.network().questions[&QUESTION].moves.len(), 2);
}

#[test]
fn what_became_of_a_question_has_the_questions_own_audience() {
    let mut record = Record::meeting();
    let told = Told::in_meeting(FIRST, member(MIRA));
    let asked = Act::OpenQuestion(QuestionOpened { question: QUESTION, text: "Why now?".into() });
    record.does_told(practitioner(ASHA), told, asked);
    let entry = record.does(practitioner(ASHA), moved(Move::Dissolved)).remove(0);
    assert_eq!(entry.told.audience, Audience::Present(FIRST));
    assert_eq!(entry.told.to, Some(member(MIRA)), "whoever asked learns where it went");
}
