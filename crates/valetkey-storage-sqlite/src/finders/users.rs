//! People.

use rusqlite::{Connection, Row, params};
use valetkey_accounts::{SignInFailures, User};
use valetkey_types::{TenantId, Timestamp, UserId};

use crate::{
    failure::Failure,
    query::{document_in, find_all, find_one},
};

pub(crate) fn user(connection: &Connection, tenant: &TenantId, id: &UserId) -> Result<Option<User>, Failure> {
    let sql = "SELECT document, sign_in_failure_count, sign_in_failure_last_at FROM users
               WHERE tenant = ?1 AND id = ?2";
    find_one(connection, sql, params![tenant.as_str(), id.as_str()], read)
}

pub(crate) fn user_by_sign_in_name(
    connection: &Connection,
    tenant: &TenantId,
    name: &str,
) -> Result<Option<User>, Failure> {
    let name = name.to_ascii_lowercase();
    let by_username = "SELECT document, sign_in_failure_count, sign_in_failure_last_at FROM users
                       WHERE tenant = ?1 AND username_key = ?2";
    if let Some(user) = find_one(connection, by_username, params![tenant.as_str(), name], read)? {
        return Ok(Some(user));
    }
    let by_email = "SELECT document, sign_in_failure_count, sign_in_failure_last_at FROM users
                    WHERE tenant = ?1 AND email_key = ?2";
    find_one(connection, by_email, params![tenant.as_str(), name], read)
}

pub(crate) fn users(connection: &Connection, tenant: &TenantId) -> Result<Vec<User>, Failure> {
    let sql = "SELECT document, sign_in_failure_count, sign_in_failure_last_at FROM users
               WHERE tenant = ?1 ORDER BY username_key";
    find_all(connection, sql, params![tenant.as_str()], read)
}

pub(super) fn read(row: &Row<'_>) -> Result<User, Failure> {
    let mut user: User = document_in(row, 0)?;
    user.sign_in_failures =
        SignInFailures { count: row.get(1)?, last_at: row.get::<_, Option<i64>>(2)?.map(Timestamp) };
    Ok(user)
}
