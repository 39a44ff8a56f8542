//! Used challenges.

use valetkey_authorization_server::record::UsedChallenge;
use valetkey_types::TenantId;

use crate::{
    StorageError,
    description::{Column, Description},
    row::{Fields, Row, Stored},
    sql::StatementTexts,
    value::{ColumnKind, Value},
};

/// Used challenges. They have no document, so that rows are small. Two uses of one challenge insert the same row.
pub static USED_CHALLENGE: Description = Description {
    name: "used challenge",
    plural: "used challenges",
    table: "used_challenges",
    columns: &[
        Column::copy("tenant", ColumnKind::Text),
        Column::copy("id", ColumnKind::Uuid),
        Column::copy("expires_at", ColumnKind::Integer),
    ],
    key_length: 2,
    unique: &[],
    retention: Some("expires_at"),
    keeps_greater: None,
    lock_order: Some(95),
    is_announced: false,
    has_document: false,
    statements: StatementTexts::new(),
};

impl Stored for UsedChallenge {
    fn description() -> &'static Description {
        &USED_CHALLENGE
    }

    fn read(fields: &Fields<'_>) -> Result<Self, StorageError> {
        Ok(Self {
            tenant: TenantId::new(fields.text("tenant")?),
            id: fields.uuid("id")?.ok_or_else(|| fields.wrong_kind("id"))?,
            expires_at: fields.moment("expires_at")?.ok_or_else(|| fields.wrong_kind("expires_at"))?,
        })
    }

    fn into_row(self) -> Result<Row, StorageError> {
        let (id, expires_at) = (Value::Uuid(self.id), Value::Integer(self.expires_at.seconds()));
        let values = vec![Value::text(self.tenant.as_str()), id, expires_at];
        Ok(Row::new(&USED_CHALLENGE, values, String::new()))
    }
}
