//! Trouble: a full disk, a lost connection, a damaged file. A clear sentence, and nothing half-written.

use dialogue::Audience;
use store::{ActError, Purpose, Store, StoreError};

use crate::{
    people::{People, texts, words},
    world::{World, client},
};

#[tokio::test]
async fn a_full_disk_is_said_and_nothing_is_half_written() {
    let world = World::sqlite();
    let store = Store::open(world.config().with_room_for(120)).await.unwrap();
    let people = People::new();
    people.begin(&world, &store).await;
    let long = "a long story ".repeat(300);
    let mut kept = 0;
    let error = loop {
        match store.act(&people.tamsin, people.network, words(&long, Audience::Everyone)).await {
            Ok(_) => kept += 1,
            Err(error) => break error,
        }
    };
    assert!(matches!(error, ActError::Store(StoreError::DiskFull)), "{error}");
    assert!(error.to_string().starts_with("The disk is full."));
    let verified = store.verify(None, |_| ()).await.unwrap();
    assert!(verified.findings.is_empty());
    assert_eq!(verified.entries, 4 + kept);
    drop(store);
    // With room again it goes on.
    let store = world.open().await;
    store.act(&people.tamsin, people.network, words(&long, Audience::Everyone)).await.unwrap();
    let permit = store.permit(&people.tamsin, people.network, Purpose::Read).await.unwrap();
    assert_eq!(texts(&store.network(&permit).await.unwrap()).len() as u64, kept + 1);
}

#[tokio::test]
async fn a_damaged_file_is_said() {
    let world = World::sqlite();
    drop(world.open().await);
    let file = world.dir.path().join("data/polyphony.db");
    std::fs::write(&file, "this is not a database, whatever it is called".repeat(200)).unwrap();
    let error = world.try_open().await.err().unwrap();
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
    assert_eq!(error.exit_code(), 19);
}

#[tokio::test]
async fn a_lost_connection_is_said_and_the_next_one_is_used() {
    let world = World::postgres();
    let store = world.open().await;
    let people = People::new();
    people.begin(&world, &store).await;
    let store::EngineConfig::Postgres { url } = &world.engine else { unreachable!() };
    let killer = client(url).await;
    // The writer waits for a lock that the killer holds, and is killed while it waits.
    killer.batch_execute("BEGIN; LOCK TABLE event").await.unwrap();
    let (writer, said) = (store.clone(), words("lost?", Audience::Everyone));
    let waiting = tokio::spawn({
        let said = said.clone();
        async move { writer.act(&people.tamsin, people.network, said).await }
    });
    let other = client(url).await;
    let waits = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    while other.query(waits, &[]).await.unwrap().is_empty() {
        tokio::task::yield_now().await;
    }
    let error = waiting.await.unwrap().unwrap_err();
    assert!(matches!(error, ActError::Store(StoreError::LostConnection)), "{error}");
    assert!(error.to_string().contains("it will not be doubled"));
    killer.batch_execute("ROLLBACK").await.unwrap();
    // Sent again, it is done, once.
    store.act(&people.tamsin, people.network, said.clone()).await.unwrap();
    assert!(store.act(&people.tamsin, people.network, said).await.unwrap().was_done_before);
    assert!(store.verify(None, |_| ()).await.unwrap().findings.is_empty());
}

#[tokio::test]
async fn a_server_that_is_not_there_is_said_without_its_password() {
    let mut world = World::sqlite();
    world.engine =
        store::EngineConfig::Postgres { url: "postgres://someone:secret@127.0.0.1:1/nothing".into() };
    let error = world.try_open().await.err().unwrap();
    assert!(matches!(error, StoreError::Unreachable { .. }), "{error}");
    assert!(error.to_string().contains("127.0.0.1:1/nothing") && !error.to_string().contains("secret"));
    assert_eq!(error.exit_code(), 22);
}

#[tokio::test]
async fn a_database_that_is_not_there_is_said() {
    let mut world = World::postgres();
    world.engine =
        store::EngineConfig::Postgres { url: testkit::postgres::Cluster::shared().address("nowhere") };
    let error = world.try_open().await.err().unwrap();
    assert!(matches!(error, StoreError::MissingDatabase { .. }), "{error}");
}

#[tokio::test]
async fn an_address_that_asks_for_encryption_is_never_answered_in_clear() {
    let mut world = World::postgres();
    let store::EngineConfig::Postgres { url } = &world.engine else { unreachable!() };
    world.engine = store::EngineConfig::Postgres { url: format!("{url}?sslmode=require") };
    let error = world.try_open().await.err().unwrap();
    assert!(matches!(error, StoreError::NotTrusted { .. }), "{error}");
    assert_eq!(error.exit_code(), 24);
}
