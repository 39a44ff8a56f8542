//! Sessions, and what the authorization endpoint loads with them.

use rusqlite::{Connection, Row, params};
use uuid::Uuid;
use valetkey_authorization_server::{
    facts::{AuthorizationFacts, SessionFacts},
    record::Session,
};
use valetkey_types::{ClientId, TenantId, Timestamp};

use super::{consents, users};
use crate::{
    failure::Failure,
    query::{document_if_any, find_one},
};

pub(crate) fn authorization_facts(
    connection: &Connection,
    tenant: &TenantId,
    client_id: &ClientId,
    session: Uuid,
) -> Result<AuthorizationFacts, Failure> {
    let sql = "SELECT sessions.document, sessions.ended_at,
                   users.document, users.sign_in_failure_count, users.sign_in_failure_last_at,
                   consents.document, consents.revision
               FROM sessions
               JOIN users ON users.tenant = ?1 AND users.id = sessions.user_id
               LEFT JOIN consents
                   ON consents.tenant = ?1 AND consents.user_id = users.id AND consents.client_id = ?2
               WHERE sessions.tenant = ?1 AND sessions.id = ?3";
    let key = params![tenant.as_str(), client_id.as_str(), session.as_bytes()];
    let found = find_one(connection, sql, key, |row| {
        Ok(AuthorizationFacts { session: read_facts(row, 0)?, consent: consents::read_if_any(row, 5)? })
    })?;
    Ok(found.unwrap_or_default())
}

pub(crate) fn session_facts(
    connection: &Connection,
    tenant: &TenantId,
    id: Uuid,
) -> Result<Option<SessionFacts>, Failure> {
    let sql = "SELECT sessions.document, sessions.ended_at,
                   users.document, users.sign_in_failure_count, users.sign_in_failure_last_at
               FROM sessions JOIN users ON users.tenant = ?1 AND users.id = sessions.user_id
               WHERE sessions.tenant = ?1 AND sessions.id = ?2";
    let key = params![tenant.as_str(), id.as_bytes()];
    Ok(find_one(connection, sql, key, |row| read_facts(row, 0))?.flatten())
}

/// Session and person in five columns from this one on; neither without the other.
fn read_facts(row: &Row<'_>, first: usize) -> Result<Option<SessionFacts>, Failure> {
    let Some(user) = users::read(row, first + 2)? else { return Ok(None) };
    Ok(read(row, first)?.map(|session| SessionFacts { session, user }))
}

/// The session in two columns from this one on: `document, ended_at`.
pub(super) fn read(row: &Row<'_>, first: usize) -> Result<Option<Session>, Failure> {
    let Some(mut session) = document_if_any::<Session>(row, first)? else { return Ok(None) };
    session.ended_at = row.get::<_, Option<i64>>(first + 1)?.map(Timestamp);
    Ok(Some(session))
}
