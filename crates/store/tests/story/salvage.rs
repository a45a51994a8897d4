//! A damaged record: safety opens all the same, and nothing else does (promise 7).

use dialogue::{Act, Audience, Told, advance::AdvanceStatementMade, safety::SafetyAgreed};
use store::{ActError, Purpose, Store, StoreError};

use crate::{
    engines::on_both,
    people::{People, command, words},
    world::World,
};

on_both! {
    the_safety_agreement_opens_whatever_else_is_damaged,
    what_the_person_wants_in_a_crisis_opens_for_those_who_are_close,
    a_later_agreement_that_is_lost_is_not_passed_over_in_silence,
    nobody_learns_of_damage_where_they_would_read_nothing,
}

fn agrees(helps: &str) -> dialogue::Command {
    let agreed = SafetyAgreed { helps: helps.into(), ..SafetyAgreed::default() };
    command(Told::default(), Act::AgreeSafety(agreed))
}

/// A call (entries 1 to 4), an agreement (5), a passage (6), a later agreement (7); closed again.
async fn seven_entries(world: &World) -> People {
    let people = People::new();
    let store = world.open().await;
    people.begin(world, &store).await;
    let said = words("six", Audience::Everyone);
    for command in [agrees("Soup."), said, agrees("Soup and the radio off.")] {
        store.act(&people.tamsin, people.network, command).await.unwrap();
    }
    people
}

async fn helps(store: &Store, people: &People, who: &dialogue::Account) -> (String, bool) {
    let permit = store.permit(who, people.network, Purpose::Safety).await.unwrap();
    let safety = store.safety(&permit).await.unwrap();
    assert_eq!(safety.holder, people.tamsin.voice().unwrap().practitioner());
    (safety.agreed.map(|agreed| agreed.helps.clone()).unwrap_or_default(), safety.is_whole)
}

async fn the_safety_agreement_opens_whatever_else_is_damaged(world: World) {
    let people = seven_entries(&world).await;
    for damage in [
        "UPDATE body SET sealed = x'ff' WHERE seq = 6",
        "DELETE FROM body WHERE seq = 6",
        "DELETE FROM event WHERE seq = 6",
    ] {
        assert_eq!(helps(&world.open().await, &people, &people.ines).await.0, "Soup and the radio off.");
        world.meddle(damage).await;
        let store = world.open().await;
        for who in [&people.tamsin, &people.mira, &people.ines] {
            let (helps, is_whole) = helps(&store, &people, who).await;
            assert_eq!((helps.as_str(), is_whole), ("Soup and the radio off.", false), "{damage}");
            // Nothing else opens, and nothing is written on top.
            for purpose in [Purpose::Read, Purpose::Act, Purpose::List] {
                let error = store.permit(who, people.network, purpose).await.unwrap_err();
                assert!(error.is_damage(), "{damage}: {error}");
            }
            let more = store.act(who, people.network, words("more", Audience::Everyone)).await;
            assert!(matches!(more, Err(ActError::Store(error)) if error.is_damage()), "{damage}");
        }
        // The crisis page of the team opens with what is left, and is no page of the network's people.
        let permit = store.permit(&people.tamsin, people.network, Purpose::Safety).await.unwrap();
        let crisis = store.crisis(&permit).await.unwrap();
        assert!(!crisis.is_whole && crisis.network.words.is_empty(), "{damage}");
        assert_eq!(crisis.network.safety.len(), 2, "{damage}");
        let permit = store.permit(&people.mira, people.network, Purpose::Safety).await.unwrap();
        assert!(matches!(store.crisis(&permit).await.unwrap_err(), StoreError::NotYours));
        assert!(store.network(&permit).await.is_err(), "a permit for safety opens nothing else");
    }
}

async fn what_the_person_wants_in_a_crisis_opens_for_those_who_are_close(world: World) {
    let people = seven_entries(&world).await;
    let stated = AdvanceStatementMade { speaks: "Ines, nobody else.".into(), ..Default::default() };
    let stated = command(Told::default(), Act::StateInAdvance(stated));
    world.open().await.act(&people.mira, people.network, stated).await.unwrap();
    let speaks = async |store: &Store, who: &dialogue::Account| {
        let permit = store.permit(who, people.network, Purpose::Safety).await.unwrap();
        store.safety(&permit).await.unwrap().advance.map(|stated| stated.speaks.clone())
    };
    for damage in ["", "UPDATE body SET sealed = x'ff' WHERE seq = 6"] {
        if !damage.is_empty() {
            world.meddle(damage).await;
        }
        let store = world.open().await;
        for who in [&people.mira, &people.tamsin] {
            assert_eq!(speaks(&store, who).await.as_deref(), Some("Ines, nobody else."), "{damage}");
        }
        // It is between the person and the team: her sister reads the agreement, and not this.
        assert_eq!(speaks(&store, &people.ines).await, None, "{damage}");
    }
}

async fn a_later_agreement_that_is_lost_is_not_passed_over_in_silence(world: World) {
    let people = seven_entries(&world).await;
    world.meddle("UPDATE body SET sealed = x'ff' WHERE seq = 7").await;
    let store = world.open().await;
    assert_eq!(helps(&store, &people, &people.ines).await, ("Soup.".to_owned(), false));
    world.meddle("DELETE FROM event WHERE seq = 5").await;
    let store = world.open().await;
    assert_eq!(helps(&store, &people, &people.ines).await, (String::new(), false));
}

async fn nobody_learns_of_damage_where_they_would_read_nothing(world: World) {
    let people = seven_entries(&world).await;
    world.meddle("DELETE FROM body WHERE seq = 6").await;
    let store = world.open().await;
    for stranger in [&people.joel, &people.keeper, &People::new().mira] {
        for purpose in [Purpose::Read, Purpose::Act, Purpose::Safety] {
            let error = store.permit(stranger, people.network, purpose).await.unwrap_err();
            assert!(matches!(error, StoreError::NotYours), "{error}");
        }
    }
}
