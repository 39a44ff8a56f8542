//! The set-up of the first administrator.

use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_authorization_server::{
    Change, Decision,
    event::{Event, EventKind, FieldChange, Occasion},
    record::{Role, RoleOwner},
    registration::{NewUser, UserRegistrationError},
    role_map::RoleMap,
};
use valetkey_types::UserId;

use crate::{
    permission::{ADMINISTRATOR_ROLE, Authority, Permissions},
    role::{self, NewRole, RoleError, RoleSettings},
    user,
};

/// Other names for the role, tried in order while roles with fewer permissions have the names before.
const OTHER_NAMES: [&str; 2] = ["valetkey-administrator", "valetkey-console-administrator"];

/// Why no administrator is added.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SetUpError {
    /// The account.
    #[error(transparent)]
    User(#[from] UserRegistrationError),
    /// The role.
    #[error(transparent)]
    Role(#[from] RoleError),
}

/// Returns the event of a link that sets up an administrator.
pub fn link_made(occasion: &Occasion<'_>) -> Event {
    occasion.event(EventKind::SetUpLinkMade)
}

/// Adds a user with every permission. Adds the role too if no role gives every permission yet. An existing role never gets permissions
/// here, because its holders would become administrators.
///
/// # Errors
/// [`SetUpError`] names what was expected and what came. Storage alone knows whether the names are free.
pub fn first_administrator(
    id: UserId,
    role_id: Uuid,
    new: NewUser,
    map: &RoleMap,
    occasion: &Occasion<'_>,
) -> Result<Decision<User>, SetUpError> {
    let added = user::add(id, new, occasion)?;
    let (role, mut changes) = match map.roles().into_iter().find(|role| permits_everything(role)) {
        Some(role) => (role.clone(), Vec::new()),
        None => {
            let added = add_role(role_id, map, occasion)?;
            (added.answer, added.changes)
        }
    };
    let user = User { granted_roles: vec![role.id], ..added.answer };
    let mut granted = occasion.about_user(EventKind::RoleGranted, &user.id);
    granted.changed = vec![FieldChange::new("role", "", &role.name)];
    changes.extend(added.changes.into_iter().map(|change| match change {
        Change::AddUser(_) => Change::AddUser(Box::new(user.clone())),
        other => other,
    }));
    changes.push(Change::StoreEvent(granted));
    Ok(Decision { answer: user, changes })
}

/// Returns whether a role gives every permission in the whole tenant.
pub fn permits_everything(role: &Role) -> bool {
    *Authority::of_role(role).permissions() == Permissions::all()
}

fn add_role(id: Uuid, map: &RoleMap, occasion: &Occasion<'_>) -> Result<Decision<Role>, RoleError> {
    let add = |name: &str| {
        let settings = RoleSettings { permissions: Permissions::all(), ..RoleSettings::default() };
        let new = NewRole { settings, ..NewRole::new(name, RoleOwner::Tenant) };
        role::add(id, new, map, occasion)
    };
    let mut added = add(ADMINISTRATOR_ROLE);
    for name in OTHER_NAMES {
        match added {
            Err(RoleError::Taken { .. } | RoleError::Ambiguous { .. }) => added = add(name),
            done => return done,
        }
    }
    added
}
