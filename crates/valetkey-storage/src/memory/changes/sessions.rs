//! Sessions.

use uuid::Uuid;
use valetkey_authorization_server::record::Session;
use valetkey_types::{TenantId, Timestamp};

use super::super::state::State;

pub(super) fn start(state: &mut State, session: Session) -> bool {
    state.sessions.add((session.tenant.clone(), session.id), session)
}

pub(super) fn end(state: &mut State, tenant: TenantId, id: Uuid, at: Timestamp) -> bool {
    state.sessions.edit(&(tenant, id), |session| session.ended_at = session.ended_at.or(Some(at)));
    true
}
