//! The administration API, through the real router.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests: a broken set-up ends the test"
)]

mod access;
mod clients;
mod definitions;
mod escalation;
mod keys;
mod links;
mod matrix;
mod office;
mod owned;
mod providers;
mod revisions;
#[allow(dead_code, reason = "shared with the tests of the token endpoints")]
#[path = "../token_endpoints/support.rs"]
mod support;
mod tenants;
mod users;
#[path = "../support/usual_database.rs"]
mod usual_database;
mod webhooks;
