//! Authorization codes.

use rusqlite::{Connection, Row, params};
use uuid::Uuid;
use valetkey_authorization_server::{facts::CodeFacts, record::AuthorizationCode};
use valetkey_types::{TenantId, Timestamp};

use super::users;
use crate::{
    failure::Failure,
    query::{document_in, find_one},
};

pub(crate) fn code_facts(
    connection: &Connection,
    tenant: &TenantId,
    id: Uuid,
) -> Result<Option<CodeFacts>, Failure> {
    let sql = "SELECT document, used_at FROM authorization_codes WHERE tenant = ?1 AND id = ?2";
    let code = find_one(connection, sql, params![tenant.as_str(), id.as_bytes()], read)?;
    let Some(code) = code else { return Ok(None) };
    let user = users::user(connection, tenant, &code.user_id)?;
    Ok(Some(CodeFacts { code, user }))
}

/// From the columns `document, used_at`.
pub(super) fn read(row: &Row<'_>) -> Result<AuthorizationCode, Failure> {
    let mut code: AuthorizationCode = document_in(row, 0)?;
    code.used_at = row.get::<_, Option<i64>>(1)?.map(Timestamp);
    Ok(code)
}
