//! The tenant that a server serves: it records its issuer at its first start and refuses another one afterwards.

use valetkey_authorization_server::{
    Change, Lifetimes,
    record::TenantRecord,
    tenant::{AddressError, OtherIssuer, adopt, check_issuer},
};
use valetkey_jose::seal::SealError;
use valetkey_storage::{ApplyError, Storage, StorageError};
use valetkey_types::{Issuer, TenantId, Timestamp};

use crate::{
    EncryptionKey,
    keys::{self, KeysError},
    seal::Seal,
};

/// Why a server can't serve a tenant.
#[derive(Debug, thiserror::Error)]
pub enum TenantError {
    /// It belongs to another issuer.
    #[error(transparent)]
    OtherIssuer(#[from] OtherIssuer),
    /// Another tenant has its issuer.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// The database did not answer.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The database did not take the record.
    #[error(transparent)]
    Apply(#[from] ApplyError),
    /// The signing keys of a version before can't be sealed anew.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// The crypto library refused.
    #[error(transparent)]
    Seal(#[from] SealError),
}

/// Returns the tenant, whose issuer must be this one. The first start on a database records it; where an older version
/// made signing keys, they are sealed anew in the same commit.
///
/// # Errors
/// [`TenantError`], in particular `OtherIssuer`. Nothing is changed then.
pub async fn load_or_record(
    storage: &dyn Storage,
    id: &TenantId,
    issuer: &Issuer,
    key: &EncryptionKey,
    lifetimes: &Lifetimes,
    now: Timestamp,
) -> Result<TenantRecord, TenantError> {
    let recorded = match storage.tenant(id).await? {
        Some(recorded) => recorded,
        None => record(storage, id, issuer, key, lifetimes, now).await?,
    };
    check_issuer(&recorded, issuer)?;
    Ok(recorded)
}

async fn record(
    storage: &dyn Storage,
    id: &TenantId,
    issuer: &Issuer,
    key: &EncryptionKey,
    lifetimes: &Lifetimes,
    now: Timestamp,
) -> Result<TenantRecord, TenantError> {
    let old_keys = storage.signing_keys(id).await?;
    let new = match old_keys.is_empty() {
        true => TenantRecord::new(id.clone(), issuer.clone(), now),
        false => adopt(id.clone(), issuer.clone(), &storage.clients(id).await?, lifetimes, now),
    };
    let mut changes = vec![Change::AddTenant(new.clone())];
    let resealed = keys::resealed(old_keys, &Seal::new(key, keys::USAGE, &new)?, now)?;
    changes.extend(resealed.into_iter().map(Change::PutSigningKey));
    match storage.apply(changes).await {
        // As it is stored.
        Ok(()) => Ok(TenantRecord { revision: 1, ..new }),
        // Another server started at the same moment, and its record counts.
        Err(conflict @ ApplyError::Conflict { .. }) => Ok(storage.tenant(id).await?.ok_or(conflict)?),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests;
