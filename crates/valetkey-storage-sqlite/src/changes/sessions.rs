//! Sessions.

use rusqlite::{Connection, params};
use uuid::Uuid;
use valetkey_authorization_server::record::Session;
use valetkey_types::{TenantId, Timestamp};

use super::Held;
use crate::{document, query::execute};

pub(super) fn start(connection: &Connection, session: &Session) -> Held {
    let sql = "INSERT INTO sessions (tenant, id, user_id, expires_at, ended_at, document)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING";
    let parameters = params![
        session.tenant.as_str(),
        session.id.as_bytes(),
        session.user_id.as_str(),
        session.expires_at.seconds(),
        session.ended_at.map(Timestamp::seconds),
        document::write(session)?,
    ];
    Ok(execute(connection, sql, parameters)? == 1)
}

pub(super) fn end(connection: &Connection, tenant: &TenantId, id: Uuid, at: Timestamp) -> Held {
    let sql = "UPDATE sessions SET ended_at = ?3 WHERE tenant = ?1 AND id = ?2 AND ended_at IS NULL";
    execute(connection, sql, params![tenant.as_str(), id.as_bytes(), at.seconds()])?;
    Ok(true)
}
