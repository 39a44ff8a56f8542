//! Finds passkeys.

use valetkey_authorization_server::record::Passkey;
use valetkey_types::{TenantId, UserId};

use crate::{
    Listing, Match, Storage, StorageError,
    directory::{self, Page},
    record::PASSKEY,
    value::Value,
};

/// The maximum number of passkeys of a user that are read. Registration allows fewer.
const MOST_OF_USER: usize = 100;

/// Returns the passkey with a credential ID.
///
/// # Errors
/// [`StorageError`] when the database does not answer, or this version can't read the record.
pub async fn by_credential_id(
    storage: &dyn Storage,
    tenant: &TenantId,
    credential_id: &str,
) -> Result<Option<Passkey>, StorageError> {
    let id = Match::Equals(Value::text(credential_id));
    let listing = Listing::of_tenant(&PASSKEY, tenant, 1).with("credential_id", id);
    let Page { records, unreadable, .. } = directory::page(storage, &listing).await?;
    match unreadable.into_iter().next() {
        Some(reason) => Err(StorageError::Corrupt(reason)),
        None => Ok(records.into_iter().next()),
    }
}

/// Returns whether any tenant has a passkey with a credential ID.
///
/// # Errors
/// [`StorageError`] when the database does not answer.
pub async fn exists_anywhere(storage: &dyn Storage, credential_id: &str) -> Result<bool, StorageError> {
    let id = Match::Equals(Value::text(credential_id));
    let listing = Listing::all(&PASSKEY, None, 1).with("credential_id", id);
    Ok(!storage.rows(&listing).await?.is_empty())
}

/// Returns the passkeys of a user, oldest first. A passkey that this version can't read is left out.
///
/// # Errors
/// [`StorageError`] when the database does not answer.
pub async fn of_user(
    storage: &dyn Storage,
    tenant: &TenantId,
    user: &UserId,
) -> Result<Vec<Passkey>, StorageError> {
    let user = Match::Equals(Value::text(user.as_str()));
    let listing = Listing::of_tenant(&PASSKEY, tenant, MOST_OF_USER).with("user_id", user);
    let mut passkeys: Vec<Passkey> = directory::page(storage, &listing).await?.records;
    passkeys.sort_by(|one, other| {
        (one.created_at, &one.credential_id).cmp(&(other.created_at, &other.credential_id))
    });
    Ok(passkeys)
}
