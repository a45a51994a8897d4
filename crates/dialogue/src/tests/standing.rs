//! Where an account stands: what policy knows about the one who asks.

use super::*;

fn role(record: &Record, account: Account) -> Role {
    record.whole.standing(&Context::new(then(), account)).role
}

#[test]
fn each_account_stands_where_the_record_says() {
    let record = Record::planned();
    let elsewhere = Account { seat: Seat::Member(NetworkId(n(2)), ROBIN), ..account(member(ROBIN)) };
    let admin = Account { seat: Seat::Administrator, ..account(practitioner(ASHA)) };
    for (account, expected) in [
        (account(member(ROBIN)), Role::Person),
        (account(member(MIRA)), Role::Member),
        (account(member(NOBODY)), Role::Stranger),
        (elsewhere, Role::Stranger),
        (account(practitioner(ASHA)), Role::Team),
        (account(practitioner(COLM)), Role::Team),
        (account(practitioner(BEL)), Role::OtherPractitioner),
        (admin, Role::Administrator),
    ] {
        let standing = record.whole.standing(&Context::new(then(), account));
        assert_eq!(standing.role, expected, "{account:?}");
        assert_eq!(standing.account, account.id);
        let belongs = matches!(expected, Role::Person | Role::Member | Role::Team);
        assert_eq!(standing.voice, account.voice().filter(|_| belongs));
    }
    assert_eq!(role(&Record::new(), account(practitioner(ASHA))), Role::OtherPractitioner);
}

#[test]
fn a_practitioner_is_with_the_team_while_they_hold_stay_are_awaited_or_were_there_last() {
    let mut record = Record::meeting();
    let colm = account(practitioner(COLM));
    assert_eq!(role(&record, colm), Role::Team);
    record.does(practitioner(ASHA), next(FIRST));
    record.does(practitioner(ASHA), closes(FIRST, record.now));
    assert_eq!(role(&record, colm), Role::OtherPractitioner);
    record.does(practitioner(ASHA), Act::JoinTeam(TeamJoined { practitioner: COLM, words: String::new() }));
    assert_eq!(role(&record, colm), Role::Team);
    record.does(practitioner(ASHA), Act::LeaveTeam(TeamLeft { practitioner: COLM, words: "Gone.".into() }));
    assert_eq!(role(&record, colm), Role::OtherPractitioner);
    record.does(practitioner(ASHA), Act::Hold(HeldBy { holder: COLM, words: String::new() }));
    assert_eq!(role(&record, colm), Role::Team);
    let asha = account(practitioner(ASHA));
    assert_eq!(role(&record, asha), Role::Team, "handed on, and there at the last meeting");
    record.does(
        practitioner(COLM),
        Act::PlanMeeting(MeetingPlanned { practitioners: [COLM].into(), ..plan(SECOND) }),
    );
    record.does(practitioner(COLM), came(SECOND, practitioner(COLM)));
    record.does(practitioner(COLM), next(SECOND));
    record.does(practitioner(COLM), closes(SECOND, record.now));
    assert_eq!(role(&record, asha), Role::OtherPractitioner, "not there at the last meeting");
}

#[test]
fn present_are_the_meetings_somebody_was_at_and_circles_those_they_are_in() {
    let mut record = Record::meeting();
    let members = [MIRA, TOMAS].into();
    record.does(
        member(MIRA),
        Act::NameCircle(CircleNamed { circle: CIRCLE, name: "us".into(), members, instead_of: None }),
    );
    for (who, present, in_circle) in [
        (member(ROBIN), true, false),
        (member(MIRA), true, true),
        (member(TOMAS), false, true),
        (practitioner(ASHA), true, false),
    ] {
        let standing = record.whole.standing(&Context::new(then(), account(who)));
        assert_eq!(standing.present.contains(&FIRST), present, "{who}");
        assert_eq!(standing.circles.contains(&CIRCLE), in_circle, "{who}");
    }
    let gone =
        Came { meeting: FIRST, who: member(MIRA), presence: Presence::NotThere, called: String::new() };
    record.does(practitioner(ASHA), Act::NoteCame(gone));
    assert!(record.whole.standing(&Context::new(then(), account(member(MIRA)))).present.is_empty());
}

#[test]
fn who_was_present_follows_what_was_put_right_after_the_closing() {
    let mut record = Record::closed();
    let right = |who, presence| {
        Act::CorrectCame(CameCorrected { meeting: FIRST, who, presence, words: "Mixed up.".into() })
    };
    let stands = |record: &Record, who| {
        record.whole.standing(&Context::new(then(), account(who))).present.contains(&FIRST)
    };
    assert!(stands(&record, member(MIRA)) && !stands(&record, member(TOMAS)));
    record.does(practitioner(ASHA), right(member(MIRA), Presence::NotThere));
    record.does(practitioner(ASHA), right(member(TOMAS), Presence::There));
    assert!(!stands(&record, member(MIRA)) && stands(&record, member(TOMAS)));
}
