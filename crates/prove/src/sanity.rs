//! What must hold of any policies worth proving something about.

use anyhow::Result;

use crate::{prover::Prover, theory::Theory};

/// Something that is asked of the policies whatever they say.
pub(crate) struct Check {
    pub(crate) name: &'static str,
    pub(crate) says: &'static str,
    /// What is wrong, a line each.
    pub(crate) find: fn(&Theory, &mut Prover) -> Result<Vec<String>>,
}

pub(crate) const CHECKS: &[Check] = &[
    Check { name: "no-policy-fails", says: "No policy can fail while it is evaluated.", find: failing },
    Check { name: "every-policy-speaks", says: "Every policy matches some question.", find: silent },
    Check {
        name: "neither-all-nor-nothing",
        says: "Of every kind of question something is permitted and something refused.",
        find: flat,
    },
];

fn failing(theory: &Theory, prover: &mut Prover) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for policy in theory.policies.policies() {
        for env in policy.get_valid_request_envs(&theory.schema) {
            if !prover.never_fails(theory, policy, &env)? {
                found.push(format!("{} can fail when asked about {}", policy.id(), env.action()));
            }
        }
    }
    Ok(found)
}

fn silent(theory: &Theory, prover: &mut Prover) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for policy in theory.policies.policies() {
        if !prover.is_asked(theory, policy)? {
            found.push(format!("{} matches nothing that is ever asked", policy.id()));
        }
    }
    Ok(found)
}

fn flat(theory: &Theory, prover: &mut Prover) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for env in theory.schema.request_envs() {
        if prover.denies_everything(theory, &theory.policies, &env)? {
            found.push(format!("{} is permitted to nobody", env.action()));
        }
        if prover.permits_everything(theory, &theory.policies, &env)? {
            found.push(format!("{} is refused to nobody", env.action()));
        }
    }
    Ok(found)
}
