//! Live documents: appended and there, numbered by several processes, compacted without loss, frozen by the closing.

use dialogue::{
    Act, Command, MeetingId, Told, Why,
    late::TakeLate,
    meeting::{Came, MeetingClosed, Next, NextSaid, Presence},
    plan::{MeetingCalledOff, MeetingPlanned, Place, Planned},
    words::Kind,
    written::{CloseWritten, SharedPage, VoicePage, closing_of},
};
use jiff::SignedDuration;
use store::{
    ActError, Acted, EngineConfig, LateHand, LiveAppend, LiveEnd, LiveFrozen, LivePlace, Purpose, Sent,
    Store, StoreError,
};
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
    a_meeting_does_not_end_over_words_that_were_not_read,
    the_closing_takes_what_was_read_once_and_leaves_no_history,
    what_comes_late_is_settled_once_and_what_lapses_is_forgotten,
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

/// The meeting is planned and held; everything but its closing.
async fn held(store: &Store, people: &People) {
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
}

fn closing(world: &World) -> MeetingClosed {
    MeetingClosed { meeting: MEETING, began_at: world.now(), minutes: None }
}

/// The closing with what was read of the live page: nothing that is anybody's words here.
async fn closes(world: &World, store: &Store, people: &People, seen: i64) -> Result<Acted, ActError> {
    let act =
        CloseWritten { closed: closing(world), voices: Default::default(), shared: SharedPage::default() };
    let command = Command { id: closing_of(MEETING), told: Told::default(), act: Act::CloseWritten(act) };
    let place = LivePlace { meeting: MEETING, voice: people.mira.voice() };
    let frozen = vec![LiveFrozen { place, upto: 1, updates: vec![b"as it stood".to_vec()] }];
    let end = LiveEnd { meeting: MEETING, seen, frozen };
    store.close_live(&people.tamsin, people.network, command, &end).await
}

async fn the_closing_freezes_in_its_own_transaction(world: World) {
    let (store, people) = begun(&world).await;
    held(&store, &people).await;
    append(&store, shared(), &["before"]).await;
    closes(&world, &store, &people, 1).await.unwrap();
    assert_eq!(append(&store, shared(), &["after"]).await, [false]);
    let new = LivePlace { meeting: MEETING, voice: people.mira.voice() };
    assert_eq!(append(&store, new, &["after"]).await, [false]);
    // Opened again by somebody who has not heard of the closing, it stays closed.
    let elsewhere = world.open().await;
    elsewhere.open_live(people.network, MEETING).await.unwrap();
    assert_eq!(append(&elsewhere, shared(), &["after"]).await, [false]);
    assert_eq!(texts(&store, shared()).await, Vec::<String>::new());
    assert_eq!(store.live_heads().await.unwrap(), []);
}

async fn only_what_is_frozen_is_forgotten_and_all_of_it(world: World) {
    let (store, people) = begun(&world).await;
    append(&store, shared(), &["open"]).await;
    assert!(!store.forget_live(MEETING).await.unwrap());
    let voice = LivePlace { meeting: MEETING, voice: people.mira.voice() };
    append(&store, voice, &["mine"]).await;
    let (read, read_voice) = (store.live_log(shared()).await.unwrap(), store.live_log(voice).await.unwrap());
    held(&store, &people).await;
    closes(&world, &store, &people, 2).await.unwrap();
    // A compaction that had begun before does not bring back what was typed.
    assert!(!store.compact_live(voice, &read_voice, &[b"mine".to_vec()]).await.unwrap());
    assert_eq!(world.rows("live_snapshot").await, Vec::<String>::new());
    assert!(store.forget_live(MEETING).await.unwrap());
    // Neither does a compaction that had begun before bring it back.
    assert!(!store.compact_live(shared(), &read, &[b"open".to_vec()]).await.unwrap());
    for table in ["live_update", "live_snapshot", "live_document", "live_frozen", "live_late"] {
        assert_eq!(world.rows(table).await, Vec::<String>::new(), "{table}");
    }
    assert_eq!(append(&store, shared(), &["after"]).await, [false]);
}

async fn a_meeting_does_not_end_over_words_that_were_not_read(world: World) {
    let (store, people) = begun(&world).await;
    held(&store, &people).await;
    append(&store, shared(), &["one", "two"]).await;
    let off = MeetingCalledOff { meeting: MEETING, reason: "Snow".into() };
    for act in [Act::CloseMeeting(closing(&world)), Act::CallOff(off)] {
        let refused = store.act(&people.tamsin, people.network, command(Told::default(), act)).await;
        let Err(ActError::Refused(refusal)) = refused else { panic!("{refused:?}") };
        assert_eq!(refusal.why, Why::WrittenLive);
    }
    let late = closes(&world, &store, &people, 1).await;
    assert!(matches!(late, Err(ActError::Store(StoreError::SomebodyElse))), "{late:?}");
    assert_eq!(append(&store, shared(), &["three"]).await, [true], "nothing was frozen by halves");
    closes(&world, &store, &people, 3).await.unwrap();
}

async fn the_closing_takes_what_was_read_once_and_leaves_no_history(world: World) {
    let (store, people) = begun(&world).await;
    held(&store, &people).await;
    let mira = people.mira.voice().unwrap();
    let voice = LivePlace { meeting: MEETING, voice: Some(mira) };
    append(&store, voice, &["I hate him. I hate him. I hate him."]).await;
    let typed = sealed_updates(&world);
    assert!(typed.iter().all(|sealed| lie_in_a_file(&world, sealed)));
    let page = VoicePage { words: "I slept.".into(), ..VoicePage::default() };
    let written = CloseWritten {
        closed: closing(&world),
        voices: [(mira, page)].into(),
        shared: SharedPage::default(),
    };
    let command = Command { id: closing_of(MEETING), told: Told::default(), act: Act::CloseWritten(written) };
    let frozen = vec![LiveFrozen { place: voice, upto: 1, updates: vec![b"I slept.".to_vec()] }];
    let end = LiveEnd { meeting: MEETING, seen: 1, frozen };
    // Two people press the button at two processes.
    let other = world.open().await;
    let press = async |store: &Store, who| store.close_live(who, people.network, command.clone(), &end).await;
    let (one, two) = tokio::join!(press(&store, &people.tamsin), press(&other, &people.tamsin));
    let done = [one, two].map(|acted| acted.map(|acted| acted.was_done_before));
    let done: Vec<bool> = done.into_iter().map(Result::unwrap).collect();
    assert!(done.contains(&true) && done.contains(&false), "{done:?}");
    let permit = store.permit(&people.tamsin, people.network, Purpose::Read).await.unwrap();
    let network = store.network(&permit).await.unwrap();
    let said: Vec<_> = network.words_in(MEETING).iter().map(|p| (p.voice(), p.text().to_owned())).collect();
    assert_eq!(said, [(Some(mira), "I slept.".to_owned())]);
    for table in ["live_update", "live_snapshot"] {
        assert_eq!(world.rows(table).await, Vec::<String>::new(), "{table}");
    }
    assert_eq!(texts(&store, voice).await, ["I slept."]);
    // Not even sealed is it there, in no file.
    for sealed in &typed {
        assert!(!lie_in_a_file(&world, sealed), "what was typed and taken back is still there");
    }
}

/// The sealed updates in SQLite's file; what PostgreSQL keeps for itself is its own.
fn sealed_updates(world: &World) -> Vec<Vec<u8>> {
    let EngineConfig::Sqlite { dir } = &world.engine else { return Vec::new() };
    let db = rusqlite::Connection::open(dir.join("polyphony.db")).unwrap();
    let mut statement = db.prepare("SELECT sealed FROM live_update").unwrap();
    statement.query_map((), |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// Whether any file of SQLite's still holds these bytes, or a good part of them.
fn lie_in_a_file(world: &World, sealed: &[u8]) -> bool {
    let EngineConfig::Sqlite { dir } = &world.engine else { return false };
    let part = &sealed[16..48];
    std::fs::read_dir(dir).unwrap().any(|file| {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        bytes.windows(part.len()).any(|window| window == part)
    })
}

async fn what_comes_late_is_settled_once_and_what_lapses_is_forgotten(world: World) {
    let (store, people) = begun(&world).await;
    held(&store, &people).await;
    let mira = people.mira.voice().unwrap();
    let voice = LivePlace { meeting: MEETING, voice: Some(mira) };
    append(&store, voice, &["before"]).await;
    closes(&world, &store, &people, 1).await.unwrap();
    let hand = LateHand { account: people.mira.id, written_at: Some(world.now()) };
    let late = async |update: &str| {
        let appends = [LiveAppend { place: voice, update: update.as_bytes(), late: Some(hand) }];
        store.append_live(&appends).await.unwrap()
    };
    assert_eq!(late("from the train").await, [true]);
    assert_eq!(texts(&store, voice).await, ["as it stood", "from the train"]);
    assert_eq!(store.frozen_live(voice).await.unwrap(), [b"as it stood".to_vec()]);
    drop(store.clone());
    let store = world.open().await;
    let [waiting] = &store.late_live().await.unwrap()[..] else { panic!("nothing waits") };
    assert_eq!((waiting.upto, waiting.account), (2, people.mira.id));
    assert_eq!(waiting.written_at, Some(world.now()));
    let act = Act::TakeLate(TakeLate { meeting: MEETING, voice: mira, text: "from the train".into() });
    let told = Told::in_meeting(MEETING, mira);
    let sent = || Sent { account: people.mira, at: world.now(), command: command(told.clone(), act.clone()) };
    let merged = [b"all of it".to_vec()];
    store.settle_late(waiting, &merged, Some(sent())).await.unwrap();
    assert_eq!(store.late_live().await.unwrap(), []);
    assert_eq!(world.rows("live_update").await, Vec::<String>::new());
    assert_eq!(texts(&store, voice).await, ["all of it"]);
    let permit = store.permit(&people.tamsin, people.network, Purpose::Read).await.unwrap();
    let network = store.network(&permit).await.unwrap();
    assert_eq!(network.words_in(MEETING).iter().filter(|p| p.spoken.kind == Kind::Left).count(), 1);
    // More has come since it was read: it is not settled over it.
    let appends = [LiveAppend { place: voice, update: b"more".to_vec(), late: Some(hand) }];
    assert_eq!(store.append_live(&appends).await.unwrap(), [true]);
    let over = store.settle_late(waiting, &merged, None).await;
    assert!(matches!(over, Err(ActError::Store(StoreError::SomebodyElse))), "{over:?}");
    // What waits is never forgotten; what is settled is, when its time has passed.
    world.turn(SignedDuration::from_hours(24 * 31));
    let before = world.now() - SignedDuration::from_hours(24 * 30);
    assert_eq!(store.forget_frozen(before).await.unwrap(), 0);
    let [waiting] = &store.late_live().await.unwrap()[..] else { panic!("nothing waits") };
    store.settle_late(waiting, &merged, None).await.unwrap();
    assert_eq!(store.forget_frozen(before).await.unwrap(), 1);
    assert_eq!(world.rows("live_frozen").await, Vec::<String>::new());
}
