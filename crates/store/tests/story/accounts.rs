//! Accounts, sessions, links and drafts.

use jiff::SignedDuration;
use store::{NewAccount, Store};

use crate::{engines::on_both, people::People, world::World};

on_both! {
    an_account_signs_in_and_out,
    a_session_that_ran_out_is_told_from_one_that_was_ended,
    a_link_is_good_once,
    a_draft_is_kept_sealed,
    a_demonstration_stays_one,
}

async fn with_accounts(world: &World) -> (Store, People) {
    let people = People::new();
    let store = world.open().await;
    people.begin(world, &store).await;
    for (account, slug) in [(people.tamsin, "tamsin"), (people.mira, "mira"), (people.keeper, "keeper")] {
        let new = NewAccount { account, slug: slug.into(), name: format!("{slug} by name") };
        store.add_account(&new).await.unwrap();
    }
    (store, people)
}

async fn an_account_signs_in_and_out(world: World) {
    let (store, people) = with_accounts(&world).await;
    let mira = store.account_by_slug("mira").await.unwrap().unwrap();
    assert!(mira.account == people.mira && mira.name == "mira by name" && !mira.is_disabled);
    assert!(store.account_by_slug("nobody").await.unwrap().is_none());
    assert_eq!(store.accounts().await.unwrap().len(), 3);
    assert_eq!(store.accounts_of(people.network).await.unwrap().len(), 1);
    assert!(world.rows("account").await.iter().all(|row| !row.contains("mira")));
    let hour = SignedDuration::from_hours(1);
    let token = store.open_session(people.mira.id, hour).await.unwrap();
    assert_eq!(format!("{token:?}"), "…");
    assert!(store.session(token.secret()).await.unwrap() == Some(people.mira));
    assert!(store.session("something else").await.unwrap().is_none());
    // Used again and again, it goes on; left alone, it ends.
    for _ in 0..3 {
        world.turn(SignedDuration::from_mins(50));
        assert!(store.session(token.secret()).await.unwrap().is_some());
    }
    world.turn(SignedDuration::from_mins(61));
    assert!(store.session(token.secret()).await.unwrap().is_none());
    let token = store.open_session(people.mira.id, hour).await.unwrap();
    store.end_session(token.secret()).await.unwrap();
    assert!(store.session(token.secret()).await.unwrap().is_none());
    let token = store.open_session(people.mira.id, hour).await.unwrap();
    store.disable_account(people.mira.id).await.unwrap();
    assert!(store.session(token.secret()).await.unwrap().is_none());
    assert!(store.account(people.mira.id).await.unwrap().unwrap().is_disabled);
    store.enable_account(people.mira.id).await.unwrap();
    assert!(store.session(token.secret()).await.unwrap().is_none());
}

async fn a_session_that_ran_out_is_told_from_one_that_was_ended(world: World) {
    let (store, people) = with_accounts(&world).await;
    let hour = SignedDuration::from_hours(1);
    let open = async || store.open_session(people.mira.id, hour).await.unwrap();
    let (token, ended) = (open().await, open().await);
    assert!(!store.has_lapsed(token.secret()).await.unwrap(), "it is open");
    store.end_session(ended.secret()).await.unwrap();
    world.turn(SignedDuration::from_hours(71));
    // Somebody else signing in tidies up, and not too much.
    open().await;
    assert!(store.has_lapsed(token.secret()).await.unwrap());
    assert!(store.session(token.secret()).await.unwrap().is_none());
    assert!(!store.has_lapsed(ended.secret()).await.unwrap());
    assert!(!store.has_lapsed("made up").await.unwrap());
    world.turn(SignedDuration::from_hours(3));
    assert!(!store.has_lapsed(token.secret()).await.unwrap(), "too long ago");
    let token = open().await;
    world.turn(SignedDuration::from_hours(2));
    store.disable_account(people.mira.id).await.unwrap();
    store.enable_account(people.mira.id).await.unwrap();
    assert!(!store.has_lapsed(token.secret()).await.unwrap(), "whoever ends an account ends its sessions");
}

async fn a_link_is_good_once(world: World) {
    let (store, people) = with_accounts(&world).await;
    let day = SignedDuration::from_hours(24);
    let link = store.make_link(people.mira.id, day).await.unwrap();
    let (a, b) = tokio::join!(store.use_link(link.secret(), day), store.use_link(link.secret(), day));
    let sessions: Vec<_> = [a.unwrap(), b.unwrap()].into_iter().flatten().collect();
    assert_eq!(sessions.len(), 1);
    assert!(store.session(sessions[0].secret()).await.unwrap() == Some(people.mira));
    let link = store.make_link(people.mira.id, day).await.unwrap();
    world.turn(SignedDuration::from_hours(25));
    assert!(store.use_link(link.secret(), day).await.unwrap().is_none());
}

async fn a_draft_is_kept_sealed(world: World) {
    let (store, people) = with_accounts(&world).await;
    for network in [None, Some(people.network)] {
        store.save_draft(people.tamsin.id, "request/new", network, b"half a sentence").await.unwrap();
        store.save_draft(people.tamsin.id, "request/new", network, b"half a sentence more").await.unwrap();
        assert!(world.rows("draft").await.iter().all(|row| !row.contains("sentence")));
        let kept = store.draft(people.tamsin.id, "request/new").await.unwrap();
        assert_eq!(kept.as_deref(), Some(b"half a sentence more".as_slice()));
        assert!(store.draft(people.mira.id, "request/new").await.unwrap().is_none());
        assert_eq!(store.drafts(people.tamsin.id).await.unwrap().len(), 1);
        store.drop_draft(people.tamsin.id, "request/new").await.unwrap();
        assert!(store.draft(people.tamsin.id, "request/new").await.unwrap().is_none());
    }
}

async fn a_demonstration_stays_one(world: World) {
    let mut config = world.config();
    config.is_demo = true;
    assert!(Store::open(config).await.unwrap().is_demo());
    assert!(world.open().await.is_demo());
    let other = World::sqlite();
    assert!(!other.open().await.is_demo());
    let mut config = other.config();
    config.is_demo = true;
    assert!(!Store::open(config).await.unwrap().is_demo());
}
