//! Counts the committed writing transactions of a database from outside.

use std::{fs::File, os::unix::fs::FileExt as _, path::PathBuf};

use anyhow::{Context as _, Result, ensure};

use crate::postgres::Psql;

/// The only version of the index of SQLite's log.
const INDEX_FORMAT: u32 = 3_007_000;

/// The source of the number of commits.
#[derive(Clone, Debug)]
pub enum Commits {
    /// The index of SQLite's log, the file that ends with `-shm`, has a counter of 32 bits
    /// (<https://sqlite.org/walformat.html>, section 2.1).
    Sqlite(PathBuf),
    /// PostgreSQL assigns a number to each writing transaction and shows the next one.
    Postgres(Psql),
}

impl Commits {
    /// Returns the number since the database was created or opened.
    ///
    /// # Errors
    /// If the database is not open or does not answer.
    pub fn count(&self) -> Result<u64> {
        match self {
            Self::Sqlite(index) => {
                let context = || index.display().to_string();
                let mut header = [0; 12];
                File::open(index)
                    .and_then(|file| file.read_exact_at(&mut header, 0))
                    .with_context(context)?;
                let [format, _, commits] = numbers(header);
                ensure!(
                    format == INDEX_FORMAT,
                    "{}: expected format {INDEX_FORMAT}, got {format}",
                    context()
                );
                Ok(commits.into())
            }
            Self::Postgres(psql) => {
                let next = psql.query("SELECT pg_snapshot_xmax(pg_current_snapshot())")?;
                next.trim().parse().with_context(|| format!("expected a transaction's number, got {next}"))
            }
        }
    }
}

/// Reads a number in native byte order, as SQLite writes it.
fn numbers(bytes: [u8; 12]) -> [u32; 3] {
    let [a, b, c, d, e, f, g, h, i, j, k, l] = bytes;
    [[a, b, c, d], [e, f, g, h], [i, j, k, l]].map(u32::from_ne_bytes)
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;
    use crate::server::fresh_folder;

    #[test]
    fn sqlite_counts_commits_with_changes_also_after_its_log_restarts() {
        let folder = fresh_folder(&std::env::temp_dir(), "bench-commits").unwrap();
        let connection = Connection::open(folder.join("some.db")).unwrap();
        connection.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE t (n)").unwrap();
        let commits = Commits::Sqlite(folder.join("some.db-shm"));
        let before = commits.count().unwrap();
        for _ in 0..3 {
            connection
                .execute_batch("BEGIN; INSERT INTO t VALUES (1); INSERT INTO t VALUES (2); COMMIT")
                .unwrap();
            connection.execute_batch("BEGIN; SELECT * FROM t; COMMIT").unwrap();
            connection.execute_batch("BEGIN; INSERT INTO t VALUES (3); ROLLBACK").unwrap();
            connection.execute_batch("PRAGMA wal_checkpoint(RESTART)").unwrap();
        }
        assert_eq!(commits.count().unwrap() - before, 3);
        drop(connection);
        assert!(commits.count().is_err(), "the index goes with the last connection");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
