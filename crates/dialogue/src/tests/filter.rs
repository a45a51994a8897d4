//! What you may not see leaves no trace (promise 4), at the fold: a viewer's network is that of a
//! record in which the unreadable never existed.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use proptest::prelude::*;

use super::{sequences::*, *};

/// A viewer who reads about `share` of ten classes, any ones.
fn reads(class: &Class, seed: u64, share: u64) -> bool {
    BuildHasherDefault::<DefaultHasher>::default().hash_one((seed, class)) % 10 < share
}

/// Everything that a network knows by name: each came from an entry of its own.
fn begun_by(network: &Network) -> Vec<&Arc<Entry>> {
    let mut all: Vec<&Arc<Entry>> = Vec::new();
    all.extend(network.people.members.values().map(|m| &m.names[0].entry));
    all.extend(network.people.circles.values().map(|c| &c.entry));
    all.extend(network.requests.values().map(|r| &r.asked.entry));
    all.extend(network.meetings.values().map(|m| &m.plans[0].entry));
    all.extend(network.words.values().map(|p| &p.spoken.entry));
    all.extend(network.shared.values().map(|s| &s.offered.entry));
    all.extend(network.questions.values().map(|q| &q.opened.entry));
    all.extend(network.decisions.values().map(|d| &d.opened.entry));
    all.extend(network.promises.values().map(|p| &p.made.entry));
    all.extend(network.stays.values().map(|s| &s.began.entry));
    all.extend(network.files.values().map(|f| &f.entry));
    all
}

/// Everything a page might ask, so that it is shown not to panic.
fn asked_everything(network: &Network, whole: &Whole) {
    let stages: Vec<_> = network.requests.values().map(|request| network.clock(request).stage()).collect();
    let meetings: Vec<_> =
        network.meetings_in_time().into_iter().map(|m| (m.is_read_back(), network.words_in(m.id))).collect();
    let states: Vec<_> =
        network.meetings.values().flat_map(|m| m.read_back.values().map(ReadBack::state)).collect();
    let stand: Vec<_> = network.shared.values().map(SharedWords::stand).collect();
    let options: Vec<_> = network.decisions.values().flat_map(Decision::all_options).collect();
    let unread = (network.unread_words().count(), network.unfiled().count());
    let now = (network.running_clock(), network.first_call(), network.current_stay(), network.next_meeting());
    let alone = network.people.comes_alone();
    std::hint::black_box((stages, meetings, states, stand, options, unread, now, alone));
    crate::index::rows(whole);
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn what_may_not_be_read_might_as_well_never_have_been_written(
        life in lives(), seed: u64, share in 0u64..=10,
    ) {
        let record = run(&life);
        let seen = record.seen(|class| reads(class, seed, share));
        let mut never = Whole::empty(NETWORK);
        seen.entries.iter().for_each(|entry| never.apply(entry.clone()));
        prop_assert_eq!(&never.network, &seen);
        asked_everything(&seen, &never);
        let readable: BTreeSet<EntryId> = seen.entries.iter().map(|entry| entry.id).collect();
        for entry in begun_by(&seen) {
            prop_assert!(readable.contains(&entry.id), "{}", entry.told.fact.name());
        }
        // The class is that of the entry as it stands in the record; a viewer may know less of it.
        for entry in &seen.entries {
            let whole = record.whole.entry(entry.id).unwrap();
            prop_assert!(reads(&record.whole.class(whole, then()), seed, share));
        }
    }

    #[test]
    fn a_meeting_whose_plan_may_not_be_read_is_on_no_list(life in lives(), seed: u64, share in 3u64..10) {
        let record = run(&life);
        let seen = record.seen(|class| reads(class, seed, share));
        let planned: BTreeSet<MeetingId> = seen.entries.iter().filter_map(|entry| match &entry.told.fact {
            Fact::MeetingPlanned(plan) => Some(plan.meeting),
            _ => None,
        }).collect();
        let known: BTreeSet<_> = seen.meetings.keys().copied().collect();
        prop_assert_eq!(&known, &planned);
        let listed: BTreeSet<_> = seen.meetings_in_time().into_iter().map(|m| m.id).collect();
        prop_assert_eq!(&listed, &planned);
        prop_assert!(seen.next_meeting().is_none_or(|m| planned.contains(&m.id)));
        prop_assert!(seen.unfiled().all(|m| planned.contains(&m.id)));
        prop_assert!(seen.filings.keys().all(|id| planned.contains(id)));
        let mut whole = Whole::empty(NETWORK);
        seen.entries.iter().for_each(|entry| whole.apply(entry.clone()));
        prop_assert!(crate::index::rows(&whole).meetings.iter().all(|row| planned.contains(&row.meeting)));
        for tie in &seen.people.ties {
            let knows = |id| seen.people.members.contains_key(id);
            prop_assert!(knows(&tie.from) && knows(&tie.to));
        }
    }

    /// What the store's shelf relies on: as long as `guards_version` stands still, a fold carried on
    /// is the fold made anew.
    #[test]
    fn a_fold_carried_on_under_the_same_guards_is_the_fold_made_anew(
        life in lives(), seed: u64, share in 0u64..=10,
    ) {
        let record = run(&life);
        let mut whole = Whole::empty(NETWORK);
        let mut carried = Network::empty(NETWORK);
        let mut guards = whole.guards_version();
        for entry in record.whole.entries() {
            whole.apply(entry.clone());
            if whole.guards_version() == guards {
                let one = std::slice::from_ref(entry);
                carried.take_readable(one, |entry| reads(&whole.class(entry, then()), seed, share));
            } else {
                guards = whole.guards_version();
                carried = Network::empty(NETWORK);
                let now = |entry: &Entry| reads(&whole.class(entry, then()), seed, share);
                carried.take_readable(whole.entries(), now);
            }
        }
        prop_assert_eq!(carried, record.seen(|class| reads(class, seed, share)));
    }
}

#[test]
fn an_answer_to_a_hidden_meeting_makes_no_meeting() {
    let mut record = Record::called();
    record.does_told(practitioner(ASHA), for_whom(Audience::Team), Act::PlanMeeting(plan(FIRST)));
    record.does(practitioner(ASHA), invitation(ROBIN, Coming::Coming));
    record.does(practitioner(ASHA), came(FIRST, member(ROBIN)));
    record.does(practitioner(ASHA), next(FIRST));
    record.does(practitioner(ASHA), closes(FIRST, record.now));
    record
        .does(practitioner(ASHA), Act::FileMeeting(MeetingFiled { meeting: FIRST, filed_as: "note".into() }));
    let seen = record.seen(|class| class.audience != Audience::Team && class.guard == Guard::None);
    assert!(seen.entries.iter().any(|entry| matches!(entry.told.fact, Fact::MeetingClosed(_))));
    assert!(seen.meetings.is_empty() && seen.meeting(FIRST).is_none());
    assert!(seen.filings.is_empty() && seen.unfiled().next().is_none());
    assert!(seen.meetings_in_time().is_empty() && seen.next_meeting().is_none());
}

#[test]
fn more_about_something_hidden_leaves_no_trace() {
    let mut record = Record::closed();
    let hidden = Told { audience: Some(Audience::Team), ..as_voice(member(TOMAS)) };
    let (secret, open) = (WordsId(n(98)), WordsId(n(99)));
    record.does_told(practitioner(ASHA), hidden, says(secret, "Between us."));
    let answer = WordsSpoken { in_answer_to: Some(secret), ..spoken(open, "Yes.") };
    record.does(member(ROBIN), Act::Speak(answer));
    let everything = record.seen(|_| true);
    assert_eq!(everything.words[&secret].answers, [open]);
    let seen = record.seen(|class| class.audience != Audience::Team);
    assert!(seen.words.contains_key(&open) && !seen.words.contains_key(&secret));
    assert_eq!(seen.unread_words().count(), 0);
}

/// The rules of `policies/` for the person and for members, in short.
fn may_read(standing: &Standing, class: &Class) -> bool {
    let own = class.voice.is_some() && class.voice == standing.voice;
    let chosen = match (standing.role, class.audience) {
        (_, Audience::OnlyMe) => class.drafted_by == Some(standing.account),
        (Role::Person, Audience::Team) => own,
        (Role::Person, _) => true,
        (_, Audience::Everyone) => true,
        (_, Audience::Present(meeting)) => own || standing.present.contains(&meeting),
        (_, Audience::Circle(circle)) => own || standing.circles.contains(&circle),
        _ => own,
    };
    chosen && class.guard == Guard::None
}

/// A confidence that was released reads as what it became: of its call the sender may not know.
fn as_became(mut facts: Vec<Draft>, whole: &Whole) -> Vec<Draft> {
    for draft in &mut facts {
        let released = |call| whole.network.requests.get(&call).is_some_and(|call| call.is_released());
        if matches!(draft.audience, Audience::Confidence(call) if released(call)) {
            draft.audience = Audience::PersonAndTeam;
        }
    }
    facts
}

proptest! {
    #![proptest_config(cases())]

    /// What the sender could send from their own pages is answered as if the hidden did not exist;
    /// or the refusal names a hidden entry, and the edge gives the neutral answer.
    #[test]
    fn no_command_open_to_members_is_changed_by_what_its_sender_may_not_read(life in lives()) {
        lived_before(&life, |record, who, command| {
            let ctx = Context::new(record.now, account(who));
            if !matches!(command.deed(&ctx.account), Deed::Speak | Deed::Answer) || who.member().is_none() {
                return Ok(());
            }
            let standing = record.whole.standing(&ctx);
            let mut known = Whole::empty(NETWORK);
            let (readable, hidden): (Vec<_>, Vec<_>) = record.whole.entries().iter().cloned()
                .partition(|entry| may_read(&standing, &record.whole.class(entry, then())));
            readable.into_iter().for_each(|entry| known.apply(entry));
            let knows_person = known.network.people.person().is_some();
            let Ok(expected) = decide(&known, command, &ctx) else { return Ok(()) };
            if !knows_person {
                return Ok(());
            }
            match decide(&record.whole, command, &ctx) {
                // An id that is taken already: in life it is drawn anew each time.
                Ok(facts) if facts.is_empty() => {}
                Ok(facts) => prop_assert_eq!(as_became(facts, &record.whole), as_became(expected, &record.whole)),
                Err(refusal) => {
                    let is_hidden = |id: &EntryId| hidden.iter().any(|entry| entry.id == *id);
                    prop_assert!(refusal.rests_on.iter().any(is_hidden), "{:?} {:?}", command.act, refusal);
                }
            }
            Ok(())
        })?;
    }
}
