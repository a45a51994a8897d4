//! What holds after every sequence of commands.

use super::*;

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn a_network_never_lacks_a_holder_or_a_person(life in from_nothing()) {
        lived(&life, |record, _, _| {
            let network = record.network();
            let begun = !record.whole.is_empty();
            prop_assert_eq!(network.team.holder().is_some(), begun);
            prop_assert_eq!(network.people.members.values().filter(|m| m.is_person()).count(), usize::from(begun));
            prop_assert_eq!(network.requests.is_empty(), !begun);
            Ok(())
        })?;
    }

    #[test]
    fn no_sequence_of_commands_lets_a_member_write_in_anothers_voice(life in lives()) {
        lived(&life, |_, who, said| {
            for entry in said.iter().flatten() {
                prop_assert_eq!(entry.told.by, account(who).id);
                let told = &entry.told;
                if who.member().is_some() {
                    prop_assert_eq!((told.voice, told.scribe), (Some(who), None), "{}", told.fact.name());
                } else {
                    prop_assert_eq!(told.scribe, Some(who).filter(|hand| Some(*hand) != told.voice));
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_refusal_rests_on_entries_that_are_there(life in lives()) {
        lived(&life, |record, _, said| {
            if let Err(refusal) = said {
                let there = |id: &EntryId| record.whole.entries().iter().any(|entry| entry.id == *id);
                prop_assert!(refusal.rests_on.iter().all(there));
            }
            Ok(())
        })?;
    }

    #[test]
    fn words_once_said_are_never_changed(life in lives()) {
        let mut first: std::collections::BTreeMap<WordsId, String> = Default::default();
        lived(&life, |record, _, _| {
            for (id, passage) in &record.network().words {
                let text = first.entry(*id).or_insert_with(|| passage.spoken.text.clone());
                prop_assert_eq!(&*text, &passage.spoken.text);
                let scribe = passage.scribe().or(passage.voice());
                for reworded in &passage.rewordings {
                    let hand = reworded.entry.told.scribe.or(reworded.entry.told.voice);
                    prop_assert!(hand == passage.voice() || hand == scribe);
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn the_same_command_again_follows_to_nothing(life in lives(), again in 0u8..60) {
        let record = run(&life);
        let entries = record.whole.entries();
        let command = entries[usize::from(again) % entries.len()].id.command;
        let other = Command { id: command, told: Told::default(), act: named(TOMAS, "Sent again") };
        prop_assert!(record.clone().sends(practitioner(ASHA), &other).unwrap().is_empty());
    }

    #[test]
    fn rows_are_the_same_after_reading_the_record_again(life in lives()) {
        let record = run(&life);
        let mut again = Whole::empty(NETWORK);
        for entry in record.whole.entries() {
            let body = Body { id: entry.id, told: entry.told.clone() };
            let stored = serde_json::to_string(&body).unwrap();
            let Body { id, told } = serde_json::from_str(&stored).unwrap();
            again.apply(Arc::new(Entry { id, recorded_at: entry.recorded_at, told }));
        }
        prop_assert_eq!(crate::index::rows(&again), crate::index::rows(&record.whole));
        prop_assert_eq!(&again.network, record.network());
        prop_assert_eq!(again.guards_version(), record.whole.guards_version());
        let team: BTreeSet<_> = crate::index::rows(&again).seats.into_iter().filter_map(|seat| match seat {
            crate::index::SeatRow::Practitioner(id) => Some(id),
            crate::index::SeatRow::Member(_) | crate::index::SeatRow::Cover(_) => None,
        }).collect();
        let with: BTreeSet<_> = PRACTITIONERS.into_iter().filter(|id| again.network.is_with_team(*id)).collect();
        prop_assert_eq!(team, with);
    }
}
