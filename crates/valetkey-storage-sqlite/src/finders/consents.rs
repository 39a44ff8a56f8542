//! Remembered consents.

use rusqlite::{Connection, params, types::ValueRef};
use valetkey_authorization_server::record::{Client, Consent};
use valetkey_types::{ClientId, TenantId, UserId};

use crate::{
    failure::Failure,
    query::{document_in, find_all, find_one},
};

pub(crate) fn consent(
    connection: &Connection,
    tenant: &TenantId,
    user_id: &UserId,
    client_id: &ClientId,
) -> Result<Option<Consent>, Failure> {
    let sql = "SELECT document FROM consents WHERE tenant = ?1 AND user_id = ?2 AND client_id = ?3";
    let key = params![tenant.as_str(), user_id.as_str(), client_id.as_str()];
    find_one(connection, sql, key, |row| document_in(row, 0))
}

pub(crate) fn consents(
    connection: &Connection,
    tenant: &TenantId,
    user_id: &UserId,
) -> Result<Vec<(Consent, Option<Client>)>, Failure> {
    let sql = "SELECT consents.document, clients.document FROM consents
               LEFT JOIN clients ON clients.tenant = consents.tenant AND clients.id = consents.client_id
               WHERE consents.tenant = ?1 AND consents.user_id = ?2 ORDER BY consents.client_id";
    find_all(connection, sql, params![tenant.as_str(), user_id.as_str()], |row| {
        let client = match row.get_ref(1)? {
            ValueRef::Null => None,
            _ => Some(document_in(row, 1)?),
        };
        Ok((document_in(row, 0)?, client))
    })
}
