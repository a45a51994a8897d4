//! Which permit an answer rested on. Every door to a record says so here; in tests the walk of all addresses
//! holds each route against it (`docs/routes.md`), so that no route opens a record without having asked.

/// A permit was asked for: to read, to read as the team, to act, to see a list.
#[cfg(not(test))]
pub(crate) fn asked(_: &'static str) {}

/// Kept for the test on whose thread the request is answered.
#[cfg(test)]
pub(crate) fn asked(permit: &'static str) {
    ASKED.with_borrow_mut(|asked| asked.insert(permit));
}

#[cfg(test)]
thread_local! {
    static ASKED: std::cell::RefCell<std::collections::BTreeSet<&'static str>> = const {
        std::cell::RefCell::new(std::collections::BTreeSet::new())
    };
}

/// What was asked for since this was last taken.
#[cfg(test)]
pub(crate) fn taken() -> std::collections::BTreeSet<&'static str> {
    ASKED.take()
}
