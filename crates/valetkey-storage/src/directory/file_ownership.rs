//! The things that configuration files own.

use valetkey_authorization_server::record::{FileOwnership, OwnedKind};
use valetkey_types::TenantId;

use super::{Listing, Match, page, role_map::all};
use crate::{Storage, StorageError, record::FILE_OWNERSHIP, value::Value};

/// Returns everything that files own, by kind and key. A record that this version can't read is left out and logged.
///
/// # Errors
/// [`StorageError`] when the database does not answer.
pub async fn file_ownerships(
    storage: &dyn Storage,
    tenant: &TenantId,
) -> Result<Vec<FileOwnership>, StorageError> {
    all(storage, tenant, &FILE_OWNERSHIP).await
}

/// Returns the file that owns a thing, if one does.
///
/// # Errors
/// [`StorageError`] when the database does not answer, or when this version can't read the record.
pub async fn file_owner(
    storage: &dyn Storage,
    tenant: &TenantId,
    kind: OwnedKind,
    name: &str,
) -> Result<Option<FileOwnership>, StorageError> {
    let listing = Listing::of_tenant(&FILE_OWNERSHIP, tenant, 1)
        .with("kind", Match::Equals(Value::text(kind.as_str())))
        .with("name", Match::Equals(Value::text(name)));
    let found = page::<FileOwnership>(storage, &listing).await?;
    match found.unreadable.into_iter().next() {
        Some(reason) => Err(StorageError::Corrupt(reason)),
        None => Ok(found.records.into_iter().next()),
    }
}
