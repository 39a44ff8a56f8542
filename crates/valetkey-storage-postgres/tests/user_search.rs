//! Finds users in a database of an old version, and measures the time with a million users.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::{
    io::Write as _,
    time::{Duration, Instant},
};

use valetkey_authorization_server::Change;
use valetkey_storage::{
    Storage,
    conformance::{
        crowd, million,
        sample::{bare_user, tenant},
    },
};
use valetkey_storage_postgres::PostgresStorage;
use valetkey_test_postgres::Cluster;

/// Removes everything that version 3 of the schema does not have.
const STEP_BACK: &str =
    "DROP TABLE kept_answers; DROP TABLE file_ownerships; DROP TABLE audit_blocks; DROP TABLE webhooks; DROP INDEX users_by_deletion; ALTER TABLE users DROP COLUMN deletion_at; DROP TABLE pictures; DROP TABLE attributes; DROP TABLE scopes; DROP TABLE provider_sessions; DROP TABLE trusted_devices; DROP TABLE linked_accounts; DROP TABLE identity_providers; DROP TABLE second_factors; DROP TABLE role_maps; DROP TABLE group_members; DROP TABLE roles; DROP TABLE user_groups; DROP TABLE mail_challenges; DROP TABLE passkeys; DROP TABLE used_challenges; DROP TABLE logos; DROP TABLE waiting_requests; DROP TABLE counters; ALTER TABLE users ADD COLUMN sign_in_failure_count BIGINT NOT NULL DEFAULT 0;
    ALTER TABLE users ADD COLUMN sign_in_failure_last_at BIGINT; DROP TABLE events; DROP TABLE deliveries; ALTER TABLE sessions DROP COLUMN continued_by;
    DROP TABLE user_names; DROP TABLE tenants; DROP INDEX grants_by_user;
    CREATE INDEX grants_by_session ON grants (tenant, sid, client_id);
    CREATE INDEX grants_by_user_and_client ON grants (tenant, user_id, client_id);
    CREATE INDEX grants_by_client ON grants (tenant, client_id);
    ALTER TABLE clients DROP COLUMN revision; ALTER TABLE users DROP COLUMN revision;
    ALTER TABLE sessions DROP COLUMN revision; ALTER TABLE grants DROP COLUMN revision;
    ALTER TABLE revoked_access_tokens DROP COLUMN revision; ALTER TABLE signing_keys DROP COLUMN revision;
    DROP INDEX users_by_name_alone, users_by_email_alone; DROP FUNCTION bytes_in_common;
    CREATE INDEX users_by_name ON users (tenant, user_name_key(document), username_key);
    ALTER TABLE consents DROP COLUMN revision;
    DELETE FROM refinery_schema_history WHERE version >= 4";

/// Adds users that are found by username, by address and by name.
const CROWD: &str = "INSERT INTO users
    SELECT 'default', name, name, name, json_build_object('name', convert_from(name, 'UTF8'))
    FROM generate_series(1, 5000) AS number, LATERAL (SELECT convert_to('crowd ' || number, 'UTF8')) AS _(name);
    ANALYZE users";

fn add(username: &str, name: &str) -> Vec<Change> {
    let mut user = bare_user(username);
    user.name = Some(name.to_owned());
    vec![Change::AddUser(Box::new(user))]
}

#[tokio::test]
async fn users_of_an_old_version_are_found() {
    let cluster = Cluster::start();
    let database = cluster.empty_database();
    let before = PostgresStorage::open(&database.url).await.unwrap();
    before.apply(add("alice", "Maria Old")).await.unwrap();
    drop(before);
    cluster.query(&database.name, STEP_BACK);
    let now = PostgresStorage::open(&database.url).await.unwrap();
    now.apply(add("bob", "MARIA New")).await.unwrap();
    let found = now.find_users(&tenant(), "maria", None, 10).await.unwrap();
    assert_eq!(found.iter().map(|user| user.username.as_str()).collect::<Vec<_>>(), ["bob", "alice"]);
}

#[tokio::test]
async fn the_last_page_of_a_walk_reads_no_rows_of_earlier_walks() {
    let cluster = Cluster::start();
    let database = cluster.empty_database();
    drop(PostgresStorage::open(&database.url).await.unwrap());
    cluster.query(&database.name, CROWD);
    cluster.query(&database.name, "SELECT pg_stat_reset()");
    let storage = PostgresStorage::open(&database.url).await.unwrap();
    // This is often enough that PostgreSQL uses generic plans.
    for _ in 0..12 {
        let last = bare_user("crowd 999");
        assert_eq!(storage.find_users(&tenant(), "crowd", Some(&last), 50).await.unwrap(), []);
    }
    drop(storage);
    // A connection reports its statistics at its end.
    let ours = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'valetkey'";
    while cluster.query("postgres", ours) != "0" {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let rows = "SELECT idx_tup_fetch + seq_tup_read FROM pg_stat_user_tables WHERE relname = 'users'";
    assert_eq!(cluster.query(&database.name, rows), "0");
    let walks = "SELECT idx_scan > 0 FROM pg_stat_user_tables WHERE relname = 'users'";
    assert_eq!(cluster.query(&database.name, walks), "t", "the statistics are of this run");
}

/// Run it with `cargo test -p valetkey-storage-postgres --test user_search -- --ignored --nocapture`.
#[tokio::test]
#[ignore = "takes minutes and only measures"]
async fn among_a_million() {
    let cluster = Cluster::start();
    let database = cluster.empty_database();
    let storage = PostgresStorage::open(&database.url).await.unwrap();
    let mut output = std::io::stderr();
    million::add_people(&storage, 1_000_000).await;
    cluster.query(&database.name, "ANALYZE users");
    for (text, found, longest) in million::time_pages(&storage, 1_000_000).await {
        writeln!(output, "PostgreSQL: {text}: {found} users, at most {longest:?}").unwrap();
    }
    cluster.query(&database.name, STEP_BACK);
    let begun = Instant::now();
    PostgresStorage::open(&database.url).await.unwrap();
    writeln!(output, "PostgreSQL: the step of the schema takes {:?}", begun.elapsed()).unwrap();
}

/// Run it with `cargo test -p valetkey-storage-postgres --test user_search a_large_group -- --ignored --nocapture`.
#[tokio::test]
#[ignore = "takes minutes and only measures"]
async fn a_large_group() {
    let cluster = Cluster::start();
    let database = cluster.empty_database();
    let storage = PostgresStorage::open(&database.url).await.unwrap();
    for (what, time) in crowd::time_changes(&storage, 100_000, 1_000).await {
        writeln!(std::io::stderr(), "PostgreSQL: {what}: {time:?}").unwrap();
    }
}
