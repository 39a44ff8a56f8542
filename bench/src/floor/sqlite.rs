//! SQLite with the settings of our storage, but without its code.

use std::{path::Path, time::Duration};

use anyhow::{Context as _, Result};
use rusqlite::{Connection, params};

use super::{Primitive, Stopwatch};

/// About the size of a grant.
const DOCUMENT: [u8; 500] = [b'd'; 500];
/// Number of rows in the table of a read.
const ROWS: u64 = 20_000;

/// Returns the cost of one insert if `group` inserts share a transaction.
pub(super) fn commit(folder: &Path, each: Duration, group: u32) -> Result<Primitive> {
    with_table(folder, |connection| {
        let mut number = 0u64;
        let whole = Stopwatch::time(each, || {
            let transaction = connection.transaction()?;
            for _ in 0..group {
                number += 1;
                insert(&transaction, number)?;
            }
            Ok(transaction.commit()?)
        })?;
        let share = f64::from(group);
        Ok(Primitive { best: whole.best / share, median: whole.median / share })
    })
}

pub(super) fn read(folder: &Path, each: Duration) -> Result<Primitive> {
    with_table(folder, |connection| {
        let transaction = connection.transaction()?;
        for number in 1..=ROWS {
            insert(&transaction, number)?;
        }
        transaction.commit()?;
        let mut statement = connection.prepare("SELECT document FROM records WHERE id = ?1")?;
        let mut number = 0;
        Stopwatch::time(each, || {
            number = (number + 7_919) % ROWS;
            let found: Vec<u8> = statement.query_row([key(number + 1)], |row| row.get(0))?;
            std::hint::black_box(found);
            Ok(())
        })
    })
}

fn with_table(folder: &Path, work: impl FnOnce(&mut Connection) -> Result<Primitive>) -> Result<Primitive> {
    let path = folder.join("sqlite.floor.db");
    let mut connection = Connection::open(&path).with_context(|| path.display().to_string())?;
    connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
    connection.execute_batch(
        "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 1000;
         CREATE TABLE records (id BLOB PRIMARY KEY, document BLOB NOT NULL) STRICT, WITHOUT ROWID;",
    )?;
    let measured = work(&mut connection);
    drop(connection);
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(folder.join(format!("sqlite.floor.db{ending}")));
    }
    measured
}

fn insert(connection: &Connection, number: u64) -> Result<()> {
    let mut statement = connection.prepare_cached("INSERT INTO records (id, document) VALUES (?1, ?2)")?;
    statement.execute(params![key(number), DOCUMENT])?;
    Ok(())
}

/// Returns a key that starts with the time and ends with random bytes, like a UUID version 7.
fn key(number: u64) -> [u8; 16] {
    let mut key = [0; 16];
    key[..8].copy_from_slice(&number.to_be_bytes());
    key[8..].copy_from_slice(&number.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
    key
}
