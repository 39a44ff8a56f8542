//! Authorization codes.

use rusqlite::{Connection, params};
use uuid::Uuid;
use valetkey_authorization_server::record::AuthorizationCode;
use valetkey_types::{TenantId, Timestamp};

use super::Held;
use crate::{document, query::execute};

pub(super) fn store(connection: &Connection, code: &AuthorizationCode) -> Held {
    let sql = "INSERT INTO authorization_codes (tenant, id, expires_at, used_at, document)
               VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING";
    let parameters = params![
        code.tenant.as_str(),
        code.id.as_bytes(),
        code.expires_at.seconds(),
        code.used_at.map(Timestamp::seconds),
        document::write(code)?,
    ];
    Ok(execute(connection, sql, parameters)? == 1)
}

pub(super) fn consume(connection: &Connection, tenant: &TenantId, id: Uuid, at: Timestamp) -> Held {
    let sql = "UPDATE authorization_codes SET used_at = ?3 WHERE tenant = ?1 AND id = ?2 AND used_at IS NULL";
    Ok(execute(connection, sql, params![tenant.as_str(), id.as_bytes(), at.seconds()])? == 1)
}
