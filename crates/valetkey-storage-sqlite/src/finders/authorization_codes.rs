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
    let sql = "SELECT codes.document, codes.used_at,
                   users.document, users.sign_in_failure_count, users.sign_in_failure_last_at
               FROM authorization_codes AS codes
               LEFT JOIN users ON users.tenant = ?1 AND users.id = codes.document ->> 'user_id'
               WHERE codes.tenant = ?1 AND codes.id = ?2";
    find_one(connection, sql, params![tenant.as_str(), id.as_bytes()], |row| {
        Ok(CodeFacts { code: read(row)?, user: users::read(row, 2)? })
    })
}

/// From the columns `document, used_at`.
pub(super) fn read(row: &Row<'_>) -> Result<AuthorizationCode, Failure> {
    let mut code: AuthorizationCode = document_in(row, 0)?;
    code.used_at = row.get::<_, Option<i64>>(1)?.map(Timestamp);
    Ok(code)
}
