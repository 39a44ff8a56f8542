//! Tenants with their issuers.

use valetkey_authorization_server::record::TenantRecord;
use valetkey_types::{Issuer, TenantId, Timestamp};

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

/// Tenants.
pub static TENANT: Description = Description {
    name: "tenant",
    plural: "tenants",
    table: "tenants",
    columns: &[Column::copy("tenant", ColumnKind::Text)],
    key_length: 1,
    unique: &[],
    retention: None,
    keeps_greater: None,
    lock_order: Some(5),
    is_announced: false,
    has_document: true,
    statements: StatementTexts::new(),
};

form! {
    /// A tenant as it is stored.
    TenantForm {
        tenant: TenantId,
        issuer: Issuer,
        recorded_at: Timestamp,
        legacy_seals_until: Option<Timestamp> = None,
        nothing_before: Option<Timestamp> = None,
    }
}

impl Stored for TenantRecord {
    fn description() -> &'static Description {
        &TENANT
    }

    fn read(fields: &Fields<'_>) -> Result<Self, StorageError> {
        let form: TenantForm = read(fields, &[])?;
        Ok(Self {
            tenant: form.tenant,
            issuer: form.issuer,
            recorded_at: form.recorded_at,
            legacy_seals_until: form.legacy_seals_until,
            nothing_before: form.nothing_before,
            revision: fields.revision()?,
            unknown: Bag::new(form.unknown).close(),
        })
    }

    fn into_row(self) -> Result<Row, StorageError> {
        let values = vec![Value::text(self.tenant.as_str())];
        let form = TenantForm {
            tenant: self.tenant,
            issuer: self.issuer,
            recorded_at: self.recorded_at,
            legacy_seals_until: self.legacy_seals_until,
            nothing_before: self.nothing_before,
            unknown: Bag::open(&self.unknown).into_members(),
        };
        Ok(Row::new(&TENANT, values, document(&form)?))
    }
}
