//! A line as it is shown: what kind of entry, whose words, when, and every text in it.
//! Made from the stored form of the fact, so that no field is forgotten, today or tomorrow.

use std::collections::BTreeMap;

use dialogue::{
    Entry, EntryId, MemberId, PractitionerId, Who,
    leaves::{Leaves, content},
};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::said;
use crate::{
    show::{Known, time},
    words::key,
};

/// One line, ready to be shown.
pub struct LineShown {
    /// Its number among the lines shown.
    pub number: usize,
    /// What kind of entry, in the reader's words.
    pub kind: String,
    /// When it was said, and when that is another time, when it was written down.
    pub time: String,
    /// Whose words, who wrote them down, to whom: a line each.
    pub about: Vec<String>,
    /// What it says: a label and a text each.
    pub fields: Vec<(String, String)>,
}

/// What the identities in entries are called where lines are shown.
pub struct Called<'k> {
    known: &'k Known,
    /// Who is a member, whether or not their name is known here.
    members: Vec<MemberId>,
    lines: BTreeMap<Uuid, usize>,
    entries: BTreeMap<EntryId, usize>,
}

impl<'k> Called<'k> {
    /// Names as this fold knows them; identities that no line of it introduces are left out.
    pub fn new(known: &'k Known, members: Vec<MemberId>, shown: &[&Entry]) -> Self {
        let mut lines = BTreeMap::new();
        for (entry, number) in shown.iter().zip(1..) {
            for id in Leaves::of(&entry.told.fact).ids {
                if is_introduced(known, id) {
                    lines.entry(id).or_insert(number);
                }
            }
        }
        let entries = shown.iter().map(|entry| entry.id).zip(1..).collect();
        Self { known, members, lines, entries }
    }

    fn who(&self, who: Who) -> String {
        self.known.name(who)
    }

    /// What an identity is called; nothing for what is the line's own, or is not here.
    fn id(&self, id: Uuid, own: usize) -> Option<String> {
        if self.members.contains(&MemberId(id)) {
            return Some(self.who(Who::Member(MemberId(id))));
        }
        if self.known.service.practitioners.contains_key(&PractitionerId(id)) {
            return Some(self.who(Who::Practitioner(PractitionerId(id))));
        }
        let line = self.lines.get(&id).filter(|line| **line != own)?;
        Some(self.line(*line))
    }

    fn line(&self, number: usize) -> String {
        self.known.t.say_with("bundle-line-number", [("n", &number)])
    }

    /// The content of a fact with every identity called by its name, and what is empty left out.
    pub fn content(&self, entry: &Entry, own: usize) -> Value {
        self.resolved(content(&entry.told.fact), own).unwrap_or(Value::Null)
    }

    fn resolved(&self, value: Value, own: usize) -> Option<Value> {
        match value {
            Value::Null => None,
            Value::String(text) if text.is_empty() => None,
            Value::String(text) => match text.parse::<Uuid>() {
                Ok(id) => self.id(id, own).map(Value::String),
                Err(_) => Some(Value::String(text)),
            },
            Value::Array(all) => {
                let all: Vec<_> = all.into_iter().filter_map(|one| self.resolved(one, own)).collect();
                (!all.is_empty()).then_some(Value::Array(all))
            }
            Value::Object(all) => match serde_json::from_value::<EntryId>(Value::Object(all.clone())) {
                Ok(entry) => self.entries.get(&entry).map(|line| Value::String(self.line(*line))),
                Err(_) => self.resolved_map(all, own),
            },
            other => Some(other),
        }
    }

    fn resolved_map(&self, all: Map<String, Value>, own: usize) -> Option<Value> {
        let named = |(name, one): (String, Value)| {
            let name = match name.parse::<Uuid>() {
                Ok(id) => self.id(id, own)?,
                Err(_) => name,
            };
            Some((name, self.resolved(one, own)?))
        };
        let all: Map<_, _> = all.into_iter().filter_map(named).collect();
        (!all.is_empty()).then_some(Value::Object(all))
    }

    /// A line with everything in it.
    pub fn show(&self, entry: &Entry, number: usize) -> LineShown {
        let name = entry.told.fact.name();
        LineShown {
            number,
            kind: said::kind(self.known.t, name),
            time: self.time(entry),
            about: self.about(entry),
            fields: said::fields(self.known, name, &self.content(entry, number)),
        }
    }

    /// When it was said and when it was recorded.
    pub fn time(&self, entry: &Entry) -> String {
        let recorded = self.known.at(entry.recorded_at);
        match &entry.told.occurred_at {
            Some(when) => format!("{} · {recorded}", time::when(when, &self.known.zone)),
            None => recorded,
        }
    }

    fn about(&self, entry: &Entry) -> Vec<String> {
        let told = &entry.told;
        let t = self.known.t;
        let said =
            |key: &'static str, who: Option<Who>| who.map(|who| t.say_with(key, [("name", &self.who(who))]));
        let meeting = told.meeting.and_then(|id| self.known.network.meeting(id));
        let meeting = meeting.and_then(|meeting| meeting.starts_at());
        let lines = [
            said(key("bundle-voice"), told.voice),
            said(key("bundle-spoken-by"), told.spoken_by.filter(|who| Some(*who) != told.voice)),
            said(key("bundle-scribe"), told.scribe.filter(|who| Some(*who) != told.voice)),
            said(key("bundle-to"), told.to.filter(|who| Some(*who) != told.voice)),
            meeting.map(|at| t.say_with("bundle-meeting", [("day", &self.known.at(at))])),
        ];
        lines.into_iter().flatten().collect()
    }

    /// Whose words, as a name, if it is anybody's.
    pub fn name(&self, who: Option<Who>) -> Option<String> {
        who.map(|who| self.who(who))
    }
}

/// Whether something of this identity stands in the fold.
fn is_introduced(known: &Known, id: Uuid) -> bool {
    use dialogue::{
        CircleId, DecisionId, FileId, MeetingId, PromiseId, QuestionId, RequestId, StayId, WordsId,
    };
    let network = &known.network;
    network.words.contains_key(&WordsId(id))
        || network.shared.contains_key(&WordsId(id))
        || network.meetings.contains_key(&MeetingId(id))
        || network.questions.contains_key(&QuestionId(id))
        || network.decisions.contains_key(&DecisionId(id))
        || network.promises.contains_key(&PromiseId(id))
        || network.requests.contains_key(&RequestId(id))
        || network.stays.contains_key(&StayId(id))
        || network.files.contains_key(&FileId(id))
        || network.people.circles.contains_key(&CircleId(id))
}
