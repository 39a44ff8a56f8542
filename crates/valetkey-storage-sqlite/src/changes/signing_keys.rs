//! Signing keys.

use rusqlite::{Connection, params};
use valetkey_authorization_server::record::SigningKeyRecord;
use valetkey_types::TenantId;

use super::Held;
use crate::{document, query::execute};

pub(super) fn put(connection: &Connection, key: &SigningKeyRecord) -> Held {
    let sql = "INSERT INTO signing_keys (tenant, kid, created_at, document) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT DO UPDATE SET created_at = excluded.created_at, document = excluded.document";
    let (tenant, created_at) = (key.tenant.as_str(), key.created_at.seconds());
    execute(connection, sql, params![tenant, key.kid, created_at, document::write(key)?])?;
    Ok(true)
}

pub(super) fn remove(connection: &Connection, tenant: &TenantId, kid: &str) -> Held {
    let sql = "DELETE FROM signing_keys WHERE tenant = ?1 AND kid = ?2";
    execute(connection, sql, params![tenant.as_str(), kid])?;
    Ok(true)
}
