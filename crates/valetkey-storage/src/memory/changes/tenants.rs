//! Tenants.

use valetkey_authorization_server::record::TenantRecord;

use super::super::state::State;

pub(super) fn add(state: &mut State, record: TenantRecord) -> bool {
    state.tenants.add(record.tenant.clone(), record)
}

pub(super) fn replace(state: &mut State, record: TenantRecord) -> bool {
    state.tenants.edit(&record.tenant.clone(), |stored| *stored = record)
}
