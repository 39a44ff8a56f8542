//! The limits of this machine: the primitives that every provider needs, and their sum per workload.

mod crypto;
mod disk;
mod hashing;
mod hello;
mod sqlite;
mod stopwatch;
mod sum;

use std::{path::Path, time::Duration};

use anyhow::Result;
use serde::{Deserialize, Serialize};

pub use hashing::HashingAlone;
pub use hello::{Responder, ceiling, serve};
pub use stopwatch::Stopwatch;
pub use sum::{WorkloadFloor, floor_of};

/// The primitives, in microseconds each; the best of all rounds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Floors {
    /// CPU time of a bare hyper server per kept-alive request.
    pub http_request: Primitive,
    /// ECDSA P-256 with SHA-256, signing 640 bytes.
    pub es256_sign: Primitive,
    /// ECDSA P-256 with SHA-256, verifying 640 bytes.
    pub es256_verify: Primitive,
    /// Argon2id, 19 MiB, 2 passes, 1 lane.
    pub argon2id: Primitive,
    /// Appending 4 KiB to a file, with `fdatasync`.
    pub fdatasync: Primitive,
    /// SQLite, synchronous=FULL: a transaction of one insert.
    pub sqlite_commit: Primitive,
    /// SQLite, synchronous=FULL: one of 16 inserts in a transaction.
    pub sqlite_grouped_insert: Primitive,
    /// SQLite: reading a row by its 16-byte key.
    pub sqlite_read: Primitive,
}

/// The cost of a primitive, in microseconds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Primitive {
    /// The 5th percentile of all batches: the best case.
    pub best: f64,
    /// The median of all batches: the usual case on this machine.
    pub median: f64,
}

impl Floors {
    /// Measures each primitive for this long. Writes its files to `folder`, which determines the measured disk.
    ///
    /// # Errors
    /// If the folder can't be written or the responder does not start.
    pub async fn measure(folder: &Path, each: Duration) -> Result<Self> {
        Ok(Self {
            http_request: hello::http_request(each).await?,
            es256_sign: crypto::es256_sign(each)?,
            es256_verify: crypto::es256_verify(each)?,
            argon2id: crypto::argon2id(each)?,
            fdatasync: disk::fdatasync(folder, each)?,
            sqlite_commit: sqlite::commit(folder, each, 1)?,
            sqlite_grouped_insert: sqlite::commit(folder, each, 16)?,
            sqlite_read: sqlite::read(folder, each)?,
        })
    }

    /// Keeps the better result of two rounds.
    #[must_use]
    pub fn better(self, other: Self) -> Self {
        let better = |one: Primitive, other: Primitive| Primitive {
            best: one.best.min(other.best),
            median: one.median.min(other.median),
        };
        Self {
            http_request: better(self.http_request, other.http_request),
            es256_sign: better(self.es256_sign, other.es256_sign),
            es256_verify: better(self.es256_verify, other.es256_verify),
            argon2id: better(self.argon2id, other.argon2id),
            fdatasync: better(self.fdatasync, other.fdatasync),
            sqlite_commit: better(self.sqlite_commit, other.sqlite_commit),
            sqlite_grouped_insert: better(self.sqlite_grouped_insert, other.sqlite_grouped_insert),
            sqlite_read: better(self.sqlite_read, other.sqlite_read),
        }
    }

    /// Returns all primitives with their names.
    pub fn named(&self) -> [(&'static str, Primitive); 8] {
        [
            ("HTTP request, bare hyper (CPU)", self.http_request),
            ("ES256 sign", self.es256_sign),
            ("ES256 verify", self.es256_verify),
            ("Argon2id 19 MiB, 2 passes, 1 lane", self.argon2id),
            ("write 4 KiB + fdatasync", self.fdatasync),
            ("SQLite FULL, commit of one insert", self.sqlite_commit),
            ("SQLite FULL, insert of sixteen in a commit", self.sqlite_grouped_insert),
            ("SQLite, read of one row", self.sqlite_read),
        ]
    }
}
