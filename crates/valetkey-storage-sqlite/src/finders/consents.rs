//! Remembered consents.

use rusqlite::{Connection, params};
use valetkey_authorization_server::record::{Client, Consent};
use valetkey_types::{TenantId, UserId};

use crate::{
    failure::Failure,
    query::{document_if_any, document_in, find_all},
};

pub(crate) fn consents(
    connection: &Connection,
    tenant: &TenantId,
    user_id: &UserId,
) -> Result<Vec<(Consent, Option<Client>)>, Failure> {
    let sql = "SELECT consents.document, clients.document FROM consents
               LEFT JOIN clients ON clients.tenant = consents.tenant AND clients.id = consents.client_id
               WHERE consents.tenant = ?1 AND consents.user_id = ?2 ORDER BY consents.client_id";
    find_all(connection, sql, params![tenant.as_str(), user_id.as_str()], |row| {
        Ok((document_in(row, 0)?, document_if_any(row, 1)?))
    })
}
