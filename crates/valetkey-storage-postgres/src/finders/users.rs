//! People.

use tokio_postgres::Row;
use valetkey_accounts::{SignInFailures, User};
use valetkey_storage::StorageError;
use valetkey_types::{TenantId, UserId};

use super::{Question, question};
use crate::{
    failure::out_of_range,
    parameter::text,
    row::{get, moment_in, optional_document_in},
};

pub(crate) fn user(tenant: &TenantId, id: &UserId) -> Question {
    question!(
        "SELECT document, sign_in_failure_count, sign_in_failure_last_at FROM users
         WHERE tenant = $1 AND id = $2",
        text(tenant.as_str()),
        text(id.as_str()),
    )
}

/// The one with this username comes first.
pub(crate) fn by_sign_in_name(tenant: &TenantId, name: &str) -> Question {
    question!(
        "SELECT document, sign_in_failure_count, sign_in_failure_last_at FROM users
         WHERE tenant = $1 AND (username_key = $2 OR email_key = $2)
         ORDER BY username_key <> $2 LIMIT 1",
        text(tenant.as_str()),
        text(&name.to_ascii_lowercase()),
    )
}

/// From the columns `document, sign_in_failure_count, sign_in_failure_last_at`, beginning at this one.
pub(crate) fn read_optional(row: &Row, column: usize) -> Result<Option<User>, StorageError> {
    let Some(mut user) = optional_document_in::<User>(row, column)? else { return Ok(None) };
    let count: i64 = get(row, column + 1)?;
    let count = u32::try_from(count).map_err(|_| out_of_range("sign_in_failure_count", count))?;
    user.sign_in_failures = SignInFailures { count, last_at: moment_in(row, column + 2)? };
    Ok(Some(user))
}

/// The same when nothing stands before them.
pub(crate) fn read(row: &Row) -> Result<Option<User>, StorageError> {
    read_optional(row, 0)
}
