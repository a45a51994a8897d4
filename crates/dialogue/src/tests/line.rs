//! A request for access, line by line.

use super::*;

fn asked(record: &mut Record, who: MemberId) -> EntryId {
    let asked = AccessAsked { member: who, on: day("2026-03-09"), words: "Everything.".into() };
    record.does(member(who), Act::AskAccess(asked))[0].id
}

fn line(record: &Record, case: EntryId, holds: impl Fn(&Fact) -> bool) -> Option<Line> {
    let lines = record.network().lines(record.network().case(case).unwrap());
    lines.into_iter().find(|line| holds(&line.entry.told.fact))
}

fn decide_on(record: &mut Record, case: EntryId, line: EntryId, decision: Giving) -> Result<(), Refusal> {
    let (lines, words) = (vec![line], "Weighed with her.".into());
    let act = Act::DecideLines(DecideLines { case, lines, decision, words });
    record.tries(practitioner(BEL), Told::default(), act).map(|_| ())
}

fn says_of_mira(fact: &Fact) -> bool {
    matches!(fact, Fact::WordsSpoken(spoken) if spoken.words == WORDS_2)
}

#[test]
fn confidences_other_voices_and_other_names_wait_for_a_decision() {
    let mut record = Record::closed();
    let told = Told { audience: Some(Audience::Team), ..as_voice(member(TOMAS)) };
    record.does_told(practitioner(ASHA), told, says(WordsId(n(301)), "I hear him at night."));
    record.does(practitioner(ASHA), says(WordsId(n(302)), "I asked Mira for her key."));
    record.does(practitioner(ASHA), says(WordsId(n(303)), "Robin and I walked."));
    let case = asked(&mut record, ROBIN);
    let of =
        |id: u128| line(&record, case, |f| matches!(f, Fact::WordsSpoken(s) if s.words.0 == n(id))).unwrap();
    assert!(of(301).marks.contains(&Mark::Confidence));
    assert_eq!((of(301).fate, of(302).fate), (Fate::Open, Fate::Open));
    assert!(of(302).marks.contains(&Mark::NamesOthers));
    assert_eq!((of(303).marks.len(), of(303).fate), (0, Fate::Given));
    let mira = line(&record, case, says_of_mira).unwrap();
    assert!(mira.marks.contains(&Mark::OtherVoice) && mira.fate == Fate::Open);
    let call = line(&record, case, |fact| matches!(fact, Fact::HelpAsked(_))).unwrap();
    assert!(call.marks.contains(&Mark::Confidence));
}

#[test]
fn what_belongs_to_a_line_that_is_kept_back_is_kept_back_with_it() {
    let mut record = Record::closed();
    let told = as_voice(member(MIRA));
    let amended = WordsAmended { words: WORDS_2, meeting: FIRST, text: "It was Sunday.".into() };
    record.does_told(practitioner(ASHA), told, Act::AmendWords(amended));
    let case = asked(&mut record, ROBIN);
    let mira = line(&record, case, says_of_mira).unwrap().entry.id;
    let third = Giving::KeepBack(Ground::ThirdParty);
    decide_on(&mut record, case, mira, third).unwrap();
    let amended = line(&record, case, |fact| matches!(fact, Fact::WordsAmended(_))).unwrap();
    assert_eq!(amended.fate, Fate::Kept(None));
    decide_on(&mut record, case, mira, Giving::Give).unwrap();
    let amended = line(&record, case, |fact| matches!(fact, Fact::WordsAmended(_))).unwrap();
    assert_eq!(amended.fate, Fate::Open, "the last decision counts");
}

#[test]
fn what_is_written_about_keeping_back_and_out_of_sight_is_never_a_line() {
    let mut record = Record::closed();
    let (hidden, held) =
        (record.network().words[&WORDS].spoken.entry.id, record.network().words[&WORDS_2].spoken.entry.id);
    let words = || "Weighed.".to_owned();
    let taken = TakenOutOfSight { entry: hidden, why: Misplaced::Other, words: words(), reviewer: BEL };
    record.does(practitioner(ASHA), Act::TakeOutOfSight(taken));
    record.does(practitioner(BEL), Act::KeepOutOfSight(KeptOutOfSight { entry: hidden, words: words() }));
    record.does(practitioner(BEL), Act::PutBack(PutBack { entry: hidden, words: words() }));
    record.withholds(held);
    record.does(practitioner(BEL), withheld_no_more(held));
    let case = asked(&mut record, ROBIN);
    let network = record.network();
    let lines: BTreeSet<_> =
        network.lines(network.case(case).unwrap()).iter().map(|line| line.entry.told.fact.name()).collect();
    let told: BTreeSet<_> = network.entries.iter().map(|entry| entry.told.fact.name()).collect();
    let about = [
        "taken-out-of-sight/1",
        "kept-out-of-sight/1",
        "put-back/1",
        "entry-held-back/1",
        "entry-withheld/2",
        "withholding-ended/1",
    ];
    assert!(about.iter().all(|name| told.contains(name)));
    assert!(about.iter().all(|name| !lines.contains(name)), "{lines:?}");
}

#[test]
fn serious_harm_is_a_ground_only_after_an_opinion_that_calls_it_likely() {
    let mut record = Record::closed();
    let case = asked(&mut record, ROBIN);
    let own = line(&record, case, |fact| matches!(fact, Fact::HelpAsked(_))).unwrap().entry.id;
    let harm = || Giving::KeepBack(Ground::SeriousHarm);
    assert_eq!(decide_on(&mut record, case, own, harm()).unwrap_err().why, Why::NeedsOpinion);
    for is_harm_likely in [false, true] {
        let (given_by, on, words) = (BEL, day("2026-03-09"), "I have read it.".into());
        let opinion = HarmOpinionGiven { case, given_by, on, is_harm_likely, words };
        record.does(practitioner(BEL), Act::GiveHarmOpinion(opinion));
        assert_eq!(decide_on(&mut record, case, own, harm()).is_ok(), is_harm_likely);
    }
}

#[test]
fn only_the_records_officer_decides_and_only_on_lines_of_an_open_request() {
    let mut record = Record::closed();
    let case = asked(&mut record, TOMAS);
    let theirs = record.network().lines(record.network().case(case).unwrap());
    assert!(!theirs.iter().any(|line| says_of_mira(&line.entry.told.fact)), "not about him");
    let mine = theirs[0].entry.id;
    let lines = vec![mine];
    let act = DecideLines { case, lines, decision: Giving::Give, words: String::new() };
    assert_eq!(record.refused(practitioner(ASHA), Act::DecideLines(act.clone())), Why::NotYoursToDecide);
    let words = record.whole.entries().iter().find(|e| says_of_mira(&e.told.fact)).unwrap().id;
    let other = DecideLines { lines: vec![words], ..act.clone() };
    assert_eq!(record.refused(practitioner(BEL), Act::DecideLines(other)), Why::NotHere);
    record.does(practitioner(BEL), Act::AnswerAccess(AccessAnswered { asked: case, words: "Given.".into() }));
    assert_eq!(record.refused(practitioner(BEL), Act::DecideLines(act)), Why::NotHere);
}

#[test]
fn what_went_wrong_waits_to_be_told() {
    let mut record = Record::closed();
    let noted = CandourNoted { what: "The letter went astray.".into(), on: day("2026-03-09") };
    let noted = record.does(practitioner(ASHA), Act::NoteCandour(noted))[0].id;
    assert_eq!(record.network().to_be_told().count(), 1);
    let told = |on: &str| {
        let (on, words) = (day(on), "We are sorry.".into());
        Act::TellCandour(CandourTold { noted, on, meeting: Some(FIRST), letter: None, words })
    };
    assert_eq!(record.refused(practitioner(ASHA), told("2026-03-08")), Why::EndsBeforeItBegins);
    record.does(practitioner(ASHA), told("2026-03-09"));
    assert_eq!(record.network().to_be_told().count(), 0);
}
