//! Signing keys.

use valetkey_authorization_server::record::SigningKeyRecord;
use valetkey_types::TenantId;

use super::super::state::State;

pub(super) fn put(state: &mut State, key: SigningKeyRecord) -> bool {
    state.signing_keys.put((key.tenant.clone(), key.kid.clone()), key);
    true
}

pub(super) fn remove(state: &mut State, tenant: TenantId, kid: String) -> bool {
    state.signing_keys.remove(&(tenant, kid));
    true
}
