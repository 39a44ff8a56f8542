//! The administration API, through the real router.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests: a broken set-up ends the test"
)]

mod access;
mod clients;
#[path = "../support/databases.rs"]
#[allow(unused, reason = "shared")]
mod databases;
mod definitions;
mod escalation;
mod idempotency;
mod keys;
mod links;
mod matrix;
mod office;
mod one_user;
mod owned;
mod providers;
mod revisions;
#[path = "../support/sqlite_file.rs"]
mod sqlite_file;
#[allow(dead_code, reason = "shared with the tests of the token endpoints")]
#[path = "../token_endpoints/support.rs"]
mod support;
mod tenants;
mod users;
#[path = "../support/usual_database.rs"]
mod usual_database;
mod webhooks;
