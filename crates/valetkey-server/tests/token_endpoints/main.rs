//! The endpoints that programs call, through the real router, with whole answers.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests: a broken set-up ends the test"
)]

mod attributes;
mod budgets;
mod changed_clients;
#[path = "../support/claim_map.rs"]
mod claim_map;
mod clock;
mod code;
mod cross_origin;
#[path = "../support/databases.rs"]
mod databases;
mod discovery;
mod failing_storage;
#[path = "../support/groups.rs"]
mod groups;
mod introspection;
mod races;
mod refresh;
mod revocation;
mod roles;
#[path = "../support/sqlite_file.rs"]
mod sqlite_file;
mod storage;
mod support;
mod token_form;
mod userinfo;
#[path = "../support/usual_database.rs"]
mod usual_database;
