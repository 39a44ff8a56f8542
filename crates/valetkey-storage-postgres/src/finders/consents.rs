//! Remembered consents.

use tokio_postgres::Row;
use valetkey_authorization_server::record::{Client, Consent};
use valetkey_storage::StorageError;
use valetkey_types::{TenantId, UserId};

use super::{Question, question};
use crate::{
    parameter::text,
    row::{document_in, optional_document_in},
};

pub(crate) fn of_user(tenant: &TenantId, user_id: &UserId) -> Question {
    question!(
        "SELECT consent.document, client.document FROM consents AS consent
         LEFT JOIN clients AS client ON client.tenant = consent.tenant AND client.id = consent.client_id
         WHERE consent.tenant = $1 AND consent.user_id = $2 ORDER BY consent.client_id",
        text(tenant.as_str()),
        text(user_id.as_str()),
    )
}

pub(crate) fn read_with_client(row: &Row) -> Result<(Consent, Option<Client>), StorageError> {
    Ok((document_in(row, 0)?, optional_document_in(row, 1)?))
}
