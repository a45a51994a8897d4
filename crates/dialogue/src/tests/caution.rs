//! What a plan points out: sentences, never a block; and silence where the person has chosen.

use super::*;

fn wish(record: &mut Record, member: MemberId, wish: Wish) {
    record.does(practitioner(ASHA), Act::TellWish(WishTold { member, wish, words: String::new() }));
}

fn joins(record: &mut Record, practitioner_id: PractitionerId) {
    let joined = TeamJoined { practitioner: practitioner_id, words: String::new() };
    record.does(practitioner(ASHA), Act::JoinTeam(joined));
}

fn cautions(record: &Record, invited: &[MemberId], practitioners: &[PractitionerId]) -> Vec<Caution> {
    let invited = invited.iter().copied().collect();
    let practitioners = practitioners.iter().copied().collect();
    record.network().cautions(&MeetingPlanned { invited, practitioners, ..plan(FIRST) })
}

#[test]
fn a_plan_points_out_too_few_practitioners_and_strange_faces() {
    let mut record = Record::called();
    assert_eq!(cautions(&record, &[ROBIN, MIRA], &[]), [Caution::FewerThanTwo]);
    assert_eq!(cautions(&record, &[ROBIN, MIRA], &[ASHA]), [Caution::FewerThanTwo]);
    assert_eq!(cautions(&record, &[ROBIN, MIRA], &[ASHA, BEL]), [], "there is no core team yet");
    joins(&mut record, COLM);
    assert_eq!(cautions(&record, &[ROBIN, MIRA], &[ASHA, BEL]), [Caution::NobodyOfCore]);
    assert_eq!(cautions(&record, &[ROBIN, MIRA], &[ASHA, COLM]), []);
}

#[test]
fn an_absent_family_is_pointed_out_until_the_person_chose_to_come_alone() {
    let mut record = Record::called();
    wish(&mut record, TOMAS, Wish::Wanted);
    let two = [ASHA, BEL];
    assert_eq!(cautions(&record, &[ROBIN], &two), [Caution::NobodyPrivate, Caution::VoiceMissing(TOMAS)]);
    assert_eq!(cautions(&record, &[ROBIN, MIRA], &two), [Caution::VoiceMissing(TOMAS)]);
    wish(&mut record, ROBIN, Wish::NotNow);
    assert_eq!(cautions(&record, &[ROBIN], &two), []);
    assert_eq!(cautions(&record, &[ROBIN, MIRA], &two), []);
    wish(&mut record, ROBIN, Wish::Wanted);
    assert_eq!(cautions(&record, &[ROBIN, TOMAS], &two), []);
}

#[test]
fn nobody_is_missed_who_asked_not_to_be_asked() {
    let mut record = Record::called();
    wish(&mut record, TOMAS, Wish::Wanted);
    record.does(practitioner(ASHA), asking(TOMAS, false));
    assert_eq!(cautions(&record, &[ROBIN, MIRA], &[ASHA, BEL]), []);
}

#[test]
fn a_wish_and_a_mark_are_pointed_out_and_only_the_mark_stands_in_the_way() {
    let mut record = Record::called();
    wish(&mut record, MIRA, Wish::NotNow);
    let marked = UnsafePairMarked { one: TOMAS, other: MIRA, words: "An injunction.".into(), at_risk: None };
    record.does(practitioner(ASHA), Act::MarkUnsafePair(marked.clone()));
    record.does(practitioner(ASHA), Act::MarkUnsafePair(marked));
    let all = [ROBIN, MIRA, TOMAS];
    let pointed_out = [Caution::UnsafePair(MIRA, TOMAS), Caution::AgainstWish(MIRA)];
    assert_eq!(cautions(&record, &all, &[ASHA, BEL]), pointed_out);
    let planned = |all: &[MemberId]| {
        Act::PlanMeeting(MeetingPlanned { invited: all.iter().copied().collect(), ..plan(FIRST) })
    };
    assert_eq!(record.refused(practitioner(ASHA), planned(&all)), Why::UnsafePair);
    record.does(practitioner(ASHA), planned(&[ROBIN, MIRA]));
}
