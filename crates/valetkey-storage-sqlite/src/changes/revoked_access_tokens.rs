//! Revoked access tokens.

use rusqlite::{Connection, params};
use uuid::Uuid;
use valetkey_types::{TenantId, Timestamp};

use super::Held;
use crate::query::execute;

/// A second revocation is no surprise; it is remembered for the longer of the two times.
pub(super) fn revoke(connection: &Connection, tenant: &TenantId, id: Uuid, expires_at: Timestamp) -> Held {
    let sql = "INSERT INTO revoked_access_tokens (tenant, id, expires_at) VALUES (?1, ?2, ?3)
               ON CONFLICT DO UPDATE SET expires_at = max(expires_at, excluded.expires_at)";
    execute(connection, sql, params![tenant.as_str(), id.as_bytes(), expires_at.seconds()])?;
    Ok(true)
}
