//! Sessions that began with a sign-in at a provider.

use valetkey_authorization_server::record::ProviderSession;
use valetkey_types::{TenantId, UserId};

use crate::{
    StorageError,
    description::{Column, Description},
    row::{Fields, Row, Stored},
    sql::StatementTexts,
    value::{ColumnKind, Value},
};

/// Sessions that began with a sign-in at a provider. They have no document: every value is a column.
pub static PROVIDER_SESSION: Description = Description {
    name: "provider session",
    plural: "provider sessions",
    table: "provider_sessions",
    columns: &[
        Column::copy("tenant", ColumnKind::Text),
        Column::copy("id", ColumnKind::Uuid),
        Column::copy("sid", ColumnKind::Uuid),
        Column::copy("user_id", ColumnKind::Text),
        Column::copy("provider", ColumnKind::Text),
        Column::copy("account", ColumnKind::Text),
        Column::copy("upstream", ColumnKind::Text),
        Column::copy("expires_at", ColumnKind::Integer),
    ],
    key_length: 2,
    unique: &[],
    retention: Some("expires_at"),
    keeps_greater: None,
    lock_order: Some(27),
    is_announced: false,
    has_document: false,
    statements: StatementTexts::new(),
};

impl Stored for ProviderSession {
    fn description() -> &'static Description {
        &PROVIDER_SESSION
    }

    fn read(fields: &Fields<'_>) -> Result<Self, StorageError> {
        Ok(Self {
            tenant: TenantId::new(fields.text("tenant")?),
            id: fields.uuid("id")?.ok_or_else(|| fields.wrong_kind("id"))?,
            sid: fields.uuid("sid")?.ok_or_else(|| fields.wrong_kind("sid"))?,
            user_id: UserId::new(fields.text("user_id")?),
            provider: fields.text("provider")?.to_owned(),
            account: fields.text("account")?.to_owned(),
            upstream: fields.text("upstream")?.to_owned(),
            expires_at: fields.moment("expires_at")?.ok_or_else(|| fields.wrong_kind("expires_at"))?,
        })
    }

    fn into_row(self) -> Result<Row, StorageError> {
        let values = vec![
            Value::text(self.tenant.as_str()),
            Value::Uuid(self.id),
            Value::Uuid(self.sid),
            Value::text(self.user_id.as_str()),
            Value::Text(self.provider),
            Value::Text(self.account),
            Value::Text(self.upstream),
            Value::Integer(self.expires_at.seconds()),
        ];
        Ok(Row::new(&PROVIDER_SESSION, values, String::new()))
    }
}
