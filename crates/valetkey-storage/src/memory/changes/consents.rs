//! Remembered consents.

use valetkey_authorization_server::record::Consent;
use valetkey_types::{ClientId, TenantId, Timestamp, UserId};

use super::super::state::State;

pub(super) fn remember(state: &mut State, consent: Consent) -> bool {
    let key = (consent.tenant.clone(), consent.user_id.clone(), consent.client_id.clone());
    if state.consents.get(&key).is_some_and(|before| before.revision.checked_add(1) != Some(consent.revision))
    {
        return false;
    }
    state.consents.put(key, consent);
    true
}

pub(super) fn withdraw(
    state: &mut State,
    tenant: TenantId,
    user_id: UserId,
    client_id: ClientId,
    at: Timestamp,
) -> bool {
    let key = (tenant.clone(), user_id.clone(), client_id.clone());
    if let Some(before) = state.consents.get(&key) {
        let revision = before.revision.saturating_add(1);
        let withdrawn = Consent { revision, ..Consent::withdrawn(tenant, user_id, client_id, at) };
        state.consents.put(key, withdrawn);
    }
    true
}
