//! The database of tests that need no certain one.

use std::{sync::Arc, time::Duration};

use valetkey_server::testing::{TestServer, TestServerBuilder};
use valetkey_storage::{Storage, memory::MemoryStorage};

/// The variable with the database: `memory`, the default, or `postgres`.
const DATABASE: &str = "VALETKEY_TEST_DATABASE";

/// Returns an empty database.
pub(crate) async fn storage() -> Arc<dyn Storage> {
    if !is_postgres() {
        return Arc::new(MemoryStorage::new());
    }
    let database = valetkey_test_postgres::empty_database();
    Arc::new(valetkey_storage_postgres::PostgresStorage::open(&database.url).await.unwrap())
}

/// Returns the settings of a server on an empty database.
#[allow(dead_code, reason = "not every program of tests needs it")]
pub(crate) async fn builder() -> TestServerBuilder {
    let builder = TestServer::builder().storage(storage().await);
    // PostgreSQL announces a changed client a few milliseconds later; the tests do not wait for that.
    if is_postgres() { builder.clients_known_for(Duration::ZERO) } else { builder }
}

fn is_postgres() -> bool {
    match std::env::var(DATABASE).as_deref() {
        Ok("postgres") => true,
        Ok("memory") | Err(_) => false,
        Ok(other) => panic!("{DATABASE}: expected memory or postgres, got {other:?}"),
    }
}
