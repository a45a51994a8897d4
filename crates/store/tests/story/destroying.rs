//! Destroying a network: nothing of its words or its key stays in the database, the chain still verifies.

use dialogue::{
    Audience, Duty, FileId, MeetingId, ServiceAct, ServiceCommand, Told, case::AccessAsked, duty::DutyGiven,
    service::PractitionerJoined,
};
use jiff::SignedDuration;
use store::{EngineConfig, LateHand, LiveAppend, LivePlace, NewAccount, Purpose, Reason, Store, StoreError};
use uuid::Uuid;

use crate::{
    engines::on_both,
    people::{People, command, words},
    world::World,
};

on_both! {
    nothing_of_a_destroyed_network_stays_but_its_headers,
    what_is_on_hold_is_not_destroyed,
    a_restored_backup_destroys_again_what_was_destroyed,
    a_network_is_due_when_its_time_has_come_and_not_before,
}

fn reason() -> Reason {
    Reason {
        proposed_by: "Callum Reid".into(),
        confirmed_by: "Hazel Moss".into(),
        rule: "Twenty years after the last entry.".into(),
        words: "Its time has come.".into(),
    }
}

async fn lived(world: &World) -> (Store, People, People) {
    let store = world.open().await;
    let (gone, stays) = (People::new(), People::new());
    for (people, slug) in [(&gone, "gone"), (&stays, "stays")] {
        people.begin(world, &store).await;
        store.act(&people.tamsin, people.network, words("The red kite.", Audience::Everyone)).await.unwrap();
        let new = NewAccount { account: people.mira, slug: slug.into(), name: "Mira".into() };
        store.add_account(&new).await.unwrap();
        store.open_session(people.mira.id, SignedDuration::from_hours(1)).await.unwrap();
        store.make_link(people.mira.id, SignedDuration::from_hours(1)).await.unwrap();
        store.save_draft(people.mira.id, "letter", Some(people.network), b"Dear").await.unwrap();
        let permit = store.permit(&people.tamsin, people.network, Purpose::Act).await.unwrap();
        store.put_file(&permit, FileId(Uuid::now_v7()), b"a drawing").await.unwrap();
        writes_live(&store, people).await;
    }
    (store, gone, stays)
}

/// Somebody writes at an open meeting; a snapshot is made of it; and somebody's words come late.
async fn writes_live(store: &Store, people: &People) {
    let meeting = MeetingId(Uuid::now_v7());
    store.open_live(people.network, meeting).await.unwrap();
    let hand = LateHand { account: people.mira.id, written_at: None };
    let place = LivePlace { meeting, voice: people.mira.voice() };
    for late in [None, Some(hand)] {
        let appends = [LiveAppend { place, update: b"The red kite, live.", late }];
        assert_eq!(store.append_live(&appends).await.unwrap(), [true]);
        let log = store.live_log(place).await.unwrap();
        assert!(
            late.is_some() || store.compact_live(place, &log, &[b"The red kite.".to_vec()]).await.unwrap()
        );
    }
}

const TABLES: [&str; 16] = [
    "body",
    "blob",
    "account",
    "session",
    "one_time_link",
    "draft",
    "access",
    "network_index",
    "seat_index",
    "look_up",
    "stream",
    "live_meeting",
    "live_document",
    "live_update",
    "live_snapshot",
    "live_late",
];

/// The bytes of every cell of these rows that is a BLOB: what must be found nowhere afterwards.
fn sealed_cells(world: &World, network: &str) -> Vec<Vec<u8>> {
    let EngineConfig::Sqlite { dir } = &world.engine else { return Vec::new() };
    let db = rusqlite::Connection::open(dir.join("polyphony.db")).unwrap();
    let mut cells = Vec::new();
    for sql in [
        "SELECT wrapped_key FROM stream WHERE hex(id) = ?1",
        "SELECT sealed FROM body WHERE hex(stream) = ?1",
        "SELECT sealed FROM blob WHERE hex(network) = ?1",
        "SELECT sealed FROM account WHERE hex(network) = ?1",
        "SELECT sealed FROM draft WHERE hex(network) = ?1",
        "SELECT u.sealed FROM live_update u JOIN live_meeting m ON m.meeting = u.meeting WHERE hex(m.network) = ?1",
    ] {
        let mut statement = db.prepare(sql).unwrap();
        cells.extend(statement.query_map([network], |row| row.get(0)).unwrap().map(Result::unwrap));
    }
    cells
}

async fn nothing_of_a_destroyed_network_stays_but_its_headers(world: World) {
    let (store, gone, stays) = lived(&world).await;
    let heads = store.verify(None, |_| ()).await.unwrap().heads;
    let before: Vec<usize> = rows(&world).await;
    let cells = sealed_cells(&world, &gone.network.0.simple().to_string().to_uppercase());
    let lapse = store.now() + SignedDuration::from_hours(24 * 35);
    let certificate = store.destroy(gone.network, reason(), lapse).await.unwrap();
    assert_eq!((certificate.entries, certificate.files, certificate.accounts), (5, 1, 1));
    assert_eq!(certificate.people, 2);

    let after = rows(&world).await;
    for (at, table) in TABLES.iter().enumerate().filter(|(_, table)| **table != "stream") {
        assert!(before[at] >= 2, "{table} had rows of both");
        assert!(after[at] < before[at] && after[at] > 0, "{table}: {} of {}", after[at], before[at]);
    }
    assert_eq!(after[10], before[10], "the stream's own row stays");
    for account in [gone.tamsin, gone.mira] {
        assert!(matches!(
            store.permit(&account, gone.network, Purpose::Read).await,
            Err(StoreError::NotYours)
        ));
        let again = store.act(&account, gone.network, words("Again.", Audience::Everyone)).await;
        assert!(matches!(again, Err(store::ActError::Store(StoreError::NotYours))));
    }
    assert!(store.account_by_slug("gone").await.unwrap().is_none());
    assert!(store.networks_of(&gone.tamsin).await.unwrap().is_empty());

    let verified = store.verify(Some(&heads), |_| ()).await.unwrap();
    assert!(verified.findings.is_empty(), "{:?}", verified.findings);
    assert_eq!(verified.destroyed.len(), 1);
    assert_eq!(verified.destroyed[0].certificate, certificate);
    assert!(heads.to_string().contains(&certificate.head));
    store.reindex(|_| ()).await.unwrap();
    store.act(&stays.tamsin, stays.network, words("We go on.", Audience::Everyone)).await.unwrap();

    let EngineConfig::Sqlite { dir } = &world.engine else { return };
    assert!(cells.len() >= 9, "{}", cells.len());
    for file in ["polyphony.db", "polyphony.db-wal"] {
        let bytes = std::fs::read(dir.join(file)).unwrap_or_default();
        for cell in &cells {
            let part = &cell[..cell.len().min(48)];
            assert!(
                !bytes.windows(part.len()).any(|there| there == part),
                "a sealed cell is still in {file}"
            );
        }
        for plain in ["The red kite", "Mira Castellan"] {
            assert!(!bytes.windows(plain.len()).any(|there| there == plain.as_bytes()));
        }
    }
    // The search would find it: the other network's cells are there.
    let other = sealed_cells(&world, &stays.network.0.simple().to_string().to_uppercase());
    let bytes = std::fs::read(dir.join("polyphony.db")).unwrap();
    let part = &other[1][..48];
    assert!(bytes.windows(48).any(|there| there == part));
}

async fn rows(world: &World) -> Vec<usize> {
    let mut counts = Vec::new();
    for table in TABLES {
        counts.push(world.rows(table).await.len());
    }
    counts
}

async fn what_is_on_hold_is_not_destroyed(world: World) {
    let (store, people, _) = lived(&world).await;
    let member = people.mira.voice().unwrap().member().unwrap();
    let asked = AccessAsked { member, on: "2026-11-20".parse().unwrap(), words: String::new() };
    let ask = command(Told::default(), dialogue::Act::AskAccess(asked));
    store.act(&people.mira, people.network, ask).await.unwrap();
    let refused = store.destroy(people.network, reason(), store.now()).await;
    assert!(matches!(refused, Err(StoreError::OnHold)));
    store.permit(&people.mira, people.network, Purpose::Read).await.unwrap();
    let nothing = store.destroy(People::new().network, reason(), store.now()).await;
    assert!(matches!(nothing, Err(StoreError::NotYours)));
}

async fn a_restored_backup_destroys_again_what_was_destroyed(world: World) {
    let (store, gone, _) = lived(&world).await;
    let tables = ["stream", "body", "account", "blob"];
    for table in tables {
        world.meddle(&format!("CREATE TABLE kept_{table} AS SELECT * FROM {table}")).await;
    }
    let certificate = store.destroy(gone.network, reason(), store.now()).await.unwrap();
    world.meddle("DELETE FROM destroyed").await;
    for table in tables {
        world
            .meddle(&format!(
                "DELETE FROM {table}; INSERT INTO {table} SELECT * FROM kept_{table}; DROP TABLE kept_{table}"
            ))
            .await;
    }
    drop(store);
    let store = world.open().await;
    store.permit(&gone.tamsin, gone.network, Purpose::Read).await.unwrap();
    assert_eq!(store.destroy_again(std::slice::from_ref(&certificate)).await.unwrap(), 1);
    assert_eq!(store.destroy_again(&[certificate]).await.unwrap(), 0);
    assert!(matches!(
        store.permit(&gone.tamsin, gone.network, Purpose::Read).await,
        Err(StoreError::NotYours)
    ));
    assert!(store.verify(None, |_| ()).await.unwrap().findings.is_empty());
}

async fn a_network_is_due_when_its_time_has_come_and_not_before(world: World) {
    let (store, people, _) = lived(&world).await;
    let id = people.joel.voice().unwrap().practitioner().unwrap();
    let joined = PractitionerJoined {
        practitioner: id,
        name: "Joel".into(),
        role: String::new(),
        is_peer: false,
        line: String::new(),
        phone: String::new(),
    };
    let given = DutyGiven { practitioner: id, duty: Duty::RecordsOfficer };
    for act in [ServiceAct::Join(joined), ServiceAct::Give(given)] {
        let command = ServiceCommand { id: dialogue::CommandId(Uuid::now_v7()), act };
        store.act_service(&people.keeper, command).await.unwrap();
    }
    assert!(matches!(store.due_for_destruction(&people.tamsin).await, Err(StoreError::NotYours)));
    assert!(store.due_for_destruction(&people.joel).await.unwrap().is_empty());
    world.turn(SignedDuration::from_hours(24 * 366 * 21));
    let due = store.due_for_destruction(&people.joel).await.unwrap();
    assert_eq!(due.len(), 2);
    assert!(due.iter().any(|one| one.network == people.network && one.retention.people == 2));
}
