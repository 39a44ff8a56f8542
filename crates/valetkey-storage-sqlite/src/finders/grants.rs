//! Grants, for codes and refresh tokens.

use rusqlite::{Connection, Row, params};
use uuid::Uuid;
use valetkey_authorization_server::{
    facts::{CodeFacts, RefreshFacts},
    record::Grant,
};
use valetkey_types::{ClientId, TenantId, Timestamp, UserId};

use super::{consents, users};
use crate::{
    failure::Failure,
    query::{document_if_any, find_one},
};

pub(crate) fn code_facts(
    connection: &Connection,
    tenant: &TenantId,
    grant: Uuid,
    user: &UserId,
    client: &ClientId,
) -> Result<CodeFacts, Failure> {
    let sql = "SELECT grants.document, grants.revoked_at, grants.redeemed_refresh_token,
                   users.document, users.sign_in_failure_count, users.sign_in_failure_last_at,
                   consents.document, consents.revision
               FROM (SELECT 1)
               LEFT JOIN grants ON grants.tenant = ?1 AND grants.id = ?2
               LEFT JOIN users ON users.tenant = ?1 AND users.id = ?3
               LEFT JOIN consents
                   ON consents.tenant = ?1 AND consents.user_id = ?3 AND consents.client_id = ?4";
    let key = params![tenant.as_str(), grant.as_bytes(), user.as_str(), client.as_str()];
    let found = find_one(connection, sql, key, |row| {
        Ok(CodeFacts {
            grant: read(row, 0)?,
            user: users::read(row, 3)?,
            consent: consents::read_if_any(row, 6)?,
        })
    })?;
    Ok(found.unwrap_or_default())
}

pub(crate) fn refresh_facts(
    connection: &Connection,
    tenant: &TenantId,
    grant: Uuid,
) -> Result<Option<RefreshFacts>, Failure> {
    let sql = "SELECT grants.document, grants.revoked_at, grants.redeemed_refresh_token,
                   users.document, users.sign_in_failure_count, users.sign_in_failure_last_at
               FROM grants
               LEFT JOIN users ON users.tenant = ?1 AND users.id = grants.user_id
               WHERE grants.tenant = ?1 AND grants.id = ?2";
    let found = find_one(connection, sql, params![tenant.as_str(), grant.as_bytes()], |row| {
        let user = users::read(row, 3)?;
        Ok(read(row, 0)?.map(|grant| RefreshFacts { grant, user }))
    })?;
    Ok(found.flatten())
}

/// The grant in three columns from this one on: `document, revoked_at, redeemed_refresh_token`.
pub(super) fn read(row: &Row<'_>, first: usize) -> Result<Option<Grant>, Failure> {
    let Some(mut grant) = document_if_any::<Grant>(row, first)? else { return Ok(None) };
    grant.revoked_at = row.get::<_, Option<i64>>(first + 1)?.map(Timestamp);
    grant.redeemed_refresh_token = row.get::<_, Option<[u8; 16]>>(first + 2)?.map(Uuid::from_bytes);
    Ok(Some(grant))
}
