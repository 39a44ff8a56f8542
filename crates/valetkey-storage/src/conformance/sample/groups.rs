//! Groups and roles.

use valetkey_authorization_server::{
    Change,
    record::{Group, Role, RoleOwner},
};
use valetkey_types::{ClientId, Unknown};

use super::{id, moment, tenant};

/// Returns a group with every field.
pub fn group(number: u32, name: &str) -> Group {
    Group {
        tenant: tenant(),
        id: id(number),
        name: name.to_owned(),
        parent: Some(id(number + 1)),
        description: Some("odd \0 text".to_owned()),
        roles: vec![id(7), id(8)],
        created_at: moment(1),
        revision: 1,
        unknown: Unknown::default(),
    }
}

/// Returns a role of a client with every field.
pub fn role(number: u32, name: &str) -> Role {
    Role {
        tenant: tenant(),
        id: id(number),
        name: name.to_owned(),
        owner: RoleOwner::Client(ClientId::new("odd \0 client")),
        description: Some("odd \0 text".to_owned()),
        permissions: vec!["users:read".to_owned(), "flows:tomorrow".to_owned()],
        limited_to_group: Some(id(9)),
        created_at: moment(1),
        revision: 1,
        unknown: Unknown::default(),
    }
}

/// Returns the change that stores the first revision of the groups and roles.
pub fn first_role_map() -> Change {
    Change::AdvanceRoleMap { tenant: tenant(), revision: 0, at: moment(1) }
}
