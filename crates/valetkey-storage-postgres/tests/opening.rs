//! Databases that can't be opened, databases that can, and many who open at once.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests")]

use tokio::task::JoinSet;
use valetkey_storage::{OpenError, Storage, conformance::sample::tenant};
use valetkey_storage_postgres::PostgresStorage;
use valetkey_test_postgres::Cluster;

async fn refusal(url: &str) -> OpenError {
    match PostgresStorage::open(url).await {
        Ok(_) => panic!("{url} was opened"),
        Err(error) => error,
    }
}

#[tokio::test]
async fn what_is_no_database_of_ours_is_refused_and_left_alone() {
    let cluster = Cluster::start();

    let database = cluster.empty_database();
    cluster.query(&database.name, "CREATE TABLE clients (id INT)");
    let error = refusal(&database.url).await;
    let OpenError::NotADatabase { reason, .. } = &error else { panic!("{error:?}") };
    assert_eq!(reason, "it holds the tables of another application");
    let tables = "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'";
    assert_eq!(cluster.query(&database.name, tables), "1");

    let database = cluster.empty_database();
    drop(PostgresStorage::open(&database.url).await.unwrap());
    cluster.query(
        &database.name,
        "INSERT INTO refinery_schema_history VALUES (77, 'later', '2030-01-01T00:00:00Z', '1')",
    );
    let error = refusal(&database.url).await;
    assert!(matches!(error, OpenError::NewerSchema { found: 77, .. }), "{error:?}");
    assert!(error.to_string().contains("was written by a newer version of valetkey"), "{error}");

    cluster.query("postgres", "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0");
    let error = refusal(&cluster.url("latin")).await;
    assert!(error.to_string().contains("expected the encoding UTF8, got LATIN1"), "{error}");

    let error = refusal(&cluster.url("missing")).await;
    assert!(matches!(error, OpenError::Unreachable { .. }), "{error:?}");
    assert!(error.to_string().contains("database \"missing\" does not exist"), "{error}");

    cluster.stop();
    let error = refusal(&cluster.url("postgres")).await;
    assert!(matches!(error, OpenError::Unreachable { .. }), "{error:?}");
}

#[tokio::test]
async fn many_open_a_new_database_at_the_same_time_and_one_makes_the_schema() {
    let cluster = Cluster::start();
    for _ in 0..3 {
        let database = cluster.empty_database();
        let mut opening = JoinSet::new();
        for _ in 0..6 {
            let url = database.url.clone();
            opening.spawn(async move { PostgresStorage::open(&url).await.map(|_| ()) });
        }
        assert_eq!(opening.join_all().await, vec![Ok(()); 6]);
        assert_eq!(cluster.query(&database.name, "SELECT count(*) FROM clients"), "0");
    }
}

#[tokio::test]
async fn a_schema_of_its_own_beside_other_tables_is_enough() {
    let cluster = Cluster::start();
    let database = cluster.empty_database();
    cluster.query(&database.name, "CREATE TABLE public.clients (id INT); CREATE SCHEMA valetkey");
    let url = format!("{}&options=-csearch_path%3Dvaletkey", database.url);
    let storage = PostgresStorage::open(&url).await.unwrap();
    assert_eq!(storage.clients(&tenant()).await.unwrap(), []);
    let steps = "SELECT count(*) > 0 FROM valetkey.refinery_schema_history";
    assert_eq!(cluster.query(&database.name, steps), "t");
}

#[tokio::test]
async fn a_default_that_forgets_commits_is_overruled() {
    let cluster = Cluster::start();
    let database = cluster.empty_database();
    cluster.query(&database.name, &format!("ALTER DATABASE {} SET synchronous_commit = off", database.name));
    let storage = PostgresStorage::open(&database.url).await.unwrap();
    assert_eq!(storage.clients(&tenant()).await.unwrap(), []);
    // A trigger sees the setting that a commit of ours runs with.
    cluster.query(
        &database.name,
        "CREATE TABLE seen (setting TEXT);
         CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS
         'BEGIN INSERT INTO seen VALUES (current_setting(''synchronous_commit'')); RETURN NULL; END';
         CREATE TRIGGER see AFTER INSERT ON clients EXECUTE FUNCTION see()",
    );
    let client = valetkey_storage::conformance::sample::client("app");
    storage.apply(vec![valetkey_authorization_server::Change::AddClient(Box::new(client))]).await.unwrap();
    assert_eq!(cluster.query(&database.name, "SELECT setting FROM seen"), "on");
}
