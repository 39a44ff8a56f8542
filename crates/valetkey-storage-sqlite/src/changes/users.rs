//! People.

use rusqlite::{Connection, params};
use valetkey_accounts::{SignInFailures, User};
use valetkey_types::{TenantId, Timestamp, UserId};

use super::{Held, grants};
use crate::{document, failure::Failure, query::execute};

pub(super) fn add(connection: &Connection, user: &User) -> Held {
    let sql = "INSERT INTO users (tenant, id, username_key, email_key, sign_in_failure_count,
                   sign_in_failure_last_at, document)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING";
    Ok(write(connection, sql, user)? == 1)
}

/// A name that is somebody else's leaves the row as it is; the counter of wrong passwords stays in any case.
pub(super) fn replace(connection: &Connection, user: &User) -> Held {
    let sql = "UPDATE OR IGNORE users SET username_key = ?3, email_key = ?4, document = ?7
               WHERE tenant = ?1 AND id = ?2";
    Ok(write(connection, sql, user)? == 1)
}

pub(super) fn remove(connection: &Connection, tenant: &TenantId, id: &UserId, at: Timestamp) -> Held {
    let key = params![tenant.as_str(), id.as_str()];
    let removed = execute(connection, "DELETE FROM users WHERE tenant = ?1 AND id = ?2", key)?;
    execute(connection, "DELETE FROM consents WHERE tenant = ?1 AND user_id = ?2", key)?;
    execute(connection, "DELETE FROM sessions WHERE tenant = ?1 AND user_id = ?2", key)?;
    grants::revoke_of_user(connection, tenant, id, at)?;
    Ok(removed == 1)
}

/// Nothing is counted for somebody who is unknown.
pub(super) fn count_failure(connection: &Connection, tenant: &TenantId, id: &UserId, at: Timestamp) -> Held {
    let sql = "UPDATE users SET sign_in_failure_count = min(sign_in_failure_count + 1, 4294967295),
                   sign_in_failure_last_at = ?3
               WHERE tenant = ?1 AND id = ?2";
    execute(connection, sql, params![tenant.as_str(), id.as_str(), at.seconds()])?;
    Ok(true)
}

pub(super) fn reset_failures(
    connection: &Connection,
    tenant: &TenantId,
    id: &UserId,
    expected: &SignInFailures,
) -> Held {
    let sql = "UPDATE users SET sign_in_failure_count = 0, sign_in_failure_last_at = NULL
               WHERE tenant = ?1 AND id = ?2 AND sign_in_failure_count = ?3 AND sign_in_failure_last_at IS ?4";
    let last_at = expected.last_at.map(Timestamp::seconds);
    let changed = execute(connection, sql, params![tenant.as_str(), id.as_str(), expected.count, last_at])?;
    Ok(changed == 1)
}

fn write(connection: &Connection, sql: &str, user: &User) -> Result<usize, Failure> {
    let parameters = params![
        user.tenant.as_str(),
        user.id.as_str(),
        user.username.to_ascii_lowercase(),
        user.email.as_ref().map(|email| email.to_ascii_lowercase()),
        user.sign_in_failures.count,
        user.sign_in_failures.last_at.map(Timestamp::seconds),
        document::write(user)?,
    ];
    execute(connection, sql, parameters)
}
