//! Backs up a live database and restores a backup.

#[cfg(test)]
mod tests;

use std::{path::Path, time::Duration};

use rusqlite::{
    Connection, OpenFlags,
    backup::{Backup, StepResult},
};
use valetkey_storage::OpenError;

use crate::{
    failure::open_error,
    open::{BUSY_TIMEOUT, absolute, check_identity, connect, create_private_file},
};

/// Pages per progress report.
const PAGES_PER_STEP: i32 = 1_024;

/// The progress of a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Copied pages.
    pub done: u64,
    /// All pages.
    pub total: u64,
}

/// Writes a consistent copy of the database to a new file that only this user may read. Servers may keep running.
///
/// # Errors
///
/// [`OpenError`]. An existing file is not changed.
pub fn backup(database: &Path, file: &Path, mut told: impl FnMut(Progress)) -> Result<(), OpenError> {
    let (database, file) = (absolute(database)?, absolute(file)?);
    let source = open_source(&database)?;
    refuse_existing(&file)?;
    create_private_file(&file)?;
    let copied = copy(&source, &database, &file, &mut told);
    if copied.is_err() {
        // Removes the incomplete copy, which we created.
        let _ = std::fs::remove_file(&file);
    }
    // SQLite leaves an empty journal of the copy, which is removed too.
    let mut journal = file.into_os_string();
    journal.push("-journal");
    let _ = std::fs::remove_file(journal);
    copied
}

/// Replaces the database with a copy made by [`backup`], completely or not at all.
///
/// # Errors
///
/// [`OpenError`]: `Locked` while a server has the database open, `NotWritable` if the database exists and `replace` is not set.
pub fn restore(
    file: &Path,
    database: &Path,
    replace: bool,
    mut told: impl FnMut(Progress),
) -> Result<(), OpenError> {
    let (database, file) = (absolute(database)?, absolute(file)?);
    let source = open_source(&file)?;
    let existed = database.exists();
    if existed && !replace {
        refuse_existing(&database)?;
    }
    create_private_file(&database)?;
    let copied = copy(&source, &file, &database, &mut told);
    if copied.is_err() && !existed {
        let _ = std::fs::remove_file(&database);
    }
    copied
}

/// Opens a valetkey database in a transaction, so that it does not change during the copy.
fn open_source(path: &Path) -> Result<Connection, OpenError> {
    if !path.exists() {
        return Err(OpenError::NotADatabase {
            path: path.display().to_string(),
            reason: "there is no such file".to_owned(),
        });
    }
    let source = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE, BUSY_TIMEOUT)?;
    check_identity(path, &source)?;
    let held = source.execute_batch("BEGIN; SELECT count(*) FROM sqlite_schema");
    held.map_err(|error| open_error(path, &error))?;
    Ok(source)
}

fn refuse_existing(path: &Path) -> Result<(), OpenError> {
    if !path.exists() {
        return Ok(());
    }
    let reason = "it exists already and is not replaced".to_owned();
    Err(OpenError::NotWritable { path: path.display().to_string(), reason })
}

/// Copies in one transaction of the target. No other process may have the target open.
fn copy(
    source: &Connection,
    from: &Path,
    to: &Path,
    told: &mut impl FnMut(Progress),
) -> Result<(), OpenError> {
    let failed = |error: &rusqlite::Error| open_error(to, error);
    let mut target = connect(to, OpenFlags::SQLITE_OPEN_READ_WRITE, Duration::from_millis(200))?;
    // An idle server holds no lock that would block the copy, so it is detected with an exclusive lock.
    let alone = target.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT");
    alone.map_err(|error| failed(&error))?;
    let backup = Backup::new(source, &mut target).map_err(|error| failed(&error))?;
    loop {
        let step = backup.step(PAGES_PER_STEP).map_err(|error| failed(&error))?;
        let progress = backup.progress();
        let (total, left) = (pages(progress.pagecount), pages(progress.remaining));
        told(Progress { done: total.saturating_sub(left), total });
        match step {
            StepResult::Done => break,
            StepResult::More => {}
            _ => return Err(OpenError::Locked { path: to.display().to_string() }),
        }
    }
    drop(backup);
    check(&target, from, to)
}

/// Checks that the copy is not damaged.
fn check(target: &Connection, from: &Path, to: &Path) -> Result<(), OpenError> {
    let found: Result<String, _> = target.query_row("PRAGMA integrity_check", [], |row| row.get(0));
    match found.map_err(|error| open_error(to, &error))?.as_str() {
        "ok" => check_identity(to, target),
        broken => Err(OpenError::NotADatabase {
            path: from.display().to_string(),
            reason: format!("its copy is damaged: {broken}"),
        }),
    }
}

fn pages(count: i32) -> u64 {
    u64::try_from(count).unwrap_or(0)
}
