//! The direct members of groups. The records of users decide about memberships; these rows are for finding the members of a
//! group.

use uuid::Uuid;
use valetkey_types::{TenantId, UserId};

use crate::{
    StorageError,
    description::{Column, Description},
    row::{Fields, Row, Stored},
    sql::StatementTexts,
    value::{ColumnKind, Value},
};

/// Memberships. They are stored together with the user.
pub static MEMBERSHIP: Description = Description {
    name: "membership",
    plural: "memberships",
    table: "group_members",
    columns: &[
        Column::copy("tenant", ColumnKind::Text),
        Column::copy("group_id", ColumnKind::Uuid),
        Column::copy("user_id", ColumnKind::Text),
    ],
    key_length: 3,
    unique: &[],
    retention: None,
    keeps_greater: None,
    lock_order: Some(13),
    is_announced: false,
    has_document: false,
    statements: StatementTexts::new(),
};

/// A user who is a direct member of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The tenant.
    pub tenant: TenantId,
    /// The group.
    pub group_id: Uuid,
    /// The user.
    pub user_id: UserId,
}

impl Stored for Membership {
    fn description() -> &'static Description {
        &MEMBERSHIP
    }

    fn read(fields: &Fields<'_>) -> Result<Self, StorageError> {
        Ok(Self {
            tenant: TenantId::new(fields.text("tenant")?),
            group_id: fields.uuid("group_id")?.ok_or_else(|| fields.wrong_kind("group_id"))?,
            user_id: UserId::new(fields.text("user_id")?),
        })
    }

    fn into_row(self) -> Result<Row, StorageError> {
        let (tenant, user_id) = (Value::text(self.tenant.as_str()), Value::text(self.user_id.as_str()));
        Ok(Row::new(&MEMBERSHIP, vec![tenant, Value::Uuid(self.group_id), user_id], String::new()))
    }
}
