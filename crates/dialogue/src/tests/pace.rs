//! Folding is linear: a life ten times as long takes about ten times as long, whatever machine it runs on.

use std::time::Instant;

use super::*;

/// A meeting where very much is said, withheld, answered, and opened to others, between two who must not meet.
fn long(passages: u128) -> Vec<Arc<Entry>> {
    let mut record = Record::meeting();
    record.withholds(record.whole.entries()[3].id);
    let template = {
        let told = Told::in_meeting(FIRST, member(ROBIN));
        record.does_told(practitioner(ASHA), told, says(WORDS, "The first of many.")).remove(0)
    };
    let words = String::new();
    let mark = UnsafePairMarked { one: MIRA, other: TOMAS, words, at_risk: Some(MIRA) };
    record.does(practitioner(ASHA), Act::MarkUnsafePair(mark));
    let mut entries = record.whole.entries().to_vec();
    entries.extend((0..passages).map(|nth| {
        if nth % 2 == 1 {
            // What was said just before is for everyone from now on.
            let said = EntryId { command: CommandId(n(10_000_000 + nth - 1)), nth: 0 };
            let fact = AudienceChanged { entry: said, audience: Audience::Everyone }.into();
            let id = EntryId { command: CommandId(n(10_000_000 + nth)), nth: 0 };
            return Arc::new(Entry { id, told: Draft { fact, ..template.told.clone() }, ..*template });
        }
        let in_answer_to = Some(WORDS);
        let spoken = WordsSpoken { in_answer_to, ..spoken(WordsId(n(10_000 + nth)), "And one more.") };
        let id = EntryId { command: CommandId(n(10_000_000 + nth)), nth: 0 };
        Arc::new(Entry { id, told: Draft { fact: spoken.into(), ..template.told.clone() }, ..*template })
    }));
    entries
}

fn quickest_fold(entries: &[Arc<Entry>]) -> f64 {
    let folds = (0..9).map(|_| {
        let begun = Instant::now();
        let mut whole = Whole::empty(NETWORK);
        entries.iter().for_each(|entry| whole.apply(entry.clone()));
        let network = entries.iter().filter(|entry| whole.class(entry, then()).guard == Guard::None).fold(
            Network::empty(NETWORK),
            |mut network, entry| {
                network.apply(entry.clone());
                network
            },
        );
        assert!(network.entries.len() + 5 > entries.len());
        begun.elapsed().as_secs_f64()
    });
    folds.fold(f64::INFINITY, f64::min)
}

#[test]
fn folding_ten_times_as_much_takes_about_ten_times_as_long() {
    // A quadratic fold would take a hundred times as long. The quickest of nine rounds counts, and a
    // busy machine gets three goes, so that only the shape of the work can fail this.
    let (short, long) = (long(1_000), long(10_000));
    let ratios: Vec<_> = (0..3).map(|_| quickest_fold(&long) / quickest_fold(&short)).collect();
    assert!(ratios.iter().any(|ratio| *ratio < 30.0), "{ratios:?}");
}
