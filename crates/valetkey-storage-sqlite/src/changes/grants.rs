//! Grants, their revocation, and the refresh token redeemed last. The first revocation keeps its time.

use rusqlite::{Connection, params};
use uuid::Uuid;
use valetkey_authorization_server::record::Grant;
use valetkey_types::{ClientId, TenantId, Timestamp, UserId};

use super::Held;
use crate::{document, query::execute};

pub(super) fn store(connection: &Connection, grant: &Grant) -> Held {
    let sql = "INSERT INTO grants (tenant, id, sid, user_id, client_id, offline, expires_at, revoked_at,
                   redeemed_refresh_token, document)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT DO NOTHING";
    let parameters = params![
        grant.tenant.as_str(),
        grant.id.as_bytes(),
        grant.sid.as_bytes(),
        grant.user_id.as_str(),
        grant.client_id.as_str(),
        grant.is_offline(),
        grant.expires_at.seconds(),
        grant.revoked_at.map(Timestamp::seconds),
        grant.redeemed_refresh_token.map(Uuid::into_bytes),
        document::write(grant)?,
    ];
    Ok(execute(connection, sql, parameters)? == 1)
}

pub(super) fn revoke(connection: &Connection, tenant: &TenantId, id: Uuid, at: Timestamp) -> Held {
    let sql = "UPDATE grants SET revoked_at = ?1 WHERE tenant = ?2 AND id = ?3 AND revoked_at IS NULL";
    execute(connection, sql, params![at.seconds(), tenant.as_str(), id.as_bytes()])?;
    Ok(true)
}

pub(super) fn revoke_of_session(
    connection: &Connection,
    tenant: &TenantId,
    sid: Uuid,
    at: Timestamp,
) -> Held {
    let sql = "UPDATE grants SET revoked_at = ?1
               WHERE tenant = ?2 AND sid = ?3 AND offline = 0 AND revoked_at IS NULL";
    execute(connection, sql, params![at.seconds(), tenant.as_str(), sid.as_bytes()])?;
    Ok(true)
}

pub(super) fn revoke_of_consent(
    connection: &Connection,
    tenant: &TenantId,
    user_id: &UserId,
    client_id: &ClientId,
    at: Timestamp,
) -> Held {
    let sql = "UPDATE grants SET revoked_at = ?1
               WHERE tenant = ?2 AND user_id = ?3 AND client_id = ?4 AND revoked_at IS NULL";
    execute(connection, sql, params![at.seconds(), tenant.as_str(), user_id.as_str(), client_id.as_str()])?;
    Ok(true)
}

pub(super) fn revoke_of_client(
    connection: &Connection,
    tenant: &TenantId,
    id: &ClientId,
    at: Timestamp,
) -> Held {
    let sql = "UPDATE grants SET revoked_at = ?1 WHERE tenant = ?2 AND client_id = ?3 AND revoked_at IS NULL";
    execute(connection, sql, params![at.seconds(), tenant.as_str(), id.as_str()])?;
    Ok(true)
}

pub(super) fn revoke_of_user(connection: &Connection, tenant: &TenantId, id: &UserId, at: Timestamp) -> Held {
    let sql = "UPDATE grants SET revoked_at = ?1 WHERE tenant = ?2 AND user_id = ?3 AND revoked_at IS NULL";
    execute(connection, sql, params![at.seconds(), tenant.as_str(), id.as_str()])?;
    Ok(true)
}

pub(super) fn redeem(
    connection: &Connection,
    tenant: &TenantId,
    id: Uuid,
    expected: Option<Uuid>,
    redeemed: Uuid,
) -> Held {
    let sql = "UPDATE grants SET redeemed_refresh_token = ?4
               WHERE tenant = ?1 AND id = ?2 AND revoked_at IS NULL AND redeemed_refresh_token IS ?3";
    let expected = expected.map(Uuid::into_bytes);
    let parameters = params![tenant.as_str(), id.as_bytes(), expected, redeemed.as_bytes()];
    Ok(execute(connection, sql, parameters)? == 1)
}
