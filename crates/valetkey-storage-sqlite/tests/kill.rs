//! After a kill, every answered list is stored, and no list is stored partially.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests")]

#[path = "support/lists.rs"]
mod lists;
mod support;

use std::{
    io::{BufRead, BufReader, Write as _},
    path::Path,
    process::{Command, Stdio},
    sync::Arc,
};

use lists::{list, present};
use support::Folder;
use valetkey_storage::Storage as _;
use valetkey_storage_sqlite::SqliteStorage;

/// The variable with the path of the file, for the child process.
const FILE: &str = "VALETKEY_KILL_TEST_FILE";
const WRITERS: u32 = 8;
const ACKNOWLEDGED_BEFORE_THE_KILL: usize = 400;

#[tokio::test]
async fn rc2_a_kill_in_the_middle_of_writes_loses_nothing_that_was_answered() {
    let folder = Folder::new();
    for round in 0..3 {
        let file = folder.file(&format!("round-{round}.sqlite"));
        let (begun, acknowledged) = write_and_kill(&file);
        assert!(acknowledged.len() >= ACKNOWLEDGED_BEFORE_THE_KILL);
        let storage = SqliteStorage::open(&file).unwrap();
        for number in &acknowledged {
            assert_eq!(present(&storage, *number).await, [true; 4], "list {number} was answered");
        }
        for number in &begun {
            let present = present(&storage, *number).await;
            assert!(present == [true; 4] || present == [false; 4], "half of list {number}: {present:?}");
        }
        storage.apply(list(9_999_999)).await.unwrap();
    }
}

/// Starts the child process and kills it while it writes. Returns the started lists and the answered lists.
fn write_and_kill(file: &Path) -> (Vec<u32>, Vec<u32>) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "writes_until_it_is_killed", "--ignored", "--nocapture"])
        .env(FILE, file)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let (mut begun, mut acknowledged) = (Vec::new(), Vec::new());
    let mut sort = |line: &str, begun: &mut Vec<u32>| {
        if let Some(number) = line.strip_prefix("begun ") {
            begun.push(number.parse().unwrap());
        } else if let Some(number) = line.strip_prefix("answered ") {
            acknowledged.push(number.parse().unwrap());
        }
        acknowledged.len()
    };
    for line in lines.by_ref() {
        if sort(&line.unwrap(), &mut begun) >= ACKNOWLEDGED_BEFORE_THE_KILL {
            break;
        }
    }
    child.kill().unwrap();
    // The lines before the kill are read too; the last one may be incomplete.
    let rest: Vec<String> = lines.map_while(Result::ok).collect();
    for line in rest.iter().take(rest.len().saturating_sub(1)) {
        sort(line, &mut begun);
    }
    assert!(!child.wait().unwrap().success(), "the child ends by the kill only");
    (begun, acknowledged)
}

/// The child process. It runs until it is killed or its output is closed.
#[test]
#[ignore = "the other test starts it as a process of its own"]
fn writes_until_it_is_killed() {
    let Some(file) = std::env::var_os(FILE) else { return };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().unwrap();
    runtime.block_on(async {
        let storage = Arc::new(SqliteStorage::open(Path::new(&file)).unwrap());
        let mut writers = tokio::task::JoinSet::new();
        for writer in 0..WRITERS {
            let storage = storage.clone();
            writers.spawn(async move {
                for number in (writer..).step_by(WRITERS as usize) {
                    say("begun", number);
                    storage.apply(list(number)).await.unwrap();
                    say("answered", number);
                }
            });
        }
        writers.join_all().await;
    });
}

fn say(what: &str, number: u32) {
    let mut output = std::io::stdout().lock();
    writeln!(output, "{what} {number}").and_then(|()| output.flush()).expect("somebody listens");
}
