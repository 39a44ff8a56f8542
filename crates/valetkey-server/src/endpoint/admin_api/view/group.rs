//! Groups and roles.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use valetkey_authorization_server::{
    record::{Group, Role},
    role_map::RoleMap,
};

use super::owner;

/// A group.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Group)]
pub(in super::super) struct GroupView {
    id: Uuid,
    name: String,
    /// The group above it.
    parent: Option<Uuid>,
    description: Option<String>,
    /// The roles that every member has through it.
    roles: Vec<RoleName>,
    created_at: i64,
    /// The revision that `ETag` and `If-Match` have.
    revision: u64,
}

#[derive(Debug, Serialize, ToSchema)]
struct RoleName {
    id: Uuid,
    name: String,
    /// The client or audience whose role it is; `null` for a role of the tenant.
    of: Option<String>,
}

impl GroupView {
    pub(in super::super) fn new(group: &Group, map: &RoleMap) -> Self {
        let name = |role: &Role| RoleName { id: role.id, name: role.name.clone(), of: owner(&role.owner) };
        Self {
            id: group.id,
            name: group.name.clone(),
            parent: group.parent,
            description: group.description.clone(),
            roles: group.roles.iter().filter_map(|id| map.role(*id)).map(name).collect(),
            created_at: group.created_at.seconds(),
            revision: group.revision,
        }
    }
}

/// A role.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Role)]
pub(in super::super) struct RoleView {
    id: Uuid,
    name: String,
    /// The client or audience whose role it is; `null` for a role of the tenant.
    of: Option<String>,
    description: Option<String>,
    /// The permissions of its holders as administrators, such as `users:read`.
    permissions: Vec<String>,
    /// The group that the permissions are limited to.
    within_group: Option<Uuid>,
    created_at: i64,
    /// The revision that `ETag` and `If-Match` have.
    revision: u64,
}

impl From<&Role> for RoleView {
    fn from(role: &Role) -> Self {
        Self {
            id: role.id,
            name: role.name.clone(),
            of: owner(&role.owner),
            description: role.description.clone(),
            permissions: role.permissions.clone(),
            within_group: role.limited_to_group,
            created_at: role.created_at.seconds(),
            revision: role.revision,
        }
    }
}
