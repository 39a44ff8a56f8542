//! Access tokens.

use rusqlite::{Connection, params};
use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_authorization_server::{
    facts::{AccessTokenFacts, AccessTokenKey},
    record::{AccessToken, Client, Grant},
};
use valetkey_types::{ClientId, TenantId, UserId};

use super::{clients, grants, users};
use crate::{
    failure::Failure,
    query::{document_in, find_one},
};

pub(crate) fn access_token_facts(
    connection: &Connection,
    tenant: &TenantId,
    key: &AccessTokenKey,
) -> Result<AccessTokenFacts, Failure> {
    match key {
        AccessTokenKey::Opaque(id) => {
            let revoked = is_revoked(connection, tenant, *id)?;
            let Some(token) = access_token(connection, tenant, *id)? else {
                return Ok(AccessTokenFacts { revoked, ..AccessTokenFacts::default() });
            };
            let (grant, client, user) =
                related(connection, tenant, token.grant_id, &token.client_id, token.user_id.as_ref())?;
            Ok(AccessTokenFacts { token: Some(token), grant, client, user, revoked })
        }
        AccessTokenKey::Jwt { id, grant_id, client_id, user_id } => {
            let revoked = is_revoked(connection, tenant, *id)?;
            let (grant, client, user) = related(connection, tenant, *grant_id, client_id, user_id.as_ref())?;
            Ok(AccessTokenFacts { token: None, grant, client, user, revoked })
        }
    }
}

type Related = (Option<Grant>, Option<Client>, Option<User>);

/// What a token rests on, where it still exists.
fn related(
    connection: &Connection,
    tenant: &TenantId,
    grant_id: Option<Uuid>,
    client_id: &ClientId,
    user_id: Option<&UserId>,
) -> Result<Related, Failure> {
    let grant = grant_id.map(|id| grants::grant(connection, tenant, id)).transpose()?.flatten();
    let client = clients::client(connection, tenant, client_id)?;
    let user = user_id.map(|id| users::user(connection, tenant, id)).transpose()?.flatten();
    Ok((grant, client, user))
}

fn access_token(
    connection: &Connection,
    tenant: &TenantId,
    id: Uuid,
) -> Result<Option<AccessToken>, Failure> {
    let sql = "SELECT document FROM access_tokens WHERE tenant = ?1 AND id = ?2";
    find_one(connection, sql, params![tenant.as_str(), id.as_bytes()], |row| document_in(row, 0))
}

fn is_revoked(connection: &Connection, tenant: &TenantId, id: Uuid) -> Result<bool, Failure> {
    let sql = "SELECT 1 FROM revoked_access_tokens WHERE tenant = ?1 AND id = ?2";
    let found = find_one(connection, sql, params![tenant.as_str(), id.as_bytes()], |_| Ok(()))?;
    Ok(found.is_some())
}
