//! SIGKILL does not test the disk: here `strace` shows that the sync had returned before the answer was written.

use std::{collections::HashMap, process::Command};

use crate::{
    child::{Work, answered, start},
    world::World,
};

/// Answers that are waited for.
const TURNS: usize = 12;

/// Runs the child under `strace` and gives the trace.
fn trace(waits: bool) -> String {
    let has_strace = Command::new("strace").arg("-V").output().is_ok();
    assert!(has_strace, "strace is not installed, and this test needs it: apt-get install strace");
    let world = World::sqlite();
    let log = world.dir.path().join("trace");
    let log = log.to_str().unwrap();
    let calls = "trace=fsync,fdatasync,write,pwrite64,pwritev,writev";
    let under = ["strace", "-f", "-y", "-s", "16", "-e", calls, "-o", log];
    let (mut child, lines) = start(&world, &Work { tasks: 1, turns: TURNS, waits }, &under);
    let answers = lines.map_while(Result::ok).filter_map(|line| answered(&line)).count();
    assert!(child.wait().unwrap().success());
    assert_eq!(answers, TURNS, "is strace allowed to trace here?");
    std::fs::read_to_string(log).unwrap()
}

/// Whether, in a trace, everything that was written to the log file had been synced before each answer.
fn synced_before_each_answer(trace: &str) -> Result<usize, String> {
    let mut unsynced = 0_usize;
    let mut answers = 0;
    let mut under_way: HashMap<&str, usize> = HashMap::new();
    for line in trace.lines() {
        let Some((thread, call)) = line.split_once(' ') else { continue };
        let call = call.trim_start();
        let is_sync = call.starts_with("fsync(") || call.starts_with("fdatasync(");
        if call.starts_with("pwrite") && call.contains("polyphony.db-wal>") {
            unsynced += 1;
        } else if is_sync && call.contains("polyphony.db-wal>") {
            if call.ends_with("<unfinished ...>") {
                under_way.insert(thread, unsynced);
            } else if call.ends_with("= 0") {
                unsynced = 0;
            }
        } else if call.starts_with("<... fsync resumed>") || call.starts_with("<... fdatasync resumed>") {
            // A sync covers what had been written when it began.
            let covered = under_way.remove(thread).unwrap_or(0);
            unsynced -= if call.ends_with("= 0") { covered } else { 0 };
        } else if call.starts_with("write(1<") && call.contains("\"answered ") {
            answers += 1;
            if unsynced > 0 {
                return Err(format!(
                    "answer {answers} was written with {unsynced} writes not yet on the disk"
                ));
            }
        }
    }
    Ok(answers)
}

#[test]
fn the_sync_returns_before_the_answer_is_written() {
    assert_eq!(synced_before_each_answer(&trace(true)), Ok(TURNS));
}

#[test]
fn without_waiting_for_the_disk_the_same_check_fails() {
    assert!(synced_before_each_answer(&trace(false)).is_err());
}
