//! Many replicas, a bad network and a server that is killed: everybody ends with the same words, and
//! nothing that was called saved is gone. Each failure prints its seed.

use super::world::World;

fn lives_through(seed: u64) {
    let mut world = World::new(seed, 2 + seed % 5);
    for _ in 0..600 {
        world.something_happens();
    }
    world.settles();
    let on_disk = world.on_disk();
    let words: Vec<String> = world.clients.iter().map(super::client::Client::words).collect();
    assert!(words.iter().all(|these| these == &words[0]), "seed {seed}: replicas differ: {words:#?}");
    for client in &world.clients {
        assert!(client.has_exactly(&on_disk), "seed {seed}: the disk lacks something, or has too much");
        assert!(client.is_kept_in(&on_disk), "seed {seed}: an acknowledged edit is gone");
    }
}

#[test]
fn promise_8_replicas_converge_and_nothing_acknowledged_is_lost() {
    for seed in 0..60 {
        lives_through(seed);
    }
}

fn is_closed_in_the_middle(seed: u64) {
    let mut world = World::new(seed, 2 + seed % 5);
    let (before, after) = (world.chance.below(400), 400);
    for _ in 0..before {
        world.something_happens();
    }
    world.closes();
    for _ in 0..after {
        world.something_happens();
    }
    // What is late is relayed to nobody: it takes a second coming back to see what others handed in.
    world.settles();
    world.settles();
    world.takes_what_is_late();
    let on_disk = world.on_disk();
    for client in &world.clients {
        assert!(client.has_exactly(&on_disk), "seed {seed}: a telephone and the disk differ");
        assert!(client.is_kept_in(&on_disk), "seed {seed}: an acknowledged edit is gone");
    }
    assert!(!world.takes_what_is_late(), "seed {seed}: something was taken twice");
    // Every letter that anybody ends with was in the record at some time.
    let last = world.clients[0].words();
    let ever = world.record.concat();
    for letter in ['a', 'å', 'b', 'ö'] {
        let count = |text: &str| text.matches(letter).count();
        assert!(count(&ever) >= count(&last), "seed {seed}: {last:?} is not in {:?}", world.record);
    }
}

#[test]
fn promise_8_closing_in_the_middle_loses_nothing_acknowledged_and_takes_nothing_twice() {
    for seed in 0..60 {
        is_closed_in_the_middle(seed);
    }
}
