//! A PostgreSQL server of a test's own: a cluster in a temporary folder, reached by a Unix socket only, without waits
//! for the disk. It stops and its folder goes away when the test process ends, however it ends.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "for tests only: what is missing must be said and end the test"
)]

mod binaries;
mod certificates;
mod cluster;
mod command;
mod identity;

pub use certificates::Certificates;
pub use cluster::{Cluster, Hang, TestDatabase};

use std::sync::OnceLock;

/// The server that all tests of a process share.
static SHARED: OnceLock<Cluster> = OnceLock::new();

/// An empty database of its own on the server of this test process.
pub fn empty_database() -> TestDatabase {
    SHARED.get_or_init(Cluster::start).empty_database()
}
