//! Reading the live page out of its documents, when a meeting is closed and when a phone comes back later.
//!
//! Read leniently: a text that stands where it does not belong, or in a shape that nobody expects, is kept as
//! words. Marks (numbers, yes and no, bare identities) are not texts.

use std::{
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind},
};

use dialogue::written::{
    DecisionWritten, NextWritten, PromiseWritten, QuestionWritten, SharedPage, StanceWritten, VoicePage,
};
use uuid::Uuid;
use yrs::{
    Any, Array, ArrayRef, Doc, GetString, Map, MapRef, Out, ReadTxn, Text, TextRef, Transact, Transaction,
    branch::{Branch, BranchPtr},
};

use crate::merge::{self, Log, Unreadable};

/// Reads what a voice wrote.
///
/// # Errors
/// [`Unreadable`].
pub fn voice(log: &Log) -> Result<VoicePage, Unreadable> {
    read(log, |page| {
        let (words, reflection) = (page.text("words"), page.text("reflection"));
        let answers = page.map("answers", |page, whose, text| Some((whose.to_owned(), page.said(text))));
        let stances = page.map("stances", |page, decision, stance| Some(page.stance(decision, stance)));
        let promises = page.list("promises", |page, entries| PromiseWritten {
            id: page.take_mark(entries, "id"),
            words: page.take(entries, "words"),
            by: page.take(entries, "by"),
        });
        page.map("state", |_, _, _| None::<()>);
        let words = page.with_strays(words);
        VoicePage { words, reflection, answers, stances, promises }
    })
}

/// Reads what was written together.
///
/// # Errors
/// [`Unreadable`].
pub fn shared(log: &Log) -> Result<SharedPage, Unreadable> {
    read(log, |page| {
        let topics = page.list("topics", |page, entries| {
            page.take_mark(entries, "id");
            page.take(entries, "text")
        });
        let questions = page.list("questions", |page, entries| QuestionWritten {
            id: page.take_mark(entries, "id"),
            text: page.take(entries, "text"),
        });
        let decisions = page.list("decisions", |page, entries| DecisionWritten {
            id: page.take_mark(entries, "id"),
            text: page.take(entries, "text"),
            options: entries.remove("options").map(|options| page.texts(&options)).unwrap_or_default(),
        });
        let Root { text, items, entries: mut next } = page.root("next");
        page.stray(text);
        items.iter().for_each(|out| page.strays_of(out));
        let (when, zone) = (page.take(&mut next, "when"), page.take(&mut next, "zone"));
        let (place, words) = (page.take(&mut next, "where"), page.take(&mut next, "words"));
        next.values().for_each(|out| page.strays_of(out));
        let next = NextWritten { when, zone, place, words };
        let strays = page.left_over();
        SharedPage { topics, questions, decisions, next, strays }
    })
}

/// The names of everything that a page has.
const ROOTS: [&str; 10] = [
    "words",
    "reflection",
    "answers",
    "stances",
    "promises",
    "state",
    "topics",
    "questions",
    "decisions",
    "next",
];

fn read<T>(log: &Log, what: impl FnOnce(&mut Page<'_>) -> T) -> Result<T, Unreadable> {
    // The library must not end the program, whatever a client made it of.
    catch_unwind(AssertUnwindSafe(|| {
        let (doc, _) = merge::read(log)?;
        let names: Vec<String> = doc.transact().root_refs().map(|(name, _)| name.to_owned()).collect();
        let known = ROOTS.iter().map(|name| (*name).to_owned());
        let roots: BTreeMap<_, _> = known
            .chain(names)
            .map(|name| {
                let root = Views::of(&doc, &name);
                (name, root)
            })
            .collect();
        let mut page =
            Page { transaction: &doc.transact(), roots: &roots, strays: Vec::new(), seen: Vec::new() };
        page.finds_strays();
        Ok(what(&mut page))
    }))
    .unwrap_or(Err(Unreadable))
}

/// One root, looked at in each of the three ways: whoever wrote it may have meant another one.
struct Views(ArrayRef, MapRef);

impl Views {
    fn of(doc: &Doc, name: &str) -> Self {
        Self(doc.get_or_insert_array(name), doc.get_or_insert_map(name))
    }
}

/// What a root holds.
#[derive(Default)]
struct Root {
    text: String,
    items: Vec<Out>,
    entries: BTreeMap<String, Out>,
}

struct Page<'a> {
    transaction: &'a Transaction<'a>,
    roots: &'a BTreeMap<String, Views>,
    /// Texts that stand where none belong.
    strays: Vec<String>,
    /// Roots that were read.
    seen: Vec<&'static str>,
}

impl Page<'_> {
    fn look(&self, views: &Views) -> Root {
        let Views(array, map) = views;
        let (text, items) = self.contents(array);
        let entries = map.iter(self.transaction).map(|(name, out)| (name.to_owned(), out)).collect();
        Root { text, items, entries }
    }

    /// What stands in a list: its letters as one text, and everything else.
    fn contents(&self, array: &ArrayRef) -> (String, Vec<Out>) {
        let text = TextRef::from(BranchPtr::from(array.as_ref() as &Branch));
        let letters = text.get_string(self.transaction);
        // `yrs` 0.28 goes round for ever over a list with letters that take two places.
        if letters.chars().any(|letter| letter.len_utf16() > 1) {
            let parts = text.diff(self.transaction, |_| ()).into_iter().map(|part| part.insert);
            let is_text = |out: &Out| matches!(out, Out::Any(Any::String(_)));
            return (letters, parts.filter(|part| !is_text(part)).collect());
        }
        // The letters of a text are found among its items too.
        let is_letter = |out: &Out| matches!(out, Out::Any(Any::String(s)) if !letters.is_empty() && s.chars().nth(1).is_none());
        let items = array.iter(self.transaction).filter(|out| !is_letter(out)).collect();
        (letters, items)
    }

    /// Everything that stands in roots which no page has.
    fn finds_strays(&mut self) {
        for (_, views) in self.roots.iter().filter(|(name, _)| !ROOTS.contains(&name.as_str())) {
            let Root { text, items, entries } = self.look(views);
            self.stray(text);
            items.iter().chain(entries.values()).for_each(|out| self.strays_of(out));
        }
    }

    fn root(&mut self, name: &'static str) -> Root {
        self.seen.push(name);
        self.roots.get(name).map(|views| self.look(views)).unwrap_or_default()
    }

    fn text(&mut self, name: &'static str) -> String {
        let Root { text, items, entries } = self.root(name);
        items.iter().chain(entries.values()).for_each(|out| self.strays_of(out));
        text
    }

    /// Each entry of a map, by its name.
    fn map<T>(&mut self, name: &'static str, each: impl Fn(&Self, &str, &Out) -> Option<T>) -> Vec<T> {
        let Root { text, items, entries } = self.root(name);
        self.stray(text);
        items.iter().for_each(|out| self.strays_of(out));
        entries.iter().filter_map(|(name, out)| each(self, name, out)).collect()
    }

    /// Each entry of a list; one that is a bare text has it as its `text` and its `words`.
    fn list<T>(
        &mut self,
        name: &'static str,
        each: impl Fn(&Self, &mut BTreeMap<String, Out>) -> T,
    ) -> Vec<T> {
        let Root { text, items, entries } = self.root(name);
        self.stray(text);
        entries.values().for_each(|out| self.strays_of(out));
        let mut all = Vec::new();
        for item in &items {
            let mut entries = self
                .entries(item)
                .unwrap_or_else(|| ["text", "words"].map(|name| (name.to_owned(), item.clone())).into());
            let is_bare = self.entries(item).is_none();
            all.push(each(self, &mut entries));
            if !is_bare {
                entries.values().for_each(|out| self.strays_of(out));
            }
        }
        all
    }

    /// The entries of a map, whether it is shared or plain.
    fn entries(&self, out: &Out) -> Option<BTreeMap<String, Out>> {
        Some(match out {
            Out::YMap(map) => map.iter(self.transaction).map(|(name, out)| (name.to_owned(), out)).collect(),
            Out::Any(Any::Map(map)) => {
                map.iter().map(|(name, any)| (name.clone(), Out::Any(any.clone()))).collect()
            }
            _ => return None,
        })
    }

    fn take(&self, entries: &mut BTreeMap<String, Out>, name: &str) -> String {
        entries.remove(name).map(|out| self.said(&out)).unwrap_or_default()
    }

    /// An identity. What is none stays where it is, and so is a text like any other.
    fn take_mark(&self, entries: &mut BTreeMap<String, Out>, name: &str) -> String {
        let mark = entries.get(name).map(|out| self.said(out)).unwrap_or_default();
        if Uuid::parse_str(mark.trim()).is_ok() {
            entries.remove(name);
        }
        mark
    }

    fn stance(&self, decision: &str, out: &Out) -> StanceWritten {
        let decision = decision.to_owned();
        let Some(mut entries) = self.entries(out) else {
            return StanceWritten { decision, stance: String::new(), words: self.said(out) };
        };
        let stance = self.take(&mut entries, "stance");
        let mut words = vec![self.take(&mut entries, "words")];
        words.extend(entries.values().flat_map(|out| self.texts(out)));
        StanceWritten { decision, stance, words: words.join("\n").trim().to_owned() }
    }

    /// What something says, whatever it is.
    fn said(&self, out: &Out) -> String {
        self.texts(out).join("\n")
    }

    /// The texts in something, each for itself.
    fn texts(&self, out: &Out) -> Vec<String> {
        let each = |outs: Vec<Out>| -> Vec<String> { outs.iter().flat_map(|out| self.texts(out)).collect() };
        match out {
            Out::YText(text) => vec![text.get_string(self.transaction)],
            Out::YXmlText(text) => vec![text.get_string(self.transaction)],
            Out::YXmlElement(element) => vec![element.get_string(self.transaction)],
            Out::YXmlFragment(fragment) => vec![fragment.get_string(self.transaction)],
            Out::YArray(array) => {
                let (letters, items) = self.contents(array);
                let letters = Some(letters).filter(|letters| !letters.is_empty());
                letters.into_iter().chain(each(items)).collect()
            }
            Out::YMap(map) => each(map.iter(self.transaction).map(|(_, out)| out).collect()),
            Out::Any(Any::String(text)) => vec![text.to_string()],
            Out::Any(Any::Array(all)) => each(all.iter().cloned().map(Out::Any).collect()),
            Out::Any(Any::Map(map)) => {
                let sorted: BTreeMap<_, _> = map.iter().collect();
                each(sorted.into_values().cloned().map(Out::Any).collect())
            }
            _ => Vec::new(),
        }
    }

    fn strays_of(&mut self, out: &Out) {
        self.texts(out).into_iter().for_each(|text| self.stray(text));
    }

    fn stray(&mut self, text: String) {
        if !text.trim().is_empty() && Uuid::parse_str(text.trim()).is_err() {
            self.strays.push(text);
        }
    }

    /// Words, and below them what stands where a voice's page has no place.
    fn with_strays(&mut self, words: String) -> String {
        let strays = self.left_over();
        std::iter::once(words).chain(strays).collect::<Vec<_>>().join("\n").trim().to_owned()
    }

    /// Every text that was not read as what it is: in its wrong place, or on the other kind of page.
    fn left_over(&mut self) -> Vec<String> {
        for name in ROOTS {
            if !self.seen.contains(&name) {
                let Root { text, items, entries } = self.root(name);
                self.stray(text);
                items.iter().chain(entries.values()).for_each(|out| self.strays_of(out));
            }
        }
        std::mem::take(&mut self.strays)
    }
}
