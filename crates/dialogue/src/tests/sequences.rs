//! Whole lives of a network, made up by proptest.
//! A small world, so that commands meet: four members, three practitioners, two meetings.

mod act;
mod properties;

use proptest::{collection::vec, prelude::*};

use super::*;
use act::act;

/// One command of a made-up life: who sends it, which act, and small numbers that its parts are taken from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    sender: u8,
    act: u8,
    a: u8,
    b: u8,
    header: u8,
}

/// How many lives are lived in each property; PROPTEST_CASES says more, for a long search.
pub(super) fn cases() -> ProptestConfig {
    let usual = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => usual,
        None => ProptestConfig { cases: 160, ..usual },
    }
}

fn step() -> impl Strategy<Value = Step> {
    (0u8..10, 0u8..ACTS, 0u8..24, 0u8..24, 0u8..40).prop_map(|(sender, act, a, b, header)| Step {
        sender,
        act,
        a,
        b,
        header,
    })
}

/// A made-up life: how far the record had come, and the commands that follow.
#[derive(Clone, Debug)]
pub(super) struct Life {
    begins: u8,
    steps: Vec<Step>,
}

/// A life that begins with nothing known.
fn from_nothing() -> impl Strategy<Value = Life> {
    vec(step(), 0..60).prop_map(|steps| Life { begins: 0, steps })
}

/// A life that begins with a call, in a meeting, or after one.
pub(super) fn lives() -> impl Strategy<Value = Life> {
    (1u8..4, vec(step(), 0..90)).prop_map(|(begins, steps)| Life { begins, steps })
}

const MEMBERS: [MemberId; 4] = [ROBIN, MIRA, TOMAS, NOBODY];
const PRACTITIONERS: [PractitionerId; 3] = [ASHA, BEL, COLM];
const PASSAGES: [WordsId; 5] = [WORDS, WORDS_2, WordsId(n(301)), WordsId(n(302)), WordsId(n(303))];
const ACTS: u8 = 100;

fn pick<T: Copy>(of: &[T], at: u8) -> T {
    of[usize::from(at) % of.len()]
}

fn somebody(at: u8) -> Who {
    if at.is_multiple_of(2) {
        member(pick(&MEMBERS, at / 2))
    } else {
        practitioner(pick(&PRACTITIONERS, at / 2))
    }
}

fn sender(step: Step) -> Who {
    match step.sender {
        0..=4 => practitioner(pick(&PRACTITIONERS, step.sender)),
        other => member(pick(&MEMBERS[..3], other)),
    }
}

fn told(step: Step) -> Told {
    let audiences = [
        Audience::Everyone,
        Audience::Present(FIRST),
        Audience::Circle(CIRCLE),
        Audience::PersonAndTeam,
        Audience::Confidence(pick(&[CALL, CALL_2], step.b)),
        Audience::Team,
        Audience::OnlyMe,
    ];
    let meeting = Some(pick(&[FIRST, SECOND], step.b));
    match step.header {
        0..=15 => Told::default(),
        16..=21 => Told { meeting, ..Told::default() },
        22..=27 => Told { meeting, voice: Some(somebody(step.b)), ..Told::default() },
        28..=29 => as_voice(somebody(step.a)),
        // In confidence, as members tell it.
        30..=31 => {
            let audience = Some(Audience::Team);
            Told { audience, ..as_voice(member(pick(&MEMBERS[1..3], step.a))) }
        }
        32..=33 => Told { spoken_by: Some(somebody(step.b)), ..as_voice(somebody(step.a)) },
        other => for_whom(pick(&audiences, other + step.a)),
    }
}

/// Lives a life; what was accepted is in the record.
pub(super) fn run(life: &Life) -> Record {
    lived(life, |_, _, _| Ok(())).unwrap()
}

type Checked = Result<(), TestCaseError>;

fn lived(
    life: &Life,
    mut check: impl FnMut(&Record, Who, &Result<Vec<Arc<Entry>>, Refusal>) -> Checked,
) -> Result<Record, TestCaseError> {
    let mut record = begun(life);
    for step in &life.steps {
        let who = sender(*step);
        let act = act(*step, &record);
        let said = record.tries(who, told(*step), act);
        check(&record, who, &said)?;
    }
    Ok(record)
}

fn begun(life: &Life) -> Record {
    match life.begins {
        0 => Record::new(),
        1 => Record::called(),
        2 => Record::meeting(),
        _ => Record::closed(),
    }
}

/// Lives a life, looking at each command before it is decided.
pub(super) fn lived_before(life: &Life, mut look: impl FnMut(&Record, Who, &Command) -> Checked) -> Checked {
    let mut record = begun(life);
    for step in &life.steps {
        let (who, id) = (sender(*step), CommandId(n(2_000_000 + record.sent)));
        let command = Command { id, told: told(*step), act: act(*step, &record) };
        look(&record, who, &command)?;
        record.sent += 1;
        drop(record.sends(who, &command));
    }
    Ok(())
}

/// Lives a life in which members do only what is open to members.
pub(super) fn run_as_permitted(life: &Life) -> Record {
    let mut record = begun(life);
    for step in &life.steps {
        let (who, id) = (sender(*step), CommandId(n(2_000_000 + record.sent)));
        let command = Command { id, told: told(*step), act: act(*step, &record) };
        let is_open = matches!(command.deed(&account(who)), Deed::Speak | Deed::Answer);
        record.sent += 1;
        if is_open || who.practitioner().is_some() {
            drop(record.sends(who, &command));
        }
    }
    record
}

#[test]
fn the_made_up_lives_are_rich_enough_to_prove_something() {
    use proptest::{strategy::ValueTree, test_runner::TestRunner};
    let mut runner = TestRunner::deterministic();
    let mut seen = BTreeSet::new();
    for _ in 0..1500 {
        let life = lives().new_tree(&mut runner).unwrap().current();
        seen.extend(run(&life).whole.entries().iter().map(|entry| entry.told.fact.name()));
    }
    let service = [
        "service-named/1",
        "practitioner-joined/1",
        "practitioner-left/1",
        "duty-given/1",
        "duty-ended/1",
        "retention-rules/1",
        "destruction-proposed/1",
        "destruction-dropped/1",
        // Nobody writes the older shape any more.
        "entry-withheld/1",
    ];
    let missing: Vec<_> =
        Fact::NAMES.iter().filter(|name| !seen.contains(*name) && !service.contains(*name)).collect();
    assert!(missing.is_empty(), "never accepted: {missing:?}");
}
