//! Access tokens.

use rusqlite::{Connection, Row, params};
use uuid::Uuid;
use valetkey_authorization_server::facts::{AccessTokenFacts, AccessTokenKey, HandleFacts, RefreshFacts};
use valetkey_types::{ClientId, TenantId, UserId};

use super::{grants, users};
use crate::{
    failure::Failure,
    query::{document_if_any, find_one},
};

pub(crate) fn access_token_facts(
    connection: &Connection,
    tenant: &TenantId,
    key: &AccessTokenKey,
) -> Result<AccessTokenFacts, Failure> {
    match key {
        AccessTokenKey::Opaque(id) => Ok(handle_facts(connection, tenant, *id)?.access_token),
        AccessTokenKey::Jwt { id, grant_id, client_id, user_id } => {
            of_jwt(connection, tenant, *id, *grant_id, client_id, user_id.as_ref())
        }
    }
}

fn of_jwt(
    connection: &Connection,
    tenant: &TenantId,
    id: Uuid,
    grant_id: Option<Uuid>,
    client_id: &ClientId,
    user_id: Option<&UserId>,
) -> Result<AccessTokenFacts, Failure> {
    let sql = "SELECT revoked.id IS NOT NULL, clients.document,
                   grants.document, grants.revoked_at, grants.redeemed_refresh_token,
                   users.document, users.sign_in_failure_count, users.sign_in_failure_last_at
               FROM (SELECT 1)
               LEFT JOIN revoked_access_tokens AS revoked ON revoked.tenant = ?1 AND revoked.id = ?2
               LEFT JOIN grants ON grants.tenant = ?1 AND grants.id = ?3
               LEFT JOIN clients ON clients.tenant = ?1 AND clients.id = ?4
               LEFT JOIN users ON users.tenant = ?1 AND users.id = ?5";
    let key = params![
        tenant.as_str(),
        id.as_bytes(),
        grant_id.map(Uuid::into_bytes),
        client_id.as_str(),
        user_id.map(UserId::as_str),
    ];
    Ok(find_one(connection, sql, key, |row| read(row, 0))?.unwrap_or_default())
}

/// A handle is the name of an access token or of a refresh token, or of nothing.
pub(crate) fn handle_facts(
    connection: &Connection,
    tenant: &TenantId,
    id: Uuid,
) -> Result<HandleFacts, Failure> {
    let sql = "SELECT access.document, refresh.document, revoked.id IS NOT NULL, clients.document,
                   grants.document, grants.revoked_at, grants.redeemed_refresh_token,
                   users.document, users.sign_in_failure_count, users.sign_in_failure_last_at
               FROM (SELECT 1)
               LEFT JOIN access_tokens AS access ON access.tenant = ?1 AND access.id = ?2
               LEFT JOIN refresh_tokens AS refresh ON refresh.tenant = ?1 AND refresh.id = ?2
               LEFT JOIN revoked_access_tokens AS revoked ON revoked.tenant = ?1 AND revoked.id = ?2
               LEFT JOIN clients ON clients.tenant = ?1 AND clients.id = access.document ->> 'client_id'
               LEFT JOIN grants ON grants.tenant = ?1
                   AND grants.id = unhex(coalesce(access.document, refresh.document) ->> 'grant_id', '-')
               LEFT JOIN users ON users.tenant = ?1
                   AND users.id = coalesce(access.document ->> 'user_id', grants.user_id)";
    let found = find_one(connection, sql, params![tenant.as_str(), id.as_bytes()], |row| {
        let (access, refresh) = (document_if_any(row, 0)?, document_if_any(row, 1)?);
        let facts = read(row, 2)?;
        Ok(match (access, refresh, facts) {
            (Some(token), _, facts) => HandleFacts {
                access_token: AccessTokenFacts { token: Some(token), ..facts },
                refresh_token: None,
            },
            (None, Some(token), AccessTokenFacts { grant: Some(grant), user, revoked, .. }) => HandleFacts {
                access_token: AccessTokenFacts { revoked, ..AccessTokenFacts::default() },
                refresh_token: Some(RefreshFacts { token, grant, user }),
            },
            (None, _, facts) => HandleFacts {
                access_token: AccessTokenFacts { revoked: facts.revoked, ..AccessTokenFacts::default() },
                refresh_token: None,
            },
        })
    })?;
    Ok(found.unwrap_or_default())
}

/// All but the token, in eight columns from this one on.
fn read(row: &Row<'_>, first: usize) -> Result<AccessTokenFacts, Failure> {
    Ok(AccessTokenFacts {
        token: None,
        revoked: row.get(first)?,
        client: document_if_any(row, first + 1)?,
        grant: grants::read(row, first + 2)?,
        user: users::read(row, first + 5)?,
    })
}
