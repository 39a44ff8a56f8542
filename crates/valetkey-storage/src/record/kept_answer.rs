//! Answers to changes of the administration API. A request with a new key after the end replaces one that is left.

use valetkey_authorization_server::record::KeptAnswer;
use valetkey_types::{TenantId, Timestamp};

use super::{document, form::form, read};
use crate::{
    StorageError,
    description::{Column, Description},
    row::{Fields, Row, Stored},
    sql::StatementTexts,
    value::{ColumnKind, Value},
};

/// Answers that are kept for a second request with the same key.
pub static KEPT_ANSWER: Description = Description {
    name: "kept answer",
    plural: "kept answers",
    table: "kept_answers",
    columns: &[
        Column::copy("tenant", ColumnKind::Text),
        Column::copy("caller", ColumnKind::Text),
        Column::copy("key", ColumnKind::Text),
        Column::copy("expires_at", ColumnKind::Integer),
    ],
    key_length: 3,
    unique: &[],
    retention: Some("expires_at"),
    keeps_greater: None,
    lock_order: Some(130),
    is_announced: false,
    has_document: true,
    statements: StatementTexts::new(),
};

form! {
    /// A kept answer as it is stored.
    KeptAnswerForm {
        tenant: TenantId,
        caller: String,
        key: String,
        sealed: String,
        expires_at: Timestamp,
    }
}

impl Stored for KeptAnswer {
    fn description() -> &'static Description {
        &KEPT_ANSWER
    }

    fn read(fields: &Fields<'_>) -> Result<Self, StorageError> {
        let form: KeptAnswerForm = read(fields, &[])?;
        Ok(Self {
            tenant: form.tenant,
            caller: form.caller,
            key: form.key,
            sealed: form.sealed,
            expires_at: form.expires_at,
            revision: fields.revision()?,
        })
    }

    fn into_row(self) -> Result<Row, StorageError> {
        let values = vec![
            Value::text(self.tenant.as_str()),
            Value::text(&self.caller),
            Value::text(&self.key),
            Value::Integer(self.expires_at.seconds()),
        ];
        let form = KeptAnswerForm {
            tenant: self.tenant,
            caller: self.caller,
            key: self.key,
            sealed: self.sealed,
            expires_at: self.expires_at,
            unknown: super::form::Members::new(),
        };
        Ok(Row::new(&KEPT_ANSWER, values, document(&form)?))
    }
}
