//! Grants.

use rusqlite::{Connection, Row, params};
use uuid::Uuid;
use valetkey_authorization_server::record::Grant;
use valetkey_types::{TenantId, Timestamp};

use crate::{
    failure::Failure,
    query::{document_in, find_one},
};

pub(super) fn grant(connection: &Connection, tenant: &TenantId, id: Uuid) -> Result<Option<Grant>, Failure> {
    let sql = "SELECT document, revoked_at, redeemed_refresh_token FROM grants WHERE tenant = ?1 AND id = ?2";
    find_one(connection, sql, params![tenant.as_str(), id.as_bytes()], read)
}

/// From the columns `document, revoked_at, redeemed_refresh_token`.
pub(super) fn read(row: &Row<'_>) -> Result<Grant, Failure> {
    let mut grant: Grant = document_in(row, 0)?;
    grant.revoked_at = row.get::<_, Option<i64>>(1)?.map(Timestamp);
    grant.redeemed_refresh_token = row.get::<_, Option<[u8; 16]>>(2)?.map(Uuid::from_bytes);
    Ok(grant)
}
