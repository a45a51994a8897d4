//! Who may read what somebody says: circles, audiences chosen anew, confidences, duty entries, how to reach somebody.

use super::*;

fn circle(circle: CircleId, members: &[MemberId], instead_of: Option<CircleId>) -> Act {
    let members = members.iter().copied().collect();
    Act::NameCircle(CircleNamed { circle, name: "the two of us".into(), members, instead_of })
}

fn chosen(entry: EntryId, audience: Audience) -> Act {
    Act::ChangeAudience(AudienceChanged { entry, audience })
}

fn reviewed(entry: EntryId, outcome: Reviewed) -> Act {
    Act::ReviewConfidence(ConfidenceReviewed { entry, outcome, words: "We talked on the stairs.".into() })
}

fn duty(words: WordsId, text: &str) -> Act {
    Act::Speak(WordsSpoken { kind: Kind::Duty, ..spoken(words, text) })
}

/// Mira says something for an audience.
fn mira_says(record: &mut Record, audience: Audience) -> Arc<Entry> {
    record.does_told(member(MIRA), for_whom(audience), says(WORDS, "He hides the bread.")).remove(0)
}

#[test]
fn a_circle_keeps_its_members_so_that_nobody_is_added_to_words_that_were_not_for_them() {
    let mut record = Record::planned();
    record.does(member(MIRA), circle(CIRCLE, &[MIRA, ROBIN], None));
    let wider = record.refused(member(MIRA), circle(CIRCLE, &[MIRA, ROBIN, TOMAS], None));
    assert_eq!(wider, Why::CircleKeepsMembers);
    record.does(member(MIRA), circle(CIRCLE_2, &[MIRA, ROBIN, TOMAS], Some(CIRCLE)));
    let people = &record.network().people;
    assert_eq!(people.circles_now().map(|c| c.circle).collect::<Vec<_>>(), [CIRCLE_2]);
    assert_eq!(people.circles_of(TOMAS), [CIRCLE_2].into(), "nobody joins the circle of before");
    // Only whoever named a circle takes its place, and only with one that is there.
    let other = CircleId(n(63));
    assert_eq!(record.refused(member(TOMAS), circle(other, &[TOMAS], Some(CIRCLE))), Why::NotYourVoice);
    assert_eq!(record.refused(member(MIRA), circle(other, &[MIRA], Some(CircleId(n(64))))), Why::NotHere);
    assert_eq!(record.refused(member(MIRA), circle(other, &[MIRA], Some(other))), Why::NotHere);
    // Its name may change.
    record.does(member(MIRA), circle(CIRCLE_2, &[MIRA, ROBIN, TOMAS], None));
    assert_eq!(record.network().people.circles_now().count(), 1, "it still stands in the place of the other");
}

#[test]
fn nobody_chooses_who_reads_the_words_of_somebody_else() {
    let mut record = Record::planned();
    let said = mira_says(&mut record, Audience::Everyone).id;
    for who in [member(TOMAS), member(ROBIN), practitioner(ASHA)] {
        assert_eq!(record.refused(who, chosen(said, Audience::Team)), Why::NotYourVoice);
    }
    let noted = record.does_told(practitioner(ASHA), as_voice(member(MIRA)), chosen(said, Audience::Team));
    assert_eq!(noted[0].told.scribe, Some(practitioner(ASHA)), "noted for her, with who noted it");
    assert_eq!(record.network().audience_of(record.whole.entry(said).unwrap()), Audience::Team);
    let own = record.does(practitioner(COLM), says(WORDS_2, "I wondered."))[0].id;
    let as_colm = as_voice(practitioner(COLM));
    let refused = record.refused_told(practitioner(ASHA), as_colm, chosen(own, Audience::Everyone));
    assert_eq!(refused.why, Why::NotYourVoice, "nobody chooses for a colleague");
}

#[test]
fn only_words_are_opened_or_narrowed_by_their_voice() {
    let mut record = Record::planned();
    let joined = TeamJoined { practitioner: BEL, words: String::new() };
    let team = record.does(practitioner(ASHA), Act::JoinTeam(joined))[0].id;
    assert_eq!(record.refused(practitioner(ASHA), chosen(team, Audience::Team)), Why::NotHere);
    let entry = record.does(practitioner(ASHA), duty(WORDS_2, "The section began at nine."))[0].id;
    assert_eq!(record.refused(practitioner(ASHA), chosen(entry, Audience::Everyone)), Why::NotHere);
    let said = mira_says(&mut record, Audience::Everyone).id;
    for audience in [Audience::OnlyMe, Audience::Present(SECOND), Audience::Circle(CIRCLE)] {
        assert_eq!(record.refused(member(MIRA), chosen(said, audience)), Why::NotHere, "{audience:?}");
    }
}

#[test]
fn promise_3_nobody_of_the_team_writes_words_that_the_person_may_not_read_without_a_ground() {
    let mut record = Record::planned();
    let hidden =
        record.refused_told(practitioner(ASHA), for_whom(Audience::Team), says(WORDS, "Between us."));
    assert_eq!((hidden.why, hidden.field), (Why::OpenToThePerson, Some("audience")));
    let open = record.does(practitioner(ASHA), says(WORDS, "For everybody."))[0].id;
    assert_eq!(record.refused(practitioner(ASHA), chosen(open, Audience::Team)), Why::OpenToThePerson);
}

#[test]
fn what_somebody_adds_later_goes_where_the_words_go_now() {
    let mut record = Record::planned();
    let said = mira_says(&mut record, Audience::Everyone);
    record.does(member(MIRA), chosen(said.id, Audience::PersonAndTeam));
    let reading = record.does(practitioner(ASHA), Act::ReadWords(WordsRead { words: WORDS })).remove(0);
    assert_eq!(reading.told.audience, Audience::PersonAndTeam);
}

#[test]
fn a_confidence_is_what_a_member_tells_the_team_alone_until_they_open_it() {
    let mut record = Record::planned();
    let said = mira_says(&mut record, Audience::Team);
    assert!(record.network().is_confidence(&said));
    let robin = for_whom(Audience::Team);
    let own = record.does_told(member(ROBIN), robin, says(WORDS_2, "Mine.")).remove(0);
    assert!(!record.network().is_confidence(&own), "the person's own words are not somebody else's");
    let reach = Act::TellReach(ReachTold { member: MIRA, reach: "07700 900123".into() });
    let reach = record.does(member(MIRA), reach).remove(0);
    assert!(!record.network().is_confidence(&reach));
    assert_eq!(record.network().confidences_told().map(|e| e.id).collect::<Vec<_>>(), [said.id]);
    record.does(member(MIRA), chosen(said.id, Audience::Everyone));
    assert!(!record.network().is_confidence(&said));
    assert!(record.network().was_confidence(&said), "it stays on the list of the team");
}

#[test]
fn a_review_opens_nothing_and_says_opened_only_when_the_teller_has() {
    let mut record = Record::planned();
    let said = mira_says(&mut record, Audience::Team);
    for outcome in [Reviewed::Keep, Reviewed::MayBeOpened] {
        let review = record.does(practitioner(ASHA), reviewed(said.id, outcome)).remove(0);
        assert_eq!(record.whole.class(&review, then()).audience, Audience::Team);
        assert_eq!(record.whole.class(&said, then()).audience, Audience::Team);
    }
    let early = record.refused(practitioner(ASHA), reviewed(said.id, Reviewed::Opened));
    assert_eq!(early, Why::StillInConfidence);
    record.does(member(MIRA), chosen(said.id, Audience::PersonAndTeam));
    record.does(practitioner(ASHA), reviewed(said.id, Reviewed::Opened));
    let reviews = &record.network().confidences[&said.id];
    assert_eq!(reviews.last().map(|r| r.outcome), Some(Reviewed::Opened));
    assert_eq!(reviews.len(), 3, "every talk stays");
    let open = record.does_told(member(MIRA), for_whom(Audience::Everyone), says(WORDS_2, "To all."))[0].id;
    assert_eq!(record.refused(practitioner(ASHA), reviewed(open, Reviewed::Keep)), Why::NotHere);
}

#[test]
fn a_duty_entry_is_a_practitioners_own_and_open_to_the_person() {
    let mut record = Record::planned();
    let told = Told { meeting: Some(FIRST), ..for_whom(Audience::OnlyMe) };
    let entry =
        record.does_told(practitioner(ASHA), told, duty(WORDS, "The section began at nine.")).remove(0);
    assert_eq!((entry.told.audience, entry.told.meeting), (Audience::PersonAndTeam, None));
    assert_eq!(entry.told.voice, Some(practitioner(ASHA)));
    assert_eq!(record.refused(member(MIRA), duty(WORDS_2, "Mine.")), Why::NotAPractitioner);
    for whose in [member(MIRA), practitioner(COLM)] {
        let told = as_voice(whose);
        assert_eq!(
            record.refused_told(practitioner(ASHA), told, duty(WORDS_2, "Theirs.")).why,
            Why::NotYourVoice
        );
    }
}

#[test]
fn a_duty_entry_is_held_back_only_with_a_ground_and_never_open_in_between() {
    let mut record = Record::planned();
    let hold = Some((Ground::Safeguarding, "He reads over her shoulder.".to_owned()));
    let told = Told { hold, ..Told::default() };
    let entries = record.does_told(practitioner(ASHA), told, duty(WORDS, "A referral was made."));
    assert_eq!(record.whole.class(&entries[0], then()).guard, Guard::Withheld);
}

#[test]
fn how_to_reach_somebody_is_told_apart_from_how_they_are_described() {
    let mut record = Record::called();
    let mut described = MemberDescribed::nothing_yet(TOMAS);
    described.reach = "the harbour".into();
    let meet = |described: &MemberDescribed| {
        Act::MeetMember(MeetMember { name: "Tomas".into(), described: described.clone() })
    };
    let facts = record.does(practitioner(ASHA), meet(&described));
    let [reach] = facts.as_slice() else { panic!("only the reach is new") };
    assert_eq!((reach.told.fact.name(), reach.told.audience), ("reach-told/1", Audience::Team));
    assert_eq!(reach.told.voice, Some(member(TOMAS)), "it is his to open");
    described.tie = "neighbour".into();
    let facts = record.does(practitioner(ASHA), meet(&described));
    let [tie] = facts.as_slice() else { panic!("only the tie is new") };
    let Fact::MemberDescribed(told) = &tie.told.fact else { panic!("it describes him") };
    assert!(told.reach.is_empty(), "no description holds a reach any more");
    assert_eq!(record.network().people.members[&TOMAS].reach(), "the harbour");
    assert!(record.does(practitioner(ASHA), meet(&described)).is_empty());
}

#[test]
fn a_reach_that_was_told_in_a_description_is_kept_when_the_description_changes() {
    let mut record = Record::called();
    let old = MemberDescribed { reach: "the harbour".into(), ..MemberDescribed::nothing_yet(TOMAS) };
    record.does(practitioner(ASHA), Act::DescribeMember(old.clone()));
    let described = MemberDescribed { tie: "neighbour".into(), ..old };
    record.does(practitioner(ASHA), Act::MeetMember(MeetMember { name: "Tomas".into(), described }));
    assert_eq!(record.network().people.members[&TOMAS].reach(), "the harbour");
    let seen = record.seen(|class| class.audience != Audience::Team && class.guard == Guard::None);
    assert_eq!(seen.people.members[&TOMAS].reach(), "", "and from then on it is for the team");
}

#[test]
fn a_reach_is_for_the_team_unless_its_owner_says_otherwise() {
    let mut record = Record::planned();
    let tell = || Act::TellReach(ReachTold { member: MIRA, reach: "07700 900123".into() });
    assert_eq!(record.does(member(MIRA), tell())[0].told.audience, Audience::Team);
    let open = record.does_told(member(MIRA), for_whom(Audience::Everyone), tell());
    assert_eq!(open[0].told.audience, Audience::Everyone);
    for audience in [Audience::OnlyMe, Audience::Present(FIRST), Audience::Circle(CIRCLE)] {
        let refused = record.refused_told(member(MIRA), for_whom(audience), tell());
        assert_eq!(refused.why, Why::NotHere, "{audience:?}");
    }
}

#[test]
fn a_newer_reach_takes_back_an_older_one_that_was_opened_more_widely() {
    let mut record = Record::planned();
    let tell = |reach: &str| Act::TellReach(ReachTold { member: MIRA, reach: reach.into() });
    let everyone = || for_whom(Audience::Everyone);
    let old = record.does_told(member(MIRA), everyone(), tell("4 Pine Street")).remove(0);
    let class = |record: &Record, entry: &Entry| record.whole.class(entry, then());
    assert_eq!(class(&record, &old).audience, Audience::Everyone);
    assert!(class(&record, &old).is_crisis);
    let version = record.whole.guards_version();
    let new = record.does(member(MIRA), tell("9 Oak Road")).remove(0);
    assert!(record.whole.guards_version() > version, "whoever keeps a fold folds anew");
    let taken_back = class(&record, &old);
    assert_eq!((taken_back.audience, taken_back.is_crisis), (Audience::Team, false));
    assert_eq!(taken_back.voice, Some(member(MIRA)), "she still reads what she said");
    assert!(class(&record, &new).is_crisis);
    // Nor is it opened again by a choice about what is no longer so.
    let chosen = AudienceChanged { entry: old.id, audience: Audience::Everyone };
    let chosen = record.does(member(MIRA), Act::ChangeAudience(chosen)).remove(0);
    assert_eq!([&old, &chosen].map(|entry| class(&record, entry).audience), [Audience::Team; 2]);
    let seen = record.seen(|class| class.audience != Audience::Team && class.guard == Guard::None);
    assert!(seen.people.members[&MIRA].reaches.is_empty());
    // Somebody else's stays as it is.
    let tomas = ReachTold { member: TOMAS, reach: "the harbour".into() };
    let tomas = record.does_told(member(TOMAS), everyone(), Act::TellReach(tomas)).remove(0);
    assert_eq!(class(&record, &tomas).audience, Audience::Everyone);
    // A newer one that was told in error replaces nothing.
    let (why, words) = (Misplaced::Other, String::new());
    let taken = TakenOutOfSight { entry: new.id, why, words, reviewer: COLM };
    record.does(practitioner(ASHA), Act::TakeOutOfSight(taken));
    assert_eq!(class(&record, &old).audience, Audience::Everyone);
}

#[test]
fn whoever_has_left_is_not_invited() {
    let mut record = Record::planned();
    record.does(member(MIRA), Act::LeaveNetwork(MemberLeft { member: MIRA, words: String::new() }));
    assert!(!record.network().people.members[&MIRA].may_be_asked());
    assert_eq!(record.refused(practitioner(ASHA), Act::PlanMeeting(plan(SECOND))), Why::HasLeft);
    let back = MemberReturned { member: MIRA, words: String::new() };
    record.does(practitioner(ASHA), Act::ReturnToNetwork(back));
    record.does(practitioner(ASHA), Act::PlanMeeting(plan(SECOND)));
}
