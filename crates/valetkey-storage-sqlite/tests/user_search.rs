//! Finds users in a file of an old version, and measures the time with a million users.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests")]

mod support;

use std::{io::Write as _, path::Path, time::Instant};

use support::Folder;
use valetkey_authorization_server::Change;
use valetkey_storage::{
    Storage,
    conformance::{
        crowd, million,
        sample::{bare_user, tenant},
    },
};
use valetkey_storage_sqlite::SqliteStorage;

/// Removes everything that version 3 of the schema does not have.
fn step_back(file: &Path) {
    let step = concat!(
        "DROP TABLE kept_answers; DROP TABLE file_ownerships; DROP TABLE audit_blocks; DROP TABLE webhooks; DROP INDEX users_by_deletion; ALTER TABLE users DROP COLUMN deletion_at; DROP TABLE pictures; DROP TABLE attributes; DROP TABLE scopes; DROP TABLE provider_sessions; DROP TABLE trusted_devices; DROP TABLE linked_accounts; DROP TABLE identity_providers; DROP TABLE second_factors; DROP TABLE role_maps; DROP TABLE group_members; DROP TABLE roles; DROP TABLE user_groups; DROP TABLE mail_challenges; DROP TABLE passkeys; DROP TABLE used_challenges; DROP TABLE logos; DROP TABLE waiting_requests; DROP TABLE counters;",
        "ALTER TABLE users ADD COLUMN sign_in_failure_count INTEGER NOT NULL DEFAULT 0;",
        "ALTER TABLE users ADD COLUMN sign_in_failure_last_at INTEGER;",
        "DROP TABLE events; DROP TABLE deliveries; ALTER TABLE sessions DROP COLUMN continued_by;",
        "DROP TABLE user_names; DROP TABLE tenants; DROP INDEX grants_by_user;",
        "CREATE INDEX grants_by_session ON grants (tenant, sid, client_id);",
        "CREATE INDEX grants_by_user_and_client ON grants (tenant, user_id, client_id);",
        "CREATE INDEX grants_by_client ON grants (tenant, client_id);",
        "ALTER TABLE clients DROP COLUMN revision; ALTER TABLE users DROP COLUMN revision;",
        "ALTER TABLE sessions DROP COLUMN revision; ALTER TABLE grants DROP COLUMN revision;",
        "ALTER TABLE revoked_access_tokens DROP COLUMN revision; ALTER TABLE signing_keys DROP COLUMN revision;",
        "DROP INDEX users_by_name_alone; DROP INDEX users_by_email_alone;",
        include_str!("../migrations/V3__user_search.sql"),
        "ALTER TABLE consents DROP COLUMN revision;",
        "DELETE FROM refinery_schema_history WHERE version >= 4"
    );
    rusqlite::Connection::open(file).unwrap().execute_batch(step).unwrap();
}

fn add(username: &str, name: &str) -> Vec<Change> {
    let mut user = bare_user(username);
    user.name = Some(name.to_owned());
    vec![Change::AddUser(Box::new(user))]
}

#[tokio::test]
async fn users_of_an_old_version_are_found() {
    let folder = Folder::new();
    let file = folder.file("database.sqlite");
    let before = SqliteStorage::open(&file).unwrap();
    before.apply(add("alice", "Maria Old")).await.unwrap();
    drop(before);
    step_back(&file);
    let now = SqliteStorage::open(&file).unwrap();
    now.apply(add("bob", "MARIA New")).await.unwrap();
    let found = now.find_users(&tenant(), "maria", None, 10).await.unwrap();
    assert_eq!(found.iter().map(|user| user.username.as_str()).collect::<Vec<_>>(), ["bob", "alice"]);
}

/// Run it with `cargo test -p valetkey-storage-sqlite --test user_search -- --ignored --nocapture`.
#[tokio::test]
#[ignore = "takes minutes and only measures"]
async fn among_a_million() {
    let folder = Folder::new();
    let file = folder.file("database.sqlite");
    let storage = SqliteStorage::open(&file).unwrap();
    let mut output = std::io::stderr();
    million::add_people(&storage, 1_000_000).await;
    for (text, found, longest) in million::time_pages(&storage, 1_000_000).await {
        writeln!(output, "SQLite: {text}: {found} users, at most {longest:?}").unwrap();
    }
    drop(storage);
    step_back(&file);
    let begun = Instant::now();
    SqliteStorage::open(&file).unwrap();
    writeln!(output, "SQLite: the step of the schema takes {:?}", begun.elapsed()).unwrap();
}

/// Run it with `cargo test -p valetkey-storage-sqlite --test user_search a_large_group -- --ignored --nocapture`.
#[tokio::test]
#[ignore = "takes minutes and only measures"]
async fn a_large_group() {
    let folder = Folder::new();
    let storage = SqliteStorage::open(&folder.file("database.sqlite")).unwrap();
    for (what, time) in crowd::time_changes(&storage, 100_000, 1_000).await {
        writeln!(std::io::stderr(), "SQLite: {what}: {time:?}").unwrap();
    }
}
