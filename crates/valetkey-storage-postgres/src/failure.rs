//! Converts errors of PostgreSQL to errors of the storage contract.

use tokio_postgres::{
    Error,
    error::{DbError, SqlState},
};
use valetkey_storage::StorageError;

/// The meaning of a statement's error for the writer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A condition did not hold.
    Conflict,
    /// Another transaction held a lock; an immediate retry may succeed.
    Busy,
    /// All other errors.
    Failure,
}

/// Returns the meaning of an error.
pub(crate) fn meaning(error: &Error) -> Meaning {
    match error.code() {
        // A conditional statement divides by the number of rows that it changed; see `step`.
        Some(code) if [&SqlState::DIVISION_BY_ZERO, &SqlState::UNIQUE_VIOLATION].contains(&code) => {
            Meaning::Conflict
        }
        Some(code)
            if [
                &SqlState::T_R_DEADLOCK_DETECTED,
                &SqlState::T_R_SERIALIZATION_FAILURE,
                &SqlState::LOCK_NOT_AVAILABLE,
            ]
            .contains(&code) =>
        {
            Meaning::Busy
        }
        _ => Meaning::Failure,
    }
}

/// Returns whether the connection is unusable, because the server shuts down or became a read-only standby.
pub(crate) fn makes_unusable(error: &Error) -> bool {
    let goodbyes = [
        &SqlState::ADMIN_SHUTDOWN,
        &SqlState::CRASH_SHUTDOWN,
        &SqlState::CANNOT_CONNECT_NOW,
        &SqlState::READ_ONLY_SQL_TRANSACTION,
    ];
    error.is_closed() || error.code().is_some_and(|code| goodbyes.contains(&code))
}

/// Converts an error to an error of the storage contract.
pub(crate) fn storage_error(error: &Error) -> StorageError {
    let text = in_words(error);
    match error.code() {
        Some(code) if [&SqlState::DATA_CORRUPTED, &SqlState::INDEX_CORRUPTED].contains(&code) => {
            StorageError::Corrupt(text)
        }
        _ => StorageError::Unavailable(text),
    }
}

/// Describes an error without its details, because these contain values.
pub(crate) fn in_words(error: &Error) -> String {
    if let Some(error) = error.as_db_error() {
        return of_database(error);
    }
    let mut text = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(error) = source {
        let next = error.to_string();
        if !text.contains(&next) {
            text = format!("{text}: {next}");
        }
        source = error.source();
    }
    text
}

fn of_database(error: &DbError) -> String {
    format!("{} ({})", error.message(), error.code().code())
}

/// Returns the error for a stored value with an unexpected form.
pub(crate) fn corrupt(error: &Error) -> StorageError {
    StorageError::Corrupt(in_words(error))
}
