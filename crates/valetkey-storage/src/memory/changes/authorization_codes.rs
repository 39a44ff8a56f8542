//! Authorization codes.

use uuid::Uuid;
use valetkey_authorization_server::record::AuthorizationCode;
use valetkey_types::{TenantId, Timestamp};

use super::super::state::State;

pub(super) fn store(state: &mut State, code: AuthorizationCode) -> bool {
    state.authorization_codes.add((code.tenant.clone(), code.id), code)
}

pub(super) fn consume(state: &mut State, tenant: TenantId, id: Uuid, at: Timestamp) -> bool {
    let key = (tenant, id);
    let unused = state.authorization_codes.get(&key).is_some_and(|code| code.used_at.is_none());
    unused && state.authorization_codes.edit(&key, |code| code.used_at = Some(at))
}
