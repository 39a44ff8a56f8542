//! The demo's two users and its administrator.

use valetkey_accounts::{PasswordHash, PasswordParameters, hash_password};
use valetkey_administration::{set_up::first_administrator, user as administration};
use valetkey_authorization_server::{Change, event::Occasion, registration::NewUser, role_map::RoleMap};
use valetkey_jose::digest::random_bytes;
use valetkey_server::{Configuration, Environment as _, SystemEnvironment};
use valetkey_types::{Secret, TenantId, UserId};

use crate::{administration::decide, failure::Failure, pronounceable};

/// A user and the password to sign in with.
pub(super) struct DemoUser {
    pub(super) username: &'static str,
    pub(super) name: &'static str,
    pub(super) role: &'static str,
    pub(super) password: Secret,
}

/// Returns Alice, who may do everything, and Bob, who may read. Each call makes new passwords.
pub(super) fn users() -> [DemoUser; 2] {
    let user = |username, name, role| DemoUser {
        username,
        name,
        role,
        password: Secret::new(pronounceable::password(0)),
    };
    [user("alice", "Alice Liddell", "admin"), user("bob", "Bob Cratchit", "reader")]
}

/// Returns Carol, who manages the server in the console.
pub(super) fn administrator() -> DemoUser {
    let password = Secret::new(pronounceable::password(0));
    DemoUser { username: "carol", name: "Carol Kent", role: "administrator", password }
}

/// Returns the changes that add the administrator, with the role.
///
/// # Errors
/// As [`changes`].
pub(super) async fn administrator_changes(
    user: &DemoUser,
    configuration: &Configuration,
    tenant: &TenantId,
) -> Result<Vec<Change>, Failure> {
    let (id, role_id) = (fresh_id(), SystemEnvironment.identifier());
    let new = NewUser { roles: Vec::new(), ..registration(user, hash(user).await?) };
    let map = RoleMap::default();
    let add = |occasion: &Occasion<'_>| first_administrator(id, role_id, new, &map, occasion);
    Ok(decide(configuration, tenant, add)?.changes)
}

/// Returns the changes that add the users. Hashes the passwords on another thread.
///
/// # Errors
/// Only if the machine fails: the records are good.
pub(super) async fn changes(
    users: &[DemoUser],
    configuration: &Configuration,
    tenant: &TenantId,
) -> Result<Vec<Change>, Failure> {
    let mut changes = Vec::new();
    for user in users {
        let id = fresh_id();
        let new = registration(user, hash(user).await?);
        changes.extend(
            decide(configuration, tenant, |occasion| administration::add(id, new, occasion))?.changes,
        );
    }
    Ok(changes)
}

async fn hash(user: &DemoUser) -> Result<PasswordHash, Failure> {
    let (password, salt) = (user.password.clone(), random_bytes::<16>());
    let hash = move || hash_password(password.expose(), &salt, PasswordParameters::RECOMMENDED);
    Ok(tokio::task::spawn_blocking(hash).await??)
}

fn fresh_id() -> UserId {
    UserId::new(SystemEnvironment.identifier().simple().to_string())
}

fn registration(user: &DemoUser, hash: PasswordHash) -> NewUser {
    let (given_name, family_name) = user.name.split_once(' ').unwrap_or((user.name, ""));
    NewUser {
        username: user.username.to_owned(),
        email: Some(format!("{}@example.com", user.username)),
        email_verified: true,
        name: Some(user.name.to_owned()),
        given_name: Some(given_name.to_owned()),
        family_name: Some(family_name.to_owned()),
        roles: vec![user.role.to_owned()],
        password_hash: Some(hash),
        ..NewUser::default()
    }
}
