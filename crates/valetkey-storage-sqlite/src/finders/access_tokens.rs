//! Access tokens.

use rusqlite::{Connection, params};
use uuid::Uuid;
use valetkey_authorization_server::facts::{AccessTokenFacts, AccessTokenKey};
use valetkey_types::TenantId;

use super::{grants, users};
use crate::{failure::Failure, query::find_one};

pub(crate) fn access_token_facts(
    connection: &Connection,
    tenant: &TenantId,
    key: AccessTokenKey,
) -> Result<AccessTokenFacts, Failure> {
    let sql = "SELECT revoked.id IS NOT NULL,
                   grants.document, grants.revoked_at, grants.redeemed_refresh_token,
                   users.document, users.sign_in_failure_count, users.sign_in_failure_last_at
               FROM (SELECT 1)
               LEFT JOIN revoked_access_tokens AS revoked ON revoked.tenant = ?1 AND revoked.id = ?2
               LEFT JOIN grants ON grants.tenant = ?1 AND grants.id = ?3
               LEFT JOIN users ON users.tenant = ?1 AND users.id = grants.user_id";
    let key = params![tenant.as_str(), key.id.as_bytes(), key.grant_id.map(Uuid::into_bytes)];
    let found = find_one(connection, sql, key, |row| {
        let (grant, user) = (grants::read(row, 1)?, users::read(row, 4)?);
        Ok(AccessTokenFacts { revoked: row.get(0)?, grant, user })
    })?;
    Ok(found.unwrap_or_default())
}
