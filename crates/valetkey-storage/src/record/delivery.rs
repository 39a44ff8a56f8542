//! Messages in the outbox.

use uuid::Uuid;
use valetkey_authorization_server::record::{Delivery, Message};
use valetkey_types::{Issuer, TenantId, Timestamp};

use super::{document, form::form, read};
use crate::{
    StorageError,
    description::{Column, Description},
    row::{Fields, Row, Stored},
    sql::StatementTexts,
    value::{ColumnKind, Value},
};

/// Deliveries. Two nodes may lock the same delivery.
pub static DELIVERY: Description = Description {
    name: "delivery",
    plural: "deliveries",
    table: "deliveries",
    columns: &[
        Column::copy("tenant", ColumnKind::Text),
        Column::copy("id", ColumnKind::Uuid),
        Column::copy("lane", ColumnKind::Text),
        Column::copy("due_at", ColumnKind::Integer),
        Column::copy("expires_at", ColumnKind::Integer),
    ],
    key_length: 2,
    unique: &[],
    retention: Some("expires_at"),
    keeps_greater: None,
    lock_order: Some(70),
    is_announced: false,
    has_document: true,
    statements: StatementTexts::new(),
};

form! {
    /// A delivery as it is stored.
    DeliveryForm {
        tenant: TenantId,
        id: Uuid,
        issuer: Issuer,
        message: Message,
        created_at: Timestamp,
        due_at: Timestamp,
        leased_by: Option<Uuid> = None,
        failed_attempts: u32 = 0,
        last_failure: Option<String> = None,
        given_up_at: Option<Timestamp> = None,
        expires_at: Timestamp,
    }
}

impl Stored for Delivery {
    fn description() -> &'static Description {
        &DELIVERY
    }

    fn read(fields: &Fields<'_>) -> Result<Self, StorageError> {
        let form: DeliveryForm = read(fields, &[])?;
        Ok(Self {
            tenant: form.tenant,
            id: form.id,
            issuer: form.issuer,
            message: form.message,
            created_at: form.created_at,
            due_at: form.due_at,
            leased_by: form.leased_by,
            failed_attempts: form.failed_attempts,
            last_failure: form.last_failure,
            given_up_at: form.given_up_at,
            expires_at: form.expires_at,
            revision: fields.revision()?,
        })
    }

    fn into_row(self) -> Result<Row, StorageError> {
        let values = vec![
            Value::text(self.tenant.as_str()),
            Value::Uuid(self.id),
            Value::text(&self.message.lane()),
            Value::Integer(self.due_at.seconds()),
            Value::Integer(self.expires_at.seconds()),
        ];
        let form = DeliveryForm {
            tenant: self.tenant,
            id: self.id,
            issuer: self.issuer,
            message: self.message,
            created_at: self.created_at,
            due_at: self.due_at,
            leased_by: self.leased_by,
            failed_attempts: self.failed_attempts,
            last_failure: self.last_failure,
            given_up_at: self.given_up_at,
            expires_at: self.expires_at,
            unknown: super::form::Members::new(),
        };
        Ok(Row::new(&DELIVERY, values, document(&form)?))
    }
}
