//! The record: appended, read, said twice and done once, decided anew, read by those who may.

use dialogue::{Audience, Why};
use jiff::SignedDuration;
use store::{ActError, Purpose, Sent, Store, StoreError};

use crate::{
    engines::on_both,
    people::{People, texts, words},
    world::World,
};

on_both! {
    what_was_written_is_read_again,
    the_same_form_twice_is_done_once,
    two_processes_write_to_one_network,
    each_reads_what_is_for_them,
    a_released_confidence_opens_what_was_closed,
    a_refusal_tells_nothing_of_what_is_hidden,
    a_refusal_that_rests_on_what_is_hidden_is_neutral,
    an_unknown_network_is_nobodys,
    time_never_runs_backwards,
    several_commands_are_one_commit,
    many_write_at_once,
    lists_follow_the_record,
    the_index_is_rebuilt_the_same,
    the_service_is_named_once,
    a_small_cache_changes_nothing,
}

async fn read(store: &Store, people: &People, account: &dialogue::Account) -> Vec<String> {
    let permit = store.permit(account, people.network, Purpose::Read).await.unwrap();
    texts(&store.network(&permit).await.unwrap())
}

async fn what_was_written_is_read_again(world: World) {
    let people = People::new();
    let store = world.open().await;
    people.begin(&world, &store).await;
    store
        .act(&people.tamsin, people.network, words("I will come at nine.", Audience::Everyone))
        .await
        .unwrap();
    assert_eq!(read(&store, &people, &people.tamsin).await, ["I will come at nine."]);
    drop(store);
    let store = world.open().await;
    assert_eq!(read(&store, &people, &people.tamsin).await, ["I will come at nine."]);
    let permit = store.permit(&people.tamsin, people.network, Purpose::Read).await.unwrap();
    let network = store.network(&permit).await.unwrap();
    assert_eq!(network.people.person().unwrap().name(), "Mira Castellan");
    assert!(network.entries.iter().all(|entry| entry.recorded_at == world.now()));
}

async fn the_same_form_twice_is_done_once(world: World) {
    let people = People::new();
    let store = world.open().await;
    let call = people.call(&world);
    let first = store.start(&people.tamsin, people.network, call.clone()).await.unwrap();
    let second = store.start(&people.tamsin, people.network, call).await.unwrap();
    assert!(!first.was_done_before && second.was_done_before && second.entries.is_empty());
    let said = words("Once.", Audience::Everyone);
    let (a, b) = tokio::join!(
        store.act(&people.tamsin, people.network, said.clone()),
        store.act(&people.tamsin, people.network, said.clone())
    );
    assert_ne!(a.unwrap().was_done_before, b.unwrap().was_done_before);
    let other = world.open().await;
    assert!(other.act(&people.tamsin, people.network, said).await.unwrap().was_done_before);
    assert_eq!(read(&store, &people, &people.tamsin).await, ["Once."]);
}

async fn two_processes_write_to_one_network(world: World) {
    let people = People::new();
    let (here, there) = (world.open().await, world.open().await);
    people.begin(&world, &here).await;
    for turn in 0..10 {
        let store = if turn % 2 == 0 { &here } else { &there };
        let text = format!("turn {turn}");
        store.act(&people.tamsin, people.network, words(&text, Audience::Everyone)).await.unwrap();
    }
    let expected: Vec<_> = (0..10).map(|turn| format!("turn {turn}")).collect();
    assert_eq!(read(&here, &people, &people.tamsin).await, expected);
    assert_eq!(read(&there, &people, &people.tamsin).await, expected);
    let (said, again) = (words("at once", Audience::Everyone), words("at once too", Audience::Everyone));
    let both = tokio::join!(
        here.act(&people.tamsin, people.network, said),
        there.act(&people.tamsin, people.network, again)
    );
    assert!(both.0.is_ok() && both.1.is_ok());
    assert_eq!(read(&here, &people, &people.tamsin).await.len(), 12);
    assert!(here.verify(None, |_| ()).await.unwrap().findings.is_empty());
}

async fn each_reads_what_is_for_them(world: World) {
    let people = People::new();
    let store = world.open().await;
    people.begin(&world, &store).await;
    for (who, text, audience) in [
        (&people.tamsin, "for everyone", Audience::Everyone),
        (&people.tamsin, "for the person", Audience::PersonAndTeam),
        (&people.tamsin, "a draft", Audience::OnlyMe),
        (&people.ines, "from the sister", Audience::Team),
    ] {
        store.act(who, people.network, words(text, audience)).await.unwrap();
    }
    let team = ["a draft", "for everyone", "for the person", "from the sister"];
    assert_eq!(read(&store, &people, &people.tamsin).await, team);
    assert_eq!(read(&store, &people, &people.mira).await, ["for everyone", "for the person"]);
    assert_eq!(read(&store, &people, &people.ines).await, ["for everyone", "from the sister"]);
    for stranger in [&people.joel, &people.keeper, &People::new().mira] {
        let refused = store.permit(stranger, people.network, Purpose::Read).await.unwrap_err();
        assert!(matches!(refused, StoreError::NotYours));
        let refused =
            store.act(stranger, people.network, words("let me in", Audience::Everyone)).await.unwrap_err();
        assert!(matches!(refused, ActError::Store(StoreError::NotYours)));
    }
}

async fn a_released_confidence_opens_what_was_closed(world: World) {
    let people = People::new();
    let store = world.open().await;
    people.begin(&world, &store).await;
    let calls = async |account| {
        let permit = store.permit(account, people.network, Purpose::Read).await.unwrap();
        store.network(&permit).await.unwrap().requests.len()
    };
    assert_eq!((calls(&people.mira).await, calls(&people.tamsin).await), (0, 1));
    store.act(&people.tamsin, people.network, people.release()).await.unwrap();
    assert_eq!((calls(&people.mira).await, calls(&people.tamsin).await), (1, 1));
}

async fn a_refusal_tells_nothing_of_what_is_hidden(world: World) {
    use dialogue::{
        Act, Told, WordsId,
        words::{Kind, WordsSpoken},
    };
    let people = People::new();
    let store = world.open().await;
    people.begin(&world, &store).await;
    // The team's work is refused to a member with nothing but no.
    let refused = store.act(&people.ines, people.network, people.release()).await.unwrap_err();
    assert!(matches!(refused, ActError::Refused(refusal) if refusal.why == Why::Neutral));
    // A form's own fault is named.
    let empty = WordsSpoken {
        words: WordsId(uuid::Uuid::now_v7()),
        kind: Kind::Left,
        text: " ".into(),
        in_answer_to: None,
        thinking_of: None,
    };
    let empty = crate::people::command(Told::default(), Act::Speak(empty));
    let refused = store.act(&people.ines, people.network, empty).await.unwrap_err();
    assert!(
        matches!(refused, ActError::Refused(refusal) if refusal.why == Why::Empty && refusal.field == Some("text"))
    );
}

async fn a_refusal_that_rests_on_what_is_hidden_is_neutral(world: World) {
    use dialogue::{
        Act, Told, WordsId,
        shared::{SharedWordsAnswered, SharedWordsOffered},
    };
    let people = People::new();
    let store = world.open().await;
    people.begin(&world, &store).await;
    let mut answers = Vec::new();
    for audience in [Audience::Everyone, Audience::Team] {
        let shared = WordsId(uuid::Uuid::now_v7());
        let offered = SharedWordsOffered {
            words: shared,
            text: "We take it slowly.".into(),
            voices: [people.tamsin.voice().unwrap()].into(),
        };
        let told = Told { audience: Some(audience), ..Told::default() };
        let offer = crate::people::command(told, Act::OfferShared(offered));
        store.act(&people.tamsin, people.network, offer).await.unwrap();
        let who = people.ines.voice().unwrap();
        let answer = Act::AnswerShared(SharedWordsAnswered { words: shared, who, stands: true });
        let answer = crate::people::command(Told::default(), answer);
        match store.act(&people.ines, people.network, answer).await.unwrap_err() {
            ActError::Refused(refusal) => answers.push(refusal),
            ActError::Store(error) => panic!("{error}"),
        }
    }
    // Of what she may read she is told why; of what she may not, neither why, nor where, nor on what it rests.
    assert_eq!((answers[0].why, answers[0].field), (Why::NotYourVoice, Some("who")));
    assert_eq!(answers[1], dialogue::Refusal::neutral());
}

async fn an_unknown_network_is_nobodys(world: World) {
    let people = People::new();
    let store = world.open().await;
    let refused = store.permit(&people.tamsin, people.network, Purpose::Read).await.unwrap_err();
    assert!(matches!(refused, StoreError::NotYours));
    let refused =
        store.act(&people.tamsin, people.network, words("hello", Audience::Everyone)).await.unwrap_err();
    assert!(matches!(refused, ActError::Store(StoreError::NotYours)));
    // A first command that is refused leaves nothing behind.
    let refused = store.start(&people.mira, people.network, people.call(&world)).await;
    assert!(refused.is_err());
    assert!(world.rows("stream").await.is_empty());
}

async fn time_never_runs_backwards(world: World) {
    let people = People::new();
    let store = world.open().await;
    people.begin(&world, &store).await;
    let before = world.now();
    world.turn(SignedDuration::from_hours(-3));
    store
        .act(&people.tamsin, people.network, words("the clock was set back", Audience::Everyone))
        .await
        .unwrap();
    world.turn(SignedDuration::from_hours(4));
    store.act(&people.tamsin, people.network, words("and on", Audience::Everyone)).await.unwrap();
    let permit = store.permit(&people.tamsin, people.network, Purpose::Read).await.unwrap();
    let network = store.network(&permit).await.unwrap();
    let times: Vec<_> = network.entries.iter().map(|entry| entry.recorded_at).collect();
    assert!(times.is_sorted());
    assert_eq!(times.iter().rev().take(2).collect::<Vec<_>>(), [&world.now(), &before]);
}

async fn several_commands_are_one_commit(world: World) {
    let people = People::new();
    let store = world.open().await;
    let at = world.now();
    let sent = |account: &dialogue::Account, command| Sent { account: *account, at, command };
    let good = vec![
        sent(&people.tamsin, people.call(&world)),
        sent(&people.tamsin, words("one", Audience::Everyone)),
        sent(&people.ines, words("two", Audience::Everyone)),
    ];
    let bad = vec![
        sent(&people.tamsin, words("three", Audience::Everyone)),
        sent(&people.joel, words("not allowed", Audience::Everyone)),
    ];
    assert_eq!(store.act_all(people.network, &good).await.unwrap().len(), 3);
    assert!(store.act_all(people.network, &bad).await.is_err());
    assert_eq!(read(&store, &people, &people.tamsin).await, ["one", "two"]);
    let again = store.act_all(people.network, &good).await.unwrap();
    assert!(again.iter().all(|acted| acted.was_done_before));
    assert!(store.verify(None, |_| ()).await.unwrap().findings.is_empty());
}

async fn many_write_at_once(world: World) {
    let store = world.open().await;
    let mut writing = tokio::task::JoinSet::new();
    let all: Vec<_> = (0..16).map(|_| People::new()).collect();
    for people in all.clone() {
        people.begin(&world, &store).await;
        let store = store.clone();
        writing.spawn(async move {
            for turn in 0..10 {
                let said = words(&format!("turn {turn}"), Audience::Everyone);
                store.act(&people.tamsin, people.network, said).await.unwrap();
            }
        });
    }
    while let Some(done) = writing.join_next().await {
        done.unwrap();
    }
    for people in &all {
        assert_eq!(read(&store, people, &people.tamsin).await.len(), 10);
    }
    let verified = store.verify(None, |_| ()).await.unwrap();
    assert!(verified.findings.is_empty());
    assert_eq!(verified.streams, 16);
}

async fn lists_follow_the_record(world: World) {
    let (people, other) = (People::new(), People::new());
    let store = world.open().await;
    people.begin(&world, &store).await;
    world.turn(SignedDuration::from_hours(1));
    other.begin(&world, &store).await;
    let mine = store.networks_of(&people.tamsin).await.unwrap();
    assert_eq!(mine.iter().map(|listed| listed.network).collect::<Vec<_>>(), [people.network]);
    let waiting = store.waiting(&people.joel).await.unwrap();
    assert_eq!(
        waiting.iter().map(|listed| listed.network).collect::<Vec<_>>(),
        [people.network, other.network]
    );
    assert!(waiting[0].row.called_at < waiting[1].row.called_at);
    assert!(store.waiting(&people.mira).await.unwrap().is_empty());
    assert!(store.networks_of(&people.keeper).await.unwrap().is_empty());
    let parts: Vec<_> = dialogue::index::name_parts("mira castellan").collect();
    let known = store.look_up(&people.joel, &parts).await.unwrap();
    assert_eq!(known.iter().map(|known| known.shares).collect::<Vec<_>>(), [2, 2]);
    assert!(store.look_up(&people.ines, &parts).await.unwrap().is_empty());
    assert!(store.look_up(&people.joel, &["nobody".to_owned()]).await.unwrap().is_empty());
    assert!(world.rows("look_up").await.iter().all(|row| !row.contains("mira")));
    // A list names what the viewer may read, and writes no look.
    let looks = world.rows("access").await.len();
    let permit = store.permit(&people.tamsin, people.network, Purpose::List).await.unwrap();
    assert_eq!(store.card(&permit).await.unwrap().person, "Mira Castellan");
    assert!(store.network(&permit).await.is_err());
    let permit = store.permit(&people.joel, people.network, Purpose::List).await.unwrap();
    assert_eq!(store.card(&permit).await.unwrap().person, "");
    assert_eq!(world.rows("access").await.len(), looks);
}

async fn the_index_is_rebuilt_the_same(world: World) {
    let store = world.open().await;
    for _ in 0..3 {
        let people = People::new();
        people.begin(&world, &store).await;
        store.act(&people.tamsin, people.network, people.release()).await.unwrap();
    }
    let tables = ["network_index", "seat_index", "meeting_index", "look_up"];
    let mut before = Vec::new();
    for table in tables {
        before.push(world.rows(table).await);
    }
    assert!(!before[0].is_empty() && !before[1].is_empty() && !before[3].is_empty());
    world.meddle("DELETE FROM seat_index; UPDATE network_index SET called_at = 5; INSERT INTO look_up VALUES (x'00', x'00')").await;
    assert_eq!(store.reindex(|_| ()).await.unwrap(), 3);
    for (table, before) in tables.iter().zip(before) {
        assert_eq!(world.rows(table).await, before, "{table}");
    }
}

async fn the_service_is_named_once(world: World) {
    use dialogue::{CommandId, ServiceAct, ServiceCommand, service::ServiceNamed};
    let people = People::new();
    let store = world.open().await;
    assert_eq!(store.service().await.unwrap().is.name, "");
    let named =
        ServiceNamed { name: "Harbour Street".into(), zone: "Europe/London".into(), ..Default::default() };
    let command = ServiceCommand { id: CommandId(uuid::Uuid::now_v7()), act: ServiceAct::Name(named) };
    assert!(store.act_service(&people.ines, command.clone()).await.is_err());
    assert!(!store.act_service(&people.keeper, command.clone()).await.unwrap().was_done_before);
    assert!(store.act_service(&people.keeper, command).await.unwrap().was_done_before);
    let other = world.open().await;
    assert_eq!(store.service().await.unwrap().is.name, "Harbour Street");
    assert_eq!(other.service().await.unwrap().is.name, "Harbour Street");
}

async fn a_small_cache_changes_nothing(world: World) {
    let mut config = world.config();
    config.cache_bytes = 1;
    let store = Store::open(config).await.unwrap();
    let people = People::new();
    people.begin(&world, &store).await;
    for turn in 0..5 {
        let said = words(&format!("turn {turn}"), Audience::Everyone);
        store.act(&people.tamsin, people.network, said).await.unwrap();
        assert_eq!(read(&store, &people, &people.mira).await.len(), turn + 1);
    }
}
