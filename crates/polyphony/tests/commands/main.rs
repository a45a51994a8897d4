//! The command line as an operator meets it: what it says when something is wrong, and with which code it ends.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod bundle;

use std::{
    io::{BufRead, BufReader, Read},
    net::TcpListener,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use rusqlite::Connection;
use tempfile::TempDir;

/// Where one service lies.
struct Place {
    dir: TempDir,
}

/// What a command said, and how it ended.
struct Ended {
    code: i32,
    out: String,
    err: String,
}

fn polyphony(words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_polyphony"));
    command.args(words).stdin(Stdio::null()).env_remove("POLYPHONY_LOG");
    command
}

impl Place {
    fn empty() -> Self {
        Self { dir: TempDir::new().unwrap() }
    }

    /// A service that was made by `migrate`, with one practitioner.
    fn made() -> Self {
        let place = Self::empty();
        let made = place.run(&["migrate"]);
        assert_eq!(made.code, 0, "{}", made.err);
        let joined = place.run(&["practitioner", "--name", "Leila Haddad", "--role", "Nurse"]);
        assert_eq!(joined.code, 0, "{}", joined.err);
        place
    }

    fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    fn key(&self) -> PathBuf {
        self.dir.path().join("data.key")
    }

    fn run(&self, words: &[&str]) -> Ended {
        let data = self.data();
        let output = polyphony(words).arg("--data").arg(&data).output().unwrap();
        Ended {
            code: output.status.code().expect("it ended by itself"),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    fn meddle(&self, sql: &str) {
        Connection::open(self.data().join("polyphony.db")).unwrap().execute_batch(sql).unwrap();
    }
}

impl Ended {
    /// Ended with this code and said this, in one line, with no trace of a program's insides.
    #[track_caller]
    fn says(&self, code: i32, sentence: &str) -> &Self {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        assert!(self.err.contains(sentence), "{sentence:?} was not said:\n{}", self.err);
        for inside in ["panicked", "RUST_BACKTRACE", "Error {", "Caused by"] {
            assert!(!self.err.contains(inside), "{}", self.err);
        }
        self
    }
}

/// Everything in a directory, to see that nothing was changed.
fn all_bytes(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<_> = std::fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        // The engine's own shared memory; it holds nothing that stays.
        .filter(|path| !path.to_string_lossy().ends_with("-shm"))
        .map(|path| (path.clone(), std::fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn a_database_that_is_not_there_is_not_made_by_accident() {
    let place = Place::empty();
    for words in [&["serve", "--listen", "127.0.0.1:0"][..], &["check"], &["verify"], &["reindex"]] {
        place.run(words).says(10, "There is no Polyphony database at").says(10, "polyphony migrate");
    }
    assert!(!place.data().join("polyphony.db").exists());
    assert!(!place.key().exists());
}

#[test]
fn a_key_of_another_service_opens_nothing() {
    let (place, other) = (Place::made(), Place::made());
    std::fs::copy(other.key(), place.key()).unwrap();
    let before = all_bytes(&place.data());
    place.run(&["check"]).says(15, "does not belong to this database").says(15, "recovery sheet");
    assert_eq!(all_bytes(&place.data()), before, "nothing was changed");
}

#[test]
fn a_missing_key_is_never_replaced_by_a_new_one() {
    let place = Place::made();
    std::fs::remove_file(place.key()).unwrap();
    for words in [&["check"][..], &["migrate"]] {
        place.run(words).says(16, "is missing, but this database was made with one");
        assert!(!place.key().exists());
    }
}

#[test]
fn a_key_that_others_could_read_is_refused() {
    let place = Place::made();
    assert_eq!(std::fs::metadata(place.key()).unwrap().permissions().mode() & 0o777, 0o600);
    std::fs::set_permissions(place.key(), PermissionsExt::from_mode(0o644)).unwrap();
    place.run(&["check"]).says(17, "can be read by others on this machine (mode 644)").says(17, "chmod 600");
    std::fs::set_permissions(place.key(), PermissionsExt::from_mode(0o600)).unwrap();
    let fits = place.run(&["check"]);
    assert_eq!(fits.code, 0, "{}", fits.err);
    assert!(fits.out.contains("fit together"), "{}", fits.out);
}

#[test]
fn a_file_that_is_no_key_is_called_so() {
    let place = Place::made();
    std::fs::write(place.key(), "my holiday").unwrap();
    place.run(&["check"]).says(18, "does not hold a service key");
}

#[test]
fn a_database_of_a_newer_program_is_left_alone() {
    let place = Place::made();
    place.meddle("INSERT INTO schema_version (version) VALUES (9000)");
    let before = all_bytes(&place.data());
    for words in [&["serve", "--listen", "127.0.0.1:0"][..], &["check"], &["migrate"], &["verify"]] {
        place
            .run(words)
            .says(11, "written by a newer Polyphony (schema 9000;")
            .says(11, "nothing was changed");
    }
    assert_eq!(all_bytes(&place.data()), before);
}

#[test]
fn an_occupied_port_is_named() {
    let place = Place::made();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = taken.local_addr().unwrap().to_string();
    place.run(&["serve", "--listen", &at]).says(1, &format!("Nothing can listen on {at}"));
}

#[test]
fn a_mistake_in_the_configuration_is_a_sentence() {
    let place = Place::empty();
    let file = place.dir.path().join("polyphony.toml");
    let run = || {
        let output = polyphony(&["check", "--config"]).arg(&file).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ended { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    };
    run().says(4, "The configuration").says(4, "cannot be used");
    std::fs::write(&file, "[store]\nkey-file = \"k\"\ncolour = \"red\"\n").unwrap();
    run().says(4, "colour");
    std::fs::write(&file, "[store]\nkey-file = \"k\"\n").unwrap();
    run().says(4, "lacks `data` under [store]");
    std::fs::write(&file, "[store]\nengine = \"postgres\"\nkey-file = \"k\"\n").unwrap();
    run().says(4, "lacks `url` under [store]");
}

#[test]
fn a_mistake_in_the_command_line_is_code_2() {
    for words in [&["sing"][..], &["check"], &["serve", "--data", "a", "--config", "b"]] {
        assert_eq!(polyphony(words).output().unwrap().status.code(), Some(2), "{words:?}");
    }
}

/// Makes a demonstration, and stops it as an operator does; gives what it said.
fn demonstration(data: &Path) -> String {
    let mut demo = polyphony(&["demo", "--listen", "127.0.0.1:0", "--data"])
        .arg(data)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(demo.stdout.take().unwrap()).lines();
    let first = lines.next().expect("it says where it listens").unwrap();
    assert!(Command::new("kill").arg(demo.id().to_string()).status().unwrap().success());
    let mut complaints = String::new();
    demo.stderr.take().unwrap().read_to_string(&mut complaints).unwrap();
    assert!(demo.wait().unwrap().success(), "asked to stop, it ends well: {complaints}");
    first
}

#[test]
fn verify_names_the_broken_entry_and_reindex_changes_nothing_of_the_record() {
    let place = Place::empty();
    let first = demonstration(&place.data());
    assert!(first.starts_with("Polyphony is at http://127.0.0.1:"), "{first}");
    let whole = place.run(&["verify"]);
    assert_eq!(whole.code, 0, "{}", whole.err);
    let walked = whole.out.lines().last().unwrap().to_owned();
    assert!(walked.ends_with("entries walked.") && !walked.starts_with("0 streams"), "{walked}");

    let rebuilt = place.run(&["reindex"]);
    assert_eq!(rebuilt.code, 0, "{}", rebuilt.err);
    assert!(rebuilt.out.contains("have") || rebuilt.out.contains("has been rebuilt"), "{}", rebuilt.out);
    assert!(place.run(&["verify"]).out.contains(&walked), "the record is the same");

    place.meddle(
        "UPDATE body SET sealed = x'ff' WHERE seq = 3 AND stream = \
         (SELECT stream FROM body WHERE seq = 7 ORDER BY stream LIMIT 1)",
    );
    let damaged = place.run(&["verify"]);
    damaged.says(3, "The record is damaged");
    let finding = damaged.out.lines().next().unwrap();
    assert!(finding.starts_with("stream ") && finding.contains("entry 3"), "{finding}");
    assert_eq!(damaged.out.lines().filter(|line| line.starts_with("stream ")).count(), 1, "{}", damaged.out);
}

#[test]
fn a_demonstration_is_never_made_in_a_real_service() {
    let place = Place::made();
    let before = all_bytes(&place.data());
    let refused = place.run(&["demo", "--listen", "127.0.0.1:0"]);
    refused.says(1, "holds a real service. A demonstration needs a directory of its own.");
    let names = |files: &[(PathBuf, Vec<u8>)]| files.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
    assert_eq!(names(&all_bytes(&place.data())), names(&before));
    let walked = place.run(&["verify"]);
    assert!(
        walked.out.contains("0 streams") || walked.out.contains("1 streams"),
        "nobody moved in: {}",
        walked.out
    );
}

#[test]
fn the_same_seed_and_moment_make_the_same_service_on_any_day() {
    let made = |seed: &str, until: &str| {
        let place = Place::empty();
        let words = ["simulate", "--networks", "3", "--months", "4", "--seed", seed, "--until", until];
        let said = place.run(&words);
        assert_eq!(said.code, 0, "{}", said.err);
        assert!(said.out.contains(&format!("--seed {seed} --until {until}")), "{}", said.out);
        said.out.lines().find_map(|line| line.split(" entries").next().map(str::to_owned)).unwrap()
    };
    let once = made("7", "2026-05-04T09:00:00Z");
    assert_eq!(once, made("7", "2026-05-04T09:00:00Z"));
    assert_ne!(once, made("8", "2026-05-04T09:00:00Z"));
}

#[test]
fn the_crisis_sheets_of_the_evening_are_files_that_nobody_else_reads() {
    let place = Place::made();
    let out = place.dir.path().join("sheets");
    let refused = place.run(&["crisis-sheets", "--out", out.to_str().unwrap()]);
    refused.says(1, "Nobody is named for being on call.");
    assert!(!out.exists());

    let place = Place::empty();
    demonstration(&place.data());
    let out = place.dir.path().join("sheets");
    let words = ["crisis-sheets", "--out", out.to_str().unwrap()];
    let made = place.run(&words);
    assert_eq!(made.code, 0, "{}", made.err);
    assert!(made.out.starts_with("7 crisis sheets and an index are in"), "{}", made.out);
    // A sheet of a network that is no more goes; what is somebody else's stays.
    let (gone, kept) = (out.join("0190163d868f7d8c9d4ab8d6ea9bd3c4.html"), out.join("notes.html"));
    std::fs::write(&gone, "old").unwrap();
    std::fs::write(&kept, "mine").unwrap();
    assert_eq!(place.run(&words).code, 0);
    assert!(!gone.exists() && kept.exists());
    std::fs::remove_file(kept).unwrap();
    assert_eq!(std::fs::metadata(&out).unwrap().permissions().mode() & 0o777, 0o700);
    let files: Vec<_> = std::fs::read_dir(&out).unwrap().map(|entry| entry.unwrap()).collect();
    assert_eq!(files.len(), 8);
    for file in files {
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{:?}", file.path());
    }
    let index = std::fs::read_to_string(out.join("index.html")).unwrap();
    assert!(index.contains("Kiran") && index.contains("Rosalind"));
}

/// A network of a made-up service moves to an empty one, verifies there, and is destroyed where it was.
#[test]
fn a_network_is_exported_imported_verified_and_destroyed() {
    let (place, other) = (Place::empty(), Place::empty());
    assert_eq!(place.run(&["migrate"]).code, 0);
    let filled = place.run(&["simulate", "--networks", "2", "--months", "1"]);
    assert_eq!(filled.code, 0, "{}", filled.err);
    let heads = place.dir.path().join("heads");
    place.run(&["verify", "--write-heads", heads.to_str().unwrap()]);
    let heads = std::fs::read_to_string(heads).unwrap();
    let line = heads.lines().find(|line| !line.starts_with("service")).unwrap();
    let network = line.split(' ').next().unwrap();
    let (file, key) = (place.dir.path().join("network.sealed"), place.dir.path().join("carried.key"));
    let (file, key) = (file.to_str().unwrap(), key.to_str().unwrap());
    let done = place.run(&["export", "network", network, "--out", file, "--key", key]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.out.contains(line), "the end of the chain is shown: {}", done.out);
    place.run(&["export", "network", network, "--out", file, "--key", key]).says(1, "cannot be written");
    let done = other.run(&["import", file, "--key", key]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.out.contains(line));
    other.run(&["import", file, "--key", key]).says(27, "is here already");
    assert_eq!(other.run(&["verify"]).code, 0);
    let who = ["--reason", "Moved.", "--by", "Callum Reid", "--confirmed-by"];
    let destroy =
        |second: &str, more: &[&str]| place.run(&[&["destroy", network][..], &who, &[second], more].concat());
    destroy("callum reid", &[]).says(1, "Two different people");
    destroy("Hazel Moss", &[]).says(1, "is kept until");
    let done = destroy("Hazel Moss", &["--before-its-time"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.out.contains("Certificate of destruction") && done.out.contains("Hazel Moss"));
    let verified = place.run(&["verify"]);
    assert_eq!(verified.code, 0);
    assert!(
        verified.out.contains("destroyed on") && verified.out.contains("before its time"),
        "{}",
        verified.out
    );
}
