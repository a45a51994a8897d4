//! What stands beside an entry about keeping it back: what its reader may do about it, and for the team
//! that it is kept from the person. Whoever may not know that gets the same as without.

use dialogue::{Audience, Entry, EntryId, Seat};

use super::Known;
use crate::words::key;

/// Something that may be done about an entry.
pub struct Way {
    /// Where.
    pub href: String,
    /// In words.
    pub label: String,
}

impl Known {
    /// What its reader may do about an entry: the team hold it back or take it out of sight;
    /// the person and members ask for a correction.
    pub fn ways(&self, entry: &Entry) -> Vec<Way> {
        if entry.told.audience == Audience::OnlyMe {
            return Vec::new();
        }
        let way = |below: &str, label: &'static str| Way {
            href: self.href(&format!("{below}/{}", entry.id)),
            label: self.t.say(label),
        };
        match self.account.seat {
            Seat::Member(..) => vec![way("correct", key("guarding-way-correct"))],
            Seat::Practitioner(_) if self.is_team() => {
                let hold = match self.network.withholdings.of(entry.id) {
                    Some(_) => way("withheld", key("guarding-way-withheld")),
                    None => way("hold-back", key("guarding-way-hold-back")),
                };
                vec![hold, way("take-out-of-sight", key("guarding-way-out-of-sight"))]
            }
            _ => Vec::new(),
        }
    }

    /// That an entry is kept from the person, for those who may know it; else nothing.
    pub fn kept(&self, entry: EntryId) -> String {
        let kept = self.network.withholdings.of(entry).filter(|_| self.is_team());
        let said = |one: &dialogue::guard::Withholding| {
            let key = match (one.is_overdue(self.now), one.decided.is_empty()) {
                (true, _) => key("guarding-kept-overdue"),
                (_, true) => key("guarding-kept-held"),
                _ => key("guarding-kept-withheld"),
            };
            self.t.say_with(key, [("person", &self.person_name())])
        };
        kept.map(said).unwrap_or_default()
    }
}
