//! A build is left out only where nothing that it reads has changed.

use std::time::Duration;

use super::*;

fn write(ui: &Path, below: &str) {
    let path = ui.join(below);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, "").unwrap();
}

/// Says that something last changed so many seconds ago.
fn age(ui: &Path, below: &str, seconds: u64) {
    // The file system's own now, so that both clocks are one.
    let now = tempfile::tempfile().unwrap().metadata().unwrap().modified().unwrap();
    let then = now - Duration::from_secs(seconds);
    fs::File::open(ui.join(below)).unwrap().set_modified(then).unwrap();
}

/// A folder built ten seconds ago, from sources a minute old.
fn built() -> tempfile::TempDir {
    let ui = tempfile::tempdir().unwrap();
    for file in ["src/page/a.ts", "package-lock.json", "dist/a.js", BUILT] {
        write(ui.path(), file);
    }
    for (below, seconds) in
        [("src/page/a.ts", 60), ("src/page", 60), ("src", 60), ("package-lock.json", 60), (BUILT, 10)]
    {
        age(ui.path(), below, seconds);
    }
    ui
}

#[test]
fn nothing_changed() {
    assert!(is_fresh(built().path()).unwrap());
}

#[test]
fn a_source_the_lock_or_the_output_changed() {
    type Change = fn(&Path);
    let changes: [(&str, Change); 5] = [
        ("a source", |ui| age(ui, "src/page/a.ts", 0)),
        ("the lock", |ui| age(ui, "package-lock.json", 0)),
        ("a source removed", |ui| {
            fs::remove_file(ui.join("src/page/a.ts")).unwrap();
        }),
        ("the output removed", |ui| {
            fs::remove_dir_all(ui.join("dist")).unwrap();
        }),
        ("the packages installed anew", |ui| {
            fs::remove_file(ui.join(BUILT)).unwrap();
        }),
    ];
    for (what, change) in changes {
        let ui = built();
        change(ui.path());
        assert!(!is_fresh(ui.path()).unwrap(), "{what}");
    }
}
