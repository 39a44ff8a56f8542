//! Runs the conformance suite on the PostgreSQL backend.

#![allow(clippy::expect_used, reason = "helpers of tests")]

use valetkey_storage::conformance::{EmptyStore, metering};
use valetkey_storage_postgres::PostgresStorage;

async fn empty_store() -> EmptyStore {
    let database = valetkey_test_postgres::empty_database();
    EmptyStore::new(PostgresStorage::open(&database.url).await.expect("an empty database"))
}

valetkey_storage::conformance_suite!(empty_store().await);

#[tokio::test]
async fn every_finder_is_one_statement() {
    let database = valetkey_test_postgres::empty_database();
    let storage = PostgresStorage::open(&database.url).await.expect("an empty database");
    metering::each_finder_is_one_statement(&storage).await;
}
