//! The simulated service: the same seed tells the same story, the rules and policies accept all of it,
//! and its figures are those that it says they are.

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

use dialogue::{
    Context, Entry, EntryId, Network, NetworkId, Service, Who, Whole,
    clock::Stage,
    decide, decide_service,
    meeting::{Meeting, Presence},
    people::Nearness,
};
use policy::Policies;

use super::{calendar::Calendar, call, meeting, *};

const SEED: u64 = 20_260_311;
const MONTHS: u32 = 12;
const NETWORKS: u64 = 300;

fn start() -> Timestamp {
    "2025-01-06T09:00:00Z".parse().unwrap()
}

fn team(networks: u64) -> Vec<PractitionerId> {
    practitioners(SEED, networks).into_iter().map(|p| p.practitioner).collect()
}

/// Carries the steps out; with policies it also asks whether whoever sends may.
fn perform(steps: &[Step], policies: Option<&Policies>) -> Whole {
    let mut whole = Whole::empty(steps[0].network);
    for step in steps {
        let act = || format!("{:?}", step.command.act);
        if let Some(policies) = policies {
            let standing = whole.standing(&Context::new(step.at, step.by));
            assert!(
                policies.may(&standing, step.command.deed(&step.by)),
                "{:?} may not {}",
                standing.role,
                act()
            );
        }
        let ctx = Context::new(step.at, step.by);
        let drafts = decide(&whole, &step.command, &ctx).unwrap_or_else(|no| panic!("{no:?}: {}", act()));
        assert!(!drafts.is_empty(), "nothing follows from {}", act());
        for (nth, told) in (0..).zip(drafts) {
            let id = EntryId { command: step.command.id, nth };
            whole.apply(Arc::new(Entry { id, recorded_at: step.at, told }));
        }
    }
    whole
}

fn folded(whole: &Whole) -> Network {
    let mut network = Network::empty(NetworkId(uuid::Uuid::nil()));
    whole.entries().iter().for_each(|e| network.apply(e.clone()));
    network
}

/// The population, told once for all figures.
fn population() -> &'static [Network] {
    static TOLD: OnceLock<Vec<Network>> = OnceLock::new();
    TOLD.get_or_init(tell_population)
}

fn tell_population() -> Vec<Network> {
    let team = team(NETWORKS);
    (0..NETWORKS).map(|n| folded(&perform(&network(SEED, n, start(), MONTHS, &team), None))).collect()
}

fn held(networks: &[Network]) -> Vec<&Meeting> {
    networks.iter().flat_map(|n| n.meetings.values().filter(|m| m.is_held())).collect()
}

fn share<T>(of: &[T], is: impl Fn(&T) -> bool) -> f64 {
    of.iter().filter(|one| is(one)).count() as f64 / of.len() as f64
}

fn mean(of: impl Iterator<Item = f64>) -> f64 {
    let (sum, many) = of.fold((0.0, 0.0), |(sum, many), one| (sum + one, many + 1.0));
    sum / many
}

fn near(what: &str, found: f64, wanted: f64, tolerance: f64) {
    println!("{what}: {found:.3} (wanted {wanted} ± {tolerance})");
    assert!((found - wanted).abs() <= tolerance, "{what}: {found:.3}, wanted {wanted} ± {tolerance}");
}

#[test]
fn the_same_seed_tells_the_same_story_and_another_another() {
    let team = team(40);
    let tell = |seed, n| network(seed, n, start(), 6, &team);
    assert_eq!(tell(1, 7), tell(1, 7));
    assert_ne!(tell(1, 7), tell(2, 7));
    assert_ne!(tell(1, 7)[0].network, tell(1, 8)[0].network);
    assert_eq!(service(1, 40, start(), 24), service(1, 40, start(), 24));
}

#[test]
fn the_policies_allow_every_step_and_time_never_runs_backwards() {
    let (team, policies) = (team(60), Policies::load().unwrap());
    for n in 0..12 {
        let steps = network(SEED, n, start(), 24, &team);
        perform(&steps, Some(&policies));
        assert!(steps.is_sorted_by_key(|s| s.at));
        assert!(steps.iter().all(|s| s.at.subsec_nanosecond() == 0), "finer than the record keeps");
        let end = start().checked_add(MONTH * 24).unwrap();
        assert!(steps.iter().all(|s| s.at >= start() && s.at <= end));
    }
}

#[test]
fn calls_lead_to_meetings_as_they_do_or_wait_or_are_declined() {
    let networks = population();
    let clocks: Vec<_> = networks.iter().map(|n| n.clock(n.first_call().unwrap())).collect();
    let mut hours: Vec<f64> = clocks
        .iter()
        .filter_map(|c| c.met_at.map(|met| met.duration_since(c.called_at).as_secs_f64() / 3600.0))
        .collect();
    hours.sort_by(f64::total_cmp);
    near("median hours", hours[hours.len() / 2], call::MEDIAN_HOURS, 2.5);
    assert!(*hours.last().unwrap() > 100.0 && hours[hours.len() * 99 / 100] < 24.0 * 10.0 + 12.0);
    near("met", share(&clocks, |c| c.stage() == Stage::Met), 0.90, 0.06);
    assert!(clocks.iter().any(|c| c.stage() == Stage::Waiting));
    assert!(clocks.iter().any(|c| c.stage() == Stage::Declined));
}

#[test]
fn as_many_come_as_in_the_danish_trial() {
    let networks = population();
    let held = held(networks);
    let there = |m: &Meeting| m.present().count() as f64;
    let staff = |m: &Meeting| m.present().filter(|c| matches!(c.who, Who::Practitioner(_))).count();
    near("there", mean(held.iter().map(|m| there(m))), 5.6, 0.2);
    near("four to seven", share(&held, |m| (4.0..=7.0).contains(&there(m))), 0.90, 0.04);
    assert!(held.iter().all(|m| (2..=3).contains(&staff(m))));
    let missed = |m: &&Meeting| m.came.values().any(|c| c.presence == Presence::NotThere);
    near("somebody missed", share(&held, missed), meeting::MISSED, 0.03);
    let minutes = held.iter().filter_map(|m| m.closed.as_ref()?.minutes).map(f64::from);
    near("minutes", mean(minutes), 90.0, 3.0);
}

#[test]
fn the_private_network_is_there_in_just_over_half() {
    let team = team(NETWORKS);
    let (mut with, mut all) = (0.0, 0.0);
    for n in 0..NETWORKS {
        let mut life = Life::new(SEED, n, start(), MONTHS, &team);
        if call::comes(&mut life) {
            meeting::all(&mut life);
        }
        let (private, steps) = (life.private.clone(), std::mem::take(&mut life.steps));
        let folded = folded(&perform(&steps, None));
        for m in folded.meetings.values().filter(|m| m.is_held()) {
            all += 1.0;
            with += f64::from(u8::from(private.iter().any(|p| m.was_present(Who::Member(*p)))));
        }
    }
    near("private network", with / all, 0.55, 0.05);
}

#[test]
fn meetings_come_thick_at_first_and_then_weeks_apart() {
    let networks = population();
    let mut first_fortnight = Vec::new();
    let mut gaps = Vec::new();
    for network in networks {
        let times: Vec<_> =
            network.meetings_in_time().iter().filter(|m| m.is_held()).filter_map(|m| m.starts_at()).collect();
        let Some(first) = times.first() else { continue };
        let days = |at: &Timestamp| at.duration_since(*first).as_hours() as f64 / 24.0;
        let early = times.iter().filter(|at| days(at) <= 14.0).count();
        first_fortnight.push(early as f64);
        let later = times.iter().filter(|at| days(at) > 14.0).map(days).collect::<Vec<_>>();
        gaps.extend(later.windows(2).map(|two| two[1] - two[0]));
    }
    near("three to five", share(&first_fortnight, |n| (3.0..=5.0).contains(n)), 0.98, 0.021);
    near("two to six weeks", share(&gaps, |g| (13.5..=43.0).contains(g)), 0.97, 0.03);
}

#[test]
fn passages_are_as_many_and_as_long_as_people_speak() {
    let networks = population();
    let mut many = Vec::new();
    let mut lengths = Vec::new();
    for network in networks {
        for m in network.meetings.values().filter(|m| m.is_held()) {
            let words = network.words_in(m.id);
            many.push(words.len() as f64);
            lengths.extend(words.iter().map(|p| p.text().split_whitespace().count() as f64));
        }
    }
    assert!(many.iter().all(|n| (8.0..=20.0).contains(n)));
    near("passages", mean(many.iter().copied()), 14.0, 0.5);
    near("words a passage", mean(lengths.iter().copied()), 25.0, 8.0);
    assert!(lengths.iter().any(|n| *n > 60.0) && lengths.iter().any(|n| *n < 6.0));
}

#[test]
fn the_special_cases_are_among_them() {
    let networks = population();
    near("stays", share(networks, |n| !n.stays.is_empty()), 0.175, 0.045);
    near("deaths", share(networks, dead), meeting::DEATHS, 0.025);
    let unsafe_pair = |n: &Network| !n.people.unsafe_pairs.is_empty();
    near("unsafe pairs", share(networks, unsafe_pair), super::people::UNSAFE, 0.02);
    let kept = |n: &Network| n.requests.values().any(|r| !r.is_released());
    near("confidences", share(networks, kept), 0.12, 0.05);
    for network in networks.iter().filter(|n| unsafe_pair(n)) {
        for m in network.meetings.values() {
            let asked = m.plan().unwrap().invited.clone();
            let there = m.present().filter_map(|c| c.who.member()).collect();
            assert!(network.people.unsafe_among(&asked).is_empty());
            assert!(network.people.unsafe_among(&there).is_empty());
        }
    }
    let mut names = BTreeMap::<&str, usize>::new();
    networks.iter().for_each(|n| *names.entry(n.people.person().unwrap().name()).or_default() += 1);
    assert!(names.values().any(|many| *many > 1), "nobody has a namesake");
    let decisions = || networks.iter().flat_map(|n| n.decisions.values());
    assert!(decisions().any(|d| d.is_open() && d.outcome().is_some()) && decisions().any(|d| !d.is_open()));
    assert!(networks.iter().any(|n| n.unfiled().count() > 0));
    assert!(networks.iter().any(|n| n.unread_words().count() > 0));
    assert!(
        held(networks).iter().any(|m| m.is_read_back()) && held(networks).iter().any(|m| !m.is_read_back())
    );
}

fn dead(network: &Network) -> bool {
    network.people.members.values().any(|m| m.now().is_some_and(|d| d.nearness == Nearness::Dead))
}

#[test]
fn somebody_calls_in_the_night_that_has_one_o_clock_twice() {
    let team = team(2000);
    let night = Calendar::new().hour_that_comes_twice(start()).unwrap();
    assert_eq!(night.to_string(), "2025-10-26T00:30:00Z");
    let call = (0..600).find(|n| network(SEED, *n, start(), MONTHS, &team)[0].at == night);
    let whole = perform(&network(SEED, call.unwrap(), start(), MONTHS, &team), None);
    assert!(folded(&whole).first_call().is_some());
}

#[test]
fn a_tenth_of_the_staff_leaves_each_year_and_is_followed() {
    let steps = service(SEED, 4000, start(), 24);
    let mut known = Service::empty();
    for step in &steps {
        let ctx = Context::new(step.at, step.by);
        for (nth, told) in (0..).zip(decide_service(&known, &step.command, &ctx).unwrap()) {
            let id = EntryId { command: step.command.id, nth };
            known.apply(Arc::new(Entry { id, recorded_at: step.at, told }));
        }
    }
    assert_eq!(known.working().len(), 500);
    let left = known.practitioners.values().filter(|p| p.has_left).count();
    near("left in two years", left as f64 / 1000.0, TURNOVER, 0.025);
}
