//! The attributes and scopes of a tenant.

use valetkey_authorization_server::{
    claim_map::ClaimMap,
    record::{Attribute, TenantRecord, TenantScope},
};

use super::role_map::all;
use crate::{
    Storage, StorageError,
    record::{ATTRIBUTE, SCOPE},
};

/// Reads the attributes and scopes of a tenant, without a query if the tenant never had any. A record that this version can't
/// read is left out and logged, so that it releases no claim.
///
/// # Errors
/// [`StorageError`] when the database does not answer.
pub async fn claim_map(storage: &dyn Storage, tenant: &TenantRecord) -> Result<ClaimMap, StorageError> {
    if tenant.claim_map_revision == 0 {
        return Ok(ClaimMap::default());
    }
    let attributes = all::<Attribute>(storage, &tenant.tenant, &ATTRIBUTE).await?;
    let scopes = all::<TenantScope>(storage, &tenant.tenant, &SCOPE).await?;
    Ok(ClaimMap::new(attributes, scopes))
}
