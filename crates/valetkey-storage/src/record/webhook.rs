//! Webhooks.

use uuid::Uuid;
use valetkey_authorization_server::record::{PreviousSecret, Webhook};
use valetkey_types::{TenantId, Timestamp};

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

/// Webhooks.
pub static WEBHOOK: Description = Description {
    name: "webhook",
    plural: "webhooks",
    table: "webhooks",
    columns: &[Column::copy("tenant", ColumnKind::Text), Column::copy("name", ColumnKind::Text)],
    key_length: 2,
    unique: &[],
    retention: None,
    keeps_greater: None,
    lock_order: Some(56),
    is_announced: false,
    has_document: true,
    statements: StatementTexts::new(),
};

form! {
    /// A webhook as it is stored.
    WebhookForm {
        tenant: TenantId,
        name: String,
        id: Uuid,
        url: String,
        kinds: Vec<String> = Vec::new(),
        secret_sealed: String,
        previous_secret_sealed: Option<String> = None,
        previous_secret_until: Option<Timestamp> = None,
        includes_personal: bool = false,
        disabled: bool = false,
        created_at: Timestamp,
    }
}

impl Stored for Webhook {
    fn description() -> &'static Description {
        &WEBHOOK
    }

    fn read(fields: &Fields<'_>) -> Result<Self, StorageError> {
        let form: WebhookForm = read(fields, &[])?;
        let previous = form.previous_secret_sealed.zip(form.previous_secret_until);
        Ok(Self {
            tenant: form.tenant,
            name: form.name,
            id: form.id,
            url: form.url,
            kinds: form.kinds,
            secret_sealed: form.secret_sealed,
            previous_secret: previous.map(|(sealed, until)| PreviousSecret { sealed, until }),
            includes_personal: form.includes_personal,
            disabled: form.disabled,
            created_at: form.created_at,
            revision: fields.revision()?,
            unknown: Bag::new(form.unknown).close(),
        })
    }

    fn into_row(self) -> Result<Row, StorageError> {
        let values = vec![Value::text(self.tenant.as_str()), Value::text(&self.name)];
        let (sealed, until) = self.previous_secret.map(|previous| (previous.sealed, previous.until)).unzip();
        let form = WebhookForm {
            tenant: self.tenant,
            name: self.name,
            id: self.id,
            url: self.url,
            kinds: self.kinds,
            secret_sealed: self.secret_sealed,
            previous_secret_sealed: sealed,
            previous_secret_until: until,
            includes_personal: self.includes_personal,
            disabled: self.disabled,
            created_at: self.created_at,
            unknown: Bag::open(&self.unknown).into_members(),
        };
        Ok(Row::new(&WEBHOOK, values, document(&form)?))
    }
}
