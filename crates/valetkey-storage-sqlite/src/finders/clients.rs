//! Clients.

use rusqlite::{Connection, params};
use uuid::Uuid;
use valetkey_authorization_server::record::Client;
use valetkey_types::{ClientId, TenantId};

use crate::{
    failure::Failure,
    query::{document_in, find_all, find_one},
};

pub(crate) fn client(
    connection: &Connection,
    tenant: &TenantId,
    id: &ClientId,
) -> Result<Option<Client>, Failure> {
    let sql = "SELECT document FROM clients WHERE tenant = ?1 AND id = ?2";
    find_one(connection, sql, params![tenant.as_str(), id.as_str()], |row| document_in(row, 0))
}

pub(crate) fn clients(connection: &Connection, tenant: &TenantId) -> Result<Vec<Client>, Failure> {
    let sql = "SELECT document FROM clients WHERE tenant = ?1 ORDER BY name, id";
    find_all(connection, sql, params![tenant.as_str()], |row| document_in(row, 0))
}

pub(crate) fn clients_of_session(
    connection: &Connection,
    tenant: &TenantId,
    sid: Uuid,
) -> Result<Vec<Client>, Failure> {
    let sql = "SELECT document FROM clients
               WHERE tenant = ?1 AND id IN (SELECT client_id FROM grants WHERE tenant = ?1 AND sid = ?2)
               ORDER BY name, id";
    find_all(connection, sql, params![tenant.as_str(), sid.as_bytes()], |row| document_in(row, 0))
}
