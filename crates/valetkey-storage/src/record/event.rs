//! Events of the audit trail. The only change of a stored event is the removal of its personal values.

use uuid::Uuid;
use valetkey_authorization_server::record::{Actor, Event, EventKind, FieldChange};
use valetkey_types::{ClientId, TenantId, Timestamp, UserId};

use super::{document, form::form, read};
use crate::{
    StorageError,
    description::{Column, Description},
    row::{Fields, Row, Stored},
    sql::StatementTexts,
    value::{ColumnKind, Value},
};

/// Events.
pub static EVENT: Description = Description {
    name: "event",
    plural: "events",
    table: "events",
    columns: &[
        Column::copy("tenant", ColumnKind::Text),
        Column::copy("id", ColumnKind::Uuid),
        Column::copy("subject", ColumnKind::Text).optional(),
        Column::copy("client_id", ColumnKind::Text).optional(),
        Column::copy("expires_at", ColumnKind::Integer),
    ],
    key_length: 2,
    unique: &[],
    retention: Some("expires_at"),
    keeps_greater: None,
    lock_order: None,
    is_announced: false,
    has_document: true,
    statements: StatementTexts::new(),
};

form! {
    /// An event as it is stored.
    EventForm {
        tenant: TenantId,
        id: Uuid,
        at: Timestamp,
        kind: EventKind,
        actor: Actor,
        subject: Option<UserId> = None,
        client_id: Option<ClientId> = None,
        network_address: Option<String> = None,
        reference: Option<String> = None,
        changed: Vec<FieldChange> = Vec::new(),
        salt: Option<Uuid> = None,
        expires_at: Timestamp,
    }
}

impl Stored for Event {
    fn description() -> &'static Description {
        &EVENT
    }

    fn read(fields: &Fields<'_>) -> Result<Self, StorageError> {
        let form: EventForm = read(fields, &[])?;
        Ok(Self {
            tenant: form.tenant,
            id: form.id,
            at: form.at,
            kind: form.kind,
            actor: form.actor,
            subject: form.subject,
            client_id: form.client_id,
            network_address: form.network_address,
            reference: form.reference,
            changed: form.changed,
            salt: form.salt,
            expires_at: form.expires_at,
        })
    }

    fn into_row(self) -> Result<Row, StorageError> {
        let values = vec![
            Value::text(self.tenant.as_str()),
            Value::Uuid(self.id),
            self.subject.as_ref().map(|id| id.as_str().to_owned()).into(),
            self.client_id.as_ref().map(|id| id.as_str().to_owned()).into(),
            Value::Integer(self.expires_at.seconds()),
        ];
        let form = EventForm {
            tenant: self.tenant,
            id: self.id,
            at: self.at,
            kind: self.kind,
            actor: self.actor,
            subject: self.subject,
            client_id: self.client_id,
            network_address: self.network_address,
            reference: self.reference,
            changed: self.changed,
            salt: self.salt,
            expires_at: self.expires_at,
            unknown: super::form::Members::new(),
        };
        Ok(Row::new(&EVENT, values, document(&form)?))
    }
}
