//! Policies broken on purpose: what a proof is worth is what it refuses.

use std::{collections::BTreeMap, fmt, str::FromStr as _};

use cedar_policy::{Effect, Policy, PolicyId};

use super::*;
use crate::theory::Statement;

/// A mistake that somebody could make.
#[derive(Clone)]
enum Mistake {
    /// The policy is lost.
    Lost(PolicyId),
    /// The policy has lost its conditions.
    Bare(PolicyId),
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lost(id) => write!(f, "without {id}"),
            Self::Bare(id) => write!(f, "{id} without its conditions"),
        }
    }
}

/// Every mistake there can be in one policy.
fn mistakes(theory: &Theory) -> Vec<Mistake> {
    let ids = || theory.policies.policies().map(|one| one.id().clone());
    let mut all: Vec<_> = ids().map(Mistake::Lost).chain(ids().map(Mistake::Bare)).collect();
    all.sort_by_key(ToString::to_string);
    all
}

fn broken(theory: &Theory, mistakes: &[&Mistake]) -> Theory {
    let mut theory = theory.clone();
    for mistake in mistakes {
        match mistake {
            Mistake::Lost(id) => drop(theory.policies.remove_static(id.clone())),
            Mistake::Bare(id) => {
                if let Ok(policy) = theory.policies.remove_static(id.clone()) {
                    let mut text = policy.to_json().unwrap();
                    text.as_object_mut().unwrap().insert("conditions".to_owned(), Vec::<u8>::new().into());
                    theory.policies.add(Policy::from_json(Some(id.clone()), text).unwrap()).unwrap();
                }
            }
        }
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

fn gain(theory: &mut Theory, text: &str) {
    theory.policies.add(Policy::from_str(text).unwrap()).unwrap();
}

/// The smallest mistakes that the statement notices: one, or else two.
fn noticed(theory: &Theory, prover: &mut Prover, theorem: &Statement) -> Option<String> {
    let all = mistakes(theory);
    let mut fails = |mistakes: &[&Mistake]| {
        let verdict = prover.judge(&broken(theory, mistakes), theorem).unwrap();
        matches!(verdict, Verdict::Fails(_))
    };
    if let Some(one) = all.iter().find(|one| fails(&[one])) {
        return Some(one.to_string());
    }
    let pairs = all.iter().flat_map(|one| all.iter().map(move |two| (one, two)));
    pairs.into_iter().find(|(one, two)| fails(&[one, two])).map(|(one, two)| format!("{one}, and {two}"))
}

#[test]
fn every_statement_can_fail() {
    let theory = theory();
    let mut prover = Prover::start().unwrap();
    for theorem in &theory.theorems {
        let noticed = noticed(&theory, &mut prover, theorem);
        println!("{}: fails {}", theorem.name, noticed.as_deref().unwrap_or("never"));
        assert!(noticed.is_some(), "no mistake in one or two policies makes {} fail", theorem.name);
    }
}

#[test]
fn without_the_guard_the_prover_shows_the_person_reading_what_is_withheld() {
    let said = said(|theory| lose(theory, "what-is-withheld-is-for-the-team"));
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
    let statement = Statement {
        name: "nothing".to_owned(),
        says: String::new(),
        policy: Policy::from_str(text).unwrap(),
    };
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
           when { resource.audience == Audience::"everyone" && principal.voice == resource.voice };"#,
    );
    let mut prover = Prover::start().unwrap();
    let check = CHECKS.iter().find(|check| check.name == "no-policy-fails").unwrap();
    let found = (check.find)(&theory, &mut prover);
    // Either it is found, or it does not even keep to the schema.
    assert!(found.is_err() || !found.unwrap().is_empty());
}
