//! Whom the person lets us tell; what they want known in advance; deciding one thing on one day;
//! what is told without consent.

use super::*;

const AGREEMENT: AgreementId = AgreementId(n(71));
const DECISION: DecisionId = DecisionId(n(81));

fn agrees(with: Recipient, until: Option<&str>) -> SharingAgreed {
    let until = until.map(day);
    SharingAgreed { agreement: AGREEMENT, with, topic: "the nights".into(), until, how: SaidHow::InPerson }
}

fn agree(with: Recipient, until: Option<&str>) -> Act {
    Act::AgreeSharing(agrees(with, until))
}

fn withdraw() -> Act {
    Act::WithdrawSharing(SharingWithdrawn { agreement: AGREEMENT, words: "Not any more.".into() })
}

fn note(agreement: Option<AgreementId>, to: Recipient) -> Act {
    Act::NoteShared(NoteShared { agreement, to, what: "That he slept.".into(), how: "rung".into() })
}

#[test]
fn an_agreement_is_the_persons_whoever_notes_it_and_reads_to_whom_it_lets_be_told() {
    let mut record = Record::called();
    let agreed = record.does(practitioner(ASHA), agree(Recipient::Member(TOMAS), None)).remove(0);
    assert_eq!(agreed.told.voice, Some(member(ROBIN)));
    assert_eq!(agreed.told.scribe, Some(practitioner(ASHA)), "by whom noted");
    let class = record.whole.class(&agreed, then());
    assert_eq!((class.to, class.audience), (Some(member(TOMAS)), Audience::PersonAndTeam));
    let seen = record.network().sharing.with(&Recipient::Member(TOMAS), then()).count();
    assert_eq!(seen, 1);
    assert_eq!(record.network().sharing.with(&Recipient::Member(MIRA), then()).count(), 0);
    assert!(record.does(practitioner(ASHA), agree(Recipient::Member(TOMAS), None)).is_empty(), "sent twice");
}

#[test]
fn withdrawn_it_holds_no_more_at_once_and_its_reader_finds_no_trace() {
    let mut record = Record::called();
    let agreed = record.does(member(ROBIN), agree(Recipient::Member(TOMAS), None)).remove(0);
    assert_eq!(agreed.told.scribe, None, "by the person's own hand");
    let before = record.whole.guards_version();
    let withdrawn = record.does(member(ROBIN), withdraw()).remove(0);
    assert!(record.whole.guards_version() > before, "open pages ask again");
    for entry in [&agreed, &withdrawn] {
        let class = record.whole.class(entry, then());
        assert_eq!((class.to, class.audience), (None, Audience::PersonAndTeam), "{}", entry.told.fact.name());
    }
    assert_eq!(record.network().sharing.in_force(then()).count(), 0);
    assert!(record.does(practitioner(ASHA), withdraw()).is_empty(), "once is enough");
}

#[test]
fn it_lapses_with_the_end_of_its_day() {
    let mut record = Record::called();
    let agreed = record.does(practitioner(ASHA), agree(Recipient::Member(TOMAS), Some("2026-03-20")));
    for (moment, holds) in [("2026-03-20T23:59:59Z", true), ("2026-03-21T00:00:00Z", false)] {
        let to = record.whole.class(&agreed[0], at(moment)).to;
        assert_eq!(to.is_some(), holds, "{moment}");
        assert_eq!(record.network().sharing.in_force(at(moment)).count(), usize::from(holds));
        assert_eq!(record.whole.dates_passed(at(moment)), usize::from(!holds), "open pages ask again");
    }
}

#[test]
fn nobody_agrees_or_withdraws_for_the_person_but_the_team_that_notes_it() {
    let mut record = Record::called();
    assert_eq!(record.refused(member(MIRA), agree(Recipient::Member(MIRA), None)), Why::NotYourVoice);
    record.does(practitioner(ASHA), agree(Recipient::Member(MIRA), None));
    assert_eq!(record.refused(member(MIRA), withdraw()), Why::NotYourVoice);
    for (act, why) in [
        (agree(Recipient::Member(ROBIN), None), Why::IsThePerson),
        (agree(Recipient::Member(NOBODY), None), Why::NotHere),
        (agree(Recipient::Outside(" ".into()), None), Why::NobodyNamed),
        (agree(Recipient::Member(MIRA), Some("2026-03-08")), Why::InThePast),
    ] {
        let Act::AgreeSharing(agreed) = act else { unreachable!() };
        let act = Act::AgreeSharing(SharingAgreed { agreement: AgreementId(n(72)), ..agreed });
        assert_eq!(record.refused(practitioner(ASHA), act), why);
    }
    let agreement = AgreementId(n(73));
    let empty = SharingAgreed { topic: " ".into(), agreement, ..agrees(Recipient::Member(MIRA), None) };
    assert_eq!(record.refused(practitioner(ASHA), Act::AgreeSharing(empty)), Why::Empty);
    let nothing = SharingWithdrawn { agreement: AgreementId(n(79)), words: String::new() };
    assert_eq!(record.refused(member(ROBIN), Act::WithdrawSharing(nothing)), Why::NotHere);
}

#[test]
fn what_is_noted_as_shared_names_an_agreement_that_covers_it_or_none() {
    let mut record = Record::called();
    record.does(practitioner(ASHA), note(None, Recipient::Member(TOMAS)));
    assert_eq!(
        record.refused(practitioner(ASHA), note(Some(AGREEMENT), Recipient::Member(TOMAS))),
        Why::NotHere
    );
    record.does(practitioner(ASHA), agree(Recipient::Member(TOMAS), None));
    record.does(practitioner(ASHA), note(Some(AGREEMENT), Recipient::Member(TOMAS)));
    let other = record.refused(practitioner(ASHA), note(Some(AGREEMENT), Recipient::Member(MIRA)));
    assert_eq!(other, Why::NotAgreed, "it is about somebody else");
    record.does(member(ROBIN), withdraw());
    let late = record.refused(practitioner(ASHA), note(Some(AGREEMENT), Recipient::Member(TOMAS)));
    assert_eq!(late, Why::NotAgreed, "withdrawn in between");
    assert_eq!(record.network().sharing.notes.len(), 2);
}

#[test]
fn an_advance_statement_keeps_its_versions_and_is_for_the_crisis_page() {
    let mut record = Record::called();
    let made = |helps: &str| {
        Act::StateInAdvance(AdvanceStatementMade { helps: helps.into(), ..AdvanceStatementMade::default() })
    };
    assert_eq!(record.refused(member(ROBIN), made(" ")), Why::Empty);
    assert_eq!(record.refused(member(MIRA), made("Quiet.")), Why::NotYourVoice);
    let first = record.does(practitioner(ASHA), made("Quiet.")).remove(0);
    assert_eq!(first.told.voice, Some(member(ROBIN)));
    record.does(member(ROBIN), made("Quiet, and the dog."));
    let kept: Vec<_> = record.network().advance.iter().map(|one| one.helps.clone()).collect();
    assert_eq!(kept, ["Quiet.", "Quiet, and the dog."]);
    assert!(record.whole.class(&first, then()).is_crisis);
}

fn assessed(able: Able, helped: &str) -> Act {
    Act::AssessCapacity(CapacityAssessed {
        decision: DECISION,
        on: day("2026-03-09"),
        assessed_by: "Asha".into(),
        helped: helped.into(),
        words: "He lost the thread.".into(),
        able,
    })
}

fn talked(own_view: &str) -> Act {
    Act::TalkBestInterests(BestInterestsTalked {
        decision: DECISION,
        on: day("2026-03-09"),
        own_view: own_view.into(),
        heard: vec![Heard { who: "Mira".into(), words: "At home.".into() }, Heard::default()],
        not_heard: String::new(),
        came_to: "At home until Friday.".into(),
    })
}

#[test]
fn best_interests_are_talked_about_only_for_what_the_person_could_not_decide_that_day() {
    let mut record = Record::called();
    assert_eq!(record.refused(practitioner(ASHA), assessed(Able::Decides, "")), Why::NotHere);
    let options = vec!["Home".to_owned(), "Ward".to_owned()];
    let opened = DecisionOpened { decision: DECISION, about: "Where".into(), is_medicine: false, options };
    record.does(practitioner(ASHA), Act::OpenDecision(opened));
    assert_eq!(record.refused(practitioner(ASHA), talked("Home.")), Why::TheyDecide, "presumed able");
    assert_eq!(record.refused(practitioner(ASHA), assessed(Able::NotThatDay, "")), Why::Empty);
    record.does(practitioner(ASHA), assessed(Able::NotThatDay, "In the morning, with Mira."));
    assert_eq!(record.refused(practitioner(ASHA), talked(" ")), Why::Empty, "the own view comes first");
    record.does(practitioner(ASHA), talked("Home."));
    let talk = record.network().best_interests_in(DECISION).next().unwrap();
    assert_eq!(talk.heard.len(), 1, "an empty line is nobody");
    record.does(practitioner(ASHA), assessed(Able::Decides, ""));
    assert_eq!(record.refused(practitioner(ASHA), talked("Home.")), Why::TheyDecide, "they decide again");
    assert_eq!(record.network().capacity_for(DECISION).count(), 2);
}

#[test]
fn what_was_assessed_goes_where_its_decision_goes() {
    let mut record = Record::called();
    let opened =
        DecisionOpened { decision: DECISION, about: "Where".into(), is_medicine: false, options: Vec::new() };
    let decision = record.does(practitioner(ASHA), Act::OpenDecision(opened)).remove(0);
    let entry = record.does(practitioner(ASHA), assessed(Able::NotThatDay, "Twice.")).remove(0);
    record.withholds(decision.id);
    assert_eq!(record.whole.class(&entry, then()).guard, Guard::Withheld);
    let seen = record.seen(|class| class.guard == Guard::None);
    assert!(seen.capacity.is_empty());
}

fn disclosed(least: &str) -> Act {
    let text = |words: &str| words.to_owned();
    Act::DiscloseWithoutConsent(DisclosedWithoutConsent {
        risk: text("A child alone at night"),
        at_risk: text("his brother"),
        asked: text("Yes; he said no."),
        least: text(least),
        decided_by: text("Asha"),
        why: text("He is six."),
        told: text("Children's social care"),
        on: Some(day("2026-03-09")),
        person_told: text("This evening."),
    })
}

#[test]
fn what_is_told_without_consent_answers_every_question_and_may_be_held_back_in_the_same_sending() {
    let mut record = Record::called();
    let refusal = record.refused_told(practitioner(ASHA), Told::default(), disclosed(" "));
    assert_eq!((refusal.why, refusal.field), (Why::Empty, Some("least")));
    let open = record.does(practitioner(ASHA), disclosed("That he was alone.")).remove(0);
    let class = record.whole.class(&open, then());
    assert_eq!((class.audience, class.guard), (Audience::PersonAndTeam, Guard::None));
    let hold = Some((Ground::Safeguarding, "He would be in danger tonight.".into()));
    let told = Told { hold, ..Told::default() };
    let held = record.does_told(practitioner(ASHA), told, disclosed("That he was alone."));
    assert_eq!(held.len(), 2);
    assert_eq!(record.whole.class(&held[0], then()).guard, Guard::Withheld);
}

#[test]
fn a_legal_hold_stays_until_it_is_lifted() {
    let mut record = Record::called();
    let lay = |words: &str| Act::LayHold(LegalHold { words: words.into() });
    assert_eq!(record.refused(practitioner(ASHA), lay(" ")), Why::Empty);
    let hold = record.does(practitioner(ASHA), lay("The coroner asks.")).remove(0).id;
    record.does(practitioner(ASHA), lay("A claim."));
    let lift = |hold, words: &str| Act::LiftHold(LegalHoldLifted { hold, words: words.into() });
    assert_eq!(record.refused(practitioner(ASHA), lift(hold, " ")), Why::Empty);
    record.does(practitioner(ASHA), lift(hold, "It is over."));
    assert_eq!(record.refused(practitioner(ASHA), lift(hold, "Again.")), Why::NotHere);
    assert!(record.network().is_on_hold(), "the other one stands");
    assert_eq!(record.network().holds.len(), 2, "and both are told");
}
