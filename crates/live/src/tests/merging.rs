//! Merging loses nothing: not what waits for something that has not come, not what came twice.

use proptest::prelude::*;
use yrs::{Doc, GetString, ReadTxn, StateVector, Text, Transact, Update, updates::decoder::Decode};

use crate::merge;

/// Updates of one writer, each an edit.
fn history(edits: &[(u32, bool)]) -> (Vec<Vec<u8>>, String) {
    let doc = Doc::with_client_id(5);
    let words = doc.get_or_insert_text("words");
    let mut updates = Vec::new();
    for (at, deletes) in edits {
        let mut transaction = doc.transact_mut();
        let length = words.len(&transaction);
        let at = at.checked_rem(length.max(1)).unwrap_or(0);
        if *deletes && length > at {
            words.remove_range(&mut transaction, at, 1);
        } else {
            words.insert(&mut transaction, at, "x");
        }
        updates.push(transaction.encode_update_v1());
    }
    let text = words.get_string(&doc.transact());
    (updates, text)
}

fn text_of(update: &[u8]) -> String {
    let doc = Doc::new();
    let words = doc.get_or_insert_text("words");
    doc.transact_mut().apply_update(Update::decode_v1(update).unwrap()).unwrap();
    words.get_string(&doc.transact())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn a_snapshot_taken_at_any_moment_of_any_order_says_the_same(
        edits in prop::collection::vec((any::<u32>(), any::<bool>()), 1..30),
        shuffled in any::<u64>(),
        cut in any::<prop::sample::Index>(),
    ) {
        let (mut updates, text) = history(&edits);
        let mut chance = super::world::Chance(shuffled);
        for at in (1..updates.len()).rev() {
            updates.swap(at, chance.below(at + 1));
        }
        let rest = updates.split_off(cut.index(updates.len()));
        // Half of it is merged although most of that cannot be applied yet.
        let log = [merge::merged(&updates).unwrap(), rest].concat();
        let merged = merge::merged(&log).unwrap();
        prop_assert_eq!(merged.len(), 1, "nothing waits any more");
        prop_assert_eq!(text_of(&merged[0]), text.clone());
        let difference = merge::difference(&log, &[0]).unwrap();
        prop_assert_eq!(text_of(&difference.missing), text);
        prop_assert!(difference.besides.is_empty());
        for update in &log {
            prop_assert!(merge::contains(&log, update).unwrap());
        }
    }

    #[test]
    fn an_update_that_cannot_be_read_is_told_and_ends_nothing(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        let _ = merge::check(&bytes);
        let _ = merge::check_vector(&bytes);
    }
}

#[test]
fn an_update_with_something_new_is_not_contained() {
    let (updates, _) = history(&[(0, false), (1, false), (0, true)]);
    let log = updates[..2].to_vec();
    assert!(merge::contains(&log, &updates[1]).unwrap());
    assert!(!merge::contains(&log, &updates[2]).unwrap(), "a deletion is something new");
    assert!(!merge::contains(&log[..1].to_vec(), &updates[2]).unwrap(), "and so is what must wait");
}

#[test]
fn whoever_has_everything_lacks_nothing() {
    let (log, text) = history(&[(0, false), (1, false)]);
    let first = merge::difference(&log, &[0]).unwrap();
    assert_eq!(text_of(&first.missing), text);
    assert!(merge::is_empty(&merge::difference(&log, &first.vector).unwrap().missing));
    assert!(merge::is_empty(&Doc::new().transact().encode_state_as_update_v1(&StateVector::default())));
}

#[test]
fn more_clients_than_bytes_are_not_believed() {
    assert!(merge::check(&[0xff, 0xff, 0xff, 0xff, 0x0f, 0, 0]).is_err());
    assert!(merge::check_vector(&[0xff, 0xff, 0xff, 0xff, 0x0f, 0, 0]).is_err());
}
