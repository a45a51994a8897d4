//! What the proofs assume is never asked, this program never asks.

use cedar_policy::{Authorizer, Entities, Entity, PolicySet};
use proptest::prelude::*;

use super::{
    specification::{classes, standings},
    *,
};

/// Everything is permitted but what is assumed never to be asked.
fn asked() -> Strict {
    let schema = files::schema(files::SCHEMA).unwrap();
    let assumed = include_str!("../../../../policies/proofs/assumed.cedar");
    let anything = r#"@id("anything") permit (principal, action, resource);"#;
    let set: PolicySet =
        files::policies(&[("assumed.cedar", assumed), ("anything.cedar", anything)], &schema).unwrap();
    Strict { policies: Policies { set, ..Policies::load().unwrap() }, schema }
}

#[test]
fn what_is_assumed_never_to_be_asked_is_never_asked() {
    let asked = asked();
    let config = ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(who in standings(), what in classes())| {
        prop_assert!(asked.read(&who, &what));
        for deed in Deed::ALL {
            prop_assert!(asked.act(&who, deed));
        }
    });
}

#[test]
fn every_role_is_in_the_assumption_that_nobody_stands_in_two() {
    let Strict { policies, schema } = asked();
    for one in ROLES {
        for two in ROLES.into_iter().filter(|two| *two != one) {
            let (uid, attributes, mut roles) = policies.words.account(&standing(one)).unwrap().into_inner();
            roles.extend(policies.words.account(&standing(two)).unwrap().into_inner().2);
            let both = Entity::new(uid.clone(), attributes, roles).unwrap();
            let network = policies.words.network();
            let request = policies.words.request(uid, "call", network.uid(), Some(&schema)).unwrap();
            let known = Entities::from_entities([both, network], Some(&schema)).unwrap();
            let answer = Authorizer::new().is_authorized(&request, &policies.set, &known);
            assert_eq!(answer.decision(), cedar_policy::Decision::Deny, "{one:?} and {two:?}");
        }
    }
}
