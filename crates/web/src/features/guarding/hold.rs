//! Holding back while one writes: a part of any form of the team, and what it says.
//!
//! In a template `{{ crate::features::guarding::hold(form, page.t) }}`, in the handler
//! `Told { hold: hold_of(&mut form), ..told }`, before `form.is_ok()` is asked.

use std::borrow::Borrow;

use dialogue::guard::Ground;

use crate::{
    components::{Choice, Choices},
    form::Form,
    words::Words,
};

/// The four grounds to choose from, each with one plain sentence and the law beside it.
pub(super) fn grounds(t: Words) -> Vec<Choice> {
    let hint = |ground: Ground| {
        let name = ground.name();
        format!(
            "{} {}",
            t.say(&format!("guarding-ground-what-{name}")),
            t.say(&format!("guarding-ground-law-{name}"))
        )
    };
    Ground::ALL
        .into_iter()
        .map(|ground| Choice::new(ground.name(), ground_name(t, ground)).hint(hint(ground)))
        .collect()
}

/// A ground in two or three words.
pub(super) fn ground_name(t: Words, ground: Ground) -> String {
    t.say(&format!("guarding-ground-{}", ground.name()))
}

/// The ground chosen.
pub(super) fn ground_of(form: &Form, field: &str) -> Option<Ground> {
    Ground::ALL.into_iter().find(|ground| ground.name() == form.value(field))
}

/// "Hold this back for now", with ground and words once it is ticked. Its fields are `hold`, `hold-ground`
/// and `hold-words`.
pub fn hold(form: impl Borrow<Form>, t: impl Borrow<Words>) -> Choices {
    let (form, t) = (form.borrow(), *t.borrow());
    let ground = form.choice("hold-ground", t.say("guarding-hold-ground"), &grounds(t));
    let words = form.area("hold-words", t.say("guarding-hold-words")).rows(2);
    let tick = Choice::new("yes", t.say("guarding-hold-tick")).hint(t.say("guarding-hold-tick-hint"));
    form.ticks("hold", "", &[tick.reveal(ground).reveal(words)])
}

/// What was chosen: nothing when it is not held back. A ground that is missing is noted beside its field;
/// words that are missing are refused by the rules, beside theirs.
pub fn hold_of(form: &mut Form) -> Option<(Ground, String)> {
    if !form.ticked("hold", "yes") {
        return None;
    }
    let ground = ground_of(form, "hold-ground");
    if ground.is_none() {
        form.fail("hold-ground", form.t.say("guarding-needs-ground"));
    }
    Some((ground?, form.value("hold-words").to_owned()))
}
