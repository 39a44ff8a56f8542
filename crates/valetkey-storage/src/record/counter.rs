//! Counters that expire.

use std::borrow::Cow;

use valetkey_accounts::SignInFailures;
use valetkey_authorization_server::record::{Counter, CounterKey};
use valetkey_types::TenantId;

use crate::{
    StorageError,
    description::{Column, Description},
    row::{Fields, Row, Stored},
    sql::StatementTexts,
    value::{ColumnKind, Value},
};

/// Counters. They have no document, so that rows are small.
pub static COUNTER: Description = Description {
    name: "counter",
    plural: "counters",
    table: "counters",
    columns: &[
        Column::copy("tenant", ColumnKind::Text),
        Column::copy("kind", ColumnKind::Text),
        Column::copy("number", ColumnKind::Integer),
        Column::own("count", ColumnKind::Integer),
        Column::own("last_at", ColumnKind::Integer),
        Column::own("expires_at", ColumnKind::Integer),
    ],
    key_length: 3,
    unique: &[],
    retention: Some("expires_at"),
    keeps_greater: None,
    lock_order: Some(80),
    is_announced: false,
    has_document: false,
    statements: StatementTexts::new(),
};

impl Stored for Counter {
    fn description() -> &'static Description {
        &COUNTER
    }

    fn read(fields: &Fields<'_>) -> Result<Self, StorageError> {
        let moment = |name: &str| fields.moment(name)?.ok_or_else(|| fields.wrong_kind(name));
        let key = CounterKey { kind: Cow::Owned(fields.text("kind")?), number: fields.count("number")? };
        Ok(Self {
            tenant: TenantId::new(fields.text("tenant")?),
            key,
            count: fields.count("count")?,
            last_at: moment("last_at")?,
            expires_at: moment("expires_at")?,
        })
    }

    fn into_row(self) -> Result<Row, StorageError> {
        let values = vec![
            Value::text(self.tenant.as_str()),
            Value::Text(self.key.kind.into_owned()),
            Value::Integer(self.key.number.into()),
            Value::Integer(self.count.into()),
            Value::Integer(self.last_at.seconds()),
            Value::Integer(self.expires_at.seconds()),
        ];
        Ok(Row::new(&COUNTER, values, String::new()))
    }
}

/// Reads failed sign-ins from a counter, which may be missing.
pub(crate) fn failures(fields: &Fields<'_>) -> Result<SignInFailures, StorageError> {
    if !fields.is_present()? {
        return Ok(SignInFailures::default());
    }
    Ok(SignInFailures { count: fields.count("count")?, last_at: fields.moment("last_at")? })
}
