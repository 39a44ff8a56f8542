//! A full disk: writes fail, no answered list is lost, and writing continues when there is free space.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

#[path = "support/lists.rs"]
mod lists;
mod support;

use std::{
    io::Write as _,
    path::Path,
    process::{Command, Output},
};

use lists::{list, present};
use support::Folder;
use valetkey_storage::{Storage as _, conformance::full_disk::write_until_refused};
use valetkey_storage_sqlite::SqliteStorage;

/// The variable with the folder of the small disk, for the child process.
const DISK: &str = "VALETKEY_FULL_DISK_TEST_FOLDER";
const DISK_SIZE: usize = 8 << 20;
const ROOM: usize = 2 << 20;
const REFUSALS: usize = 20;

/// Runs a command in a mount namespace with a small disk mounted at the folder. Needs no privileges, but a system that allows
/// user namespaces.
fn on_small_disk(folder: &Path, command: &[&str]) -> std::io::Result<Output> {
    let script = format!("mount -t tmpfs -o size={DISK_SIZE} tmpfs \"$0\" && exec \"$@\"");
    let mut unshare = Command::new("unshare");
    unshare.args(["--map-root-user", "--mount", "sh", "-c", &script]).arg(folder).args(command);
    unshare.env(DISK, folder).output()
}

#[test]
fn a_full_disk_refuses_loses_nothing_and_everything_goes_on_when_there_is_room() {
    let folder = Folder::new();
    let folder = folder.file("");
    if !on_small_disk(&folder, &["true"]).is_ok_and(|output| output.status.success()) {
        let _ = writeln!(std::io::stderr(), "SKIPPED: this system allows no small disk for the test");
        return;
    }
    let program = std::env::current_exe().unwrap();
    let command = [program.to_str().unwrap(), "--exact", "writes_until_the_disk_is_full", "--ignored"];
    let output = on_small_disk(&folder, &command).unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
}

#[tokio::test]
#[ignore = "the other test starts it on a small disk"]
async fn writes_until_the_disk_is_full() {
    let Some(folder) = std::env::var_os(DISK) else { return };
    let folder = Path::new(&folder);
    let file = folder.join("database.sqlite");
    let storage = SqliteStorage::open(&file).unwrap();
    storage.apply(list(0)).await.unwrap();
    let ballast = folder.join("ballast");
    std::fs::write(&ballast, vec![1; DISK_SIZE - ROOM]).unwrap();

    let (mut answered, refused) = write_until_refused(&storage, list, REFUSALS).await;
    check(&storage, &answered, &refused).await;

    std::fs::remove_file(&ballast).unwrap();
    storage.apply(list(9_999_999)).await.unwrap();
    answered.push(9_999_999);
    check(&storage, &answered, &refused).await;
    drop(storage);
    check(&SqliteStorage::open(&file).unwrap(), &answered, &refused).await;
}

async fn check(storage: &SqliteStorage, answered: &[u32], refused: &[u32]) {
    for number in answered {
        assert_eq!(present(storage, *number).await, [true; 4], "list {number} was answered");
    }
    for number in refused {
        assert_eq!(present(storage, *number).await, [false; 4], "list {number} was refused");
    }
}
