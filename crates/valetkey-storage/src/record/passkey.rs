//! Passkeys. A use changes only columns, not the document.

use uuid::Uuid;
use valetkey_authorization_server::record::Passkey;
use valetkey_types::{TenantId, Timestamp, UserId};

use super::{
    document,
    form::{Bag, form},
    read,
};
use crate::{
    StorageError,
    description::{Column, Description},
    row::{Fields, Row, Stored},
    sql::StatementTexts,
    value::{ColumnKind, Value},
};

/// Passkeys. Two sign-ins with one passkey lock the same row.
pub static PASSKEY: Description = Description {
    name: "passkey",
    plural: "passkeys",
    table: "passkeys",
    columns: &[
        Column::copy("tenant", ColumnKind::Text),
        Column::copy("credential_id", ColumnKind::Text),
        Column::copy("user_id", ColumnKind::Text),
        Column::own("sign_count", ColumnKind::Integer),
        Column::own("backed_up", ColumnKind::Boolean),
        Column::own("last_used_at", ColumnKind::Integer).optional(),
    ],
    key_length: 2,
    unique: &[],
    retention: None,
    keeps_greater: None,
    lock_order: Some(15),
    is_announced: false,
    has_document: true,
    statements: StatementTexts::new(),
};

form! {
    /// A passkey as it is stored.
    PasskeyForm {
        tenant: TenantId,
        credential_id: String,
        user_id: UserId,
        user_handle: String,
        public_key: String,
        name: String,
        aaguid: Uuid,
        transports: Vec<String>,
        backup_eligible: bool,
        created_at: Timestamp,
    }
}

impl Stored for Passkey {
    fn description() -> &'static Description {
        &PASSKEY
    }

    fn read(fields: &Fields<'_>) -> Result<Self, StorageError> {
        let form: PasskeyForm = read(fields, &[])?;
        Ok(Self {
            tenant: form.tenant,
            credential_id: form.credential_id,
            user_id: form.user_id,
            user_handle: form.user_handle,
            public_key: form.public_key,
            name: form.name,
            aaguid: form.aaguid,
            transports: form.transports,
            backup_eligible: form.backup_eligible,
            created_at: form.created_at,
            sign_count: fields.count("sign_count")?,
            backed_up: fields.flag("backed_up")?,
            last_used_at: fields.moment("last_used_at")?,
            revision: fields.revision()?,
            unknown: Bag::new(form.unknown).close(),
        })
    }

    fn into_row(self) -> Result<Row, StorageError> {
        let values = vec![
            Value::text(self.tenant.as_str()),
            Value::text(&self.credential_id),
            Value::text(self.user_id.as_str()),
            Value::Integer(self.sign_count.into()),
            Value::Boolean(self.backed_up),
            self.last_used_at.map(Timestamp::seconds).into(),
        ];
        let form = PasskeyForm {
            tenant: self.tenant,
            credential_id: self.credential_id,
            user_id: self.user_id,
            user_handle: self.user_handle,
            public_key: self.public_key,
            name: self.name,
            aaguid: self.aaguid,
            transports: self.transports,
            backup_eligible: self.backup_eligible,
            created_at: self.created_at,
            unknown: Bag::open(&self.unknown).into_members(),
        };
        Ok(Row::new(&PASSKEY, values, document(&form)?))
    }
}
