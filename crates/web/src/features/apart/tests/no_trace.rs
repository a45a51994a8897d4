//! What you may not see leaves no trace (promise 4), at the edge: two worlds with the same ids and the same
//! clock, one of which holds more than the viewer may read. Every address is looked at and sent to in both,
//! and every answer is the same to the last byte: status, all headers, body, order, counts, ids, hidden
//! fields, refusals. Nothing is stripped before comparing.

mod hidden;
mod pages;
mod world;

use std::collections::BTreeSet;

use axum::http::HeaderMap;
use dialogue::{Act, Audience, Told, Who, WordsId};
use jiff::SignedDuration;

use crate::{
    features::addresses::ADDRESSES,
    testing::{Browser, Seen, id, ids_from},
};
use world::{ASKED, Chance, Viewer, World, spoken};

/// Both worlds, lived side by side: so many steps, now and then something hidden, and at the end words that
/// are taken away.
async fn worlds(viewer: Viewer, seed: u64) -> (World, World) {
    let (mut fuller, mut poorer) = (World::new(true).await, World::new(false).await);
    let mut outcomes = Vec::new();
    for world in [&mut fuller, &mut poorer] {
        let mut chance = Chance(seed);
        world.shared();
        if viewer == Viewer::Bern && world.is_fuller {
            world.hide_kim().await;
        }
        world.place("member", world.kim);
        world.place("who", Who::Member(world.kim));
        let mut done = Vec::new();
        for _ in 0..26 {
            // Drawn before, so that both worlds go on with the same chance.
            let mut hidden = Chance(chance.0 ^ 0x9e37_79b9_7f4a_7c15);
            done.push(world.step(viewer, &mut chance).await);
            if hidden.next(3) == 0 {
                world.hide(viewer, &mut hidden).await;
            }
        }
        if matches!(viewer, Viewer::Sam | Viewer::Ines | Viewer::Ada) {
            world.take_away().await;
        }
        ends(world);
        outcomes.push(done);
    }
    assert_eq!(outcomes[0], outcomes[1], "what was done in both worlds was done in both");
    assert_eq!(fuller.places, poorer.places);
    (fuller, poorer)
}

/// What stands in addresses beside what was written.
fn ends(world: &mut World) {
    for member in [world.app.sam, world.app.jo, world.app.bern] {
        world.place("member", member);
        world.place("who", Who::Member(member));
    }
    world.place("request", world.app.request);
    world.shared();
}

/// By which of the places something in an address is known: an entry has many names in addresses.
fn place(name: &str) -> &str {
    match name {
        "one" | "other" => "member",
        "about" | "asked" | "candour" | "case" | "confided" | "hidden" | "hold" | "line" | "voiced"
        | "withheld" => "entry",
        other => other,
    }
}

/// What an address may hold that is nobody's: a file of the program, a link's secret, a kind of appointment.
const NOBODYS: [&str; 3] = ["*path", "link", "office"];

/// Every address with ids that may stand in it: of what both worlds hold, of what is hidden, and of nothing.
fn addresses(world: &World, chance: &mut Chance) -> Vec<String> {
    let mut all = Vec::new();
    for pattern in ADDRESSES {
        let tries = if pattern.matches('{').count() > 1 { 5 } else { 1 };
        for _ in 0..tries {
            let mut address = (*pattern).to_owned();
            while let Some(from) = address.find('{') {
                let to = address.find('}').unwrap();
                let name = address[from + 1..to].to_owned();
                let fits: Vec<_> = world.places.iter().filter(|(known, _)| *known == place(&name)).collect();
                let id = if fits.is_empty() { "nothing".to_owned() } else { chance.of(&fits).1.clone() };
                address.replace_range(from..=to, &id);
            }
            all.push(address);
        }
    }
    for query in queries(world) {
        all.push(world.app.at(&query));
    }
    all
}

/// Choices, orders and pages that an address may ask for.
fn queries(world: &World) -> Vec<String> {
    let mut all: Vec<_> = ["story?whole=yes", "story?before=3", "story?before=9999", "being-safe?kept"]
        .into_iter()
        .chain([
            "looked?before=2026-11-23T00:00:00Z",
            "leave-words?left=yes",
            "still?key=3-0",
            "left?before=1",
        ])
        .map(str::to_owned)
        .collect();
    let kinds = ["words", "reflections", "questions", "decisions", "promises", "meetings", "nothing"];
    all.extend(kinds.map(|kind| format!("story?kind={kind}&whole=yes")));
    let whose = [world.app.sam, world.app.jo, world.app.bern, world.kim].map(Who::Member);
    all.extend(whose.map(|who| format!("story?voice={who}")));
    all
}

/// Everything handed out but the microseconds of its recording: the clock of these tests goes on a little
/// with each look, and what is hidden was written too.
fn untimed(network: &dialogue::Network) -> Vec<String> {
    network.entries.iter().map(|entry| format!("{:?} {:?}", entry.id, entry.told)).collect()
}

/// Everything that came back.
fn answer(seen: &Seen) -> (u16, &HeaderMap, &str) {
    (seen.status, &seen.headers, &seen.body)
}

/// What a reader is handed: nothing of a class that they may not read, in no structure and no entry.
async fn compare_what_is_handed_out(viewer: Viewer, seed: u64, worlds: [&World; 2]) {
    let mut handed = Vec::new();
    for world in worlds {
        let account = world.app.account(viewer.slug());
        let permit = world.app.store.permit(&account, world.app.network, store::Purpose::Read).await;
        match permit {
            Ok(permit) => handed.push(world.app.store.network(&permit).await.unwrap()),
            Err(error) => {
                assert!(matches!(error, store::StoreError::NotYours), "{error:?}");
                assert!(matches!(viewer, Viewer::Ines | Viewer::Ada), "{viewer:?}");
                return;
            }
        }
    }
    assert_eq!(handed[0].entries.len(), handed[1].entries.len());
    assert_eq!(untimed(&handed[0]), untimed(&handed[1]), "{viewer:?}, seed {seed}");
    assert!(!format!("{:?}", handed[0]).contains("HIDDEN"));
}

/// What came of looking and sending: which statuses, and how often.
#[derive(Default)]
struct Came {
    asked: u32,
    found: u32,
    looked: BTreeSet<u16>,
    sent: BTreeSet<u16>,
}

/// Looks at an address in both worlds, and sends to it; nothing may tell them apart.
async fn compare_at(came: &mut Came, address: &str, worlds: [&World; 2], browsers: &[Browser; 2]) {
    came.asked += 1;
    let mut answers = Vec::new();
    for (world, browser) in worlds.into_iter().zip(browsers) {
        ids_from(ASKED + u128::from(came.asked) * 1000);
        let at = world.began + SignedDuration::from_mins(1000 + i64::from(came.asked));
        world.app.clock_to(&at.to_string());
        let page = browser.get(address).await;
        let command = id().to_string();
        let fields = [
            ("id", command.as_str()),
            ("q", "HIDDEN"),
            ("text", "A word of mine."),
            ("words", "A word of mine."),
            ("member", &world.kim.to_string()),
            ("answer", "cannot"),
        ];
        let sent = browser.post(address, &fields).await;
        answers.push((page, sent));
    }
    let (one, other) = (&answers[0], &answers[1]);
    assert_eq!(answer(&one.0), answer(&other.0), "GET {address}");
    assert_eq!(answer(&one.1), answer(&other.1), "POST {address}");
    one.0.hides("HIDDEN");
    // Nothing that a cache could keep, or ask by whether it has changed.
    for name in ["etag", "last-modified", "age", "expires"] {
        assert!(!one.0.headers.contains_key(name), "{name} of {address}");
    }
    if one.0.status == 200 && address.starts_with("/network/") {
        let kept = one.0.headers["cache-control"].to_str().unwrap();
        assert!(kept.contains("no-store"), "{address}: {kept}");
    }
    came.found += u32::from(one.0.status == 200);
    came.looked.insert(one.0.status);
    came.sent.insert(one.1.status);
}

async fn compare(viewer: Viewer, seed: u64) -> Came {
    let (fuller, poorer) = worlds(viewer, seed).await;
    let worlds = [&fuller, &poorer];
    let mut chance = Chance(seed.wrapping_add(99));
    for world in worlds {
        world.app.clock_to(&(world.began + SignedDuration::from_mins(1000)).to_string());
    }
    compare_what_is_handed_out(viewer, seed, worlds).await;
    let browsers = [fuller.app.signed_in(viewer.slug()).await, poorer.app.signed_in(viewer.slug()).await];
    let mut came = Came::default();
    for address in addresses(&fuller, &mut chance) {
        // Whoever opens a record in an emergency reads it from then on.
        let opens = viewer == Viewer::Ines && address.ends_with("/emergency");
        if !opens && !address.starts_with("/demo") && address != "/sign-out" {
            compare_at(&mut came, &address, worlds, &browsers).await;
        }
    }
    came
}

async fn compare_as(viewer: Viewer, seeds: [u64; 2], least: u32) {
    for seed in seeds {
        let Came { asked, found, looked, sent } = compare(viewer, seed).await;
        assert!(found > least && asked > 200, "{found} pages of {asked} addresses as {viewer:?}");
        // Refusals and errors are answers too.
        assert!(looked.is_superset(&[200, 404].into()), "{looked:?} as {viewer:?}");
        let errors = if least > 10 { vec![303, 404, 422] } else { vec![404] };
        assert!(errors.iter().all(|status| sent.contains(status)), "{sent:?} as {viewer:?}");
    }
}

#[tokio::test]
async fn what_is_hidden_from_the_person_changes_no_byte_of_any_answer() {
    compare_as(Viewer::Sam, [11, 12], 25).await;
}

#[tokio::test]
async fn what_is_told_to_others_changes_no_byte_of_what_a_member_gets() {
    compare_as(Viewer::Jo, [21, 22], 20).await;
}

#[tokio::test]
async fn somebody_who_must_stay_hidden_changes_no_byte_of_what_the_other_gets() {
    compare_as(Viewer::Bern, [31, 32], 20).await;
}

#[tokio::test]
async fn a_draft_of_somebody_else_changes_no_byte_of_what_the_team_gets() {
    compare_as(Viewer::Tom, [41, 42], 50).await;
}

#[tokio::test]
async fn a_network_changes_no_byte_of_what_a_practitioner_of_another_gets() {
    compare_as(Viewer::Ines, [51, 52], 5).await;
}

#[tokio::test]
async fn a_network_changes_no_byte_of_what_the_administrator_gets() {
    compare_as(Viewer::Ada, [61, 62], 3).await;
}
