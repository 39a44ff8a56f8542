//! Refresh tokens, opaque access tokens, and revoked access tokens.

use rusqlite::{Connection, params};
use uuid::Uuid;
use valetkey_authorization_server::record::{AccessToken, RefreshToken};
use valetkey_types::{TenantId, Timestamp};

use super::Held;
use crate::{document, query::execute};

pub(super) fn store_refresh_token(connection: &Connection, token: &RefreshToken) -> Held {
    let sql = "INSERT INTO refresh_tokens (tenant, id, expires_at, document) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT DO NOTHING";
    let (tenant, expires_at) = (token.tenant.as_str(), token.expires_at.seconds());
    let parameters = params![tenant, token.id.as_bytes(), expires_at, document::write(token)?];
    Ok(execute(connection, sql, parameters)? == 1)
}

pub(super) fn store_access_token(connection: &Connection, token: &AccessToken) -> Held {
    let sql = "INSERT INTO access_tokens (tenant, id, expires_at, document) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT DO NOTHING";
    let (tenant, expires_at) = (token.tenant.as_str(), token.expires_at.seconds());
    let parameters = params![tenant, token.id.as_bytes(), expires_at, document::write(token)?];
    Ok(execute(connection, sql, parameters)? == 1)
}

/// A second revocation is no surprise; it is remembered for the longer of the two times.
pub(super) fn revoke_access_token(
    connection: &Connection,
    tenant: &TenantId,
    id: Uuid,
    expires_at: Timestamp,
) -> Held {
    let sql = "INSERT INTO revoked_access_tokens (tenant, id, expires_at) VALUES (?1, ?2, ?3)
               ON CONFLICT DO UPDATE SET expires_at = max(expires_at, excluded.expires_at)";
    execute(connection, sql, params![tenant.as_str(), id.as_bytes(), expires_at.seconds()])?;
    Ok(true)
}
