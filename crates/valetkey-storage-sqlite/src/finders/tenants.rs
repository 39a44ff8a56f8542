//! Tenants.

use rusqlite::{Connection, params};
use valetkey_authorization_server::record::TenantRecord;
use valetkey_types::TenantId;

use crate::{
    failure::Failure,
    query::{document_in, find_one},
};

pub(crate) fn tenant(connection: &Connection, id: &TenantId) -> Result<Option<TenantRecord>, Failure> {
    let sql = "SELECT document FROM tenants WHERE tenant = ?1";
    find_one(connection, sql, params![id.as_str()], |row| document_in(row, 0))
}
