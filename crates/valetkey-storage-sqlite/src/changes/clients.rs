//! Clients.

use rusqlite::{Connection, params};
use valetkey_authorization_server::record::Client;
use valetkey_types::{ClientId, TenantId, Timestamp};

use super::{Held, grants};
use crate::{document, query::execute};

pub(super) fn add(connection: &Connection, client: &Client) -> Held {
    let sql =
        "INSERT INTO clients (tenant, id, name, document) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
    Ok(write(connection, sql, client)? == 1)
}

pub(super) fn replace(connection: &Connection, client: &Client) -> Held {
    let sql = "UPDATE clients SET name = ?3, document = ?4 WHERE tenant = ?1 AND id = ?2";
    Ok(write(connection, sql, client)? == 1)
}

pub(super) fn remove(connection: &Connection, tenant: &TenantId, id: &ClientId, at: Timestamp) -> Held {
    let key = params![tenant.as_str(), id.as_str()];
    let removed = execute(connection, "DELETE FROM clients WHERE tenant = ?1 AND id = ?2", key)?;
    execute(connection, "DELETE FROM consents WHERE tenant = ?1 AND client_id = ?2", key)?;
    grants::revoke_of_client(connection, tenant, id, at)?;
    Ok(removed == 1)
}

fn write(connection: &Connection, sql: &str, client: &Client) -> Result<usize, crate::failure::Failure> {
    let document = document::write(client)?;
    execute(connection, sql, params![client.tenant.as_str(), client.id.as_str(), client.name, document])
}
