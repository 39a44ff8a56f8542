//! Requests that wait for a user. They are not changed after they are stored.

use uuid::Uuid;
use valetkey_authorization_server::record::WaitingRequest;
use valetkey_types::{TenantId, Timestamp};

use super::{document, form::form, read};
use crate::{
    StorageError,
    description::{Column, Description},
    row::{Fields, Row, Stored},
    sql::StatementTexts,
    value::{ColumnKind, Value},
};

/// Requests that wait for a user.
pub static WAITING_REQUEST: Description = Description {
    name: "waiting request",
    plural: "waiting requests",
    table: "waiting_requests",
    columns: &[
        Column::copy("tenant", ColumnKind::Text),
        Column::copy("id", ColumnKind::Uuid),
        Column::copy("expires_at", ColumnKind::Integer),
    ],
    key_length: 2,
    unique: &[],
    retention: Some("expires_at"),
    keeps_greater: None,
    lock_order: Some(90),
    is_announced: false,
    has_document: true,
    statements: StatementTexts::new(),
};

form! {
    /// A waiting request as it is stored.
    WaitingRequestForm {
        tenant: TenantId,
        id: Uuid,
        sealed: String,
        expires_at: Timestamp,
    }
}

impl Stored for WaitingRequest {
    fn description() -> &'static Description {
        &WAITING_REQUEST
    }

    fn read(fields: &Fields<'_>) -> Result<Self, StorageError> {
        let form: WaitingRequestForm = read(fields, &[])?;
        Ok(Self { tenant: form.tenant, id: form.id, sealed: form.sealed, expires_at: form.expires_at })
    }

    fn into_row(self) -> Result<Row, StorageError> {
        let values = vec![
            Value::text(self.tenant.as_str()),
            Value::Uuid(self.id),
            Value::Integer(self.expires_at.seconds()),
        ];
        let form = WaitingRequestForm {
            tenant: self.tenant,
            id: self.id,
            sealed: self.sealed,
            expires_at: self.expires_at,
            unknown: super::form::Members::new(),
        };
        Ok(Row::new(&WAITING_REQUEST, values, document(&form)?))
    }
}
