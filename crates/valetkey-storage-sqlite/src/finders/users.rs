//! People.

use rusqlite::{Connection, Row, params};
use valetkey_accounts::{SignInFailures, User};
use valetkey_types::{TenantId, Timestamp, UserId};

use crate::{
    failure::Failure,
    query::{document_if_any, find_one},
};

pub(crate) fn user(connection: &Connection, tenant: &TenantId, id: &UserId) -> Result<Option<User>, Failure> {
    let sql = "SELECT document, sign_in_failure_count, sign_in_failure_last_at FROM users
               WHERE tenant = ?1 AND id = ?2";
    let found = find_one(connection, sql, params![tenant.as_str(), id.as_str()], |row| read(row, 0))?;
    Ok(found.flatten())
}

pub(crate) fn user_by_sign_in_name(
    connection: &Connection,
    tenant: &TenantId,
    name: &str,
) -> Result<Option<User>, Failure> {
    let sql = "SELECT document, sign_in_failure_count, sign_in_failure_last_at FROM users
               WHERE tenant = ?1 AND (username_key = ?2 OR email_key = ?2)
               ORDER BY username_key = ?2 DESC LIMIT 1";
    let name = name.to_ascii_lowercase();
    let found = find_one(connection, sql, params![tenant.as_str(), name], |row| read(row, 0))?;
    Ok(found.flatten())
}

/// The person in three columns from this one on: `document, sign_in_failure_count, sign_in_failure_last_at`.
pub(super) fn read(row: &Row<'_>, first: usize) -> Result<Option<User>, Failure> {
    let Some(mut user) = document_if_any::<User>(row, first)? else { return Ok(None) };
    let last_at = row.get::<_, Option<i64>>(first + 2)?.map(Timestamp);
    user.sign_in_failures = SignInFailures { count: row.get(first + 1)?, last_at };
    Ok(Some(user))
}
