//! Grants, for codes and refresh tokens.

use tokio_postgres::Row;
use uuid::Uuid;
use valetkey_authorization_server::{
    facts::{CodeFacts, RefreshFacts},
    record::Grant,
};
use valetkey_storage::StorageError;
use valetkey_types::{ClientId, TenantId, UserId};

use super::{Question, consents, question, users};
use crate::{
    parameter::{text, value},
    row::{get, moment_in, optional_document_in},
};

pub(crate) fn of_code(tenant: &TenantId, grant: Uuid, user: &UserId, client: &ClientId) -> Question {
    question!(
        "SELECT it.document, it.revoked_at, it.redeemed_refresh_token,
             person.document, person.sign_in_failure_count, person.sign_in_failure_last_at,
             consent.document, consent.revision
         FROM (SELECT 1) AS one
         LEFT JOIN grants AS it ON it.tenant = $1 AND it.id = $2
         LEFT JOIN users AS person ON person.tenant = $1 AND person.id = $3
         LEFT JOIN consents AS consent
             ON consent.tenant = $1 AND consent.user_id = $3 AND consent.client_id = $4",
        text(tenant.as_str()),
        value(grant),
        text(user.as_str()),
        text(client.as_str()),
    )
}

pub(crate) fn read_code_facts(row: &Row) -> Result<CodeFacts, StorageError> {
    let (grant, user) = (read_optional(row, 0)?, users::read_optional(row, 3)?);
    Ok(CodeFacts { grant, user, consent: consents::read_optional(row, 6)? })
}

pub(crate) fn of_refresh_token(tenant: &TenantId, grant: Uuid) -> Question {
    question!(
        "SELECT it.document, it.revoked_at, it.redeemed_refresh_token,
             person.document, person.sign_in_failure_count, person.sign_in_failure_last_at
         FROM grants AS it
         LEFT JOIN users AS person ON person.tenant = it.tenant AND person.id = it.user_id
         WHERE it.tenant = $1 AND it.id = $2",
        text(tenant.as_str()),
        value(grant),
    )
}

pub(crate) fn read_refresh_facts(row: &Row) -> Result<Option<RefreshFacts>, StorageError> {
    let user = users::read_optional(row, 3)?;
    Ok(read_optional(row, 0)?.map(|grant| RefreshFacts { grant, user }))
}

/// From the columns `document, revoked_at, redeemed_refresh_token`, beginning at this one.
pub(crate) fn read_optional(row: &Row, column: usize) -> Result<Option<Grant>, StorageError> {
    let Some(mut grant) = optional_document_in::<Grant>(row, column)? else { return Ok(None) };
    grant.revoked_at = moment_in(row, column + 1)?;
    grant.redeemed_refresh_token = get(row, column + 2)?;
    Ok(Some(grant))
}
