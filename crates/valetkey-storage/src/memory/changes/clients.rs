//! Clients.

use valetkey_authorization_server::record::Client;
use valetkey_types::{ClientId, TenantId, Timestamp};

use super::{super::state::State, grants};

pub(super) fn add(state: &mut State, client: Client) -> bool {
    state.clients.add((client.tenant.clone(), client.id.clone()), client)
}

pub(super) fn replace(state: &mut State, client: Client) -> bool {
    state.clients.edit(&(client.tenant.clone(), client.id.clone()), |stored| *stored = client)
}

pub(super) fn remove(state: &mut State, tenant: &TenantId, id: &ClientId, at: Timestamp) -> bool {
    let existed = state.clients.remove(&(tenant.clone(), id.clone()));
    state.consents.remove_where(usize::MAX, |consent| consent.tenant == *tenant && consent.client_id == *id);
    grants::revoke_where(state, at, |grant| grant.tenant == *tenant && grant.client_id == *id);
    existed
}
