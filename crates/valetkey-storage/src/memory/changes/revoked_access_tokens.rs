//! Revoked access tokens.

use uuid::Uuid;
use valetkey_types::{TenantId, Timestamp};

use super::super::state::State;

/// A second revocation is no surprise; it is remembered for the longer of the two times.
pub(super) fn revoke(state: &mut State, tenant: TenantId, id: Uuid, expires_at: Timestamp) -> bool {
    let key = (tenant, id);
    let until = state.revoked_access_tokens.get(&key).map_or(expires_at, |before| expires_at.max(*before));
    state.revoked_access_tokens.put(key, until);
    true
}
