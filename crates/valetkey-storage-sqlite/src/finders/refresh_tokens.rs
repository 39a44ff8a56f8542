//! Refresh tokens.

use rusqlite::{Connection, params};
use uuid::Uuid;
use valetkey_authorization_server::{facts::RefreshFacts, record::RefreshToken};
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
    let sql = "SELECT document FROM refresh_tokens WHERE tenant = ?1 AND id = ?2";
    let token: Option<RefreshToken> =
        find_one(connection, sql, params![tenant.as_str(), id.as_bytes()], |row| document_in(row, 0))?;
    let Some(token) = token else { return Ok(None) };
    let Some(grant) = grants::grant(connection, tenant, token.grant_id)? else { return Ok(None) };
    let user = users::user(connection, tenant, &grant.user_id)?;
    Ok(Some(RefreshFacts { token, grant, user }))
}
