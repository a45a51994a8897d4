//! Unsafe pairs: who may invite whom, and that the other learns nothing (R20, promise 4).

use proptest::prelude::*;

use super::{sequences::*, *};

/// Tomas must not learn of Mira, who is at risk from him.
fn mark(at_risk: Option<MemberId>) -> Act {
    let words = "A court order, shown to Asha.".into();
    Act::MarkUnsafePair(UnsafePairMarked { one: MIRA, other: TOMAS, words, at_risk })
}

fn with_both(meeting: MeetingId) -> MeetingPlanned {
    MeetingPlanned { invited: [ROBIN, MIRA, TOMAS].into(), ..plan(meeting) }
}

fn wish(member: Option<MemberId>, words: &str) -> Act {
    Act::WishInvitation(InvitationWished { meeting: FIRST, member, words: words.into() })
}

#[test]
fn two_who_must_not_meet_are_not_invited_to_one_meeting() {
    let mut record = Record::planned();
    let marked = record.does(practitioner(ASHA), mark(Some(MIRA))).remove(0);
    let refused =
        record.refused_told(practitioner(ASHA), Told::default(), Act::PlanMeeting(with_both(FIRST)));
    assert_eq!((refused.why, refused.field), (Why::UnsafePair, Some("invited")));
    assert_eq!(refused.rests_on, [marked.id], "whoever may not know the mark gets the neutral answer");
    let given = Act::GiveInvitation(InvitationGiven { meeting: FIRST, member: TOMAS, how: String::new() });
    assert_eq!(record.refused(practitioner(ASHA), given), Why::UnsafePair, "not by the door either");
    let lifted = UnsafePairLifted { one: TOMAS, other: MIRA, words: "She asked for it.".into() };
    record.does(member(MIRA), Act::LiftUnsafePair(lifted));
    record.does(practitioner(ASHA), Act::PlanMeeting(with_both(FIRST)));
}

#[test]
fn a_wish_that_somebody_come_is_taken_whoever_is_meant() {
    let mut record = Record::planned();
    record.does(practitioner(ASHA), mark(Some(MIRA)));
    for (who, whom) in [(ROBIN, TOMAS), (TOMAS, MIRA), (TOMAS, NOBODY), (MIRA, TOMAS)] {
        let wished = record.does(member(who), wish(Some(whom), "")).remove(0);
        assert_eq!(wished.told.audience, Audience::PersonAndTeam);
    }
    record.does(member(TOMAS), wish(None, "My cousin Ray, whom nobody has named yet."));
    assert_eq!(record.refused(member(TOMAS), wish(None, " ")), Why::Empty);
    let network = record.network();
    let meeting = network.meeting(FIRST).unwrap();
    let waits: Vec<_> = meeting.wished.iter().map(|wish| wish.waits(meeting, &network.people)).collect();
    assert!(
        matches!(waits[0], Some(Waits::UnsafePair(mark)) if mark.at_risk == Some(MIRA)),
        "the holder sees why"
    );
    assert_eq!(waits[1], None, "Mira is invited already");
    assert_eq!(waits[4], Some(Waits::ForTheTeam));
    record.does(practitioner(ASHA), asking(TOMAS, false));
    let apart = UnsafePairLifted { one: TOMAS, other: MIRA, words: "Lifted.".into() };
    record.does(practitioner(ASHA), Act::LiftUnsafePair(apart));
    let network = record.network();
    let meeting = network.meeting(FIRST).unwrap();
    assert_eq!(meeting.wished[0].waits(meeting, &network.people), Some(Waits::TheyDoNotWantIt));
}

#[test]
fn what_the_team_writes_of_somebodys_view_is_not_in_their_voice() {
    let mut record = Record::planned();
    let words = "After Mira told us what he does with the telephone.".to_owned();
    let set = Act::SetView(ViewSet { member: TOMAS, view: View::NextMeeting, words });
    let entry = record.does(practitioner(ASHA), set).remove(0);
    assert_eq!((entry.told.voice, entry.told.audience), (Some(practitioner(ASHA)), Audience::Team));
    let standing =
        |record: &Record| record.whole.standing(&Context::new(record.now, account(member(TOMAS)))).view;
    assert_eq!(standing(&record), View::NextMeeting);
    let wider = |words: &str| Act::SetView(ViewSet { member: TOMAS, view: View::Full, words: words.into() });
    record.does(member(TOMAS), wider(""));
    assert_eq!(standing(&record), View::NextMeeting, "whoever holds the telephone widens nothing");
    assert!(record.network().people.members[&TOMAS].wishes_wider().is_some());
    let unsaid = record.refused(practitioner(ASHA), wider(" "));
    assert_eq!(unsaid, Why::Empty, "not without saying after which conversation");
    record.does(practitioner(ASHA), wider("He rang, and we met by the pier."));
    assert_eq!(standing(&record), View::Full);
    let off = Act::SetView(ViewSet { member: TOMAS, view: View::Off, words: String::new() });
    record.does(member(TOMAS), off);
    assert_eq!(standing(&record), View::Off, "narrower at once");
}

#[test]
fn where_the_person_is_one_of_the_two_nothing_is_hidden_until_a_named_practitioner_narrows_it() {
    for (at_risk, one, other) in [(Some(MIRA), MIRA, ROBIN), (Some(ROBIN), ROBIN, MIRA), (None, MIRA, ROBIN)]
    {
        let mut record = Record::planned();
        let everyone = || for_whom(Audience::Everyone);
        record.does_told(member(MIRA), everyone(), says(WORDS, "I sleep at a friend's."));
        record.does_told(member(ROBIN), everyone(), says(WORDS_2, "Where is she?"));
        let before = [ROBIN, MIRA].map(|id| view_of(&record.whole, member(id)));
        let words = "Told to Asha alone.".into();
        let mark = UnsafePairMarked { one, other, words, at_risk };
        record.does(practitioner(ASHA), Act::MarkUnsafePair(mark));
        for (id, before) in [ROBIN, MIRA].into_iter().zip(&before) {
            let standing = record.whole.standing(&Context::new(record.now, account(member(id))));
            assert!(standing.hidden.is_empty(), "{id} {at_risk:?}");
            let mut seen = view_of(&record.whole, member(id));
            // The mark itself is read by the one at risk alone.
            assert_eq!(seen.people.unsafe_pairs.is_empty(), at_risk != Some(id));
            seen.people.unsafe_pairs.clear();
            assert_eq!(
                (&seen.people, &seen.words, &seen.meetings),
                (&before.people, &before.words, &before.meetings)
            );
        }
        // Both may not be invited, all the same.
        assert_eq!(record.refused(practitioner(ASHA), Act::PlanMeeting(plan(SECOND))), Why::UnsafePair);
        let words = "We spoke on the bench by the harbour.".into();
        let set = Act::SetView(ViewSet { member: ROBIN, view: View::NextMeeting, words });
        let narrowed = record.does(practitioner(ASHA), set).remove(0);
        assert_eq!(narrowed.told.voice, Some(practitioner(ASHA)), "whoever spoke with them stands beside it");
        let standing = record.whole.standing(&Context::new(record.now, account(member(ROBIN))));
        assert_eq!(standing.view, View::NextMeeting);
    }
}

#[test]
fn a_next_meeting_is_told_only_to_those_who_are_asked_to_it() {
    let mut record = Record::meeting();
    let told = Told { meeting: Some(SECOND), ..Told::default() };
    record.does_told(practitioner(ASHA), told, Act::PlanMeeting(plan(SECOND)));
    let said = NextSaid { meeting: FIRST, next: Next::Meeting(SECOND) };
    record.does(practitioner(ASHA), Act::SayNext(said));
    let seen = record.seen(|class| class.audience != Audience::Invited(SECOND));
    assert!(seen.meetings[&FIRST].next.is_none());
    assert!(!format!("{seen:?}").contains(&SECOND.to_string()));
    assert!(record.seen(|_| true).meetings[&FIRST].next.is_some());
}

#[test]
fn whose_pen_it_was_is_not_told_to_the_one_who_must_not_know() {
    let mut record = Record::planned();
    for who in [ROBIN, MIRA] {
        record.does(practitioner(ASHA), came(FIRST, member(who)));
    }
    let everyone = for_whom(Audience::Everyone);
    let scribe = ScribeNamed { meeting: FIRST, voice: member(ROBIN), scribe: member(MIRA) };
    record.does_told(member(ROBIN), everyone, Act::NameScribe(scribe));
    record.does(practitioner(ASHA), named(TOMAS, "Tomas"));
    record.does(practitioner(ASHA), mark(Some(MIRA)));
    let seen = view_of(&record.whole, member(TOMAS));
    assert!(!format!("{seen:?}").contains(&MIRA.to_string()));
}

/// What a member may read, in short: the rules of `policies/` for Tomas.
fn may_read(standing: &Standing, class: &Class) -> bool {
    let own = class.voice.is_some() && class.voice == standing.voice;
    let addressed = class.to.is_some() && class.to == standing.voice;
    let belonged = class.era.is_none_or(|era| {
        standing.eras.contains(&era) || class.reopened.is_some_and(|era| standing.eras.contains(&era))
    });
    let chosen = match (standing.role, class.audience) {
        (_, Audience::OnlyMe) => class.drafted_by == Some(standing.account),
        (Role::Person, audience) => audience != Audience::Team,
        (Role::Member, Audience::Everyone) => belonged,
        (Role::Member, Audience::Present(meeting)) => standing.present.contains(&meeting),
        (Role::Member, Audience::Invited(meeting)) => standing.invited.contains(&meeting),
        (Role::Member, Audience::Circle(circle)) => belonged && standing.circles.contains(&circle),
        _ => false,
    };
    let guarded = match class.guard {
        Guard::None => false,
        Guard::UnsafePair => !addressed,
        _ => true,
    };
    let own_words = (own || addressed) && class.audience != Audience::OnlyMe;
    (chosen || own_words) && !guarded && standing.hidden.is_disjoint(&class.concerns)
}

fn view_of(whole: &Whole, who: Who) -> Network {
    let standing = whole.standing(&Context::new(then(), account(who)));
    let mut network = Network::empty(NETWORK);
    network.take_readable(whole.entries(), |entry| may_read(&standing, &whole.class(entry, then())));
    network
}

/// The record in which the hidden one never existed: nothing from, to or of them; and what named them
/// among others names the others.
fn without(whole: &Whole, hidden: MemberId) -> Whole {
    let mut never = Whole::empty(NETWORK);
    for entry in whole.entries() {
        let class = whole.class(entry, then());
        let is_of_hers = class.concerns.contains(&member(hidden));
        if class.guard == Guard::UnsafePair || is_of_hers {
            continue;
        }
        let mut entry = Entry::clone(entry);
        match &mut entry.told.fact {
            Fact::MeetingPlanned(plan) => drop(Arc::make_mut(plan).invited.remove(&hidden)),
            Fact::CircleNamed(circle) => drop(Arc::make_mut(circle).members.remove(&hidden)),
            Fact::SharedWordsOffered(shared) => drop(Arc::make_mut(shared).voices.remove(&member(hidden))),
            _ => {}
        }
        never.apply(Arc::new(entry));
    }
    never
}

/// What was told for a call that never was has another reader then: left out of the comparison.
fn is_told_for_a_call(entry: &Entry) -> bool {
    matches!(entry.told.audience, Audience::Confidence(_))
}

proptest! {
    #![proptest_config(cases())]

    /// Whatever is lived, planned, said, promised and decided: the other's network is, fact by fact and
    /// structure by structure, that of a record in which the one at risk never existed.
    #[test]
    fn the_other_sees_a_network_in_which_the_one_at_risk_never_existed(
        life in lives(), end in 0u8..3,
    ) {
        let mut record = run_as_permitted(&life);
        // Her own commands may have ended a mark that the life made; this one stands last.
        let whole = {
            drop(record.tries(practitioner(ASHA), Told::default(), named(TOMAS, "Tomas")));
            drop(record.tries(practitioner(ASHA), Told::default(), named(MIRA, "Mira")));
            record.does(practitioner(ASHA), mark(if end == 0 { None } else { Some(MIRA) }));
            let mut kept = Whole::empty(NETWORK);
            let all = record.whole.entries().iter().filter(|entry| !is_told_for_a_call(entry));
            // One pair is looked at: other marks of the life are left out.
            let others = |fact: &Fact| match fact {
                Fact::UnsafePairMarked(mark) => !mark.is_of(MIRA, TOMAS),
                Fact::UnsafePairLifted(lifted) => (lifted.one, lifted.other) != (MIRA, TOMAS),
                _ => false,
            };
            for entry in all.filter(|entry| !others(&entry.told.fact)) {
                let mut entry = Entry::clone(entry);
                // No page lets a plan or a decision of the team be said by somebody else.
                if !matches!(entry.told.fact, Fact::WordsSpoken(_)) {
                    entry.told.spoken_by = None;
                }
                kept.apply(Arc::new(entry));
            }
            kept
        };
        let seen = view_of(&whole, member(TOMAS));
        let never = view_of(&without(&whole, MIRA), member(TOMAS));
        prop_assert_eq!(&seen.people, &never.people);
        prop_assert_eq!(&seen.meetings, &never.meetings);
        prop_assert_eq!(&seen.shared, &never.shared);
        prop_assert_eq!(&seen.words, &never.words);
        prop_assert_eq!(&seen.decisions, &never.decisions);
        prop_assert_eq!(&seen.promises, &never.promises);
        prop_assert_eq!(&seen, &never);
        let trace = format!("{seen:?}");
        prop_assert!(!trace.contains(&MIRA.to_string()), "{}", trace);
    }
}
