//! Export and import: a network moves from one Polyphony to another, on either engine, and nothing of it is lost.

use dialogue::{Act, Audience, FileId, Seat, Told, file::FileAttached};
use store::{NewAccount, Purpose, Store, StoreError};
use uuid::Uuid;

use crate::{
    people::{People, command, words},
    world::World,
};

async fn lived(world: &World) -> (Store, People, FileId) {
    let people = People::new();
    let store = world.open().await;
    people.begin(world, &store).await;
    store.act(&people.tamsin, people.network, people.release()).await.unwrap();
    for (text, audience) in [("I slept.", Audience::Everyone), ("Ask me on Friday.", Audience::PersonAndTeam)]
    {
        store.act(&people.mira, people.network, words(text, audience)).await.unwrap();
        world.turn(jiff::SignedDuration::from_mins(7));
    }
    for (account, slug) in [(people.mira, "mira"), (people.tamsin, "tamsin")] {
        let new = NewAccount { account, slug: slug.into(), name: format!("{slug} by name") };
        store.add_account(&new).await.unwrap();
    }
    let permit = store.permit(&people.tamsin, people.network, Purpose::Act).await.unwrap();
    let file = FileId(Uuid::now_v7());
    store.put_file(&permit, file, b"a drawing").await.unwrap();
    let drawn = words("I drew it.", Audience::PersonAndTeam);
    let Act::Speak(spoken) = &drawn.act else { unreachable!() };
    let (media_type, shows) = ("image/png".to_owned(), "a house".to_owned());
    let attached = FileAttached { file, words: spoken.words, media_type, bytes: 9, shows };
    store.act(&people.tamsin, people.network, drawn).await.unwrap();
    let attach = command(Told::default(), Act::AttachFile(attached));
    store.act(&people.tamsin, people.network, attach).await.unwrap();
    (store, people, file)
}

async fn moves(from: World, to: World) {
    let (store, people, drawing) = lived(&from).await;
    let key = from.dir.path().join("carried.key");
    let mut file = Vec::new();
    let exported = store.export(people.network, &key, &mut file).await.unwrap();
    assert_eq!((exported.entries, exported.files), (9, 1));
    let heads = store.verify(None, |_| ()).await.unwrap().heads.to_string();

    let new = to.open().await;
    let imported = new.import(file.as_slice(), &key).await.unwrap();
    assert_eq!(imported.manifest, exported.manifest);
    assert_eq!((imported.entries, imported.files, imported.accounts), (9, 1, 2));
    let verified = new.verify(None, |_| ()).await.unwrap();
    assert!(verified.findings.is_empty(), "{:?}", verified.findings);
    let origin = new.origin(people.network).await.unwrap().unwrap();
    assert!(heads.lines().any(|line| line == origin.head), "the old chain's end is shown");

    // From the database, not from what was held while it was imported.
    drop(new);
    let new = to.open().await;
    for account in [people.mira, people.ines, people.tamsin] {
        let there = store.permit(&account, people.network, Purpose::Read).await.unwrap();
        let here = new.permit(&account, people.network, Purpose::Read).await.unwrap();
        assert_eq!(*store.network(&there).await.unwrap(), *new.network(&here).await.unwrap());
        let looks = new.who_looked(&here).await.unwrap();
        let put_file = |look: &store::Look| (look.account, look.purpose) == (people.tamsin.id, Purpose::Act);
        let sees = looks.iter().any(put_file);
        assert!(sees || account == people.ines, "who looked moved along");
        // A picture opens there for whoever could open it here, and for nobody else.
        let (there, here) = (store.file(&there, drawing).await, new.file(&here, drawing).await);
        match (there, here) {
            (Ok(there), Ok(here)) => {
                assert_eq!((there.as_slice(), here), (b"a drawing".as_slice(), there.clone()))
            }
            (there, here) => {
                assert_eq!(account, people.ines);
                assert!(matches!((there, here), (Err(StoreError::NotYours), Err(StoreError::NotYours))));
            }
        }
    }
    let mira = new.account_by_slug("mira").await.unwrap().unwrap();
    assert_eq!((mira.account, mira.name.as_str()), (people.mira, "mira by name"));
    assert!(matches!(mira.account.seat, Seat::Member(..)));
    assert_eq!(new.networks_of(&people.tamsin).await.unwrap().len(), 1, "the index was written too");
    new.act(&people.mira, people.network, words("Here too.", Audience::Everyone)).await.unwrap();
    assert!(matches!(new.import(file.as_slice(), &key).await, Err(StoreError::AlreadyHere)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_sqlite_to_postgres() {
    moves(World::sqlite(), World::postgres()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_postgres_to_sqlite() {
    moves(World::postgres(), World::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_export_shows_nothing_without_its_key_and_every_change_is_found() {
    let from = World::sqlite();
    let (store, people, _) = lived(&from).await;
    let key = from.dir.path().join("carried.key");
    let mut file = Vec::new();
    store.export(people.network, &key, &mut file).await.unwrap();
    for words in ["I slept", "Mira", "mira", "drawing", "help-asked"] {
        assert!(!file.windows(words.len()).any(|part| part == words.as_bytes()), "{words}");
    }
    let to = World::sqlite();
    let new = to.open().await;
    let other = from.dir.path().join("other.key");
    store.export(people.network, &other, std::io::sink()).await.unwrap();
    let mut spoiled =
        vec![file[..file.len() - 1].to_vec(), Vec::new(), b"not an export at all, but long enough".to_vec()];
    for at in [3, 30, 50, file.len() / 2, file.len() - 2] {
        let mut changed = file.clone();
        changed[at] ^= 1;
        spoiled.push(changed);
    }
    // Cut after a whole piece.
    let mut cut = 36;
    let mut last = cut;
    while cut < file.len() {
        last = cut;
        cut += 4 + usize::try_from(u32::from_be_bytes(file[cut..cut + 4].try_into().unwrap())).unwrap();
    }
    spoiled.push(file[..last].to_vec());
    for spoiled in spoiled {
        assert!(matches!(new.import(spoiled.as_slice(), &key).await, Err(StoreError::NotAnExport)));
    }
    assert!(matches!(new.import(file.as_slice(), &other).await, Err(StoreError::NotAnExport)));
    assert!(new.is_empty().await.unwrap(), "all or nothing");
    new.import(file.as_slice(), &key).await.unwrap();
}
