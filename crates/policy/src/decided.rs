//! What was decided for each class: two entries of one class are indistinguishable to policy,
//! so policy is asked once for a class and viewer, never for an entry.

use std::collections::HashMap;

use dialogue::Class;
// A class is looked up once for each entry, and has some two hundred bytes: the usual hash takes longer than
// making the class. This one is drawn anew for each map as well.
use foldhash::fast::RandomState;

/// What was decided for one viewer.
#[derive(Clone, Debug, Default)]
pub struct Decided {
    classes: HashMap<Class, bool, RandomState>,
    /// Entries of one class often follow each other: asked once, not even looked up again.
    latest: Option<(Class, bool)>,
}

impl Decided {
    /// Whether entries of a class may be read; `ask` is asked for a class that is new.
    pub fn may_read(&mut self, class: Class, ask: impl FnOnce(&Class) -> bool) -> bool {
        if let Some((same, is_readable)) = &self.latest
            && *same == class
        {
            return *is_readable;
        }
        let is_readable = match self.classes.get(&class) {
            Some(is_readable) => *is_readable,
            None => {
                let is_readable = ask(&class);
                self.classes.insert(class.clone(), is_readable);
                is_readable
            }
        };
        self.latest = Some((class, is_readable));
        is_readable
    }

    /// How many classes were asked about.
    pub fn asked(&self) -> usize {
        self.classes.len()
    }
}
