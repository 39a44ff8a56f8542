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

/// One row for each tenant with groups or roles. Only its revision counts: it moves with every change of a group or role, and
/// requests read it beside what they read anyway.
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
    /// The row.
    RoleMapForm {
        tenant: TenantId,
    }
}

/// Makes the row. Its first revision is the moment in seconds, so that a tenant that is removed and added again does not
/// repeat revisions that a server still remembers.
pub(crate) fn role_map_row(tenant: TenantId, at: Timestamp) -> Result<Row, StorageError> {
    let values = vec![Value::text(tenant.as_str())];
    let form = RoleMapForm { tenant, unknown: super::form::Members::new() };
    let revision = u64::try_from(at.seconds()).unwrap_or(1).max(1);
    Ok(Row { revision, ..Row::new(&ROLE_MAP, values, document(&form)?) })
}
