//! Policies broken on purpose: what a proof is worth is what it refuses.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use cedar_policy::{Effect, Policy, PolicyId};

use super::*;
use crate::theory::Statement;

/// A mistake that somebody could make.
#[derive(Clone)]
enum Mistake {
    /// The policy is lost.
    Lost(Policy),
    /// The policy has lost its conditions.
    Bare(Policy),
    /// The policy is for anybody, without conditions.
    Wide(Policy),
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lost(policy) => write!(f, "without {}", policy.id()),
            Self::Bare(policy) => write!(f, "when {} has no conditions", policy.id()),
            Self::Wide(policy) => write!(f, "when {} is for anybody", policy.id()),
        }
    }
}

/// The mistakes that the statement could notice: one policy, and then a lock lost where a door is opened.
/// Only of those policies that speak about the same kinds of question.
fn mistakes(theory: &Theory, theorem: &Statement) -> Vec<Vec<Mistake>> {
    let kinds = |policy: &Policy| policy.get_valid_request_envs(&theory.schema).collect::<BTreeSet<_>>();
    let about = kinds(&theorem.policy);
    let mut near: Vec<_> = theory.policies.policies().cloned().collect();
    near.retain(|policy| !about.is_disjoint(&kinds(policy)));
    near.sort_by_key(|policy| policy.id().to_string());
    let (locks, doors): (Vec<_>, Vec<_>) =
        near.into_iter().partition(|policy| policy.effect() == Effect::Forbid);
    let each = |policies: &[Policy], mistake: fn(Policy) -> Mistake| {
        policies.iter().map(|one| vec![mistake(one.clone())]).collect::<Vec<_>>()
    };
    if theorem.policy.effect() == Effect::Permit {
        return [each(&doors, Mistake::Lost), each(&locks, Mistake::Bare)].concat();
    }
    let both = |lock: &Policy, door: &Policy| vec![Mistake::Lost(lock.clone()), Mistake::Wide(door.clone())];
    let both = locks.iter().flat_map(|lock| doors.iter().map(move |door| both(lock, door))).collect();
    [each(&locks, Mistake::Lost), each(&doors, Mistake::Bare), each(&doors, Mistake::Wide), both].concat()
}

fn broken(theory: &Theory, mistakes: &[Mistake]) -> Theory {
    let mut theory = theory.clone();
    for mistake in mistakes {
        let (Mistake::Lost(policy) | Mistake::Bare(policy) | Mistake::Wide(policy)) = mistake;
        theory.policies.remove_static(policy.id().clone()).unwrap();
        let mut text = policy.to_json().unwrap();
        let parts = text.as_object_mut().unwrap();
        parts.insert("conditions".to_owned(), Vec::<u8>::new().into());
        match mistake {
            Mistake::Lost(_) => continue,
            Mistake::Bare(_) => {}
            Mistake::Wide(_) => parts["principal"] = BTreeMap::from([("op", "All")]).into_iter().collect(),
        }
        theory.policies.add(Policy::from_json(Some(policy.id().clone()), text).unwrap()).unwrap();
    }
    theory
}

/// With one policy changed: what the prover says about each statement.
fn said(change: impl FnOnce(&mut Theory)) -> BTreeMap<String, Vec<String>> {
    let mut theory = theory();
    change(&mut theory);
    let mut prover = Prover::start().unwrap();
    theory
        .theorems
        .iter()
        .map(|one| (one.name.clone(), words::explain(&prover.judge(&theory, one).unwrap())))
        .filter(|(_, said)| !said.is_empty())
        .collect()
}

fn lose(theory: &mut Theory, id: &str) {
    theory.policies.remove_static(PolicyId::new(id)).unwrap();
}

fn parse(text: &str) -> Policy {
    Policy::parse(Some(PolicyId::new("new")), text).unwrap()
}

fn gain(theory: &mut Theory, text: &str) {
    theory.policies.add(parse(text)).unwrap();
}

/// The smallest mistake that the statement notices.
fn noticed(theory: &Theory, prover: &mut Prover, theorem: &Statement) -> Option<String> {
    let all = mistakes(theory, theorem);
    let found = all
        .iter()
        .find(|mistakes| prover.counterexample(&broken(theory, mistakes), theorem).unwrap().is_some())?;
    Some(found.iter().map(ToString::to_string).collect::<Vec<_>>().join(", and "))
}

#[test]
fn every_statement_can_fail() {
    let theory = theory();
    let mut prover = Prover::start().unwrap();
    for theorem in &theory.theorems {
        let noticed = noticed(&theory, &mut prover, theorem);
        println!("{}: fails {}", theorem.name, noticed.as_deref().unwrap_or("never"));
        assert!(noticed.is_some(), "no mistake in the policies makes “{}” fail", theorem.says);
    }
}

#[test]
fn without_the_guard_the_prover_shows_the_person_reading_what_is_withheld() {
    let said = said(|theory| lose(theory, "what-is-withheld-is-for-the-team-and-who-decides"));
    let words = &said["withheld-stays-withheld"].join("\n");
    println!("{words}");
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(words.contains("guard “withheld”"), "{words}");
    assert!(words.contains("may read"), "{words}");
    assert!(words.contains("permitted by"), "{words}");
}

#[test]
fn a_helpful_new_policy_for_administrators_is_refused_twice() {
    let said = said(|theory| {
        lose(theory, "an-administrator-reads-and-does-nothing");
        gain(
            theory,
            r#"permit (principal in Role::"administrator", action == Action::"read", resource)
               when { resource.audience == Audience::"everyone" };"#,
        );
    });
    let names: Vec<_> = said.keys().collect();
    assert_eq!(names, ["an-administrator-may-nothing", "only-those-who-belong-read"], "{said:?}");
}

#[test]
fn a_new_guard_that_goes_too_far_is_refused_as_well() {
    let said = said(|theory| {
        gain(
            theory,
            r#"forbid (principal in Role::"person", action == Action::"read", resource)
               when { resource.audience == Audience::"circle" };"#,
        );
    });
    let words = said["the-record-is-open-to-the-person"].join("\n");
    assert!(words.contains("may not read"), "{words}");
    assert!(words.contains("audience “circle”"), "{words}");
}

#[test]
fn a_statement_about_nothing_says_so() {
    let mut theory = theory();
    let mut prover = Prover::start().unwrap();
    let text = r#"forbid (principal in Role::"team", action == Action::"read", resource)
        when { principal in Role::"member" };"#;
    let statement = Statement { name: "nothing".to_owned(), says: String::new(), policy: parse(text) };
    assert!(matches!(prover.judge(&theory, &statement).unwrap(), Verdict::Empty));
    theory.assumed.clear();
    let verdict = prover.judge(&theory, &statement).unwrap();
    assert_eq!(statement.policy.effect(), Effect::Forbid);
    assert!(matches!(verdict, Verdict::Fails(_)), "without the assumption somebody is both");
}

#[test]
fn a_policy_that_can_fail_is_found() {
    let mut theory = theory();
    gain(
        &mut theory,
        r#"permit (principal, action == Action::"read", resource)
           when { resource.audience == Audience::"everyone" && 9223372036854775807 + 1 > 0 };"#,
    );
    let mut prover = Prover::start().unwrap();
    let check = CHECKS.iter().find(|check| check.name == "no-policy-fails").unwrap();
    let found = (check.find)(&theory, &mut prover).unwrap();
    assert_eq!(found, [r#"new can fail when asked about Action::"read""#]);
}
