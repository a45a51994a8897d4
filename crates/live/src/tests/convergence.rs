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
