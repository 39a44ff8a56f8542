//! The revision of the groups and roles of a tenant.

use valetkey_types::{TenantId, Timestamp};

use super::{document, form::form};
use crate::{
    StorageError,
    description::{Column, Description},
    row::Row,
    sql::StatementTexts,
    value::{ColumnKind, Value},
};

/// One row for each tenant with groups or roles. Only its revision is used: every change of a group or role increases it, and
/// requests read it together with other rows.
pub static ROLE_MAP: Description = Description {
    name: "role map",
    plural: "role maps",
    table: "role_maps",
    columns: &[Column::copy("tenant", ColumnKind::Text)],
    key_length: 1,
    unique: &[],
    retention: None,
    keeps_greater: None,
    lock_order: Some(6),
    is_announced: false,
    has_document: true,
    statements: StatementTexts::new(),
};

form! {
    /// The stored form of the row.
    RoleMapForm {
        tenant: TenantId,
    }
}

/// Creates the row. Its first revision is the time in seconds. Therefore a tenant that is removed and added again has no revision
/// that servers know from before.
pub(crate) fn role_map_row(tenant: TenantId, at: Timestamp) -> Result<Row, StorageError> {
    let values = vec![Value::text(tenant.as_str())];
    let form = RoleMapForm { tenant, unknown: super::form::Members::new() };
    let revision = u64::try_from(at.seconds()).unwrap_or(1).max(1);
    Ok(Row { revision, ..Row::new(&ROLE_MAP, values, document(&form)?) })
}
