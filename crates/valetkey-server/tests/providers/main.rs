//! Sign-in with another provider, against the provider simulator: the real router, the real client, a real network on this machine.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

mod account;
#[path = "../support/databases.rs"]
#[allow(unused, reason = "shared")]
mod databases;
mod first_sign_in;
mod flow;
#[path = "../support/groups.rs"]
#[allow(unused, reason = "shared")]
mod groups;
mod mapping;
#[path = "../people/support.rs"]
#[allow(unused, reason = "shared")]
mod people;
mod sign_out;
#[path = "../support/sqlite_file.rs"]
#[allow(unused, reason = "shared")]
mod sqlite_file;
mod support;
mod terms;
#[path = "../support/usual_database.rs"]
mod usual_database;
mod wrong_side;
