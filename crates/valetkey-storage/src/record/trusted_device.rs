//! Trusted devices. Their documents are not changed after they are stored, so that members of newer versions are kept.

use valetkey_authorization_server::record::TrustedDevice;
use valetkey_types::{TenantId, Timestamp, UserId};

use super::{
    document,
    form::{Members, form},
    read,
};
use crate::{
    StorageError,
    description::{Column, Description},
    row::{Fields, Row, Stored},
    sql::StatementTexts,
    value::{ColumnKind, Value},
};

/// Trusted devices. The key begins with the user, so that the devices of a user are next to each other.
pub static TRUSTED_DEVICE: Description = Description {
    name: "trusted device",
    plural: "trusted devices",
    table: "trusted_devices",
    columns: &[
        Column::copy("tenant", ColumnKind::Text),
        Column::copy("user_id", ColumnKind::Text),
        Column::copy("id", ColumnKind::Text),
        Column::copy("expires_at", ColumnKind::Integer),
        Column::own("last_used_at", ColumnKind::Integer),
    ],
    key_length: 3,
    unique: &[],
    retention: Some("expires_at"),
    keeps_greater: None,
    lock_order: Some(19),
    is_announced: false,
    has_document: true,
    statements: StatementTexts::new(),
};

form! {
    /// A trusted device as it is stored. The time of the last use is only in a column.
    TrustedDeviceForm {
        tenant: TenantId,
        user_id: UserId,
        id: String,
        device: Option<String> = None,
        address: Option<String> = None,
        created_at: Timestamp,
        expires_at: Timestamp,
    }
}

impl Stored for TrustedDevice {
    fn description() -> &'static Description {
        &TRUSTED_DEVICE
    }

    fn read(fields: &Fields<'_>) -> Result<Self, StorageError> {
        let form: TrustedDeviceForm = read(fields, &[])?;
        Ok(Self {
            tenant: form.tenant,
            user_id: form.user_id,
            id: form.id,
            device: form.device,
            address: form.address,
            created_at: form.created_at,
            last_used_at: fields.moment("last_used_at")?.unwrap_or(form.created_at),
            expires_at: form.expires_at,
        })
    }

    fn into_row(self) -> Result<Row, StorageError> {
        let values = vec![
            Value::text(self.tenant.as_str()),
            Value::text(self.user_id.as_str()),
            Value::text(&self.id),
            Value::Integer(self.expires_at.seconds()),
            Value::Integer(self.last_used_at.seconds()),
        ];
        let form = TrustedDeviceForm {
            tenant: self.tenant,
            user_id: self.user_id,
            id: self.id,
            device: self.device,
            address: self.address,
            created_at: self.created_at,
            expires_at: self.expires_at,
            unknown: Members::new(),
        };
        Ok(Row::new(&TRUSTED_DEVICE, values, document(&form)?))
    }
}
