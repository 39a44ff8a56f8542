//! A full disk of PostgreSQL: callers are refused, no answered list is lost, and with free space everything continues without a
//! restart of our program.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::{
    io::Write as _,
    path::Path,
    process::{Command, Output},
    time::{Duration, Instant},
};

use valetkey_authorization_server::Change;
use valetkey_storage::{
    Storage as _,
    conformance::{
        full_disk::write_until_refused,
        sample::{consent, id, remember, session, tenant, user},
    },
};
use valetkey_storage_postgres::PostgresStorage;
use valetkey_test_postgres::Cluster;
use valetkey_types::UserId;

/// The variable with the folder of the small disk, for the child process.
const DISK: &str = "VALETKEY_FULL_POSTGRES_DISK_FOLDER";
const DISK_SIZE: usize = 128 << 20;
const ROOM: u64 = 4 << 20;
const REFUSALS: usize = 5;

/// A limit that is longer than any recovery, so that the test ends if the recovery fails.
const PATIENCE: Duration = Duration::from_secs(60);

/// Runs a command with a small disk mounted at the folder. Needs no privileges, but a system that allows user namespaces: the
/// outer namespace may mount a disk, and in the inner one the user is not root, because PostgreSQL refuses to run as root.
fn on_small_disk(folder: &Path, command: &[&str]) -> std::io::Result<Output> {
    let mount = format!("mount -t tmpfs -o size={DISK_SIZE} tmpfs \"$0\"");
    let script = format!("{mount} && exec unshare --map-user=1000 --map-group=1000 \"$@\"");
    let mut unshare = Command::new("unshare");
    unshare.args(["--map-root-user", "--mount", "sh", "-c", &script]).arg(folder).args(command);
    unshare.env(DISK, folder).output()
}

#[test]
fn a_full_disk_refuses_loses_nothing_and_everything_goes_on_when_there_is_room() {
    let folder = std::env::temp_dir().join(format!("vk-disk-{}", std::process::id()));
    std::fs::create_dir(&folder).unwrap();
    if on_small_disk(&folder, &["true"]).is_ok_and(|output| output.status.success()) {
        let program = std::env::current_exe().unwrap();
        let command = [program.to_str().unwrap(), "--exact", "writes_until_the_disk_is_full", "--ignored"];
        let output = on_small_disk(&folder, &command).unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && said.contains("1 passed"), "{said}");
    } else {
        let _ = writeln!(std::io::stderr(), "SKIPPED: this system allows no small disk for the test");
    }
    std::fs::remove_dir(&folder).unwrap();
}

/// Returns a user that fills a quarter of a page, a session and a consent. Either all of them are stored or none.
fn list(number: u32) -> Vec<Change> {
    let name = number.to_string();
    let mut user = user(&name);
    user.name = Some("A long name. ".repeat(150));
    vec![
        Change::AddUser(Box::new(user)),
        Change::StartSession(session(number, &name)),
        remember(consent(&name, "app", "openid")),
    ]
}

async fn present(storage: &PostgresStorage, number: u32) -> [bool; 3] {
    let user_id = UserId::new(number.to_string());
    [
        storage.user(&tenant(), &user_id).await.unwrap().is_some(),
        storage.session_facts(&tenant(), id(number)).await.unwrap().is_some(),
        !storage.consents(&tenant(), &user_id).await.unwrap().is_empty(),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "the other test starts it on a small disk"]
async fn writes_until_the_disk_is_full() {
    let Some(disk) = std::env::var_os(DISK) else { return };
    let disk = Path::new(&disk);
    let cluster = Cluster::start_in(disk);
    let storage = PostgresStorage::open(&cluster.empty_database().url).await.unwrap();
    storage.apply(list(0)).await.unwrap();
    let ballast = disk.join("ballast");
    fill(&ballast, available(disk) - ROOM);

    let (mut answered, refused) = write_until_refused(&storage, list, REFUSALS).await;

    std::fs::remove_file(&ballast).unwrap();
    if !cluster.answers() {
        // A server without space for its log stops. The test restarts it, like a service manager.
        cluster.stop();
        cluster.resume();
    }
    let begun = Instant::now();
    let mut number = 9_000_000;
    while storage.apply(list(number)).await.is_err() {
        assert!(begun.elapsed() < PATIENCE, "expected it to recover by itself");
        number += 1;
    }
    answered.push(number);
    for number in &answered {
        assert_eq!(present(&storage, *number).await, [true; 3], "list {number} was answered");
    }
    for number in &refused {
        let present = present(&storage, *number).await;
        assert!(present == [true; 3] || present == [false; 3], "half of list {number}: {present:?}");
    }
}

/// Returns the free bytes on a disk.
fn available(disk: &Path) -> u64 {
    let said = Command::new("df").args(["--block-size=1", "--output=avail"]).arg(disk).output().unwrap();
    let said = String::from_utf8(said.stdout).unwrap();
    said.lines().last().unwrap().trim().parse().unwrap()
}

fn fill(file: &Path, bytes: u64) {
    std::fs::write(file, vec![1; usize::try_from(bytes).unwrap()]).unwrap();
}
