//! Converts errors of SQLite to errors of the storage contract.

use std::path::Path;

use rusqlite::{Error, ErrorCode};
use valetkey_storage::{OpenError, StorageError};

/// An error of rusqlite. The operator `?` creates it, and it converts to [`StorageError`].
#[derive(Clone, Debug)]
pub(crate) struct Failure(pub(crate) StorageError);

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let corrupt = match &error {
            Error::FromSqlConversionFailure(..) | Error::InvalidColumnType(..) => true,
            other => is_corrupt(other.sqlite_error_code()),
        };
        let text = error.to_string();
        Self(if corrupt { StorageError::Corrupt(text) } else { StorageError::Unavailable(text) })
    }
}

impl From<Failure> for StorageError {
    fn from(failure: Failure) -> Self {
        failure.0
    }
}

/// Converts the error of a failed opening.
pub(crate) fn open_error(path: &Path, error: &Error) -> OpenError {
    let (path, reason) = (path.display().to_string(), error.to_string());
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => OpenError::Locked { path },
        Some(
            ErrorCode::CannotOpen
            | ErrorCode::ReadOnly
            | ErrorCode::PermissionDenied
            | ErrorCode::AuthorizationForStatementDenied
            | ErrorCode::DiskFull
            | ErrorCode::FileLockingProtocolFailed
            | ErrorCode::OutOfMemory
            | ErrorCode::SystemIoFailure,
        ) => OpenError::NotWritable { path, reason },
        _ => OpenError::NotADatabase { path, reason },
    }
}

/// Returns whether another process holds a temporary lock.
pub(crate) fn is_busy(error: &Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}

fn is_corrupt(code: Option<ErrorCode>) -> bool {
    matches!(code, Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
}
