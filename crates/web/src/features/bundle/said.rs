//! What a line says, in the reader's words: its kind, the name of each part, and answers that were chosen.
//! Made from the stored form of the fact, so that no part is forgotten; what has no words yet is shown as stored.

use jiff::civil::{Date, DateTime};
use serde_json::Value;

use crate::{
    show::{Known, time},
    words::{Words, key},
};

/// Parts in which one answer of a few was chosen: of which fact, which part, and the family of its words.
/// Whatever stands elsewhere is somebody's own words, and is never exchanged for others.
const CHOSEN: &[(&str, &str, &str)] = &[
    ("appointment-ended", "office", "office"),
    ("appointment-made", "office", "office"),
    ("appointment-made", "reads", "reads"),
    ("audience-changed", "audience", "audience"),
    ("came", "presence", "presence"),
    ("came-corrected", "presence", "presence"),
    ("capacity-assessed", "able", "able"),
    ("circumstance-told", "about", "weighs"),
    ("confidence-answered", "may-know", "answer"),
    ("confidence-reviewed", "outcome", "confidence"),
    ("correction-answered", "outcome", "correction"),
    ("decision-came-out", "taken", "taken"),
    ("entry-held-back", "ground", "ground"),
    ("entry-withheld", "ground", "ground"),
    ("help-asked", "may-know", "answer"),
    ("help-asked", "person-knows", "answer"),
    ("help-asked", "safe-now", "answer"),
    ("invitation-answered", "answer", "coming"),
    ("line-decided", "decision", "giving"),
    ("line-decided", "keep-back", "ground"),
    ("meeting-planned", "place", "place"),
    ("member-described", "nearness", "nearness"),
    ("next-said", "next", "next"),
    ("offer-answered", "answer", "offer"),
    ("promise-settled", "became", "became"),
    ("question-moved", "to", "question"),
    ("sharing-agreed", "how", "said-how"),
    ("taken-out-of-sight", "why", "misplaced"),
    ("view-set", "view", "view"),
    ("wish-told", "wish", "wish"),
    ("words-offered", "how", "given"),
    ("words-spoken", "kind", "kind"),
];
/// Parts that hold a day.
const DAYS: [&str; 10] =
    ["began", "birth-date", "by", "ended", "from", "letter", "on", "review-by", "tribunal", "until"];
/// Names of wrappings that say less than the part they stand in: `who: { member: … }` is “Who”.
const WRAPS: [&str; 5] = ["member", "practitioner", "outside", "on", "about"];

/// A stored name without its version: `words-spoken/1` is `words-spoken`.
pub fn plain(stored: &str) -> &str {
    stored.split('/').next().unwrap_or_default()
}

/// What kind of entry, in the reader's words.
pub fn kind(t: Words, stored: &str) -> String {
    let name = plain(stored);
    if t.has(&format!("bundle-kind-{name}")) { t.say(&format!("bundle-kind-{name}")) } else { spelt(name) }
}

/// A stored name as it is spelt, for what has no words: `next-said` is "Next said".
fn spelt(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}", letters.as_str())
}

/// Every text of a fact's content, with the name of the part it stands in.
pub fn fields(known: &Known, stored: &str, content: &Value) -> Vec<(String, String)> {
    let mut teller = Teller { known, fact: plain(stored), fields: Vec::new() };
    teller.tell(content, "", "");
    teller.fields
}

struct Teller<'k> {
    known: &'k Known,
    fact: &'k str,
    fields: Vec<(String, String)>,
}

impl Teller<'_> {
    fn tell(&mut self, value: &Value, within: &str, part: &str) {
        match value {
            Value::Object(all) => {
                for (name, one) in all {
                    let name = name.replace('_', "-");
                    let is_wrap = !part.is_empty() && WRAPS.contains(&name.as_str());
                    let says_more = self.known.t.has(&format!("bundle-field-{part}-{name}"));
                    if is_wrap && !says_more {
                        self.tell(one, within, part);
                    } else {
                        self.tell(one, part, &name);
                    }
                }
            }
            Value::Array(all) => all.iter().for_each(|one| self.tell(one, within, part)),
            Value::String(text) => {
                let text = self.text(part, text);
                self.push(within, part, text);
            }
            Value::Bool(is) => {
                let said = if *is { key("bundle-yes") } else { key("bundle-no") };
                self.push(within, part, self.known.t.say(said));
            }
            Value::Number(number) => self.push(within, part, number.to_string()),
            Value::Null => {}
        }
    }

    fn push(&mut self, within: &str, part: &str, text: String) {
        let label = self.label(within, part);
        self.fields.push((label, text));
    }

    /// The name of a part: as it is called in this kind of entry, inside another part, or anywhere.
    fn label(&self, within: &str, part: &str) -> String {
        let t = self.known.t;
        let names = [format!("{}-{part}", self.fact), format!("{within}-{part}"), part.to_owned()];
        match names.iter().find(|name| t.has(&format!("bundle-field-{name}"))) {
            Some(name) => t.say(&format!("bundle-field-{name}")),
            None => spelt(part),
        }
    }

    /// A text as it is read: chosen answers and times in words, everything else as it was written.
    fn text(&self, part: &str, text: &str) -> String {
        let (known, t) = (self.known, self.known.t);
        let chosen = CHOSEN.iter().find(|(fact, name, _)| *fact == self.fact && *name == part);
        if let Some((_, _, family)) = chosen
            && t.has(&format!("bundle-value-{family}-{text}"))
        {
            return t.say(&format!("bundle-value-{family}-{text}"));
        }
        let moment = text.parse::<jiff::Timestamp>().ok().filter(|_| text.ends_with('Z'));
        let day = text.parse::<Date>().ok().filter(|_| text.len() == 10 && DAYS.contains(&part));
        let wall = text.parse::<DateTime>().ok().filter(|_| part == "at" && text.contains('T'));
        match (moment, day, wall) {
            (Some(at), _, _) => known.at(at),
            (_, Some(day), _) => time::date(day),
            (_, _, Some(wall)) => wall.strftime("%A %-d %B %Y, %H:%M").to_string(),
            _ => text.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

    use std::{collections::BTreeSet, path::Path};

    use dialogue::Fact;
    use serde_json::Value;

    use super::{CHOSEN, plain};
    use crate::words::Words;

    /// Facts of the service's own stream: no line of a network's record.
    const SERVICE: [&str; 8] = [
        "service-named",
        "practitioner-joined",
        "practitioner-left",
        "duty-given",
        "duty-ended",
        "retention-rules",
        "destruction-proposed",
        "destruction-dropped",
    ];

    /// One stored example of every fact that can stand in a network's record.
    fn examples() -> Vec<(String, Value)> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../dialogue/facts");
        let read = |path: std::path::PathBuf| -> Value {
            serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
        };
        let facts = std::fs::read_dir(folder).unwrap().map(|file| {
            let fact = read(file.unwrap().path())["told"]["fact"].clone();
            (fact.as_object().unwrap().keys().next().unwrap().clone(), fact)
        });
        let facts: Vec<_> = facts.filter(|(name, _)| !SERVICE.contains(&plain(name))).collect();
        assert!(facts.len() > 90, "{}", facts.len());
        facts
    }

    /// The way to every text of a value, with the names it passes.
    fn ways(value: &Value, way: &str, found: &mut Vec<String>) {
        match value {
            Value::Object(all) => {
                all.iter().for_each(|(name, one)| {
                    ways(one, &format!("{way}/{}", name.replace('~', "~0").replace('/', "~1")), found);
                });
            }
            Value::Array(all) => {
                all.iter().enumerate().for_each(|(nth, one)| ways(one, &format!("{way}/{nth}"), found));
            }
            _ => found.push(way.to_owned()),
        }
    }

    /// The names in a way, without the fact's own and without places in lists.
    fn parts(way: &str) -> Vec<String> {
        way.split('/')
            .skip(2)
            .filter(|name| name.parse::<usize>().is_err())
            .map(|n| n.replace('_', "-"))
            .collect()
    }

    /// The answers from which one was chosen here; none where somebody's own words stand.
    fn answers(fact: &Value, way: &str) -> Option<BTreeSet<String>> {
        let mut other = fact.clone();
        *other.pointer_mut(way).unwrap() = Value::String("zzz".into());
        let error = serde_json::from_value::<Fact>(other).err()?.to_string();
        let (_, named) = error.split_once("unknown variant `zzz`, expected ")?;
        Some(named.split('`').skip(1).step_by(2).map(str::to_owned).collect())
    }

    #[test]
    fn every_kind_of_entry_and_every_part_has_words() {
        let t = Words::default();
        for (name, fact) in examples() {
            let name = plain(&name).to_owned();
            assert!(t.has(&format!("bundle-kind-{name}")), "bundle-kind-{name}");
            let mut all = Vec::new();
            ways(&fact, "", &mut all);
            for way in all {
                let parts = parts(&way);
                // An entry is named by its line.
                let Some(part) = parts.iter().rfind(|part| !["c", "n"].contains(&part.as_str())) else {
                    continue;
                };
                assert!(t.has(&format!("bundle-field-{part}")), "bundle-field-{part}, of {name}");
            }
        }
    }

    #[test]
    fn every_answer_that_can_be_chosen_has_words_and_nobodys_own_words_are_exchanged() {
        let t = Words::default();
        let mut found = BTreeSet::new();
        for (name, fact) in examples() {
            let mut all = Vec::new();
            ways(&fact, "", &mut all);
            for way in all {
                let part = parts(&way).pop().unwrap_or_default();
                let Some(answers) = answers(&fact, &way) else { continue };
                let one = CHOSEN.iter().find(|(fact, chosen, _)| *fact == plain(&name) && *chosen == part);
                let (_, _, family) = one.unwrap_or_else(|| panic!("{part} of {name} is chosen: {answers:?}"));
                found.insert((plain(&name).to_owned(), part));
                for answer in answers {
                    let has_more = t.has(&format!("bundle-field-{answer}"))
                        || ["circle", "present", "invited", "confidence"].contains(&answer.as_str());
                    assert!(
                        has_more || t.has(&format!("bundle-value-{family}-{answer}")),
                        "bundle-value-{family}-{answer}"
                    );
                }
            }
        }
        // Answers that no example gives, with their words beside them.
        let rest: Vec<_> = CHOSEN
            .iter()
            .filter(|(fact, part, _)| !found.contains(&((*fact).to_owned(), (*part).to_owned())))
            .map(|(fact, part, _)| (*fact, *part))
            .collect();
        assert_eq!(
            rest,
            [("decision-came-out", "taken"), ("line-decided", "decision"), ("next-said", "next")]
        );
    }
}
