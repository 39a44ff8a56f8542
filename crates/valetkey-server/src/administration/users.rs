//! Users.

mod change;
mod deletion;
mod export;
mod link;
mod list;
mod sign_in_methods;

use std::sync::Arc;

use uuid::Uuid;
use valetkey_accounts::{AttributeValue, FailureLimit, SignInFailures, User};
use valetkey_administration::permission::{Area, NotPermitted, Permission, Verb};
use valetkey_authorization_server::{
    claim_map::Editor,
    record::{ClientRole, CounterKey, LinkedAccount, Passkey, SecondFactors},
    role_map::{Held, RoleMap},
};
use valetkey_storage::passkeys;
use valetkey_types::UserId;

use super::{AdministrationError, Context};
use crate::{provider_sign_in::links_of, second_factors};

pub(super) use change::store;
pub(crate) use change::{
    AttributeEdits, add, disable, edit, enable, remove, reset_factors, set_password, sign_out, unlock,
};
pub(crate) use deletion::{delete_later, keep};
pub(crate) use export::export;
pub(crate) use link::{invite, reset_link};
pub(crate) use list::{UserFilter, list};
pub(crate) use sign_in_methods::{provider_name, remove_authenticator, remove_passkey, unlink};

/// A user with groups, roles, attributes, ways to sign in and failed sign-ins.
pub(crate) struct UserDetails {
    /// The user.
    pub(crate) user: User,
    /// The groups that the user is a member of, those above included: identifier and name.
    pub(crate) groups: Vec<(Uuid, String)>,
    /// The names of the groups that providers give, by provider.
    pub(crate) provided_groups: Vec<(String, Vec<String>)>,
    /// The roles that the user has, directly or through groups.
    pub(crate) roles: Vec<ClientRole>,
    /// The values of attributes that administrators see.
    pub(crate) attributes: Vec<(String, AttributeValue)>,
    /// The passkeys.
    pub(crate) passkeys: Vec<Passkey>,
    /// The authenticator app and the recovery codes.
    pub(crate) factors: Option<SecondFactors>,
    /// The linked accounts.
    pub(crate) linked: Vec<LinkedAccount>,
    /// The failed sign-ins at unknown devices that count.
    pub(crate) failures: SignInFailures,
}

impl UserDetails {
    /// Returns whether the password counts at known devices only, because too many sign-ins failed.
    pub(crate) fn is_locked(&self) -> bool {
        self.failures.count >= FailureLimit::ACCOUNT.most
    }

    /// Returns the number of recovery codes that were not used.
    pub(crate) fn recovery_codes_left(&self) -> usize {
        self.factors.as_ref().map_or(0, SecondFactors::recovery_codes_left)
    }
}

/// Returns a user.
pub(crate) async fn show(context: &Context<'_>, id: &UserId) -> Result<UserDetails, AdministrationError> {
    let (user, map) = load(context, Verb::Read, id).await?;
    details(context, user, &map).await
}

/// Loads the details of a user.
async fn details(
    context: &Context<'_>,
    user: User,
    map: &RoleMap,
) -> Result<UserDetails, AdministrationError> {
    let server = context.server;
    let held = Held::of_user(&user, map);
    let mut groups: Vec<(Uuid, String)> = Vec::new();
    for group in user.groups.iter().flat_map(|id| map.upwards(*id)) {
        if !groups.iter().any(|(known, _)| *known == group.id) {
            groups.push((group.id, group.name.clone()));
        }
    }
    let provided = user.provided_groups.iter().map(|provided| {
        let names = provided.groups.iter().filter_map(|group| Some(map.group(*group)?.name.clone()));
        (provided.provider.clone(), names.collect())
    });
    let provided_groups = provided.collect();
    let visible = server.claim_map.visible(Editor::Administrator);
    let attributes = visible
        .filter_map(|attribute| Some((attribute.name.clone(), attribute.value_of(&user)?.clone())))
        .collect();
    let passkeys = passkeys::of_user(&*server.storage, &server.tenant, &user.id).await?;
    let factors = second_factors::load(&*server.storage, &server.tenant, &user.id).await?;
    let linked = links_of(server, &user.id).await?;
    let account = CounterKey::of_account(&user.id);
    let [failures, _] = server.storage.sign_in_failures(&server.tenant, [&account, &account]).await?;
    let since = FailureLimit::ACCOUNT.since(user.failures_reset_at, server.environment.now());
    let failures = failures.counting_after(since);
    let roles = held.granted().cloned().collect();
    Ok(UserDetails { user, groups, provided_groups, roles, attributes, passkeys, factors, linked, failures })
}

/// Loads a user that the administrator may read or change. A user outside of the groups that the administrator is limited to is not found.
/// A change of a user who holds more than the administrator is refused.
pub(super) async fn load(
    context: &Context<'_>,
    verb: Verb,
    id: &UserId,
) -> Result<(User, Arc<RoleMap>), AdministrationError> {
    let permission = Permission { area: Area::Users, verb };
    context.administrator.require_somewhere(permission)?;
    let map = context.role_map().await?;
    let user = find(context, id).await?.filter(|user| sees(context, user, &map));
    let user = user.ok_or(AdministrationError::NotFound("user"))?;
    if !context.administrator.may_with(permission, &user, &map) {
        return Err(NotPermitted::Missing(permission).into());
    }
    if verb == Verb::Write {
        context.administrator.covers_user(&user, &map)?;
    }
    Ok((user, map))
}

fn sees(context: &Context<'_>, user: &User, map: &RoleMap) -> bool {
    context.administrator.may_with(Permission::read(Area::Users), user, map)
}

async fn find(context: &Context<'_>, id: &UserId) -> Result<Option<User>, AdministrationError> {
    let read = context.server.storage.user(&context.server.tenant, id).await?;
    context.or_staged(read, |user| user.id == *id)
}
