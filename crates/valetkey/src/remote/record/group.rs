//! Groups and roles.

use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;
use valetkey_administration::{group::NewGroup, role::RoleSettings};
use valetkey_authorization_server::record::{Client, Group, Role, RoleOwner};
use valetkey_types::{ClientId, TenantId, Timestamp, Unknown};

use super::read;
use crate::failure::Failure;

#[derive(Deserialize)]
struct GroupDocument {
    id: Uuid,
    name: String,
    parent: Option<Uuid>,
    description: Option<String>,
    roles: Vec<RoleId>,
    created_at: Timestamp,
    revision: u64,
}

#[derive(Deserialize)]
struct RoleId {
    id: Uuid,
}

#[derive(Deserialize)]
struct RoleDocument {
    id: Uuid,
    name: String,
    of: Option<String>,
    description: Option<String>,
    permissions: Vec<String>,
    within_group: Option<Uuid>,
    created_at: Timestamp,
    revision: u64,
}

/// Reads a group.
///
/// # Errors
/// The member that is missing or has another type.
pub(crate) fn group(document: Value) -> Result<Group, Failure> {
    let group: GroupDocument = read("group", document)?;
    Ok(Group {
        tenant: TenantId::default(),
        id: group.id,
        name: group.name,
        parent: group.parent,
        description: group.description,
        roles: group.roles.into_iter().map(|role| role.id).collect(),
        created_at: group.created_at,
        revision: group.revision,
        unknown: Unknown::default(),
    })
}

/// Reads a role. `clients` tells a client from an audience as its owner.
///
/// # Errors
/// The member that is missing or has another type.
pub(crate) fn role(document: Value, clients: &[Client]) -> Result<Role, Failure> {
    let role: RoleDocument = read("role", document)?;
    Ok(Role {
        tenant: TenantId::default(),
        id: role.id,
        name: role.name,
        owner: owner(role.of, clients),
        description: role.description,
        permissions: role.permissions,
        limited_to_group: role.within_group,
        created_at: role.created_at,
        revision: role.revision,
        unknown: Unknown::default(),
    })
}

/// Returns the owner of a role by its name.
pub(super) fn owner(of: Option<String>, clients: &[Client]) -> RoleOwner {
    match of {
        None => RoleOwner::Tenant,
        Some(name) if clients.iter().any(|client| client.id.as_str() == name) => {
            RoleOwner::Client(ClientId::new(name))
        }
        Some(name) => RoleOwner::Audience(name),
    }
}

/// Returns the values of a group as a body.
pub(crate) fn group_values(new: &NewGroup) -> Value {
    json!({ "name": new.name, "parent": new.parent, "description": new.description })
}

/// Returns the settings of a role as a body.
pub(crate) fn role_values(settings: &RoleSettings) -> Value {
    json!({
        "description": settings.description,
        "permissions": settings.permissions.words(),
        "within_group": settings.limited_to_group,
    })
}
