//! Explains why a user has a role or a permission, or may use an application: each way to it.

use valetkey_accounts::User;
use valetkey_authorization_server::{
    access::{AccessWay, access_ways},
    record::{Client, ConsentPolicy, Group, Role},
    role_map::{RoleMap, Way},
};
use valetkey_types::Scope;

use crate::permission::{Authority, Permission, Permissions};

/// A reason why a user has something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The role that gives a permission; `None` for the reason of a role or of an application.
    pub role: Option<String>,
    /// The group whose members a permission is limited to.
    pub within: Option<String>,
    /// The way to it.
    pub way: ReasonWay,
}

/// A way to a role, or to an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReasonWay {
    /// Every user may use the application.
    Everyone,
    /// The application names the user.
    Named,
    /// The name of the role stands on the record of the user.
    ByName,
    /// The role was granted to the user.
    Directly,
    /// Through groups.
    Through {
        /// The groups, from the one that the user is a member of upwards.
        groups: Vec<String>,
        /// The providers that make the user a member of the first group; none for a membership that was given here.
        given_by: Vec<String>,
    },
}

/// Why an application gets a scope about a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeReason {
    /// The application is trusted, so nobody is asked.
    Trusted,
    /// The user allowed it.
    Allowed,
    /// The user is asked at the next sign-in.
    Asked,
}

impl Reason {
    fn of(way: ReasonWay) -> Self {
        Self { role: None, within: None, way }
    }
}

/// Returns every way in which a user has a role.
pub fn role(user: &User, role: &Role, map: &RoleMap) -> Vec<Reason> {
    map.ways(user, role.id).iter().map(|way| Reason::of(reason_way(way, user))).collect()
}

/// Returns the way in which a user has a role that has no record: its name stands on the record of the user.
pub fn role_by_name(user: &User, name: &str) -> Vec<Reason> {
    let has = user.roles.iter().any(|role| role == name);
    has.then(|| Reason::of(ReasonWay::ByName)).into_iter().collect()
}

/// Returns every way in which a user has a permission.
pub fn permission(user: &User, permission: Permission, map: &RoleMap) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for role in map.roles() {
        let authority = Authority::of_role(role);
        let limits = authority.groups(permission);
        if !authority.permissions().contains(permission) && limits.is_empty() {
            continue;
        }
        let within =
            limits.first().map(|id| map.group(*id).map_or(id.to_string(), |group| group.name.clone()));
        reasons.extend(map.ways(user, role.id).iter().map(|way| Reason {
            role: Some(role.name.clone()),
            within: within.clone(),
            way: reason_way(way, user),
        }));
    }
    reasons
}

/// Returns the permissions that a user has, in the whole tenant or for the members of some group.
pub fn permissions_of(user: &User, map: &RoleMap) -> Permissions {
    let authority = Authority::of_user(user, map);
    let has = |permission: &Permission| {
        authority.permissions().contains(*permission) || !authority.groups(*permission).is_empty()
    };
    Permission::all().filter(has).collect()
}

/// Returns every way in which a user may use an application.
pub fn application(user: &User, client: &Client, map: &RoleMap) -> Vec<Reason> {
    let reason = |way: &AccessWay<'_>| {
        Reason::of(match way {
            AccessWay::Everyone => ReasonWay::Everyone,
            AccessWay::Named => ReasonWay::Named,
            AccessWay::Through(groups) => through(groups, user),
        })
    };
    access_ways(client, user, map).iter().map(reason).collect()
}

/// Returns the reason of each scope that an application may ask for. `allowed` is the scope that the user allowed.
pub fn scopes(client: &Client, allowed: &Scope) -> Vec<(String, ScopeReason)> {
    let reason = |token: &str| match (client.consent, allowed.contains(token)) {
        (ConsentPolicy::Trusted, _) => ScopeReason::Trusted,
        (ConsentPolicy::Ask, true) => ScopeReason::Allowed,
        (ConsentPolicy::Ask, false) => ScopeReason::Asked,
    };
    client.scope.tokens().map(|token| (token.to_owned(), reason(token))).collect()
}

fn reason_way(way: &Way<'_>, user: &User) -> ReasonWay {
    match way {
        Way::Directly => ReasonWay::Directly,
        Way::Through(groups) => through(groups, user),
    }
}

fn through(groups: &[&Group], user: &User) -> ReasonWay {
    let given_by = groups.first().map(|group| user.providers_of_group(group.id).map(str::to_owned).collect());
    ReasonWay::Through {
        groups: groups.iter().map(|group| group.name.clone()).collect(),
        given_by: given_by.unwrap_or_default(),
    }
}
