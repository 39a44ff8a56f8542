//! Grants, their revocation, and the refresh token redeemed last.

use uuid::Uuid;
use valetkey_authorization_server::record::Grant;
use valetkey_types::{TenantId, Timestamp};

use super::super::state::State;

pub(super) fn store(state: &mut State, grant: Grant) -> bool {
    state.grants.add((grant.tenant.clone(), grant.id), grant)
}

/// Revokes what is wanted and not revoked yet; the first revocation keeps its time.
pub(super) fn revoke_where(state: &mut State, at: Timestamp, wanted: impl Fn(&Grant) -> bool) -> bool {
    let unrevoked = |grant: &Grant| grant.revoked_at.is_none() && wanted(grant);
    state.grants.edit_where(unrevoked, |grant| grant.revoked_at = Some(at));
    true
}

pub(super) fn redeem(
    state: &mut State,
    tenant: TenantId,
    id: Uuid,
    expected: Option<Uuid>,
    redeemed: Uuid,
) -> bool {
    let key = (tenant, id);
    let stands = |grant: &Grant| grant.revoked_at.is_none() && grant.redeemed_refresh_token == expected;
    state.grants.get(&key).is_some_and(stands)
        && state.grants.edit(&key, |grant| grant.redeemed_refresh_token = Some(redeemed))
}
