//! A temporary PostgreSQL server for tests: a cluster in a temporary folder, which listens only on a Unix socket and does not
//! wait for the disk. When the test process ends for any reason, the server stops and the folder is removed.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "for tests only: a missing program must end the test with a message"
)]

mod binaries;
mod certificates;
mod cluster;
mod command;
mod identity;

pub use certificates::Certificates;
pub use cluster::{Cluster, Hang, TestDatabase};

use std::sync::OnceLock;

/// The shared server of all tests of a process.
static SHARED: OnceLock<Cluster> = OnceLock::new();

/// Creates an empty database on the shared server.
pub fn empty_database() -> TestDatabase {
    SHARED.get_or_init(Cluster::start).empty_database()
}
