//! Access tokens.

use tokio_postgres::Row;
use valetkey_authorization_server::facts::{AccessTokenFacts, AccessTokenKey};
use valetkey_storage::StorageError;
use valetkey_types::{TenantId, UserId};

use super::{Question, grants, question, users};
use crate::{
    parameter::{optional_text, text, value},
    row::{get, optional_document_in},
};

const OF_OPAQUE: &str = "
    SELECT EXISTS (SELECT 1 FROM revoked_access_tokens WHERE tenant = $1 AND id = $2),
        token.document, client.document,
        it.document, it.revoked_at, it.redeemed_refresh_token,
        person.document, person.sign_in_failure_count, person.sign_in_failure_last_at
    FROM (SELECT 1) AS one
    LEFT JOIN access_tokens AS token ON token.tenant = $1 AND token.id = $2
    LEFT JOIN clients AS client ON client.tenant = $1 AND client.id = token.client_id
    LEFT JOIN grants AS it ON it.tenant = $1 AND it.id = token.grant_id
    LEFT JOIN users AS person ON person.tenant = $1 AND person.id = token.user_id";

const OF_JWT: &str = "
    SELECT EXISTS (SELECT 1 FROM revoked_access_tokens WHERE tenant = $1 AND id = $2),
        NULL::TEXT, client.document,
        it.document, it.revoked_at, it.redeemed_refresh_token,
        person.document, person.sign_in_failure_count, person.sign_in_failure_last_at
    FROM (SELECT 1) AS one
    LEFT JOIN clients AS client ON client.tenant = $1 AND client.id = $4
    LEFT JOIN grants AS it ON it.tenant = $1 AND it.id = $3
    LEFT JOIN users AS person ON person.tenant = $1 AND person.id = $5";

pub(crate) fn facts(tenant: &TenantId, key: &AccessTokenKey) -> Question {
    match key {
        AccessTokenKey::Opaque(id) => question!(OF_OPAQUE, text(tenant.as_str()), value(*id)),
        AccessTokenKey::Jwt { id, grant_id, client_id, user_id } => question!(
            OF_JWT,
            text(tenant.as_str()),
            value(*id),
            value(*grant_id),
            text(client_id.as_str()),
            optional_text(user_id.as_ref().map(UserId::as_str)),
        ),
    }
}

pub(crate) fn read_facts(row: &Row) -> Result<AccessTokenFacts, StorageError> {
    Ok(AccessTokenFacts {
        revoked: get(row, 0)?,
        token: optional_document_in(row, 1)?,
        client: optional_document_in(row, 2)?,
        grant: grants::read_optional(row, 3)?,
        user: users::read_optional(row, 6)?,
    })
}
