//! Refresh tokens.

use tokio_postgres::Row;
use uuid::Uuid;
use valetkey_authorization_server::facts::RefreshFacts;
use valetkey_storage::StorageError;
use valetkey_types::TenantId;

use super::{Question, grants, question, users};
use crate::{
    parameter::{text, value},
    row::document_in,
};

pub(crate) fn facts(tenant: &TenantId, id: Uuid) -> Question {
    question!(
        "SELECT token.document,
             it.document, it.revoked_at, it.redeemed_refresh_token,
             person.document, person.sign_in_failure_count, person.sign_in_failure_last_at
         FROM refresh_tokens AS token
         JOIN grants AS it ON it.tenant = token.tenant AND it.id = token.grant_id
         LEFT JOIN users AS person ON person.tenant = it.tenant AND person.id = it.user_id
         WHERE token.tenant = $1 AND token.id = $2",
        text(tenant.as_str()),
        value(id),
    )
}

pub(crate) fn read_facts(row: &Row) -> Result<Option<RefreshFacts>, StorageError> {
    let Some(grant) = grants::read_optional(row, 1)? else { return Ok(None) };
    Ok(Some(RefreshFacts { token: document_in(row, 0)?, grant, user: users::read_optional(row, 4)? }))
}
