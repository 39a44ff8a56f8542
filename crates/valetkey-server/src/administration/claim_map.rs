//! Loads attributes and scopes, and stores their changes.

use valetkey_authorization_server::{Decision, claim_map::ClaimMap, record::TenantRecord};
use valetkey_storage::directory;

use super::{AdministrationError, Context, Done};

impl Context<'_> {
    /// Reads the tenant.
    pub(super) async fn tenant(&self) -> Result<TenantRecord, AdministrationError> {
        let tenant = self.server.storage.tenant(&self.server.tenant).await?;
        tenant.ok_or(AdministrationError::NotFound("tenant"))
    }

    /// Reads the attributes and scopes, with the tenant whose revision every change of them increases. The server itself uses a change
    /// some seconds later.
    pub(super) async fn claim_map(&self) -> Result<(TenantRecord, ClaimMap), AdministrationError> {
        let tenant = self.tenant().await?;
        let map = directory::claim_map(&*self.server.storage, &tenant).await?;
        Ok((tenant, self.claim_map_with_staged(map)?))
    }

    /// Stores a decision on a record of this revision. The changes have the condition that the tenant did not change.
    pub(super) async fn store_claim_map<T>(
        &self,
        decision: Decision<T>,
        revision: u64,
    ) -> Result<Done<T>, AdministrationError> {
        self.expects(&decision.changes, revision)?;
        self.store_new(decision).await
    }
}
