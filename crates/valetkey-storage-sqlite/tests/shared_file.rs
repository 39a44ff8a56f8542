//! Several handles on one file, files that remain after closing, and the size of the log.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests")]

mod support;

use std::sync::Arc;

use support::Folder;
use valetkey_accounts::User;
use valetkey_authorization_server::Change;
use valetkey_storage::{
    ApplyError, Storage,
    conformance::sample::{bare_user, client, grant, moment, tenant},
};
use valetkey_storage_sqlite::SqliteStorage;

#[tokio::test]
async fn two_handles_on_one_file_see_each_other() {
    let folder = Folder::new();
    let file = folder.file("database.sqlite");
    let (first, second) = (SqliteStorage::open(&file).unwrap(), SqliteStorage::open(&file).unwrap());
    first.apply(vec![Change::AddClient(Box::new(client("a")))]).await.unwrap();
    assert_eq!(second.clients(&tenant()).await.unwrap(), [client("a")]);
    second.apply(vec![Change::AddClient(Box::new(client("b")))]).await.unwrap();
    assert_eq!(first.clients(&tenant()).await.unwrap(), [client("a"), client("b")]);
    let again = first.apply(vec![Change::AddClient(Box::new(client("b")))]).await;
    assert_eq!(again, Err(ApplyError::Conflict { position: 0 }));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn rc1_two_handles_redeem_one_code_once() {
    let folder = Folder::new();
    let file = folder.file("database.sqlite");
    let handles = [0, 1].map(|_| Arc::new(SqliteStorage::open(&file).unwrap()));
    for number in 1..=20 {
        let redeem = || vec![Change::StoreGrant(grant(number, "app", "alice"))];
        let (first, second) = tokio::join!(handles[0].apply(redeem()), handles[1].apply(redeem()));
        assert!(first.is_ok() != second.is_ok(), "{first:?} and {second:?}");
    }
}

#[tokio::test]
async fn closing_leaves_one_file_with_everything_in_it() {
    let folder = Folder::new();
    let file = folder.file("database.sqlite");
    let storage = SqliteStorage::open(&file).unwrap();
    storage.apply(vec![Change::AddClient(Box::new(client("a")))]).await.unwrap();
    drop(storage);
    assert_eq!(names_in(&folder), ["database.sqlite"]);
    let storage = SqliteStorage::open(&file).unwrap();
    assert_eq!(storage.clients(&tenant()).await.unwrap(), [client("a")]);
}

fn names_in(folder: &Folder) -> Vec<String> {
    let entries = std::fs::read_dir(folder.file("")).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[tokio::test]
async fn closing_empties_the_log_although_another_handle_stays() {
    let folder = Folder::new();
    let file = folder.file("database.sqlite");
    let (stays, closes) = (SqliteStorage::open(&file).unwrap(), SqliteStorage::open(&file).unwrap());
    closes.apply(vec![Change::AddClient(Box::new(client("a")))]).await.unwrap();
    let log = || std::fs::metadata(folder.file("database.sqlite-wal")).unwrap().len();
    assert!(log() > 0);
    drop(closes);
    assert_eq!(log(), 0);
    assert_eq!(stays.clients(&tenant()).await.unwrap(), [client("a")]);
}

#[cfg(unix)]
#[tokio::test]
async fn a_new_database_is_for_this_user_alone() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = Folder::new();
    let storage = SqliteStorage::open(&folder.file("database.sqlite")).unwrap();
    storage.apply(vec![Change::AddClient(Box::new(client("a")))]).await.unwrap();
    let names = names_in(&folder);
    assert!(names.len() > 1, "the log is there too: {names:?}");
    for name in names {
        let mode = std::fs::metadata(folder.file(&name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

fn replace_user(user: &User) -> Change {
    Change::ReplaceUser { before: Box::new(user.clone()), after: Box::new(user.clone()) }
}

#[tokio::test]
async fn the_log_stays_small_however_much_is_written() {
    let folder = Folder::new();
    let storage = SqliteStorage::open(&folder.file("database.sqlite")).unwrap();
    let mut user = bare_user("alice");
    storage.apply(vec![Change::AddUser(Box::new(user.clone()))]).await.unwrap();
    let (rounds, size) = (500, 100_000);
    for round in 0..rounds {
        // The text differs each time, because SQLite does not write unchanged pages.
        user.name = Some(if round % 2 == 0 { "x" } else { "y" }.repeat(size));
        (user.updated_at, user.revision) = (moment(round), round.cast_unsigned() + 1);
        storage.apply(vec![replace_user(&user)]).await.unwrap();
    }
    let log = std::fs::metadata(folder.file("database.sqlite-wal")).unwrap().len();
    let written = rounds as u64 * size as u64;
    assert!(log < 17_000_000, "the log has {log} bytes after {written} were written");
}

#[tokio::test]
async fn space_of_removed_records_goes_back_in_small_steps_and_the_log_is_emptied() {
    let folder = Folder::new();
    let file = folder.file("database.sqlite");
    let log = folder.file("database.sqlite-wal");
    let storage = SqliteStorage::open(&file).unwrap();
    let size = |path: &std::path::Path| std::fs::metadata(path).map_or(0, |it| it.len());
    for first in (0..20_000).step_by(1_000) {
        let grants = (first..first + 1_000).map(|number| grant(number, "app", "alice"));
        storage.apply(grants.map(Change::StoreGrant).collect()).await.unwrap();
    }
    storage.apply(vec![Change::RemoveExpired { before: moment(999_999), at_most: u32::MAX }]).await.unwrap();
    assert!(size(&log) > 0);
    storage.reclaim_space().await.unwrap();
    assert_eq!(size(&log), 0);
    let full = size(&file);
    let mut before = full;
    loop {
        storage.reclaim_space().await.unwrap();
        let after = size(&file);
        // A step is one megabyte, plus the pages with the list of free pages.
        assert!(before - after <= (256 + 4) * 4096, "a step is small: {before} to {after}");
        if after == before {
            break;
        }
        before = after;
    }
    assert!(before < full / 4, "from {full} to {before}");
    storage.apply(vec![Change::AddClient(Box::new(client("a")))]).await.unwrap();
    assert_eq!(storage.clients(&tenant()).await.unwrap(), [client("a")]);
}

#[tokio::test]
async fn who_still_reads_is_not_waited_for() {
    let folder = Folder::new();
    let file = folder.file("database.sqlite");
    let storage = SqliteStorage::open(&file).unwrap();
    let reader = rusqlite::Connection::open(&file).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM clients").unwrap();
    storage.apply(vec![Change::AddClient(Box::new(client("a")))]).await.unwrap();
    storage.reclaim_space().await.unwrap();
    storage.apply(vec![Change::AddClient(Box::new(client("b")))]).await.unwrap();
    reader.execute_batch("COMMIT").unwrap();
    storage.reclaim_space().await.unwrap();
    assert_eq!(std::fs::metadata(folder.file("database.sqlite-wal")).unwrap().len(), 0);
}

#[tokio::test]
async fn a_file_whose_records_come_and_go_stays_as_small_as_what_lives_at_once() {
    let folder = Folder::new();
    let file = folder.file("database.sqlite");
    let storage = SqliteStorage::open(&file).unwrap();
    let mut sizes = Vec::new();
    for round in 0..6 {
        let grants = (0..3_000).map(|number| grant(round * 3_000 + number, "app", "alice"));
        let changes: Vec<_> = grants.map(Change::StoreGrant).collect();
        for list in changes.chunks(500) {
            storage.apply(list.to_vec()).await.unwrap();
        }
        storage.apply(vec![Change::RemoveExpired { before: moment(999_999), at_most: 4_000 }]).await.unwrap();
        storage.reclaim_space().await.unwrap();
        sizes.push(std::fs::metadata(&file).unwrap().len());
    }
    let most = sizes.iter().max().unwrap();
    assert!(*most <= sizes[0] * 3 / 2, "{sizes:?}");
}
