//! Policy is asked once for each class, and each entry is answered as its class was.

use std::collections::BTreeSet;

use proptest::{collection::vec, prelude::*, sample::Index};

use super::{
    specification::{classes, standings},
    *,
};
use crate::Decided;

#[test]
fn each_class_is_asked_about_once_and_answered_as_policy_says() {
    let policies = Policies::load().unwrap();
    let config = ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(
        who in standings(), kinds in vec(classes(), 1..12), entries in vec(any::<Index>(), 0..60),
    )| {
        let asking = policies.asking(&who);
        let (mut decided, mut asked) = (Decided::default(), Vec::new());
        for entry in &entries {
            let class = entry.get(&kinds);
            let is_readable = decided.may_read(class.clone(), |class| {
                asked.push(class.clone());
                asking.may_read(class)
            });
            prop_assert_eq!(is_readable, policies.may_read(&who, class));
        }
        let met: BTreeSet<_> = entries.iter().map(|entry| entry.get(&kinds).clone()).collect();
        prop_assert_eq!((decided.asked(), asked.len()), (met.len(), met.len()));
        prop_assert_eq!(asked.into_iter().collect::<BTreeSet<_>>(), met);
    });
}
