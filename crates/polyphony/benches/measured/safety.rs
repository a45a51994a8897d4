//! The cost of safety: deciding who may read which of 10,000 entries, against folding the same entries.

use std::{sync::Arc, time::Instant};

use dialogue::{
    Account, AccountId, Act, Audience, Command, CommandId, Context, Entry, EntryId, Network, NetworkId, Seat,
    Told, Who, Whole, WordsId, decide,
    unsafe_pair::UnsafePairMarked,
    words::{Kind, WordsSpoken},
};
use policy::{Decided, Policies};
use uuid::Uuid;

use crate::{Aim, Row, place};

const ENTRIES: usize = 10_000;
const LOOKS: usize = 25;

/// One record that grows by commands, as the store lets it grow.
struct Growing {
    whole: Whole,
    at: jiff::Timestamp,
}

impl Growing {
    /// Takes a command in, and says whether it was accepted.
    fn does(&mut self, by: Account, command: &Command) -> bool {
        let Ok(drafts) = decide(&self.whole, command, &Context::new(self.at, by)) else { return false };
        for (nth, told) in (0..).zip(drafts) {
            let id = EntryId { command: command.id, nth };
            self.whole.apply(Arc::new(Entry { id, recorded_at: self.at, told }));
        }
        true
    }
}

/// A simulated life, a mark between two of its people, and then words of every voice for every audience
/// in turn, so that no two neighbours are of one class.
fn record() -> (Growing, Vec<Account>) {
    let steps = place::life(1);
    let first = steps.first().unwrap();
    let mut growing = Growing { whole: Whole::empty(first.network), at: first.at };
    for step in &steps {
        growing.at = step.at;
        growing.does(step.by, &step.command);
    }
    let network = view(&growing.whole, |_| true);
    let members: Vec<_> = network.people.members.keys().copied().collect();
    let seat = |id| Account { id: AccountId(Uuid::now_v7()), seat: Seat::Member(first.network, id) };
    let person = network.people.person().unwrap().id;
    let others: Vec<_> = members.iter().copied().filter(|id| *id != person).collect();
    let mark =
        UnsafePairMarked { one: others[0], other: others[1], words: String::new(), at_risk: Some(others[0]) };
    let sent = |told, act| Command { id: CommandId(Uuid::now_v7()), told, act };
    assert!(growing.does(first.by, &sent(Told::default(), Act::MarkUnsafePair(mark))));
    let mut audiences = vec![Audience::Everyone, Audience::PersonAndTeam, Audience::Team];
    audiences.extend(network.meetings.keys().copied().map(Audience::Present));
    audiences.extend(network.people.circles.keys().copied().map(Audience::Circle));
    for nth in 0.. {
        if growing.whole.entries().len() >= ENTRIES {
            break;
        }
        let voice = Who::Member(members[nth % members.len()]);
        let audience = Some(audiences[nth % audiences.len()]);
        let spoken = WordsSpoken {
            words: WordsId(Uuid::now_v7()),
            kind: Kind::Left,
            text: "We cannot do this by ourselves any more, and we said so to each other.".into(),
            in_answer_to: None,
            thinking_of: None,
        };
        let told = Told { voice: Some(voice), audience, ..Told::default() };
        assert!(growing.does(first.by, &sent(told, Act::Speak(spoken))), "{audience:?}");
    }
    (growing, vec![first.by, seat(person), seat(others[1])])
}

fn view(whole: &Whole, may_read: impl Fn(&Entry) -> bool) -> Network {
    let mut network = Network::empty(NetworkId(Uuid::nil()));
    network.take_readable(whole.entries(), may_read);
    network
}

fn best(mut once: impl FnMut()) -> f64 {
    let times = (0..LOOKS).map(|_| {
        let began = Instant::now();
        once();
        began.elapsed().as_secs_f64()
    });
    times.fold(f64::MAX, f64::min)
}

pub fn rows() -> Vec<Row> {
    let policies = Policies::load().unwrap();
    let (Growing { whole, at }, accounts) = record();
    let fold = best(|| drop(std::hint::black_box(view(&whole, |_| true))));
    let names = ["the team", "the person", "one of an unsafe pair"];
    let rows = accounts.iter().zip(names).map(|(account, name)| {
        // What the store does for a look with nothing held: where they stand, each entry's class, each class decided.
        let authorise = best(|| {
            let standing = whole.standing(&Context::new(at, *account));
            let asking = policies.asking(&standing);
            let mut decided = Decided::default();
            let readable = whole.entries().iter().filter(|entry| {
                decided.may_read(whole.class(entry, at), |class| asking.may_read(class))
            });
            std::hint::black_box(readable.count());
        });
        let (standing, mut decided) = (whole.standing(&Context::new(at, *account)), Decided::default());
        let asking = policies.asking(&standing);
        let readable = whole.entries().iter().filter(|entry| {
            decided.may_read(whole.class(entry, at), |class| asking.may_read(class))
        });
        let (readable, many) = (readable.count(), decided.asked());
        Row {
            what: format!(
                "authorise and filter {ENTRIES} entries of {many} classes for {name}, who reads {readable}; limit: folding them"
            ),
            ours: format!("{:.2} ms", authorise * 1e3),
            limit: format!("{:.2} ms", fold * 1e3),
            ratio: authorise / fold,
            aim: Aim::AtMost(1.0),
        }
    });
    rows.collect()
}
