//! Refresh tokens, opaque access tokens, and revoked access tokens.

use uuid::Uuid;
use valetkey_authorization_server::record::{AccessToken, RefreshToken};
use valetkey_types::{TenantId, Timestamp};

use super::super::state::State;

pub(super) fn store_refresh_token(state: &mut State, token: RefreshToken) -> bool {
    state.refresh_tokens.add((token.tenant.clone(), token.id), token)
}

pub(super) fn store_access_token(state: &mut State, token: AccessToken) -> bool {
    state.access_tokens.add((token.tenant.clone(), token.id), token)
}

/// A second revocation is no surprise; it is remembered for the longer of the two times.
pub(super) fn revoke_access_token(
    state: &mut State,
    tenant: TenantId,
    id: Uuid,
    expires_at: Timestamp,
) -> bool {
    let key = (tenant, id);
    let until = state.revoked_access_tokens.get(&key).map_or(expires_at, |before| expires_at.max(*before));
    state.revoked_access_tokens.put(key, until);
    true
}
