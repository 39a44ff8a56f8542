//! Signing keys.

use rusqlite::{Connection, params};
use valetkey_authorization_server::record::SigningKeyRecord;
use valetkey_types::TenantId;

use crate::{
    failure::Failure,
    query::{document_in, find_all},
};

pub(crate) fn signing_keys(
    connection: &Connection,
    tenant: &TenantId,
) -> Result<Vec<SigningKeyRecord>, Failure> {
    let sql = "SELECT document FROM signing_keys WHERE tenant = ?1 ORDER BY created_at, kid";
    find_all(connection, sql, params![tenant.as_str()], |row| document_in(row, 0))
}
