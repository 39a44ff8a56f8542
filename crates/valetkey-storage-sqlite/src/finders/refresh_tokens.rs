//! Refresh tokens.

use rusqlite::{Connection, params};
use uuid::Uuid;
use valetkey_authorization_server::facts::RefreshFacts;
use valetkey_types::TenantId;

use super::{grants, users};
use crate::{
    failure::Failure,
    query::{document_in, find_one},
};

pub(crate) fn refresh_facts(
    connection: &Connection,
    tenant: &TenantId,
    id: Uuid,
) -> Result<Option<RefreshFacts>, Failure> {
    let sql = "SELECT tokens.document, grants.document, grants.revoked_at, grants.redeemed_refresh_token,
                   users.document, users.sign_in_failure_count, users.sign_in_failure_last_at
               FROM refresh_tokens AS tokens
               JOIN grants ON grants.tenant = ?1 AND grants.id = unhex(tokens.document ->> 'grant_id', '-')
               LEFT JOIN users ON users.tenant = ?1 AND users.id = grants.user_id
               WHERE tokens.tenant = ?1 AND tokens.id = ?2";
    let found = find_one(connection, sql, params![tenant.as_str(), id.as_bytes()], |row| {
        let Some(grant) = grants::read(row, 1)? else { return Ok(None) };
        Ok(Some(RefreshFacts { token: document_in(row, 0)?, grant, user: users::read(row, 4)? }))
    })?;
    Ok(found.flatten())
}
