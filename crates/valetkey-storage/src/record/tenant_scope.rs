//! Scopes that an operator defines.

use valetkey_authorization_server::record::{OperatorText, TenantScope};
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

/// Scopes of the operator.
pub static SCOPE: Description = Description {
    name: "scope",
    plural: "scopes",
    table: "scopes",
    columns: &[Column::copy("tenant", ColumnKind::Text), Column::copy("name", ColumnKind::Text)],
    key_length: 2,
    unique: &[],
    retention: None,
    keeps_greater: None,
    lock_order: Some(111),
    is_announced: false,
    has_document: true,
    statements: StatementTexts::new(),
};

form! {
    /// A scope as it is stored.
    ScopeForm {
        tenant: TenantId,
        name: String,
        claims: Vec<String> = Vec::new(),
        descriptions: OperatorText = OperatorText::new(),
        writes: Option<bool> = None,
        created_at: Timestamp,
    }
}

impl Stored for TenantScope {
    fn description() -> &'static Description {
        &SCOPE
    }

    fn read(fields: &Fields<'_>) -> Result<Self, StorageError> {
        let form: ScopeForm = read(fields, &[])?;
        Ok(Self {
            tenant: form.tenant,
            name: form.name,
            claims: form.claims,
            descriptions: form.descriptions,
            writes: form.writes,
            created_at: form.created_at,
            revision: fields.revision()?,
            unknown: Bag::new(form.unknown).close(),
        })
    }

    fn into_row(self) -> Result<Row, StorageError> {
        let values = vec![Value::text(self.tenant.as_str()), Value::text(&self.name)];
        let form = ScopeForm {
            tenant: self.tenant,
            name: self.name,
            claims: self.claims,
            descriptions: self.descriptions,
            writes: self.writes,
            created_at: self.created_at,
            unknown: Bag::open(&self.unknown).into_members(),
        };
        Ok(Row::new(&SCOPE, values, document(&form)?))
    }
}
