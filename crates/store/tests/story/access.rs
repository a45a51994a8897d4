//! Looks: on the disk before anything opens, one for each ten minutes, seen by those who may.

use dialogue::Audience;
use jiff::SignedDuration;
use store::{Purpose, StoreError};

use crate::{
    engines::on_both,
    people::{People, words},
    world::World,
};

on_both! {
    a_look_is_written_before_the_permit_is_given,
    a_permit_lapses,
    the_person_sees_who_looked,
    what_another_process_takes_away_is_taken_away_here,
    files_open_with_the_entry_that_names_them,
}

async fn a_look_is_written_before_the_permit_is_given(world: World) {
    let people = People::new();
    let store = world.open().await;
    people.begin(&world, &store).await;
    assert!(world.rows("access").await.is_empty());
    let _permit = store.permit(&people.tamsin, people.network, Purpose::Read).await.unwrap();
    assert_eq!(world.rows("access").await.len(), 1);
    let _again = store.permit(&people.tamsin, people.network, Purpose::Read).await.unwrap();
    assert_eq!(world.rows("access").await.len(), 1);
    // Another process does not know of it, and writes no second row.
    let other = world.open().await;
    other.permit(&people.tamsin, people.network, Purpose::Read).await.unwrap();
    assert_eq!(world.rows("access").await.len(), 1);
    store.permit(&people.tamsin, people.network, Purpose::Act).await.unwrap();
    store.permit(&people.mira, people.network, Purpose::Read).await.unwrap();
    assert_eq!(world.rows("access").await.len(), 3);
    world.turn(SignedDuration::from_mins(10));
    store.permit(&people.tamsin, people.network, Purpose::Read).await.unwrap();
    assert_eq!(world.rows("access").await.len(), 4);
    // Where nothing opens, nobody has looked.
    store.permit(&people.joel, people.network, Purpose::Read).await.unwrap_err();
    assert_eq!(world.rows("access").await.len(), 4);
    // Where the look cannot be written, nothing opens but the way to safety.
    world.meddle("DROP TABLE access").await;
    world.turn(SignedDuration::from_mins(10));
    store.permit(&people.tamsin, people.network, Purpose::Read).await.unwrap_err();
    let permit = store.permit(&people.tamsin, people.network, Purpose::Safety).await.unwrap();
    assert!(store.safety(&permit).await.unwrap().agreed.is_none());
    assert!(store.network(&permit).await.is_err());
}

async fn a_permit_lapses(world: World) {
    let people = People::new();
    let store = world.open().await;
    people.begin(&world, &store).await;
    let permit = store.permit(&people.tamsin, people.network, Purpose::Read).await.unwrap();
    world.turn(SignedDuration::from_mins(10));
    store.network(&permit).await.unwrap();
    world.turn(SignedDuration::from_secs(1));
    assert!(matches!(store.network(&permit).await.unwrap_err(), StoreError::PermitLapsed));
}

async fn the_person_sees_who_looked(world: World) {
    let people = People::new();
    let store = world.open().await;
    people.begin(&world, &store).await;
    for (slug, account) in [("tamsin", people.tamsin), ("mira", people.mira), ("ines", people.ines)] {
        let (slug, name) = (slug.to_owned(), slug.to_owned());
        store.add_account(&store::NewAccount { account, slug, name }).await.unwrap();
    }
    for account in [&people.tamsin, &people.mira, &people.ines] {
        store.permit(account, people.network, Purpose::Read).await.unwrap();
    }
    let looks = async |account: &dialogue::Account| {
        let permit = store.permit(account, people.network, Purpose::Read).await.unwrap();
        store.who_looked(&permit).await.unwrap().iter().map(|look| look.account).collect::<Vec<_>>()
    };
    // Never whether or when another member read.
    assert_eq!(looks(&people.mira).await.len(), 2);
    assert_eq!(looks(&people.tamsin).await, [people.tamsin.id]);
    assert_eq!(looks(&people.ines).await, [people.ines.id]);
}

async fn what_another_process_takes_away_is_taken_away_here(world: World) {
    use dialogue::{Act, Told, View, view::ViewSet};
    let people = People::new();
    let (store, other) = (world.open().await, world.open().await);
    people.begin(&world, &store).await;
    let permit = store.permit(&people.ines, people.network, Purpose::Read).await.unwrap();
    let key = store::still_key(&store.network(&permit).await.unwrap());
    other.act(&people.tamsin, people.network, words("Good morning.", Audience::Everyone)).await.unwrap();
    assert!(store.is_still(&people.ines, people.network, &key).await.unwrap());
    let member = people.ines.voice().unwrap().member().unwrap();
    let set = ViewSet { member, view: View::Off, words: "They asked.".into() };
    let command = crate::people::command(Told::default(), Act::SetView(set));
    other.act(&people.tamsin, people.network, command).await.unwrap();
    let now = store.is_still(&people.ines, people.network, &key).await;
    assert!(matches!(now.unwrap_err(), StoreError::NotYours));
}

async fn files_open_with_the_entry_that_names_them(world: World) {
    use dialogue::{Act, FileId, Told, file::FileAttached};
    let people = People::new();
    let store = world.open().await;
    people.begin(&world, &store).await;
    let said = words("I drew it.", Audience::Team);
    let Act::Speak(spoken) = &said.act else { unreachable!() };
    let (file, passage) = (FileId(uuid::Uuid::now_v7()), spoken.words);
    store.act(&people.ines, people.network, said).await.unwrap();
    let permit = store.permit(&people.ines, people.network, Purpose::Act).await.unwrap();
    let picture = b"a drawing of a house".repeat(1000);
    store.put_file(&permit, file, &picture).await.unwrap();
    store.put_file(&permit, file, b"another drawing").await.unwrap();
    assert!(matches!(store.file(&permit, file).await.unwrap_err(), StoreError::NotYours));
    let attached = FileAttached {
        file,
        words: passage,
        media_type: "image/png".into(),
        bytes: picture.len().try_into().unwrap(),
        shows: "a house".into(),
    };
    let attach = crate::people::command(Told::default(), Act::AttachFile(attached));
    store.act(&people.ines, people.network, attach).await.unwrap();
    // What nobody attached is let go of again; what an entry names stays.
    let refused = FileId(uuid::Uuid::now_v7());
    store.put_file(&permit, refused, b"refused").await.unwrap();
    assert_eq!(world.rows("blob").await.len(), 2);
    for file in [refused, file] {
        store.drop_file(&permit, file).await.unwrap();
        assert_eq!(world.rows("blob").await.len(), 1);
    }
    assert_eq!(store.file(&permit, file).await.unwrap(), picture);
    let permit = store.permit(&people.mira, people.network, Purpose::Read).await.unwrap();
    assert!(matches!(store.file(&permit, file).await.unwrap_err(), StoreError::NotYours));
    assert!(world.rows("blob").await.iter().all(|row| !row.contains("drawing")));
}
