//! What guards an entry can change later, and everybody who keeps a fold is told (promise 3 and 4).

use proptest::prelude::*;

use super::{sequences::*, *};

#[test]
fn a_withheld_entry_stays_withheld_until_somebody_ends_it() {
    let mut record = Record::called();
    let told = record.does(member(TOMAS), says(WORDS, "Do not tell him I said it.")).remove(0);
    let guard = |record: &Record, entry: &Entry| record.whole.class(entry, then()).guard;
    assert_eq!(guard(&record, &told), Guard::None);
    let nobodys = EntryId { command: CommandId(n(3)), nth: 0 };
    assert_eq!(record.refused(practitioner(BEL), withheld(nobodys)), Why::NotHere);
    assert_eq!(record.refused(practitioner(BEL), withheld_no_more(told.id)), Why::NotHere);
    let open = Act::Withhold(EntryWithheld {
        entry: told.id,
        ground: Ground::ThirdParty,
        words: " ".into(),
        reviewer: BEL,
        review_by: day("2026-04-01"),
    });
    let mut held = record.clone();
    held.does(practitioner(ASHA), held_back(told.id));
    assert_eq!(held.refused(practitioner(BEL), open), Why::Empty);
    let withholding = record.withholds(told.id);
    record.now = at("2031-01-01T00:00:00Z");
    assert_eq!(guard(&record, &told), Guard::Withheld, "a date that passes opens nothing");
    assert_eq!(guard(&record, &withholding), Guard::Withheld, "that something is withheld is not told");
    let ended = record.does(practitioner(BEL), withheld_no_more(told.id)).remove(0);
    assert_eq!(guard(&record, &told), Guard::None);
    assert_eq!(guard(&record, &ended), Guard::Withheld, "nor that something was");
}

#[test]
fn what_says_more_of_something_withheld_is_withheld_with_it() {
    let mut record = Record::closed();
    let original = record.network().words[&WORDS].spoken.entry.clone();
    let amended = WordsAmended { words: WORDS, meeting: FIRST, text: "I meant the hall light.".into() };
    let differs = SeenDifferently { words: WORDS, meeting: FIRST, text: "No.".into() };
    let file = FileAttached {
        file: FileId(n(9)),
        words: WORDS,
        media_type: KINDS[0].into(),
        bytes: 9,
        shows: String::new(),
    };
    let more = [
        record.does(member(ROBIN), Act::AmendWords(amended)).remove(0),
        record.does(member(MIRA), Act::SeeDifferently(differs)).remove(0),
        record.does(member(ROBIN), Act::AttachFile(file)).remove(0),
        record.does(practitioner(ASHA), Act::ReadWords(WordsRead { words: WORDS })).remove(0),
    ];
    record.withholds(original.id);
    for entry in &more {
        assert_eq!(record.whole.class(entry, then()).guard, Guard::Withheld, "{}", entry.told.fact.name());
    }
    let seen = record.seen(|class| class.guard == Guard::None);
    let texts = format!("{:?}", seen.entries);
    assert!(!texts.contains("hall light"), "no list of entries tells it");
    assert!(seen.words.contains_key(&WORDS_2), "other words stay as they were");
    record.does(practitioner(BEL), withheld_no_more(original.id));
    assert!(more.iter().all(|entry| record.whole.class(entry, then()).guard == Guard::None));
}

#[test]
fn a_call_that_is_open_at_once_opens_the_naming_that_came_before_it() {
    let mut taken = call(at("2026-03-09T10:00:00Z"));
    taken.asked.may_know = Answer::Yes;
    let mut record = Record::new();
    record.does(practitioner(ASHA), Act::TakeCall(taken));
    let mut whole = Whole::empty(NETWORK);
    let naming = record.whole.entries()[1].clone();
    for (nth, entry) in record.whole.entries().iter().enumerate() {
        let before = (whole.guards_version(), whole.class(&naming, then()));
        whole.apply(entry.clone());
        let after = (whole.guards_version(), whole.class(&naming, then()));
        assert!(before.1 == after.1 || before.0 < after.0, "entry {nth}");
    }
}

proptest! {
    #![proptest_config(cases())]

    /// Whoever carries a fold on while `guards_version` stands still reads by the same classes as
    /// whoever folds anew; and it grows only by facts that can change one.
    #[test]
    fn guards_version_grows_whenever_the_class_of_an_older_entry_changes(life in lives()) {
        let record = run(&life);
        let mut whole = Whole::empty(NETWORK);
        let mut classes: Vec<Class> = Vec::new();
        for entry in record.whole.entries() {
            let before = whole.guards_version();
            whole.apply(entry.clone());
            let grew = whole.guards_version() > before;
            let now: Vec<_> = whole.entries().iter().map(|entry| whole.class(entry, then())).collect();
            prop_assert!(grew || now.starts_with(&classes), "unseen change by {}", entry.told.fact.name());
            let can = matches!(
                entry.told.fact,
                Fact::HelpAsked(_)
                    | Fact::ConfidenceAnswered(_)
                    | Fact::EntryHeldBack(_)
                    | Fact::EntryWithheld(_)
                    | Fact::WithholdingEnded(_)
                    | Fact::TakenOutOfSight(_)
                    | Fact::PutBack(_)
                    | Fact::KeptOutOfSight(_)
                    | Fact::AudienceChanged(_)
                    | Fact::UnsafePairMarked(_)
                    | Fact::UnsafePairLifted(_)
                    | Fact::SafetyAgreed(_)
                    | Fact::EmergencyTellingDeferred(_)
                    | Fact::SharingWithdrawn(_)
                    | Fact::MemberNamed(_)
                    | Fact::MemberLeft(_)
                    | Fact::MemberReturned(_)
                    | Fact::ReachTold(_)
            );
            prop_assert!(can || !grew);
            classes = now;
        }
    }
}
