//! Administration of a tenant while the server runs. A function loads the records, checks that the administrator may act on them, calls
//! the operation of `valetkey-administration`, and stores the changes or only shows them (dry run).
//!
//! The REST API and the console call these functions and decide nothing themselves.

pub(crate) mod access;
pub(crate) mod attributes;
mod claim_map;
pub(crate) mod clients;
mod context;
pub(crate) mod events;
pub(crate) mod explain;
pub(crate) mod groups;
pub(crate) mod keys;
mod list;
mod new_password;
mod ownership;
pub(crate) mod preview;
pub(crate) mod providers;
pub(crate) mod roles;
pub(crate) mod scopes;
mod staged;
pub(crate) mod tenants;
pub(crate) mod trial;
pub(crate) mod users;
pub(crate) mod webhooks;

use valetkey_administration::{InvalidField, files::OwnedByFile, permission::NotPermitted};
use valetkey_authorization_server::event::FieldChange;
use valetkey_storage::{ApplyError, StorageError};

pub(crate) use context::{Context, Done, Options};
pub(crate) use list::{List, Part};
pub(crate) use staged::Staged;

/// The path of the administration API below an issuer. The address is the audience of its access tokens.
pub(crate) const API_PATH: &str = "/admin/api/v1";

/// Why an operation is refused or fails.
#[derive(Debug)]
pub(crate) enum AdministrationError {
    /// There is no such record, or the administrator may not see it.
    NotFound(&'static str),
    /// Somebody else changed the record meanwhile. Nothing was stored.
    Conflict(Conflict),
    /// The administrator may not do this.
    NotPermitted(NotPermitted),
    /// A configuration file owns the record.
    OwnedByFile(OwnedByFile),
    /// A field is refused.
    Invalid(InvalidField),
    /// Too many passwords are being hashed, or too many webhooks and providers tested. Trying again helps.
    Busy,
    /// The database failed.
    Storage(StorageError),
}

/// The difference between the record that was expected and the stored one.
#[derive(Debug)]
pub(crate) struct Conflict {
    /// The stored revision, if another one was expected; `None` if the record changed or was removed during the request.
    pub(crate) revision: Option<u64>,
    /// The fields that differ.
    pub(crate) changed: Vec<FieldChange>,
}

impl From<NotPermitted> for AdministrationError {
    fn from(error: NotPermitted) -> Self {
        Self::NotPermitted(error)
    }
}

impl From<OwnedByFile> for AdministrationError {
    fn from(error: OwnedByFile) -> Self {
        Self::OwnedByFile(error)
    }
}

impl From<StorageError> for AdministrationError {
    fn from(error: StorageError) -> Self {
        Self::Storage(error)
    }
}

impl From<InvalidField> for AdministrationError {
    fn from(field: InvalidField) -> Self {
        Self::Invalid(field)
    }
}

/// A conflict of a list without a record to compare with.
impl From<ApplyError> for AdministrationError {
    fn from(error: ApplyError) -> Self {
        match error {
            ApplyError::Conflict { .. } => Self::Conflict(Conflict { revision: None, changed: Vec::new() }),
            ApplyError::Storage(error) => Self::Storage(error),
        }
    }
}

/// Turns the error of an operation into the refusal of a field.
pub(crate) fn invalid(error: impl Into<InvalidField>) -> AdministrationError {
    AdministrationError::Invalid(error.into())
}
