//! Authorization codes.

use tokio_postgres::Row;
use uuid::Uuid;
use valetkey_authorization_server::{facts::CodeFacts, record::AuthorizationCode};
use valetkey_storage::StorageError;
use valetkey_types::TenantId;

use super::{Question, question, users};
use crate::{
    parameter::{text, value},
    row::{document_in, moment_in},
};

pub(crate) fn facts(tenant: &TenantId, id: Uuid) -> Question {
    question!(
        "SELECT code.document, code.used_at,
             person.document, person.sign_in_failure_count, person.sign_in_failure_last_at
         FROM authorization_codes AS code
         LEFT JOIN users AS person ON person.tenant = code.tenant AND person.id = code.user_id
         WHERE code.tenant = $1 AND code.id = $2",
        text(tenant.as_str()),
        value(id),
    )
}

pub(crate) fn read_facts(row: &Row) -> Result<CodeFacts, StorageError> {
    Ok(CodeFacts { code: read(row)?, user: users::read_optional(row, 2)? })
}

/// From the columns `document, used_at`, which come first.
pub(crate) fn read(row: &Row) -> Result<AuthorizationCode, StorageError> {
    let mut code: AuthorizationCode = document_in(row, 0)?;
    code.used_at = moment_in(row, 1)?;
    Ok(code)
}
