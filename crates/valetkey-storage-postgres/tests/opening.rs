//! Databases that can be opened, databases that can't, and many openings at the same time.

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
async fn a_foreign_database_is_refused_and_not_changed() {
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
async fn of_many_openings_of_a_new_database_one_creates_the_schema() {
    let cluster = Cluster::start();
    for _ in 0..3 {
        let database = cluster.empty_database();
        let mut opening = JoinSet::new();
        for _ in 0..6 {
            let url = database.url.clone();
            opening.spawn(async move { PostgresStorage::open(&url).await.map(|_| ()) });
        }
        assert_eq!(opening.join_all().await, vec![Ok(()); 6]);
        let each_once =
            "SELECT count(*) > 0 AND count(*) = count(DISTINCT version) FROM refinery_schema_history";
        assert_eq!(cluster.query(&database.name, each_once), "t");
    }
}

#[tokio::test]
async fn a_separate_schema_next_to_other_tables_is_accepted() {
    let cluster = Cluster::start();
    let database = cluster.empty_database();
    cluster.query(&database.name, "CREATE TABLE public.clients (id INT); CREATE SCHEMA valetkey");
    let url = format!("{}&options=-csearch_path%3Dvaletkey", database.url);
    let storage = PostgresStorage::open(&url).await.unwrap();
    assert_eq!(storage.clients(&tenant()).await.unwrap(), []);
    let versions = "SELECT count(*) > 0 FROM valetkey.refinery_schema_history";
    assert_eq!(cluster.query(&database.name, versions), "t");
}

#[tokio::test]
async fn a_server_default_of_asynchronous_commits_is_overridden() {
    let cluster = Cluster::start();
    let database = cluster.empty_database();
    cluster.query(&database.name, &format!("ALTER DATABASE {} SET synchronous_commit = off", database.name));
    let storage = PostgresStorage::open(&database.url).await.unwrap();
    assert_eq!(storage.clients(&tenant()).await.unwrap(), []);
    // A trigger records the setting that our commits use.
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
