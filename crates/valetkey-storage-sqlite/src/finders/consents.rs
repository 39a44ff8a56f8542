//! Remembered consents.

use rusqlite::{Connection, Row, params, types::ValueRef};
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
    let sql = "SELECT consents.document, consents.revision, clients.document FROM consents
               LEFT JOIN clients ON clients.tenant = consents.tenant AND clients.id = consents.client_id
               WHERE consents.tenant = ?1 AND consents.user_id = ?2 ORDER BY consents.client_id";
    find_all(connection, sql, params![tenant.as_str(), user_id.as_str()], |row| {
        Ok((read(row, 0)?, document_if_any(row, 2)?))
    })
}

/// The consent in two columns from this one on: `document, revision`.
pub(super) fn read(row: &Row<'_>, first: usize) -> Result<Consent, Failure> {
    Ok(Consent { revision: row.get(first + 1)?, ..document_in(row, first)? })
}

/// The same where an outer join may have missed it.
pub(super) fn read_if_any(row: &Row<'_>, first: usize) -> Result<Option<Consent>, Failure> {
    match row.get_ref(first)? {
        ValueRef::Null => Ok(None),
        _ => read(row, first).map(Some),
    }
}
