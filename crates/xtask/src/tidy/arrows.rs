//! Which crate may import which: the table of the design, as the compiler cannot state it.

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::Findings;
use crate::shell::{Shell, output};

/// A crate and those of ours that it may import. Whoever is not named is not ours yet:
/// a new crate needs a decision record that says what the compiler checks for it, and a line here.
const ARROWS: &[(&str, &[&str])] = &[
    ("dialogue", &[]),
    ("policy", &["dialogue"]),
    ("live", &["dialogue"]),
    ("fhir", &["dialogue"]),
    ("store", &["dialogue", "policy"]),
    ("web", &["dialogue", "policy", "live", "fhir", "store"]),
    ("polyphony", &["dialogue", "policy", "live", "fhir", "store", "web"]),
    ("testkit", &["dialogue", "policy", "live", "fhir", "store", "web"]),
    ("prove", &[]),
    ("xtask", &[]),
];

/// Holds every dependency between our crates against the table.
/// Tests may import more: whatever they like but `xtask`.
pub(super) fn check(shell: &Shell, found: &mut Findings) -> Result<()> {
    let metadata = output(shell.cargo(&["metadata", "--no-deps", "--offline", "--format-version", "1"]))?;
    let metadata: Value = serde_json::from_str(&metadata).context("cargo metadata is not JSON")?;
    for package in list(&metadata, "packages") {
        let name = text(package, "name");
        if folder(package) != Some(name) {
            found.failures.push(format!("the folder of the crate {name} has another name"));
        }
        let Some((_, allowed)) = ARROWS.iter().find(|(one, _)| *one == name) else {
            found.failures.push(format!("the crate {name} has no line in the table of import arrows"));
            continue;
        };
        for import in list(package, "dependencies") {
            judge(name, allowed, import, found);
        }
    }
    Ok(())
}

fn judge(name: &str, allowed: &[&str], import: &Value, found: &mut Findings) {
    let imported = text(import, "name");
    // Ours are those that lie in this checkout.
    let is_ours = import.get("path").is_some_and(Value::is_string);
    let is_for_tests = text(import, "kind") == "dev";
    let may = if is_for_tests { imported != "xtask" } else { allowed.contains(&imported) };
    if is_ours && !may {
        let how = if is_for_tests { " in tests" } else { "" };
        found.failures.push(format!("{name} must not import {imported}{how}"));
    }
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value.get(key).and_then(Value::as_array).into_iter().flatten()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn folder(package: &Value) -> Option<&str> {
    let manifest = std::path::Path::new(text(package, "manifest_path"));
    manifest.parent()?.file_name()?.to_str()
}
