//! Live documents: appended and there, numbered by several processes, compacted without loss, frozen by the closing.

use dialogue::{
    Act, MeetingId, Told,
    meeting::{Came, MeetingClosed, Next, NextSaid, Presence},
    plan::{MeetingPlanned, Place, Planned},
};
use store::{LiveAppend, LivePlace, Store};
use uuid::Uuid;

use crate::{
    engines::on_both,
    people::{People, command},
    world::World,
};

on_both! {
    what_is_appended_is_there_after_a_restart,
    nothing_is_in_clear,
    what_is_appended_meanwhile_survives_a_compaction,
    the_second_of_two_compactions_changes_nothing,
    another_process_hears_what_is_new_and_only_that,
    two_processes_append_without_a_gap,
    the_closing_freezes_in_its_own_transaction,
    only_what_is_frozen_is_forgotten_and_all_of_it,
}

const MEETING: MeetingId = MeetingId(Uuid::from_u128(0x17));

fn shared() -> LivePlace {
    LivePlace { meeting: MEETING, voice: None }
}

async fn begun(world: &World) -> (Store, People) {
    let (people, store) = (People::new(), world.open().await);
    people.begin(world, &store).await;
    store.open_live(people.network, MEETING).await.unwrap();
    (store, people)
}

async fn append(store: &Store, place: LivePlace, updates: &[&str]) -> Vec<bool> {
    let appends: Vec<_> =
        updates.iter().map(|update| LiveAppend { place, update: update.as_bytes(), late: None }).collect();
    store.append_live(&appends).await.unwrap()
}

async fn texts(store: &Store, place: LivePlace) -> Vec<String> {
    let log = store.live_log(place).await.unwrap();
    log.updates.into_iter().map(|update| String::from_utf8(update).unwrap()).collect()
}

async fn what_is_appended_is_there_after_a_restart(world: World) {
    let (store, people) = begun(&world).await;
    let voice = LivePlace { meeting: MEETING, voice: people.mira.voice() };
    assert_eq!(append(&store, shared(), &["one", "two"]).await, [true, true]);
    assert_eq!(append(&store, voice, &["mine"]).await, [true]);
    drop(store);
    let store = world.open().await;
    assert_eq!(texts(&store, shared()).await, ["one", "two"]);
    assert_eq!(texts(&store, voice).await, ["mine"]);
    let heads = store.live_heads().await.unwrap();
    assert_eq!(heads, [(shared(), 2), (voice, 1)]);
}

async fn nothing_is_in_clear(world: World) {
    let (store, _) = begun(&world).await;
    append(&store, shared(), &["I have not slept."]).await;
    let log = store.live_log(shared()).await.unwrap();
    assert!(store.compact_live(shared(), &log, &[b"I have not slept either.".to_vec()]).await.unwrap());
    append(&store, shared(), &["I have not slept."]).await;
    for table in ["live_update", "live_snapshot", "live_document", "live_meeting"] {
        let rows = world.rows(table).await.concat();
        assert!(
            !rows.is_empty() && !rows.contains("slept") && !rows.contains("736c657074"),
            "{table}: {rows}"
        );
    }
}

async fn what_is_appended_meanwhile_survives_a_compaction(world: World) {
    let (store, _) = begun(&world).await;
    append(&store, shared(), &["one", "two"]).await;
    let read = store.live_log(shared()).await.unwrap();
    append(&store, shared(), &["three"]).await;
    assert!(
        store.compact_live(shared(), &read, &[b"one and two".to_vec(), b"and more".to_vec()]).await.unwrap()
    );
    assert_eq!(texts(&store, shared()).await, ["one and two", "and more", "three"]);
    let log = store.live_log(shared()).await.unwrap();
    assert_eq!((log.upto, log.snapshot, log.tail), (3, 2, 1));
    assert!(store.compact_live(shared(), &log, &[b"all".to_vec()]).await.unwrap());
    append(&store, shared(), &["four"]).await;
    assert_eq!(texts(&store, shared()).await, ["all", "four"]);
    assert_eq!(store.live_heads().await.unwrap(), [(shared(), 4)], "no number is given twice");
}

async fn the_second_of_two_compactions_changes_nothing(world: World) {
    let (store, _) = begun(&world).await;
    append(&store, shared(), &["one"]).await;
    let read = store.live_log(shared()).await.unwrap();
    append(&store, shared(), &["two"]).await;
    let later = store.live_log(shared()).await.unwrap();
    assert!(store.compact_live(shared(), &later, &[b"one and two".to_vec()]).await.unwrap());
    assert!(!store.compact_live(shared(), &read, &[b"one".to_vec()]).await.unwrap());
    assert_eq!(texts(&store, shared()).await, ["one and two"]);
}

async fn another_process_hears_what_is_new_and_only_that(world: World) {
    let (here, _) = begun(&world).await;
    let there = world.open().await;
    append(&here, shared(), &["one"]).await;
    append(&there, shared(), &["two"]).await;
    let news = there.live_news(shared(), 0).await.unwrap();
    assert_eq!((news.updates, news.upto), (vec![b"one".to_vec()], 2));
    assert_eq!(there.live_news(shared(), 2).await.unwrap().updates, Vec::<Vec<u8>>::new());
    // What it had not heard yet when somebody compacted, it hears as the snapshot.
    append(&here, shared(), &["three"]).await;
    let log = here.live_log(shared()).await.unwrap();
    assert!(here.compact_live(shared(), &log, &[b"all three".to_vec()]).await.unwrap());
    let news = there.live_news(shared(), 2).await.unwrap();
    assert_eq!((news.updates, news.upto), (vec![b"all three".to_vec()], 3));
    if let Some(mut bell) = there.live_doorbell() {
        let before = *bell.borrow_and_update();
        // Rung until it is heard: the other side may still be going to the door.
        while !bell.has_changed().unwrap() {
            append(&here, shared(), &["ring"]).await;
        }
        assert!(*bell.borrow_and_update() > before);
    }
}

async fn two_processes_append_without_a_gap(world: World) {
    let (here, _) = begun(&world).await;
    let there = world.open().await;
    let write = |store: Store, name: &'static str| async move {
        for turn in 0..40 {
            let update = format!("{name}{turn}");
            let appends = [LiveAppend { place: shared(), update, late: None }];
            assert_eq!(store.append_live(&appends).await.unwrap(), [true]);
        }
    };
    tokio::join!(write(here.clone(), "a"), write(there.clone(), "b"), write(here.clone(), "c"));
    let all = texts(&there, shared()).await;
    for name in ["a", "b", "c"] {
        let own: Vec<_> = all.iter().filter(|text| text.starts_with(name)).cloned().collect();
        assert_eq!(own, (0..40).map(|turn| format!("{name}{turn}")).collect::<Vec<_>>());
    }
    assert_eq!(here.live_heads().await.unwrap(), [(shared(), 120)]);
}

async fn closes(world: &World, store: &Store, people: &People) {
    let act = async |act| {
        store.act(&people.tamsin, people.network, command(Told::default(), act)).await.unwrap();
    };
    let when = Planned { at: "2026-11-20T18:00:00".parse().unwrap(), zone: "Europe/London".into() };
    act(Act::PlanMeeting(MeetingPlanned {
        meeting: MEETING,
        when,
        place: Place::Home,
        place_words: "Her kitchen".into(),
        remote: String::new(),
        invited: [people.mira.voice().unwrap().member().unwrap()].into(),
        practitioners: [people.tamsin, people.joel]
            .map(|who| who.voice().unwrap().practitioner().unwrap())
            .into(),
        wording: String::new(),
        reason: String::new(),
    }))
    .await;
    let came = Came {
        meeting: MEETING,
        who: people.mira.voice().unwrap(),
        presence: Presence::There,
        called: String::new(),
    };
    act(Act::NoteCame(came)).await;
    act(Act::SayNext(NextSaid { meeting: MEETING, next: Next::YouCall })).await;
    assert_eq!(append(store, shared(), &["before"]).await, [true]);
    act(Act::CloseMeeting(MeetingClosed { meeting: MEETING, began_at: world.now(), minutes: None })).await;
}

async fn the_closing_freezes_in_its_own_transaction(world: World) {
    let (store, people) = begun(&world).await;
    closes(&world, &store, &people).await;
    assert_eq!(append(&store, shared(), &["after"]).await, [false]);
    let new = LivePlace { meeting: MEETING, voice: people.mira.voice() };
    assert_eq!(append(&store, new, &["after"]).await, [false]);
    // Opened again by somebody who has not heard of the closing, it stays closed.
    let elsewhere = world.open().await;
    elsewhere.open_live(people.network, MEETING).await.unwrap();
    assert_eq!(append(&elsewhere, shared(), &["after"]).await, [false]);
    assert_eq!(texts(&store, shared()).await, ["before"]);
    assert_eq!(store.live_heads().await.unwrap(), []);
}

async fn only_what_is_frozen_is_forgotten_and_all_of_it(world: World) {
    let (store, people) = begun(&world).await;
    append(&store, shared(), &["open"]).await;
    assert!(!store.forget_live(MEETING).await.unwrap());
    let read = store.live_log(shared()).await.unwrap();
    closes(&world, &store, &people).await;
    assert!(store.forget_live(MEETING).await.unwrap());
    // Neither does a compaction that had begun before bring it back.
    assert!(!store.compact_live(shared(), &read, &[b"open".to_vec()]).await.unwrap());
    for table in ["live_update", "live_snapshot", "live_document"] {
        assert_eq!(world.rows(table).await, Vec::<String>::new(), "{table}");
    }
    assert_eq!(append(&store, shared(), &["after"]).await, [false]);
}
