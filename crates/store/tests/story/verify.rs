//! Tampering with each column is found, and the first broken entry is named.

use dialogue::Audience;
use store::{Damage, Finding, Heads, Store};

use crate::{
    engines::on_both,
    people::{People, words},
    world::World,
};

on_both! {
    an_untouched_record_verifies,
    every_tampering_is_found,
    truncation_is_found_with_noted_heads,
}

/// A call is four entries; six with two passages.
async fn six_entries(world: &World) -> (Store, People) {
    let people = People::new();
    let store = world.open().await;
    people.begin(world, &store).await;
    for text in ["five", "six"] {
        store.act(&people.tamsin, people.network, words(text, Audience::Everyone)).await.unwrap();
    }
    (store, people)
}

async fn an_untouched_record_verifies(world: World) {
    let (store, people) = six_entries(&world).await;
    let verified = store.verify(None, |_| ()).await.unwrap();
    assert_eq!((verified.streams, verified.entries), (1, 6));
    assert!(verified.findings.is_empty());
    let heads: Heads = verified.heads.to_string().parse().unwrap();
    assert_eq!(heads, verified.heads);
    assert!(heads.to_string().starts_with(&people.network.to_string()));
    store.act(&people.tamsin, people.network, words("seven", Audience::Everyone)).await.unwrap();
    assert!(store.verify(Some(&heads), |_| ()).await.unwrap().findings.is_empty());
}

async fn every_tampering_is_found(world: World) {
    let (store, people) = six_entries(&world).await;
    let other = "x'00000000000000000000000000000001'";
    let zeros = format!("x'{}'", "00".repeat(32));
    let cases = [
        ("DELETE FROM event WHERE seq = 3".to_owned(), Some(3), Damage::Missing),
        (format!("UPDATE event SET stream = {other} WHERE seq = 4"), Some(4), Damage::Missing),
        ("UPDATE event SET seq = 9 WHERE seq = 2".into(), Some(2), Damage::Missing),
        (
            "UPDATE event SET recorded_at = recorded_at + 1 WHERE seq = 3".into(),
            Some(3),
            Damage::AlteredHeader,
        ),
        (format!("UPDATE event SET body_hash = {zeros} WHERE seq = 5"), Some(5), Damage::AlteredHeader),
        (format!("UPDATE event SET hash = {zeros} WHERE seq = 1"), Some(1), Damage::AlteredHeader),
        ("DELETE FROM body WHERE seq = 2".into(), Some(2), Damage::MissingBody),
        (format!("UPDATE body SET stream = {other} WHERE seq = 2"), Some(2), Damage::MissingBody),
        ("UPDATE body SET seq = 9 WHERE seq = 6".into(), Some(6), Damage::MissingBody),
        ("UPDATE body SET sealed = x'ff' WHERE seq = 4".into(), Some(4), Damage::AlteredBody),
        (
            "INSERT INTO body SELECT stream, 9, sealed FROM body WHERE seq = 1".into(),
            Some(9),
            Damage::BodyAlone,
        ),
        ("DELETE FROM event WHERE seq = 6; DELETE FROM body WHERE seq = 6".into(), Some(6), Damage::Missing),
        ("UPDATE stream SET head_seq = 5".into(), Some(6), Damage::WrongHead),
        ("UPDATE stream SET head_seq = 7".into(), Some(7), Damage::Missing),
        (format!("UPDATE stream SET head_hash = {zeros}"), Some(6), Damage::WrongHead),
        ("UPDATE stream SET head_hash = x'00'".into(), None, Damage::WrongHead),
        ("UPDATE stream SET head_at = head_at + 1".into(), Some(6), Damage::WrongHead),
        ("UPDATE stream SET wrapped_key = x'00'".into(), None, Damage::WrongKey),
        ("UPDATE stream SET kind = 2".into(), None, Damage::WrongKey),
        ("DELETE FROM stream".into(), None, Damage::NoStream),
    ];
    world.meddle("CREATE TABLE kept_stream AS SELECT * FROM stream; CREATE TABLE kept_event AS SELECT * FROM event; CREATE TABLE kept_body AS SELECT * FROM body").await;
    for (tampering, entry, damage) in cases {
        world.meddle(&tampering).await;
        let verified = store.verify(None, |_| ()).await.unwrap();
        let first = Finding { stream: people.network.to_string(), entry, damage };
        assert!(verified.findings.contains(&first), "{tampering}: {:?}", verified.findings);
        assert_eq!(verified.findings.iter().filter(|finding| finding.stream == first.stream).count(), 1);
        assert!(first.to_string().starts_with("stream "));
        for table in ["stream", "event", "body"] {
            world
                .meddle(&format!("DELETE FROM {table}; INSERT INTO {table} SELECT * FROM kept_{table}"))
                .await;
        }
    }
    assert!(store.verify(None, |_| ()).await.unwrap().findings.is_empty());
    world.meddle("UPDATE stream SET id = x'00000000000000000000000000000001'").await;
    let found = store.verify(None, |_| ()).await.unwrap().findings;
    assert_eq!(
        found.iter().map(|finding| finding.damage).collect::<Vec<_>>(),
        [Damage::WrongKey, Damage::NoStream]
    );
}

async fn truncation_is_found_with_noted_heads(world: World) {
    let (store, people) = six_entries(&world).await;
    world.meddle("CREATE TABLE kept_stream AS SELECT * FROM stream").await;
    store.act(&people.tamsin, people.network, words("seven", Audience::Everyone)).await.unwrap();
    let heads = store.verify(None, |_| ()).await.unwrap().heads;
    // Cut with care, the rest is a true record of an earlier day.
    world.meddle("DELETE FROM event WHERE seq = 7; DELETE FROM body WHERE seq = 7; DELETE FROM stream; INSERT INTO stream SELECT * FROM kept_stream").await;
    assert!(store.verify(None, |_| ()).await.unwrap().findings.is_empty());
    let found = store.verify(Some(&heads), |_| ()).await.unwrap().findings;
    assert_eq!(
        found.iter().map(|finding| (finding.entry, finding.damage)).collect::<Vec<_>>(),
        [(Some(7), Damage::Truncated)]
    );
    // The store notices too that the record is another one than it remembers.
    store.act(&people.tamsin, people.network, words("again", Audience::Everyone)).await.unwrap();
    let verified = store.verify(None, |_| ()).await.unwrap();
    assert!(verified.findings.is_empty());
    assert_eq!(verified.entries, 7);
}
