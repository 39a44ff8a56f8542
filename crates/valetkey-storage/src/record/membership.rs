//! The direct members of groups, and the users to whom a role was granted directly. What counts stands on the records of the users;
//! these rows find the members of a group and the holders of a role.

use uuid::Uuid;
use valetkey_accounts::User;
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

/// A user who is a direct member of a group, or holds a role directly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The tenant.
    pub tenant: TenantId,
    /// The group or role.
    pub group_id: Uuid,
    /// The user.
    pub user_id: UserId,
}

/// Returns the groups and roles of a user that have rows, each once.
pub(crate) fn memberships_of(user: &User) -> Vec<Uuid> {
    let mut all: Vec<Uuid> = user.groups.iter().chain(&user.granted_roles).copied().collect();
    all.sort_unstable();
    all.dedup();
    all
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
