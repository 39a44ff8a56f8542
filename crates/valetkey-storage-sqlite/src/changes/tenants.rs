//! Tenants.

use rusqlite::{Connection, params};
use valetkey_authorization_server::record::TenantRecord;

use super::Held;
use crate::{document, query::execute};

pub(super) fn add(connection: &Connection, record: &TenantRecord) -> Held {
    let sql = "INSERT INTO tenants (tenant, document) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    write(connection, sql, record)
}

pub(super) fn replace(connection: &Connection, record: &TenantRecord) -> Held {
    write(connection, "UPDATE tenants SET document = ?2 WHERE tenant = ?1", record)
}

fn write(connection: &Connection, sql: &str, record: &TenantRecord) -> Held {
    Ok(execute(connection, sql, params![record.tenant.as_str(), document::write(record)?])? == 1)
}
