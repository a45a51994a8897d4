//! Somebody always holds it (promise 5). That no sequence of commands leaves a network
//! without a holder is shown in `sequences`.

use super::*;

#[test]
fn a_record_begins_with_a_call_and_with_nothing_else() {
    for act in [
        named(ROBIN, "Robin"),
        says(WORDS, "Is anybody there?"),
        Act::PlanMeeting(plan(FIRST)),
        Act::Hold(HeldBy { holder: ASHA, words: String::new() }),
        Act::AgreeSafety(SafetyAgreed { helps: "Tea.".into(), ..SafetyAgreed::default() }),
    ] {
        assert_eq!(Record::new().refused(practitioner(ASHA), act), Why::NotHere);
    }
}

#[test]
fn holding_is_handed_on_never_put_down() {
    let mut record = Record::called();
    let hold = |holder| Act::Hold(HeldBy { holder, words: "Asha is away.".into() });
    record.does(practitioner(ASHA), hold(BEL));
    assert_eq!(record.network().team.holder(), Some(BEL));
    let same = record.refused_told(practitioner(BEL), Told::default(), hold(BEL));
    let by = record.network().team.holders.last().unwrap().entry.id;
    assert_eq!((same.why, same.rests_on), (Why::Same, vec![by]));
    assert_eq!(record.network().team.holders.len(), 2, "who held it before stays known");
}

#[test]
fn the_core_team_is_joined_once_and_left_with_a_word() {
    let mut record = Record::called();
    let join = Act::JoinTeam(TeamJoined { practitioner: BEL, words: "Robin asked for her.".into() });
    let leave = |words: &str| Act::LeaveTeam(TeamLeft { practitioner: BEL, words: words.into() });
    assert_eq!(record.refused(practitioner(ASHA), leave("gone")), Why::NotHere);
    assert_eq!(record.does(practitioner(ASHA), join.clone()).len(), 1);
    assert!(record.does(practitioner(ASHA), join.clone()).is_empty());
    assert_eq!(record.refused(practitioner(ASHA), leave(" ")), Why::Empty);
    record.does(practitioner(ASHA), leave("Moves away; all were told."));
    assert!(!record.network().is_with_team(BEL));
    assert_eq!(record.network().team.left.len(), 1);
    record.does(practitioner(ASHA), join);
    assert!(record.network().is_with_team(BEL), "one can come back");
}

#[test]
fn joining_and_leaving_are_dated_and_not_before_their_day() {
    let mut record = Record::called();
    let on = |day_named: &str| Told { occurred_at: Some(entry::When::On(day(day_named))), ..Told::default() };
    let join = Act::JoinTeam(TeamJoined { practitioner: BEL, words: String::new() });
    let leave = Act::LeaveTeam(TeamLeft { practitioner: BEL, words: "Moves away.".into() });
    assert_eq!(
        record.refused_told(practitioner(ASHA), on("2026-03-11"), join.clone()),
        Refusal::at("on", Why::InTheFuture)
    );
    let joined = record.does_told(practitioner(ASHA), on("2026-03-02"), join).remove(0);
    assert_eq!(joined.told.occurred_at, Some(entry::When::On(day("2026-03-02"))));
    assert_eq!(record.refused_told(practitioner(ASHA), on("2026-03-11"), leave).why, Why::InTheFuture);
}
