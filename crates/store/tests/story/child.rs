//! The child of the crash tests: this very test program, started again, appending until it is killed.
//! After each answer it writes one line, `answered NETWORK PRACTITIONER WORDS`, and nothing else.

use std::{
    io::{BufRead, BufReader, Lines, Write},
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
};

use dialogue::{Account, AccountId, Act, Audience, NetworkId, PractitionerId, Seat, WordsId};
use store::{Config, EngineConfig, Store};
use uuid::Uuid;

use crate::{
    people::{People, words},
    world::World,
};

const WORK: &str = "POLYPHONY_TEST_CHILD";

/// What a child is told to do.
#[derive(Clone)]
pub struct Work {
    /// Tasks that append at the same time.
    pub tasks: usize,
    /// Appends of each; 0 for as long as it lives.
    pub turns: usize,
    /// Whether commits wait for the disk.
    pub waits: bool,
}

/// One line of a child: what it was answered.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Answered {
    pub network: NetworkId,
    pub account: Account,
    pub words: WordsId,
}

/// Starts a child; `under` is a program that runs it, with its arguments.
pub fn start(world: &World, work: &Work, under: &[&str]) -> (Child, Lines<BufReader<ChildStdout>>) {
    let (kind, place) = match &world.engine {
        EngineConfig::Sqlite { dir } => ("sqlite", dir.display().to_string()),
        EngineConfig::Postgres { url } => ("postgres", url.clone()),
    };
    let told = [kind, &place, &world.key_file().display().to_string()].join("\n");
    let told = format!("{told}\n{}\n{}\n{}", work.tasks, work.turns, work.waits);
    let program = std::env::current_exe().unwrap();
    let mut command = match under {
        [first, rest @ ..] => {
            let mut command = Command::new(first);
            command.args(rest).arg(program);
            command
        }
        [] => Command::new(program),
    };
    command.args(["child::appends_until_it_is_killed", "--exact", "--nocapture", "--test-threads=1"]);
    let mut child = command.env(WORK, told).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    (child, lines)
}

/// Reads a line, if it is an answer.
pub fn answered(line: &str) -> Option<Answered> {
    let mut parts = line.strip_prefix("answered ")?.split(' ');
    let mut id = || parts.next()?.parse::<Uuid>().ok();
    let (network, practitioner, words) = (NetworkId(id()?), PractitionerId(id()?), WordsId(id()?));
    let account = Account { id: AccountId(practitioner.0), seat: Seat::Practitioner(practitioner) };
    Some(Answered { network, account, words })
}

/// Not a test of its own: without its work it has nothing to do.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn appends_until_it_is_killed() {
    let Ok(told) = std::env::var(WORK) else { return };
    let told: Vec<_> = told.lines().collect();
    let [kind, place, key_file, tasks, turns, waits] = told[..] else { panic!("what to do?") };
    let engine = match kind {
        "sqlite" => EngineConfig::Sqlite { dir: place.into() },
        _ => EngineConfig::Postgres { url: place.into() },
    };
    let mut config = Config::new(engine, Path::new(key_file).into());
    if waits == "false" {
        config = config.without_waiting_for_the_disk();
    }
    let store = Store::open(config).await.unwrap();
    // The test harness has begun a line of its own.
    std::io::stdout().write_all(b"\n").unwrap();
    let mut working = tokio::task::JoinSet::new();
    for _ in 0..tasks.parse::<usize>().unwrap() {
        working.spawn(append(store.clone(), turns.parse().unwrap()));
    }
    while working.join_next().await.is_some() {}
}

/// Appends until it is done or something goes wrong; only what was answered is told.
async fn append(store: Store, turns: usize) {
    let people = People::new();
    let network = people.network;
    let world = World::sqlite();
    let Seat::Practitioner(practitioner) = people.tamsin.seat else { return };
    if store.start(&people.tamsin, network, people.call(&world)).await.is_err() {
        return;
    }
    let mut turn = 0;
    while turns == 0 || turn < turns {
        turn += 1;
        let command = words(&format!("turn {turn}"), Audience::Everyone);
        let Act::Speak(spoken) = &command.act else { return };
        let line = format!("answered {network} {practitioner} {}\n", spoken.words);
        if store.act(&people.tamsin, network, command).await.is_err() {
            return;
        }
        std::io::stdout().lock().write_all(line.as_bytes()).unwrap();
    }
}
