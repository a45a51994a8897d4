//! Planning: who is invited, what they answered by any road, and that no is respected.

use super::*;

#[test]
fn every_answer_is_kept_and_the_last_one_holds() {
    let mut record = Record::planned();
    for answer in [Coming::Coming, Coming::Remote, Coming::Cannot, Coming::SendsWords, Coming::Coming] {
        record.does(practitioner(ASHA), invitation(MIRA, answer));
        let meeting = record.network().meeting(FIRST).unwrap();
        assert_eq!(meeting.answer(MIRA).unwrap().answer, answer);
    }
    assert_eq!(record.network().meeting(FIRST).unwrap().answers[&MIRA].len(), 5);
    assert!(record.network().meeting(FIRST).unwrap().answer(TOMAS).is_none());
}

#[test]
fn who_says_not_again_is_not_asked_again_until_the_way_back() {
    let mut record = Record::planned();
    let facts = record.does(member(TOMAS), invitation(TOMAS, Coming::NotAgain));
    let names: Vec<_> = facts.iter().map(|entry| entry.told.fact.name()).collect();
    assert_eq!(names, ["invitation-answered/1", "asking-changed/1"]);
    assert!(facts.iter().all(|entry| entry.told.voice == Some(member(TOMAS))));
    assert!(!record.network().people.members[&TOMAS].may_be_asked());
    let invites = || Act::PlanMeeting(MeetingPlanned { invited: [ROBIN, TOMAS].into(), ..plan(SECOND) });
    assert_eq!(record.refused(practitioner(ASHA), invites()), Why::NotAskedAgain);
    record.does(practitioner(ASHA), asking(TOMAS, true));
    assert!(record.network().people.members[&TOMAS].may_be_asked());
    record.does(practitioner(ASHA), invites());
}

#[test]
fn an_answer_is_the_members_own_and_noted_by_the_hand_that_wrote_it() {
    let mut record = Record::planned();
    let own = record.does(member(MIRA), invitation(MIRA, Coming::Coming)).remove(0);
    assert_eq!((own.told.voice, own.told.scribe), (Some(member(MIRA)), None));
    let told = Told { spoken_by: Some(member(MIRA)), ..Told::default() };
    let noted = record.does_told(practitioner(ASHA), told, invitation(TOMAS, Coming::Cannot)).remove(0);
    assert_eq!(noted.told.voice, Some(member(TOMAS)));
    assert_eq!((noted.told.spoken_by, noted.told.scribe), (Some(member(MIRA)), Some(practitioner(ASHA))));
    assert_eq!(record.refused(member(MIRA), invitation(TOMAS, Coming::NotAgain)), Why::NotYourVoice);
    assert_eq!(record.refused(practitioner(ASHA), invitation(NOBODY, Coming::Coming)), Why::NotHere);
}

#[test]
fn a_meeting_closed_or_called_off_takes_nothing_more_and_says_on_what_that_rests() {
    let mut off = Record::planned();
    let called_off = MeetingCalledOff { meeting: FIRST, reason: "No train.".into() };
    let no_reason = MeetingCalledOff { reason: "  ".into(), ..called_off.clone() };
    assert_eq!(off.refused(practitioner(ASHA), Act::CallOff(no_reason)), Why::Empty);
    let off_by = off.does(practitioner(ASHA), Act::CallOff(called_off.clone())).remove(0).id;
    let closed = Record::closed();
    let closed_by = closed.network().meeting(FIRST).unwrap().closed.as_ref().unwrap().entry.id;
    let given = InvitationGiven { meeting: FIRST, member: MIRA, how: "rung".into() };
    for act in [
        Act::PlanMeeting(plan(FIRST)),
        Act::CallOff(called_off),
        Act::GiveInvitation(given),
        invitation(MIRA, Coming::Coming),
        came(FIRST, member(MIRA)),
        next(FIRST),
        closes(FIRST, off.now),
    ] {
        for (record, why, rests_on) in
            [(&off, Why::CalledOff, off_by), (&closed, Why::MeetingClosed, closed_by)]
        {
            let refusal = record.clone().refused_told(practitioner(ASHA), Told::default(), act.clone());
            assert_eq!((refusal.why, refusal.rests_on), (why, vec![rests_on]), "{act:?}");
        }
    }
    let told = Told::in_meeting(FIRST, member(MIRA));
    let late = off.clone().refused_told(practitioner(ASHA), told, says(WORDS, "Too late?"));
    assert_eq!((late.why, late.rests_on), (Why::CalledOff, vec![off_by]));
}

#[test]
fn a_meeting_nobody_planned_is_not_here() {
    let mut record = Record::called();
    for act in [came(FIRST, member(ROBIN)), next(FIRST), invitation(ROBIN, Coming::Coming)] {
        assert_eq!(record.refused(practitioner(ASHA), act), Why::NotHere);
    }
    let told = Told::in_meeting(SECOND, member(ROBIN));
    let left = WordsSpoken { kind: Kind::Left, ..spoken(WORDS, "For next time.") };
    for act in
        [Act::Speak(left), Act::OpenQuestion(QuestionOpened { question: QuestionId(n(1)), text: "?".into() })]
    {
        assert_eq!(record.refused_told(practitioner(ASHA), told.clone(), act).why, Why::NotHere);
    }
}

#[test]
fn planned_times_are_civil_times_with_a_zone() {
    for (civil, zone, instant) in [
        ("2026-03-10T18:30:00", "Europe/London", Some("2026-03-10T18:30:00Z")),
        ("2026-07-10T18:30:00", "Europe/London", Some("2026-07-10T17:30:00Z")),
        // Skipped in spring: the later; repeated in autumn: the first.
        ("2026-03-29T01:30:00", "Europe/London", Some("2026-03-29T01:30:00Z")),
        ("2026-10-25T01:30:00", "Europe/London", Some("2026-10-25T00:30:00Z")),
        ("2026-03-10T18:30:00", "Mars/Base", None),
        ("2026-03-10T18:30:00", "", None),
    ] {
        let when = Planned { at: civil.parse().unwrap(), zone: zone.into() };
        assert_eq!(when.instant(), instant.map(at), "{civil} {zone}");
        let planned = Act::PlanMeeting(MeetingPlanned { when, ..plan(FIRST) });
        let said = Record::called().tries(practitioner(ASHA), Told::default(), planned);
        assert_eq!(said.map_err(|refusal| refusal.why).err(), instant.is_none().then_some(Why::Zone));
    }
}

#[test]
fn a_plan_made_anew_holds_and_the_one_before_stays() {
    let mut record = Record::planned();
    let anew = MeetingPlanned { place: Place::Ward, reason: "He is on the ward.".into(), ..plan(FIRST) };
    record.does(practitioner(ASHA), Act::PlanMeeting(anew));
    let meeting = record.network().meeting(FIRST).unwrap();
    assert_eq!((meeting.plans.len(), meeting.plan().unwrap().place), (2, Place::Ward));
    let stranger = MeetingPlanned { invited: BTreeSet::from([NOBODY]), ..plan(SECOND) };
    assert_eq!(record.refused(practitioner(ASHA), Act::PlanMeeting(stranger)), Why::NotHere);
    // A family that is absent and a single practitioner are never a reason to refuse.
    let alone = MeetingPlanned { invited: [ROBIN].into(), practitioners: [].into(), ..plan(SECOND) };
    record.does(practitioner(ASHA), Act::PlanMeeting(alone));
}
