//! Tests of the catalogue of attacks (docs/security-tests.md) that go across the endpoints, through the real router.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, dead_code, reason = "tests")]

mod gate;
#[path = "../support/groups.rs"]
mod groups;
mod guessing;
mod headers;
mod injection;
mod model;
mod outgoing;
mod session;
#[path = "../support/sqlite_file.rs"]
mod sqlite_file;
mod storage_failures;
#[path = "../people/support.rs"]
mod support;
#[path = "../token_endpoints/storage.rs"]
mod test_storage;
mod tokens;
#[path = "../support/usual_database.rs"]
mod usual_database;
mod walk;
