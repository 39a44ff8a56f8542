//! The answer to a program when the database does not do its part.

use axum::response::Response;
use valetkey_authorization_server::{Check, Reason, Refusal};
use valetkey_storage::{ApplyError, StorageError};
use valetkey_types::ErrorCode;

use crate::respond;

/// 503 when trying again may help, else 500. The reason goes to the log.
pub(super) fn storage_failure(error: &StorageError) -> Response {
    tracing::error!(%error, "storage failed");
    match error {
        StorageError::Unavailable(_) => respond::retry_later(5),
        StorageError::Corrupt(_) => respond::oauth_error(&Refusal::new(
            ErrorCode::ServerError,
            "The server has a fault. Its log says more.",
            Reason::new(Check::Storage, "a readable record", "another one"),
        )),
    }
}

/// The same for changes. A conflict that does not go away counts as unavailable.
pub(super) fn apply_failure(error: &ApplyError) -> Response {
    match error {
        ApplyError::Storage(error) => storage_failure(error),
        ApplyError::Conflict { position } => {
            tracing::warn!(position, "changes conflict again and again");
            respond::retry_later(1)
        }
    }
}
