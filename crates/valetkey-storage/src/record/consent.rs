//! Consents of users to clients.

use valetkey_authorization_server::record::Consent;
use valetkey_types::{ClientId, Scope, TenantId, Timestamp, UserId};

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

/// Consents. A transaction locks them before the grants that it stores with them.
pub static CONSENT: Description = Description {
    name: "consent",
    plural: "consents",
    table: "consents",
    columns: &[
        Column::copy("tenant", ColumnKind::Text),
        Column::copy("user_id", ColumnKind::Text),
        Column::copy("client_id", ColumnKind::Text),
    ],
    key_length: 3,
    unique: &[],
    retention: None,
    keeps_greater: None,
    lock_order: Some(20),
    is_announced: false,
    has_document: true,
    statements: StatementTexts::new(),
};

form! {
    /// A consent as it is stored.
    ConsentForm {
        tenant: TenantId,
        user_id: UserId,
        client_id: ClientId,
        scope: Scope,
        granted_at: Timestamp,
        // The column counts. Older versions wrote the member.
        revision: u64 = 0,
    }
}

impl Stored for Consent {
    fn description() -> &'static Description {
        &CONSENT
    }

    fn read(fields: &Fields<'_>) -> Result<Self, StorageError> {
        let form: ConsentForm = read(fields, &[])?;
        Ok(Self {
            tenant: form.tenant,
            user_id: form.user_id,
            client_id: form.client_id,
            scope: form.scope,
            granted_at: form.granted_at,
            revision: fields.revision()?,
            unknown: Bag::new(form.unknown).close(),
        })
    }

    fn into_row(self) -> Result<Row, StorageError> {
        let (user_id, client_id) = (Value::text(self.user_id.as_str()), Value::text(self.client_id.as_str()));
        let values = vec![Value::text(self.tenant.as_str()), user_id, client_id];
        let form = ConsentForm {
            tenant: self.tenant,
            user_id: self.user_id,
            client_id: self.client_id,
            scope: self.scope,
            granted_at: self.granted_at,
            revision: self.revision.saturating_add(1),
            unknown: Bag::open(&self.unknown).into_members(),
        };
        Ok(Row::new(&CONSENT, values, document(&form)?))
    }
}
