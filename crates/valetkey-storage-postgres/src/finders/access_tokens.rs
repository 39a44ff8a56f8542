//! Access tokens.

use tokio_postgres::Row;
use uuid::Uuid;
use valetkey_authorization_server::facts::{AccessTokenFacts, AccessTokenKey, HandleFacts, RefreshFacts};
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

/// Told apart by the columns that hold a token.
const OF_HANDLE: &str = "
    SELECT access.document, refresh.document,
        EXISTS (SELECT 1 FROM revoked_access_tokens WHERE tenant = $1 AND id = $2),
        NULL::TEXT, client.document,
        it.document, it.revoked_at, it.redeemed_refresh_token,
        person.document, person.sign_in_failure_count, person.sign_in_failure_last_at
    FROM (SELECT 1) AS one
    LEFT JOIN access_tokens AS access ON access.tenant = $1 AND access.id = $2
    LEFT JOIN refresh_tokens AS refresh ON refresh.tenant = $1 AND refresh.id = $2
    LEFT JOIN clients AS client ON client.tenant = $1 AND client.id = access.client_id
    LEFT JOIN grants AS it ON it.tenant = $1 AND it.id = coalesce(access.grant_id, refresh.grant_id)
    LEFT JOIN users AS person ON person.tenant = $1 AND person.id = coalesce(access.user_id, it.user_id)";

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

/// A handle is the name of an access token or of a refresh token, or of nothing.
pub(crate) fn of_handle(tenant: &TenantId, handle: Uuid) -> Question {
    question!(OF_HANDLE, text(tenant.as_str()), value(handle))
}

pub(crate) fn read_facts(row: &Row) -> Result<AccessTokenFacts, StorageError> {
    read_from(row, 0)
}

pub(crate) fn read_handle_facts(row: &Row) -> Result<HandleFacts, StorageError> {
    let (access, refresh) = (optional_document_in(row, 0)?, optional_document_in(row, 1)?);
    let facts = read_from(row, 2)?;
    let revoked = AccessTokenFacts { revoked: facts.revoked, ..AccessTokenFacts::default() };
    Ok(match (access, refresh, facts) {
        (Some(token), _, facts) => HandleFacts {
            access_token: AccessTokenFacts { token: Some(token), ..facts },
            refresh_token: None,
        },
        (None, Some(token), AccessTokenFacts { grant: Some(grant), user, .. }) => {
            HandleFacts { access_token: revoked, refresh_token: Some(RefreshFacts { token, grant, user }) }
        }
        (None, _, _) => HandleFacts { access_token: revoked, refresh_token: None },
    })
}

fn read_from(row: &Row, first: usize) -> Result<AccessTokenFacts, StorageError> {
    Ok(AccessTokenFacts {
        revoked: get(row, first)?,
        token: optional_document_in(row, first + 1)?,
        client: optional_document_in(row, first + 2)?,
        grant: grants::read_optional(row, first + 3)?,
        user: users::read_optional(row, first + 6)?,
    })
}
