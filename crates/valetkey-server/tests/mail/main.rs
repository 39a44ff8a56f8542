//! Mail: the way to an SMTP server, the outbox, and everything that a link or a code from a mail proves.
//! Identifiers (`al3`, `cp4`, `rc1` …) are those of the catalogue in `SECURITY.md`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod address;
mod breached;
mod deletion;
mod fake_smtp;
mod forgot;
mod invite;
mod outbox;
mod reset;
mod signup;
mod smtp;
#[path = "../support/sqlite_file.rs"]
mod sqlite_file;
mod support;
#[path = "../support/usual_database.rs"]
mod usual_database;
