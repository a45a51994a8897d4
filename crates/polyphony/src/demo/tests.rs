//! The made-up service is accepted by the rules, holds every state that the demo promises,
//! and shows each of its people what they may read and nothing else.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use dialogue::{
    Act, Context, Entry, EntryId, Fact, Network, NetworkId, Role, Seat, Service, Whole, clock::Stage, decide,
    decide_service, index, people::Nearness,
};
use jiff::{SignedDuration, Timestamp};
use policy::Policies;

use super::*;

const NOW: &str = "2026-03-11T13:20:00Z";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// The service as it is set up.
fn set_up(made: &MadeUp) -> Service {
    let mut service = Service::empty();
    for step in &made.service {
        let ctx = Context::new(step.at, step.by);
        for (nth, told) in (0..).zip(decide_service(&service, &step.command, &ctx).unwrap()) {
            let id = EntryId { command: step.command.id, nth };
            service.apply(Arc::new(Entry { id, recorded_at: step.at, told }));
        }
    }
    service
}

/// Carries every step out, as the store would, and asks the policies each time.
fn perform(made: &MadeUp) -> BTreeMap<NetworkId, Whole> {
    let policies = Policies::load().unwrap();
    let service = set_up(made);
    let mut wholes = BTreeMap::new();
    for step in &made.steps {
        let whole = wholes.entry(step.network).or_insert_with(|| Whole::empty(step.network));
        let (command, act) = (&step.command, format!("{:?}", step.command.act));
        let duties = service.duties_of(step.by.seat);
        let ctx = Context { duties, ..Context::new(step.at, step.by) };
        let standing = whole.standing(&ctx);
        assert!(policies.may(&standing, command.deed(&step.by)), "{:?} may not {act}", standing.role);
        let drafts = decide(whole, command, &ctx).unwrap_or_else(|no| {
            panic!(
                "{no:?} at {}: \
             {act}",
                step.at
            )
        });
        assert!(!drafts.is_empty(), "nothing follows from {act}");
        for (nth, told) in (0..).zip(drafts) {
            let id = EntryId { command: command.id, nth };
            whole.apply(Arc::new(Entry { id, recorded_at: step.at, told }));
        }
    }
    wholes
}

fn made() -> (MadeUp, BTreeMap<NetworkId, Whole>) {
    let made = made_up(at(NOW));
    let wholes = perform(&made);
    (made, wholes)
}

fn named<'w>(made: &MadeUp, wholes: &'w BTreeMap<NetworkId, Whole>, name: &str) -> &'w Whole {
    let network = made.networks.iter().find(|n| n.name == name).unwrap();
    &wholes[&network.id]
}

/// The whole network, for looking at states; no page can do this.
fn all(whole: &Whole) -> Network {
    let id = whole.entries().first().map(|_| NetworkId(uuid::Uuid::nil())).unwrap();
    let mut network = Network::empty(id);
    whole.entries().iter().for_each(|e| network.apply(e.clone()));
    network
}

/// The network as somebody of the demo knows it.
fn as_seen_by(made: &MadeUp, wholes: &BTreeMap<NetworkId, Whole>, slug: &str, network: &str) -> Network {
    let policies = Policies::load().unwrap();
    let account = made.people.iter().find(|p| p.slug == slug).unwrap().account;
    let whole = named(made, wholes, network);
    let standing = whole.standing(&Context::new(at(NOW), account));
    let mut seen = Network::empty(NetworkId(uuid::Uuid::nil()));
    for entry in whole.entries() {
        if policies.may_read(&standing, &whole.class(entry, at(NOW))) {
            seen.apply(entry.clone());
        }
    }
    seen
}

fn said(network: &Network, words: &str) -> bool {
    network.words.values().any(|p| p.text().contains(words))
}

#[test]
fn the_service_is_set_up_and_everybody_joins_it() {
    let (made, _) = made();
    let service = set_up(&made);
    assert_eq!(service.working().len(), 8);
    assert_eq!(service.working().iter().filter(|p| p.is_peer).count(), 2);
    assert!(service.working().iter().all(|p| !p.line.is_empty() && p.phone.starts_with("01632 960")));
    assert_eq!(service.is.other_record, "RiO");
}

#[test]
fn time_never_runs_backwards_and_nothing_lies_in_the_future() {
    for now in [
        NOW,
        "2026-03-29T01:30:00Z",
        "2026-10-25T00:30:00Z",
        "2026-07-01T23:58:30Z",
        "2026-01-01T00:00:00Z",
        "2026-06-30T06:10:00.123456789Z",
    ] {
        let made = made_up(at(now));
        perform(&made);
        assert!(made.steps.is_sorted_by_key(|s| s.at));
        assert!(made.steps.iter().all(|s| s.at.subsec_nanosecond() == 0), "finer than the record keeps");
        assert!(made.steps.iter().all(|s| s.at <= at(now)));
        let ids: BTreeSet<_> = made.steps.iter().map(|s| s.command.id).collect();
        assert_eq!(ids.len(), made.steps.len());
    }
}

#[test]
fn the_same_now_makes_the_same_service() {
    assert_eq!(made_up(at(NOW)), made_up(at(NOW)));
}

#[test]
fn whoever_signs_in_has_a_seat_and_a_name_of_their_own() {
    let (made, wholes) = made();
    let slugs: BTreeSet<_> = made.people.iter().map(|p| p.slug).collect();
    assert_eq!(slugs.len(), made.people.len());
    assert_eq!(made.people.iter().filter(|p| p.group == Group::Team).count(), 8);
    assert_eq!(made.people.iter().filter(|p| p.group == Group::Administration).count(), 1);
    for network in &made.networks {
        let mut here = made.people.iter().filter(|p| p.group == Group::Network(network.id));
        let roles: Vec<_> = here
            .by_ref()
            .map(|p| wholes[&network.id].standing(&Context::new(at(NOW), p.account)).role)
            .collect();
        assert_eq!(roles.first(), Some(&Role::Person), "{}", network.name);
        assert!(roles.iter().skip(1).all(|r| *r == Role::Member) && (2..=5).contains(&roles.len()));
    }
}

#[test]
fn a_call_waits_and_a_worried_neighbour_has_just_rung() {
    let (made, wholes) = made();
    let idris = all(named(&made, &wholes, "Idris"));
    let (request, clock) = idris.running_clock().unwrap();
    assert_eq!(clock.stage(), Stage::Waiting);
    assert!((18..=19).contains(&clock.waited(at(NOW)).as_hours()));
    assert!(!request.is_safety_open() && request.asked.safe_now == dialogue::request::Answer::NotSure);
    let rosalind = named(&made, &wholes, "Rosalind");
    assert!(index::rows(rosalind).network.is_safety_open);
    let (request, clock) = all(rosalind).running_clock().map(|(r, c)| (r.clone(), c)).unwrap();
    assert!(!request.is_released());
    assert!(clock.waited(at(NOW)) < SignedDuration::from_mins(15));
    assert!(as_seen_by(&made, &wholes, "rosalind", "Rosalind").requests.is_empty());
    assert!(as_seen_by(&made, &wholes, "callum", "Rosalind").requests.len() == 1);
}

#[test]
fn a_first_meeting_is_planned_and_answers_came_by_every_road() {
    let (made, wholes) = made();
    let tomasz = all(named(&made, &wholes, "Tomasz"));
    assert_eq!(tomasz.running_clock().unwrap().1.stage(), Stage::Offered);
    let next = tomasz.next_meeting().unwrap();
    assert!(next.starts_at().unwrap() > at(NOW));
    let answers: BTreeSet<_> = next.answers.keys().map(|m| next.answer(*m).unwrap().answer).collect();
    assert_eq!(answers.len(), 4);
}

#[test]
fn daily_meetings_leave_much_open() {
    let (made, wholes) = made();
    let amara = all(named(&made, &wholes, "Amara"));
    assert_eq!(amara.meetings.values().filter(|m| m.is_held()).count(), 4);
    let today = amara.next_meeting().unwrap().starts_at().unwrap();
    assert!(today > at(NOW) && today.duration_since(at(NOW)) < SignedDuration::from_hours(4));
    let medicine = amara.decisions.values().find(|d| d.opened.is_medicine).unwrap();
    assert!(medicine.is_open() && medicine.stances.len() >= 5 && medicine.outcomes.len() == 2);
    assert!(amara.shared.values().any(|s| !s.stand() && s.answers.len() == 4));
    assert_eq!(amara.unfiled().count(), 2);
    assert!(amara.meetings.values().any(|m| m.is_held() && !m.is_read_back()));
    assert!(amara.meetings.values().any(|m| m.is_held() && m.is_read_back()));
    assert!(amara.words.values().any(|p| !p.amendments.is_empty()));
    assert!(amara.words.values().any(|p| !p.differences.is_empty()));
    assert!(amara.unread_words().count() >= 1);
    assert!(amara.words.values().any(|p| p.spoken.thinking_of.is_some()));
    assert!(amara.questions.values().any(|q| q.is_open()) && amara.questions.values().any(|q| !q.is_open()));
    assert_eq!(amara.requests.values().filter(|r| !r.is_released()).count(), 1);
    assert!(
        amara.people.members.values().any(|m| m.now().is_some_and(|d| d.nearness == Nearness::Estranged))
    );
    assert!((40..=90).contains(&amara.words.len()), "{} passages", amara.words.len());
    assert_eq!(amara.safety.len(), 2);
}

#[test]
fn the_sister_the_neighbour_and_the_person_read_rightly_different_things() {
    let (made, wholes) = made();
    let ngozi = as_seen_by(&made, &wholes, "ngozi", "Amara");
    let beryl = as_seen_by(&made, &wholes, "beryl", "Amara");
    let amara = as_seen_by(&made, &wholes, "amara", "Amara");
    let kit = as_seen_by(&made, &wholes, "kit", "Amara");
    let tunde = as_seen_by(&made, &wholes, "tunde", "Amara");
    let brother = "I'll say it for Emeka";
    assert!(said(&ngozi, brother) && said(&amara, brother) && said(&tunde, brother));
    assert!(!said(&kit, brother) && !said(&beryl, brother));
    let room = "I have the wireless on";
    assert!([&ngozi, &beryl, &amara, &kit, &tunde].into_iter().all(|n| said(n, room)));
    let first = "I heard a fridge";
    assert!(said(&ngozi, first) && !said(&beryl, first));
    let for_the_team = "more scared than I'm letting on";
    assert!(said(&amara, for_the_team) && said(&tunde, for_the_team) && !said(&ngozi, for_the_team));
    let of_kit = "i do hear it";
    assert!(said(&kit, of_kit) && said(&amara, of_kit) && !said(&ngozi, of_kit));
    let dan = as_seen_by(&made, &wholes, "dan", "Amara");
    assert!(!said(&dan, of_kit) && said(&dan, "the bins are Thursday now"));
    assert_eq!((amara.requests.len(), tunde.requests.len()), (1, 2));
    assert!(as_seen_by(&made, &wholes, "winston", "Amara").entries.is_empty());
    assert!(as_seen_by(&made, &wholes, "marged", "Amara").entries.is_empty());
}

#[test]
fn a_stay_lies_inside_the_thread_and_the_team_kept_going() {
    let (made, wholes) = made();
    let whole = named(&made, &wholes, "Kiran");
    let kiran = all(whole);
    let stay = kiran.current_stay().unwrap();
    assert_eq!((stay.own_word(), stay.lawful().section.as_str()), ("the aquarium", "2"));
    assert!(stay.lawful().detained == Some(true) && stay.lawful().tribunal.is_some());
    let outside = |m: bool| {
        kiran.decisions.values().filter(|d| d.waits_for_meeting() && d.opened.is_medicine == m).count()
    };
    assert_eq!((outside(true), outside(false)), (1, 1));
    assert_eq!(kiran.people.unsafe_pairs.len(), 1);
    assert_eq!(kiran.withholdings.now().count(), 2, "one of them overdue");
    let open = kiran.next_meeting().unwrap();
    assert!(open.starts_at().unwrap() < at(NOW) && open.present().count() >= 5);
    let kept = "I want to tell the boys myself";
    assert!(said(&as_seen_by(&made, &wholes, "hazel", "Kiran"), kept));
    let seen = as_seen_by(&made, &wholes, "kiran", "Kiran");
    assert!(!said(&seen, kept) && seen.people.unsafe_pairs.is_empty() && seen.withholdings.0.is_empty());
    for m in kiran.meetings.values() {
        let there: BTreeSet<_> = m.plan().unwrap().invited.clone();
        assert!(kiran.people.unsafe_among(&there).is_empty(), "the two were asked on one day");
    }
}

#[test]
fn sixteen_meetings_and_the_dead_are_still_part_of_it() {
    let (made, wholes) = made();
    let sofia = all(named(&made, &wholes, "Sofia"));
    let held: Vec<_> = sofia.meetings.values().filter(|m| m.is_held()).collect();
    assert_eq!(held.len(), 16);
    assert!(held.iter().all(|m| m.is_read_back()) && sofia.unfiled().count() == 0);
    assert!(sofia.people.members.values().any(|m| m.now().is_some_and(|d| d.nearness == Nearness::Dead)));
    assert!(sofia.promises.len() >= 5 && sofia.promises.values().all(|p| !p.is_open()));
    assert_eq!((sofia.stays.len(), sofia.current_stay()), (1, None));
    assert_eq!(sofia.team.left.len(), 1);
    assert!(sofia.next_meeting().unwrap().starts_at().unwrap() > at(NOW));
}

#[test]
fn a_sister_may_be_told_and_a_crisis_finds_the_persons_own_words() {
    let (made, wholes) = made();
    for (slug, may) in [("amara", true), ("tunde", true), ("ngozi", true), ("dan", false), ("kit", false)] {
        let seen = as_seen_by(&made, &wholes, slug, "Amara");
        assert_eq!(seen.sharing.in_force(at(NOW)).count(), usize::from(may), "{slug}");
    }
    for (slug, reads) in [("kiran", true), ("bartek", true), ("jas", false), ("lewis", false)] {
        let seen = as_seen_by(&made, &wholes, slug, "Kiran");
        assert_eq!(seen.advance.len(), usize::from(reads), "{slug}");
        assert_eq!(seen.appointments.len(), usize::from(reads), "{slug}");
    }
}

#[test]
fn nobody_holds_nothing_and_every_number_is_of_the_drama_ranges() {
    let (made, wholes) = made();
    let mut texts = Vec::new();
    for whole in wholes.values() {
        assert!(all(whole).team.holder().is_some());
        for entry in whole.entries() {
            if let Fact::KnownAs(known) = &entry.told.fact {
                assert!(known.nhs_number.starts_with("999"), "a number that could be somebody's");
            } else {
                strings(&serde_json::to_value(&entry.told.fact).unwrap(), &mut texts);
            }
        }
    }
    texts.extend(made.people.iter().flat_map(|p| [p.name.to_owned(), p.line.to_owned()]));
    assert!(texts.len() > 500);
    for text in &texts {
        for number in index::phone_numbers(text) {
            let drama = ["632960", "700900", "081570", "069990"].iter().any(|r| number.starts_with(r));
            assert!(drama, "{number} in {text}");
        }
    }
    assert!(
        made.people.iter().all(|p| !matches!(p.account.seat, Seat::Member(n, _) if !wholes.contains_key(&n)))
    );
    assert!(made.steps.iter().any(|s| matches!(s.command.act, Act::HearCall(_))));
}

/// Every text of a fact that somebody wrote: no identities, times or dates.
fn strings(value: &serde_json::Value, into: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => {
            let made = uuid::Uuid::parse_str(text).is_ok() || text.parse::<Timestamp>().is_ok();
            let date =
                text.parse::<jiff::civil::DateTime>().is_ok() || text.parse::<jiff::civil::Date>().is_ok();
            if !made && !date {
                into.push(text.clone());
            }
        }
        serde_json::Value::Array(all) => all.iter().for_each(|v| strings(v, into)),
        serde_json::Value::Object(all) => all.values().for_each(|v| strings(v, into)),
        _ => {}
    }
}
