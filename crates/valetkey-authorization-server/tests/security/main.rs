//! Tests of the catalogue of attacks (docs/security-tests.md) that need no server.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, dead_code, reason = "tests")]

mod parsers;
mod redirect_uri;
#[path = "../authorization/support.rs"]
mod support;
