//! The policies are proven, and every statement can fail.

mod broken;

use crate::{
    policies_folder,
    prover::{Prover, Verdict},
    sanity::CHECKS,
    theory::Theory,
    words,
};

fn theory() -> Theory {
    Theory::read(&policies_folder()).unwrap()
}

#[test]
fn the_policies_are_proven() {
    let theory = theory();
    let mut prover = Prover::start().unwrap();
    for check in CHECKS {
        let found = (check.find)(&theory, &mut prover).unwrap();
        assert!(found.is_empty(), "{}: {found:?}", check.name);
    }
    for theorem in &theory.theorems {
        let verdict = prover.judge(&theory, theorem).unwrap();
        assert!(
            matches!(verdict, Verdict::Holds),
            "{}\n{}",
            theorem.says,
            words::explain(&verdict).join("\n")
        );
    }
}
