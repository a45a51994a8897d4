//! Who was at a meeting, and how: as it was noted there, and as it was put right later.

use dialogue::{
    Who,
    meeting::{Correction, Meeting, Presence},
};

use super::Known;
use crate::{
    components::Choice,
    words::{Words, key},
};

/// Every way of having been there, or not.
pub const WAYS: [Presence; 4] = [Presence::There, Presence::Remote, Presence::LeftEarly, Presence::NotThere];

/// A presence as it is sent.
pub fn presence_name(presence: Presence) -> &'static str {
    match presence {
        Presence::There => "there",
        Presence::Remote => "remote",
        Presence::LeftEarly => "left-early",
        Presence::NotThere => "not-there",
    }
}

/// The presence that was sent.
pub fn presence(value: &str) -> Option<Presence> {
    WAYS.into_iter().find(|presence| presence_name(*presence) == value)
}

/// The name of a presence, on screen.
pub fn presence_key(presence: Presence) -> &'static str {
    match presence {
        Presence::There => key("came-there"),
        Presence::Remote => key("came-remote"),
        Presence::LeftEarly => key("came-left-early"),
        Presence::NotThere => key("came-not-there"),
    }
}

/// Every way, as answers to choose from.
pub fn ways(t: Words) -> Vec<Choice> {
    WAYS.iter().map(|one| Choice::new(presence_name(*one), t.say(presence_key(*one)))).collect()
}

impl Known {
    /// Everybody else whom the network or the service knows, after whoever was expected or came.
    pub fn others_than(&self, here: &[Who]) -> Vec<Who> {
        let members = self.network.people.members.keys().copied().map(Who::Member);
        let working = self.service.working().into_iter().map(|p| Who::Practitioner(p.practitioner));
        let mut all: Vec<_> = members.chain(working).filter(|who| !here.contains(who)).collect();
        all.sort_by_key(|who| (who.practitioner().is_some(), self.name(*who)));
        all
    }

    /// What was put right about who came, a sentence each: what was noted at the meeting and by whom,
    /// and what is noted now.
    pub fn corrections(&self, meeting: &Meeting) -> Vec<String> {
        meeting.corrections.iter().map(|one| self.correction(one)).collect()
    }

    fn correction(&self, one: &Correction) -> String {
        let t = self.t;
        let (name, now) = (self.name_or_you(one.now.who), t.say(presence_key(one.now.presence)));
        let (at, by) = (self.at(one.now.entry.recorded_at), self.told_by(&one.now));
        let line = match &one.before {
            Some(before) => {
                let (was, hand) = (t.say(presence_key(before.presence)), self.told_by(before));
                let values = [
                    ("name", &name),
                    ("was", &was),
                    ("hand", &hand),
                    ("now", &now),
                    ("at", &at),
                    ("by", &by),
                ];
                t.say_with("came-corrected", values)
            }
            None => t.say_with("came-added", [("name", &name), ("now", &now), ("at", &at), ("by", &by)]),
        };
        if one.now.words.is_empty() { line } else { format!("{line} “{}”", one.now.words) }
    }
}
