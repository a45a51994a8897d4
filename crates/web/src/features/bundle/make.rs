//! The bundle: what is given of a record, as pages to read and print, as data, with attachments, checksums
//! and a manifest of its own. It is made of the given lines and of nothing else: numbered from 1 without gaps,
//! without any identity of the record, dated by the request. What is kept back leaves no trace in it.

use std::{collections::BTreeMap, io::Write, sync::Arc};

use askama::Template;
use dialogue::{
    Entry, EntryId, Fact, FileId, MemberId, Network, Who,
    case::AccessCase,
    line::{Fate, Line},
};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::{
    line::{Called, LineShown},
    said,
};
use crate::{
    show::{Known, time},
    words::Words,
};

/// One file of the bundle.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BundleFile {
    /// Its name, with the folder inside the bundle.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Why a bundle cannot be made yet.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotYet {
    /// So many lines wait for a decision.
    #[error("{0} lines wait for a decision.")]
    Lines(usize),
    /// No opinion on serious harm is written down.
    #[error("No health professional's opinion on serious harm is written down.")]
    Opinion,
}

/// A bundle that may be made: what is given, and nothing else.
pub struct Bundle {
    /// The record as it would be if the given lines were all of it.
    known: Known,
    given: Vec<(Arc<Entry>, Option<String>)>,
    members: Vec<MemberId>,
    case: AccessCase,
}

/// An attachment: which, and what it is called in the bundle.
struct Attached {
    file: FileId,
    name: String,
}

#[derive(Template)]
#[template(path = "features/bundle/bundle.html")]
struct BundlePage {
    t: Words,
    service: String,
    phone: String,
    name: String,
    asked_on: String,
    id: String,
    lines: Vec<(LineShown, String)>,
}

impl Bundle {
    /// What is given, if everything is decided.
    ///
    /// # Errors
    /// What is still to be done.
    pub fn of(known: &Known, case: &AccessCase) -> Result<Self, NotYet> {
        let lines = known.network.lines(case);
        let open = lines.iter().filter(|line| line.fate == Fate::Open).count();
        if open > 0 {
            return Err(NotYet::Lines(open));
        }
        if case.opinion().is_none() {
            return Err(NotYet::Opinion);
        }
        let given = |line: Line| match line.fate {
            Fate::Given => Some((line.entry, None)),
            Fate::GivenInPart(words) => Some((line.entry, Some(words))),
            Fate::Open | Fate::Kept(_) => None,
        };
        let given: Vec<_> = lines.into_iter().filter_map(given).collect();
        // Filter before fold: names, meetings and whatever lines speak of are known from given lines alone.
        let mut network = Network::empty(known.network.id);
        for (entry, _) in given.iter().filter(|(_, part)| part.is_none()) {
            network.apply(entry.clone());
        }
        let members = known.network.people.members.keys().copied().collect();
        let known = Known { network: Arc::new(network), ..known.by_name() };
        Ok(Self { known, given, members, case: case.clone() })
    }

    /// The attachments that belong to it.
    pub fn attachments(&self) -> Vec<FileId> {
        self.attached().into_values().map(|attached| attached.file).collect()
    }

    fn attached(&self) -> BTreeMap<EntryId, Attached> {
        let mut all = BTreeMap::new();
        for (entry, part) in &self.given {
            if let (Fact::FileAttached(file), None) = (&entry.told.fact, part) {
                let end = file.media_type.rsplit('/').next().unwrap_or("bin").replace("jpeg", "jpg");
                let name = format!("attachments/{:03}.{end}", all.len() + 1);
                all.insert(entry.id, Attached { file: file.file, name });
            }
        }
        all
    }

    /// The files, in their order. The bytes of attachments are handed in.
    ///
    /// # Errors
    /// When the page cannot be written.
    pub fn files(&self, bytes: &BTreeMap<FileId, Vec<u8>>) -> Result<Vec<BundleFile>, askama::Error> {
        let attached = self.attached();
        let entries: Vec<&Entry> = self.given.iter().map(|(entry, _)| entry.as_ref()).collect();
        let called = Called::new(&self.known, self.members.clone(), &entries);
        let mut files = vec![
            BundleFile { name: "record.html".into(), bytes: self.page(&called, &attached)?.into_bytes() },
            BundleFile { name: "record.json".into(), bytes: self.data(&called, &attached) },
        ];
        for one in attached.values() {
            let bytes = bytes.get(&one.file).cloned().unwrap_or_default();
            files.push(BundleFile { name: one.name.clone(), bytes });
        }
        files.push(BundleFile { name: "manifest.json".into(), bytes: self.manifest(&files) });
        let sums: String = files.iter().map(|f| format!("{}  {}\n", sha256(&f.bytes), f.name)).collect();
        files.push(BundleFile { name: "SHA256SUMS".into(), bytes: sums.into_bytes() });
        Ok(files)
    }

    /// Named by the request that it answers, and by nothing that is in the record.
    pub fn id(&self) -> String {
        let asked = &self.case.asked.entry;
        sha256(format!("bundle of {}", asked.id).as_bytes()).chars().take(12).collect()
    }

    fn asker(&self) -> String {
        self.known.name(Who::Member(self.case.asked.member))
    }

    fn page(
        &self,
        called: &Called<'_>,
        attached: &BTreeMap<EntryId, Attached>,
    ) -> Result<String, askama::Error> {
        let line = |((entry, part), number): (&(Arc<Entry>, Option<String>), usize)| {
            let file = attached.get(&entry.id).map(|one| one.name.clone()).unwrap_or_default();
            match part {
                None => (called.show(entry, number), file),
                Some(words) => (self.in_part(called, entry, number, words), file),
            }
        };
        BundlePage {
            t: self.known.t,
            service: self.known.service.is.name.clone(),
            phone: self.known.service.is.phone.clone(),
            name: self.asker(),
            asked_on: time::date(self.case.asked.on),
            id: self.id(),
            lines: self.given.iter().zip(1..).map(line).collect(),
        }
        .render()
    }

    /// Of a line that is given in part: when, what kind, the words that are given, and a name only
    /// where it is the asker's own or somebody's of the service.
    fn in_part(&self, called: &Called<'_>, entry: &Entry, number: usize, words: &str) -> LineShown {
        let voice = called.name(self.named_in_part(entry));
        LineShown {
            number,
            kind: said::kind(self.known.t, entry.told.fact.name()),
            time: called.time(entry),
            about: voice
                .map(|name| self.known.t.say_with("bundle-voice", [("name", &name)]))
                .into_iter()
                .collect(),
            fields: vec![(String::new(), words.to_owned())],
        }
    }

    fn named_in_part(&self, entry: &Entry) -> Option<Who> {
        let asker = Who::Member(self.case.asked.member);
        entry.told.voice.filter(|who| *who == asker || who.practitioner().is_some())
    }

    fn data(&self, called: &Called<'_>, attached: &BTreeMap<EntryId, Attached>) -> Vec<u8> {
        let line = |((entry, part), number): (&(Arc<Entry>, Option<String>), usize)| {
            let told = &entry.told;
            let mut all = Map::new();
            all.insert("number".into(), json!(number));
            all.insert("recorded".into(), json!(entry.recorded_at.to_string()));
            all.insert("kind".into(), json!(said::plain(told.fact.name())));
            all.insert("said".into(), json!(said::kind(self.known.t, told.fact.name())));
            if let Some(when) = &told.occurred_at {
                all.insert("happened".into(), json!(time::when(when, &self.known.zone)));
            }
            let whole = part.is_none();
            let named = |who: Option<Who>| called.name(who.filter(|_| whole)).map(Value::String);
            let voice = if whole {
                named(told.voice)
            } else {
                called.name(self.named_in_part(entry)).map(Value::String)
            };
            let heads = [
                ("voice", voice),
                ("spoken-by", named(told.spoken_by)),
                ("written-by", named(told.scribe)),
                ("to", named(told.to)),
            ];
            all.extend(heads.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
            let content =
                part.as_ref().map_or_else(|| called.content(entry, number), |words| json!({"text": words}));
            all.insert("content".into(), content);
            if let Some(file) = attached.get(&entry.id) {
                all.insert("attachment".into(), json!(file.name));
            }
            Value::Object(all)
        };
        let lines: Vec<_> = self.given.iter().zip(1..).map(line).collect();
        pretty(&json!({ "bundle": self.id(), "lines": lines }))
    }

    fn manifest(&self, files: &[BundleFile]) -> Vec<u8> {
        let files: Vec<_> = files
            .iter()
            .map(|f| json!({ "name": f.name, "bytes": f.bytes.len(), "sha256": sha256(&f.bytes) }))
            .collect();
        pretty(&json!({
            "bundle": self.id(),
            "service": self.known.service.is.name,
            "for": self.asker(),
            "asked-on": self.case.asked.on.to_string(),
            "lines": self.given.len(),
            "files": files,
        }))
    }
}

fn pretty(value: &Value) -> Vec<u8> {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text.into_bytes()
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The files in one, for a download. Its bytes depend on the files alone: no time of day is in it.
///
/// # Errors
/// When it grows larger than a zip file may be.
pub fn zipped(files: &[BundleFile]) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let how = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for file in files {
        zip.start_file(&file.name, how)?;
        zip.write_all(&file.bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
