//! Each rule, broken on purpose in a folder of its own.

use std::{fs, path::Path};

use super::{blank::blank, functions::functions, *};

/// A workspace of crates, each with its dependencies, in a repository of its own.
fn workspace(crates: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write(root, "Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n");
    for (name, dependencies) in crates {
        let manifest = format!("[package]\nname = \"{name}\"\nedition = \"2024\"\n{dependencies}");
        write(root, &format!("crates/{name}/Cargo.toml"), &manifest);
        write(root, &format!("crates/{name}/src/lib.rs"), "//! A crate.\n");
    }
    crate::shell::output(Shell::at(root).command("git", &["init", "-q"])).unwrap();
    folder
}

fn write(root: &Path, below: &str, text: &str) {
    let path = root.join(below);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn found(root: &tempfile::TempDir) -> Findings {
    find(&Shell::at(root.path())).unwrap()
}

/// What is found in one file of an otherwise tidy crate.
fn found_in(name: &str, source: &str) -> Findings {
    let root = workspace(&[("dialogue", "")]);
    write(root.path(), name, source);
    found(&root)
}

fn path(name: &str) -> String {
    format!("{name} = {{ path = \"../{name}\" }}\n")
}

#[test]
fn a_tidy_workspace_passes() {
    let store = format!(
        "[dependencies]\n{}{}[dev-dependencies]\n{}",
        path("dialogue"),
        path("policy"),
        path("testkit")
    );
    let root = workspace(&[
        ("dialogue", ""),
        ("policy", &format!("[dependencies]\n{}", path("dialogue"))),
        ("store", &store),
        ("testkit", &format!("[dependencies]\n{}", path("store"))),
    ]);
    let found = found(&root);
    assert!(found.failures.is_empty(), "{found:?}");
    assert!(found.notes.is_empty(), "{found:?}");
}

#[test]
fn an_arrow_that_the_design_does_not_have() {
    let cases = [
        ("dialogue", "policy", "dependencies"),
        ("policy", "store", "dependencies"),
        ("store", "testkit", "dependencies"),
        ("store", "live", "build-dependencies"),
        ("fhir", "live", "target.'cfg(unix)'.dependencies"),
        ("xtask", "dialogue", "dependencies"),
    ];
    for (from, to, kind) in cases {
        let import = format!("[{kind}]\n{}", path(to));
        let root = workspace(&[(from, &import), (to, "")]);
        assert_eq!(found(&root).failures, [format!("{from} must not import {to}")], "{kind}");
    }
}

#[test]
fn another_name_hides_no_arrow() {
    let import = "[dependencies]\ntalk = { package = \"web\", path = \"../web\" }\n";
    let root = workspace(&[("store", import), ("web", "")]);
    assert_eq!(found(&root).failures, ["store must not import web"]);
}

#[test]
fn xtask_is_imported_by_nobody() {
    let import = format!("[dev-dependencies]\n{}", path("xtask"));
    let root = workspace(&[("store", &import), ("xtask", "")]);
    assert_eq!(found(&root).failures, ["store must not import xtask in tests"]);
}

#[test]
fn a_crate_that_nobody_decided_on() {
    let root = workspace(&[("helpers", "")]);
    assert_eq!(found(&root).failures, ["the crate helpers has no line in the table of import arrows"]);
}

#[test]
fn a_crate_in_a_folder_of_another_name() {
    let root = workspace(&[("dialogue", "")]);
    fs::rename(root.path().join("crates/dialogue"), root.path().join("crates/domain")).unwrap();
    assert_eq!(found(&root).failures, ["the folder of the crate dialogue has another name"]);
}

#[test]
fn a_file_that_does_not_say_what_it_is() {
    for source in ["fn a() {}\n", "// A comment.\n", "\n//! Too late.\n", ""] {
        let found = found_in("crates/dialogue/src/a.rs", source);
        assert_eq!(
            found.failures,
            ["crates/dialogue/src/a.rs:1: does not open with `//!` and one sentence that says what it is"],
            "{source:?}"
        );
    }
}

#[test]
fn what_git_ignores_is_nobodys_business() {
    let root = workspace(&[("dialogue", "")]);
    write(root.path(), ".gitignore", "/made\n");
    write(root.path(), "made/a.rs", "fn a() {}\n");
    assert!(found(&root).failures.is_empty());
}

#[test]
fn what_must_not_stand_in_code() {
    for (file, line, failures) in [
        ("src/a.rs", "#[ignore]", 1),
        ("src/a.rs", "#[ignore = \"slow\"]", 1),
        ("src/a.rs", "#[ ignore ]", 1),
        ("src/a.rs", "fn a() { todo!() }", 1),
        ("src/a.rs", "fn a() { not_todo!() }", 0),
        ("src/a.rs", "// todo!() and #[ignore] in words", 0),
        ("src/a.rs", "const A: &str = \"todo!() #[ignore]\";", 0),
        ("src/a.rs", "fn a() { tokio::time::sleep(b) }", 0),
        ("src/tests.rs", "fn a() { tokio::time::sleep(b) }", 1),
        ("src/tests/a.rs", "use std::thread::sleep;", 1),
        ("tests/a.rs", "fn a() { std::thread :: sleep(b) }", 1),
        ("src/a_tests.rs", "use tokio::time::sleep_until;", 1),
        ("tests/a.rs", "// thread::sleep in words", 0),
    ] {
        let name = format!("crates/dialogue/{file}");
        let found = found_in(&name, &format!("//! A file.\n{line}\n"));
        assert_eq!(found.failures.len(), failures, "{line}: {found:?}");
        for failure in found.failures {
            assert!(failure.starts_with(&format!("{name}:2: ")), "{failure}");
        }
    }
}

#[test]
fn long_files_and_functions_are_reported_and_pass() {
    let file = |lines: usize| format!("//! A file.\n{}", "//\n".repeat(lines - 1));
    assert!(found_in("a.rs", &file(500)).notes.is_empty());
    let long = found_in("a.rs", &file(501));
    assert_eq!(long.notes, ["a.rs has 501 lines (over 500)"]);
    assert!(long.failures.is_empty());

    let function = |lines: usize| format!("//! A file.\nfn a() {{\n{}}}\n", "//\n".repeat(lines - 2));
    assert!(found_in("a.rs", &function(60)).notes.is_empty());
    let long = found_in("a.rs", &function(61));
    assert_eq!(long.notes, ["a.rs:2: the function a has 61 lines (over 60)"]);
    assert!(long.failures.is_empty());
}

#[test]
fn comments_and_literals_are_blanked_and_nothing_else() {
    for (source, code) in [
        ("a // b\nc", "a     \nc"),
        ("a /* b /* c */ d */ e", "a                   e"),
        ("a(\"b\\\"{\") c", "a(      ) c"),
        ("a(r#\"b\"{\"#) c", "a(        ) c"),
        ("a(b\"{\", br\"{\", c\"{\") d", "a(    ,      ,     ) d"),
        ("a('{', '\\'', '\\u{7b}') b", "a(   ,     ,         ) b"),
        ("a<'b>(c: &'b str) {}", "a<'b>(c: &'b str) {}"),
        ("r#fn; for r in b {}", "r#fn; for r in b {}"),
        ("\"never closed", "             "),
        ("'ä' \"ö\" ü", "        ü"),
    ] {
        assert_eq!(blank(source), code, "{source}");
    }
}

#[test]
fn functions_are_found_with_their_lines() {
    let code = "trait A {\n fn no_body(&self) -> [u8; 2];\n fn a() {\n  fn b(f: fn(u8) -> u8) {}\n }\n}\nfnord fn_c\n";
    let found: Vec<_> = functions(code).into_iter().map(|one| (one.name, one.line, one.lines)).collect();
    assert_eq!(found, [("a".to_owned(), 3, 3), ("b".to_owned(), 4, 1)]);
}
