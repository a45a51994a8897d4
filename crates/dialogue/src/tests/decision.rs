//! Not deciding yet is a decision (promise 6), and no rule stands in the way of safety (promise 7).

use super::*;

const DECISION: DecisionId = DecisionId(n(78));

fn opened() -> Record {
    let mut record = Record::meeting();
    let options = vec!["none for now".into(), "  ".into(), "a small dose".into()];
    let about = "the tablets".into();
    let opened = DecisionOpened { decision: DECISION, about, is_medicine: true, options };
    record.does_told(practitioner(ASHA), Told::in_meeting(FIRST, member(ROBIN)), Act::OpenDecision(opened));
    record
}

fn came_out(outcome: Outcome, taken: Taken) -> Act {
    Act::ComeOut(DecisionCameOut { decision: DECISION, outcome, taken })
}

fn left_open() -> Outcome {
    Outcome::LeftOpen { until: None, words: String::new() }
}

fn decision(record: &Record) -> &Decision {
    &record.network().decisions[&DECISION]
}

#[test]
fn options_and_stances_stay_each_in_its_voice() {
    let mut record = opened();
    record.does(
        member(MIRA),
        Act::NameOption(OptionNamed { decision: DECISION, option: "sleep first".into() }),
    );
    assert_eq!(
        decision(&record).all_options().collect::<Vec<_>>(),
        ["none for now", "a small dose", "sleep first"]
    );
    let stance =
        |who, words: &str| Act::TakeStance(StanceTaken { decision: DECISION, who, words: words.into() });
    record.does(member(ROBIN), stance(member(ROBIN), "Against."));
    record.does(member(MIRA), stance(member(MIRA), "For."));
    record.does(practitioner(ASHA), stance(member(ROBIN), "Perhaps."));
    assert_eq!(record.refused(practitioner(BEL), stance(practitioner(ASHA), "For.")), Why::NotYourVoice);
    let stances = &decision(&record).stances;
    assert_eq!(
        stances[&member(ROBIN)].iter().map(|s| s.words.as_str()).collect::<Vec<_>>(),
        ["Against.", "Perhaps."]
    );
    assert_eq!(stances[&member(MIRA)].len(), 1);
    assert_eq!(stances[&member(ROBIN)][1].entry.told.scribe, Some(practitioner(ASHA)));
}

#[test]
fn left_open_is_an_outcome_that_asks_for_no_words_and_stays_open() {
    let mut record = opened();
    assert!(decision(&record).is_open() && decision(&record).outcome().is_none());
    record.does(practitioner(ASHA), came_out(left_open(), Taken::InMeeting));
    assert!(decision(&record).is_open() && decision(&record).outcome().is_some());
    let agreed = |words: &str| came_out(Outcome::Agreed(words.into()), Taken::InMeeting);
    assert_eq!(record.refused(practitioner(ASHA), agreed(" ")), Why::Empty);
    record.does(practitioner(ASHA), agreed("None until Thursday."));
    assert!(!decision(&record).is_open());
    record.does(practitioner(ASHA), came_out(left_open(), Taken::InMeeting));
    assert!(decision(&record).is_open(), "it can be talked about again");
    assert_eq!(decision(&record).outcomes.len(), 3);
}

#[test]
fn a_decision_outside_says_why_and_waits_for_the_next_meeting() {
    let mut record = opened();
    for blank in ["", " \n"] {
        let act = came_out(left_open(), Taken::Outside(blank.into()));
        assert_eq!(record.refused(practitioner(ASHA), act), Why::OutsideNeedsReason);
    }
    assert!(!decision(&record).waits_for_meeting());
    let law = Taken::Outside("Mental Health Act 1983, section 2; the ward's doctor".into());
    record.does(practitioner(ASHA), came_out(Outcome::Agreed("To the ward.".into()), law));
    assert!(decision(&record).waits_for_meeting());
    record.does(practitioner(ASHA), came_out(left_open(), Taken::InMeeting));
    assert!(!decision(&record).waits_for_meeting());
}

#[test]
fn what_came_out_is_for_those_the_decision_was_for() {
    let mut record = opened();
    let entry = record.does(practitioner(ASHA), came_out(left_open(), Taken::InMeeting)).remove(0);
    assert_eq!(entry.told.audience, Audience::Present(FIRST));
    assert_eq!(entry.told.to, Some(member(ROBIN)), "whoever opened it learns what came out");
    let unknown = OptionNamed { decision: DecisionId(n(79)), option: "x".into() };
    assert_eq!(record.refused(practitioner(ASHA), Act::NameOption(unknown)), Why::NotHere);
}
