//! Finding people in a database that the version before made and still writes to, and how long it takes among a million.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::{io::Write as _, time::Instant};

use valetkey_authorization_server::Change;
use valetkey_storage::{
    Storage,
    conformance::{
        million,
        sample::{bare_user, tenant},
    },
};
use valetkey_storage_postgres::PostgresStorage;
use valetkey_test_postgres::Cluster;

/// What the version before does not know is not there.
const STEP_BACK: &str = "DROP INDEX users_by_name; DROP FUNCTION user_name_key;
    DELETE FROM refinery_schema_history WHERE version = 3";

fn add(username: &str, name: &str) -> Vec<Change> {
    let mut user = bare_user(username);
    user.name = Some(name.to_owned());
    vec![Change::AddUser(Box::new(user))]
}

#[tokio::test]
async fn whom_the_version_before_added_and_adds_is_found() {
    let cluster = Cluster::start();
    let database = cluster.empty_database();
    let before = PostgresStorage::open(&database.url).await.unwrap();
    cluster.query(&database.name, STEP_BACK);
    before.apply(add("alice", "Maria Old")).await.unwrap();
    let now = PostgresStorage::open(&database.url).await.unwrap();
    before.apply(add("bob", "MARIA New")).await.unwrap();
    let found = now.find_users(&tenant(), "maria", None, 10).await.unwrap();
    assert_eq!(found.iter().map(|user| user.username.as_str()).collect::<Vec<_>>(), ["bob", "alice"]);
}

/// `cargo test -p valetkey-storage-postgres --test user_search -- --ignored --nocapture`
#[tokio::test]
#[ignore = "takes minutes and judges nothing: it measures"]
async fn among_a_million() {
    let cluster = Cluster::start();
    let database = cluster.empty_database();
    let storage = PostgresStorage::open(&database.url).await.unwrap();
    let mut output = std::io::stderr();
    million::add_people(&storage, 1_000_000).await;
    cluster.query(&database.name, "ANALYZE users");
    for (text, found, longest) in million::time_pages(&storage, 1_000_000).await {
        writeln!(output, "PostgreSQL: {text}: {found} people, at most {longest:?}").unwrap();
    }
    cluster.query(&database.name, STEP_BACK);
    let begun = Instant::now();
    PostgresStorage::open(&database.url).await.unwrap();
    writeln!(output, "PostgreSQL: the step of the schema takes {:?}", begun.elapsed()).unwrap();
}
