//! Runs the conformance suite on the SQLite backend.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests")]

mod support;

use support::Folder;
use valetkey_storage::conformance::{EmptyStore, metering};
use valetkey_storage_sqlite::SqliteStorage;

fn empty_store() -> EmptyStore {
    let folder = Folder::new();
    let storage = SqliteStorage::open(&folder.file("database.sqlite")).expect("a new database");
    EmptyStore::new(storage).keeping(folder)
}

valetkey_storage::conformance_suite!(empty_store());

#[tokio::test]
async fn every_finder_is_one_statement() {
    let folder = Folder::new();
    let storage = SqliteStorage::open(&folder.file("database.sqlite")).expect("a new database");
    metering::each_finder_is_one_statement(&storage).await;
}
