//! Sessions, and what the authorization endpoint loads with them.

use rusqlite::{Connection, Row, params};
use uuid::Uuid;
use valetkey_authorization_server::{
    facts::{AuthorizationFacts, SessionFacts},
    record::Session,
};
use valetkey_types::{ClientId, TenantId, Timestamp};

use super::{clients, consents, users};
use crate::{
    failure::Failure,
    query::{document_in, find_one},
};

pub(crate) fn authorization_facts(
    connection: &Connection,
    tenant: &TenantId,
    client_id: &ClientId,
    session: Option<Uuid>,
) -> Result<AuthorizationFacts, Failure> {
    let client = clients::client(connection, tenant, client_id)?;
    let session = session.map(|id| session_facts(connection, tenant, id)).transpose()?.flatten();
    let consent = match &session {
        Some(facts) => consents::consent(connection, tenant, &facts.user.id, client_id)?,
        None => None,
    };
    Ok(AuthorizationFacts { client, session, consent })
}

pub(crate) fn session_facts(
    connection: &Connection,
    tenant: &TenantId,
    id: Uuid,
) -> Result<Option<SessionFacts>, Failure> {
    let Some(session) = session(connection, tenant, id)? else { return Ok(None) };
    let user = users::user(connection, tenant, &session.user_id)?;
    Ok(user.map(|user| SessionFacts { session, user }))
}

fn session(connection: &Connection, tenant: &TenantId, id: Uuid) -> Result<Option<Session>, Failure> {
    let sql = "SELECT document, ended_at FROM sessions WHERE tenant = ?1 AND id = ?2";
    find_one(connection, sql, params![tenant.as_str(), id.as_bytes()], read)
}

/// From the columns `document, ended_at`.
pub(super) fn read(row: &Row<'_>) -> Result<Session, Failure> {
    let mut session: Session = document_in(row, 0)?;
    session.ended_at = row.get::<_, Option<i64>>(1)?.map(Timestamp);
    Ok(session)
}
