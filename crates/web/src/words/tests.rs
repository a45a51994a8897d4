//! Every key that a page says exists, and every message is said somewhere.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::Words;

fn files(folder: &Path, ends: &[&str], found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, ends, found);
        } else if ends.iter().any(|end| path.to_string_lossy().ends_with(end)) {
            found.push(path);
        }
    }
}

/// The text keys in `say("…")`, `say_with("…"` and `key("…")`, also across line ends.
fn keys_said(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for call in ["say(", "say_with(", "key("] {
        for (at, _) in text.match_indices(call) {
            let before = text[..at].chars().next_back().unwrap_or(' ');
            if before.is_alphanumeric() || before == '_' {
                continue;
            }
            let rest = text[at + call.len()..].trim_start();
            if let Some((said, _)) = rest.strip_prefix('"').and_then(|rest| rest.split_once('"')) {
                found.push(said.to_owned());
            }
        }
    }
    found
}

/// Documentation comments show calls that are not made.
fn without_comments(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn said() -> BTreeMap<String, PathBuf> {
    let mut sources = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &[".rs", ".html", ".txt"], &mut sources);
    sources.retain(|path| !path.ends_with("tests.rs"));
    let mut said = BTreeMap::new();
    for path in sources {
        let text = without_comments(&std::fs::read_to_string(&path).unwrap());
        said.extend(keys_said(&text).into_iter().map(|key| (key, path.clone())));
    }
    said
}

/// Keys in a folder of words; a key that stands twice is a mistake that Fluent only logs.
fn written(language: &str) -> BTreeSet<String> {
    let mut sources = Vec::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales").join(language);
    files(&folder, &[".ftl"], &mut sources);
    let mut keys = BTreeSet::new();
    for path in sources {
        let text = std::fs::read_to_string(&path).unwrap();
        fluent_bundle::FluentResource::try_new(text.clone())
            .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", path.display()));
        for line in text.lines().filter(|line| line.starts_with(|sign: char| sign.is_ascii_lowercase())) {
            let key = line.split_once('=').expect("a message has a key").0.trim().to_owned();
            assert!(keys.insert(key.clone()), "{key} stands twice in {language}");
        }
    }
    keys
}

#[test]
fn every_key_that_is_said_is_written() {
    let written = written("en");
    let missing: Vec<_> = said().into_iter().filter(|(key, _)| !written.contains(key)).collect();
    assert!(missing.is_empty(), "missing in locales/en: {missing:#?}");
}

/// Rules live in other crates: a key counts as used where any crate's source quotes it.
#[test]
fn every_message_is_said_somewhere() {
    let mut sources = Vec::new();
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for krate in std::fs::read_dir(crates).unwrap() {
        let folder = krate.unwrap().path().join("src");
        if folder.is_dir() {
            files(&folder, &[".rs", ".html", ".txt"], &mut sources);
        }
    }
    sources.retain(|path| !path.ends_with("tests.rs"));
    let texts: Vec<_> =
        sources.iter().map(|path| without_comments(&std::fs::read_to_string(path).unwrap())).collect();
    // `say(&format!("refused-{}", why))` says a whole family of keys.
    let families: BTreeSet<&str> = texts
        .iter()
        .flat_map(|text| text.split("say(&format!(\"").skip(1))
        .filter_map(|rest| rest.split_once('{').map(|(family, _)| family))
        .filter(|family| family.ends_with('-') && !family.contains('"'))
        .collect();
    let is_said = |key: &str| {
        families.iter().any(|family| key.starts_with(family))
            || texts.iter().any(|text| text.contains(&format!("\"{key}\"")))
    };
    let unused: Vec<_> = written("en").into_iter().filter(|key| !is_said(key)).collect();
    assert!(unused.is_empty(), "in locales/en and never said: {unused:#?}");
}

#[test]
fn values_stand_bare_and_missing_keys_show() {
    let t = Words::default();
    assert_eq!(t.say("app-name"), "Polyphony");
    assert_eq!(t.say_with("page-signed-in", ("name", "Ann")), "Signed in as Ann");
    assert_eq!(t.say_with("page-signed-in", [("name", "Ann".to_owned())]), "Signed in as Ann");
    assert_eq!(t.say("no-such-key"), "⟦no-such-key⟧");
    assert_eq!(Words::of("xx").language(), "en");
}

#[test]
fn keys_are_found_across_lines_and_not_in_longer_names() {
    let text = "t.say(\n  \"a-b\") essay(\"no\") t.say_with(\"c\", x) key(\"d\") monkey(\"no\")";
    assert_eq!(keys_said(text), ["a-b", "c", "d"]);
}
