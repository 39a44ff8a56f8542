//! Remembered consents.

use valetkey_authorization_server::record::Consent;
use valetkey_types::{ClientId, TenantId, UserId};

use super::super::state::State;

pub(super) fn remember(state: &mut State, consent: Consent) -> bool {
    let key = (consent.tenant.clone(), consent.user_id.clone(), consent.client_id.clone());
    state.consents.put(key, consent);
    true
}

pub(super) fn forget(state: &mut State, tenant: TenantId, user_id: UserId, client_id: ClientId) -> bool {
    state.consents.remove(&(tenant, user_id, client_id));
    true
}
