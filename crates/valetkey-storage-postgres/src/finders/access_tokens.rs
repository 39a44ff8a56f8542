//! Access tokens.

use tokio_postgres::Row;
use valetkey_authorization_server::facts::{AccessTokenFacts, AccessTokenKey};
use valetkey_storage::StorageError;
use valetkey_types::TenantId;

use super::{Question, grants, question, users};
use crate::{
    parameter::{text, value},
    row::get,
};

pub(crate) fn facts(tenant: &TenantId, key: AccessTokenKey) -> Question {
    question!(
        "SELECT EXISTS (SELECT 1 FROM revoked_access_tokens WHERE tenant = $1 AND id = $2),
             it.document, it.revoked_at, it.redeemed_refresh_token,
             person.document, person.sign_in_failure_count, person.sign_in_failure_last_at
         FROM (SELECT 1) AS one
         LEFT JOIN grants AS it ON it.tenant = $1 AND it.id = $3
         LEFT JOIN users AS person ON person.tenant = $1 AND person.id = it.user_id",
        text(tenant.as_str()),
        value(key.id),
        value(key.grant_id),
    )
}

pub(crate) fn read_facts(row: &Row) -> Result<AccessTokenFacts, StorageError> {
    Ok(AccessTokenFacts {
        revoked: get(row, 0)?,
        grant: grants::read_optional(row, 1)?,
        user: users::read_optional(row, 4)?,
    })
}
