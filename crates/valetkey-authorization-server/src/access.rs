//! Decides which users may use an application.

use valetkey_accounts::User;
use valetkey_types::ErrorCode;

use crate::{
    Check, Reason, Refusal,
    record::{Client, ClientAccess, Group},
    role_map::RoleMap,
};

/// The reason why a user may use an application.
#[derive(Clone, Debug, PartialEq)]
pub enum AccessWay<'a> {
    /// Every user may.
    Everyone,
    /// The user is named.
    Named,
    /// A group of the user is named, or a group above it: the groups from the user's own to the named one.
    Through(Vec<&'a Group>),
}

/// Returns every way in which a user may use an application; none if the user may not. A removed group allows nothing.
pub fn access_ways<'a>(client: &Client, user: &User, map: &'a RoleMap) -> Vec<AccessWay<'a>> {
    let ClientAccess::Only { groups, users } = &client.access else { return vec![AccessWay::Everyone] };
    let mut ways = Vec::new();
    if users.contains(&user.id) {
        ways.push(AccessWay::Named);
    }
    for member_of in &user.groups {
        let path = map.upwards(*member_of);
        let named = path.iter().position(|group| groups.contains(&group.id));
        ways.extend(named.map(|depth| AccessWay::Through(path[..=depth].to_vec())));
    }
    ways
}

/// Returns whether the access of a user depends on groups. Then the map must be loaded.
pub fn depends_on_groups(client: &Client, user: &User) -> bool {
    match &client.access {
        ClientAccess::Everyone => false,
        ClientAccess::Only { groups, users } => {
            !users.contains(&user.id) && !groups.is_empty() && !user.groups.is_empty()
        }
    }
}

/// Returns whether a user may use an application. If the map was not loaded, no group gives access.
pub fn may_use(client: &Client, user: &User, map: &RoleMap) -> bool {
    // Most clients are for every user: then no list of ways is made.
    client.access == ClientAccess::Everyone || !access_ways(client, user, map).is_empty()
}

/// Refuses a user without access, with this error.
pub(crate) fn no_access(error: ErrorCode) -> Refusal {
    Refusal::new(
        error,
        "The user may not use this application.",
        Reason::new(
            Check::Access,
            "a user or a member of a group that may use the application",
            "another user",
        ),
    )
}
