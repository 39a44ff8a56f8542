//! Remembered consents.

use tokio_postgres::Row;
use valetkey_authorization_server::record::{Client, Consent};
use valetkey_storage::StorageError;
use valetkey_types::{TenantId, UserId};

use super::{Question, question};
use crate::{
    failure::out_of_range,
    parameter::text,
    row::{document_in, get, optional_document_in},
};

pub(crate) fn of_user(tenant: &TenantId, user_id: &UserId) -> Question {
    question!(
        "SELECT consent.document, consent.revision, client.document FROM consents AS consent
         LEFT JOIN clients AS client ON client.tenant = consent.tenant AND client.id = consent.client_id
         WHERE consent.tenant = $1 AND consent.user_id = $2 ORDER BY consent.client_id",
        text(tenant.as_str()),
        text(user_id.as_str()),
    )
}

pub(crate) fn read_with_client(row: &Row) -> Result<(Consent, Option<Client>), StorageError> {
    Ok((read(row, 0)?, optional_document_in(row, 2)?))
}

/// From the columns `document, revision`, beginning at this one.
pub(crate) fn read(row: &Row, column: usize) -> Result<Consent, StorageError> {
    let revision: i64 = get(row, column + 1)?;
    let revision = u32::try_from(revision).map_err(|_| out_of_range("revision", revision))?;
    Ok(Consent { revision, ..document_in(row, column)? })
}

/// The same where an outer join may have missed it.
pub(crate) fn read_optional(row: &Row, column: usize) -> Result<Option<Consent>, StorageError> {
    get::<Option<&str>>(row, column)?.map(|_| read(row, column)).transpose()
}
