//! Changes users.

use std::collections::BTreeMap;

use valetkey_accounts::{Attributes, User};
use valetkey_administration::{
    InvalidField,
    permission::{Area, Permission, Verb},
    user::{self, Access},
};
use valetkey_authorization_server::{
    Decision, claim_map::Editor, event::Occasion, record::NoticeKind, registration::NewUser,
};
use valetkey_storage::{directory, passkeys};
use valetkey_types::{Secret, UserId};

use super::{
    super::{AdministrationError, Context, Done, context::Seen, invalid, new_password},
    find, load,
};
use crate::second_factors;

/// New values of attributes, by name, as texts. An empty list removes a value.
pub(crate) type AttributeEdits = BTreeMap<String, Vec<String>>;

/// Adds a user.
pub(crate) async fn add(
    context: &Context<'_>,
    mut new: NewUser,
    attributes: &AttributeEdits,
    password: Option<Secret>,
) -> Result<Done<User>, AdministrationError> {
    context.require(Permission::write(Area::Users))?;
    let server = context.server;
    let map = &server.claim_map;
    new.attributes = map.edited(&Attributes::new(), attributes, Editor::Administrator).map_err(invalid)?;
    map.require_of_new_user(&new.attributes).map_err(invalid)?;
    let id = UserId::new(server.environment.identifier().simple().to_string());
    let add = |new: NewUser| context.decide(|occasion| user::add(id.clone(), new, occasion)).map_err(invalid);
    let judged = add(new.clone())?;
    may_name_roles(context, &[], &judged.answer)?;
    if let Some(password) = password {
        new.password_hash = Some(new_password::hash(server, &judged.answer, password).await?);
    }
    let decided = add(new)?;
    let added = decided.answer.clone();
    match context.store_new(decided).await {
        Err(AdministrationError::Conflict(conflict)) => {
            Err(name_taken(context, None, &added).await?.unwrap_or(AdministrationError::Conflict(conflict)))
        }
        done => as_stored(context, done?).await,
    }
}

/// Edits a user. `change` sets what should differ. A mail goes to the old and to the new address if the address changes.
pub(crate) async fn edit(
    context: &Context<'_>,
    id: &UserId,
    change: impl FnOnce(&mut NewUser) -> Result<(), InvalidField>,
    attributes: &AttributeEdits,
) -> Result<Done<User>, AdministrationError> {
    let (user, _) = load(context, Verb::Write, id).await?;
    let mut new = NewUser::from(&user);
    change(&mut new)?;
    let map = &context.server.claim_map;
    new.attributes = map.edited(&user.attributes, attributes, Editor::Administrator).map_err(invalid)?;
    let heir = heir_of(context, &user).await?;
    let mut decided =
        context.decide(|occasion| user::edit(&user, new, heir.as_ref(), occasion)).map_err(invalid)?;
    may_name_roles(context, &user.roles, &decided.answer)?;
    let edited = decided.answer.clone();
    let told = user::told_of_address(&user, &edited);
    decided.changes.extend(told.iter().filter_map(|user| context.notice(user, NoticeKind::AddressChanged)));
    match store(context, decided, &user).await {
        Err(AdministrationError::Conflict(conflict)) if conflict.revision.is_none() => {
            let taken = name_taken(context, Some(&user), &edited).await?;
            Err(taken.unwrap_or(AdministrationError::Conflict(conflict)))
        }
        done => as_stored(context, done?).await,
    }
}

/// Requires the permission to write roles for a change of the names of roles. Tokens have them as they have the roles of the tenant.
fn may_name_roles(context: &Context<'_>, before: &[String], after: &User) -> Result<(), AdministrationError> {
    if after.roles == before { Ok(()) } else { context.require(Permission::write(Area::Roles)) }
}

/// Disables a user. Every session and all access of applications ends.
pub(crate) async fn disable(context: &Context<'_>, id: &UserId) -> Result<Done<User>, AdministrationError> {
    let (user, _) = load(context, Verb::Write, id).await?;
    context.administrator.is_not(&user)?;
    ending(context, &user, |access, occasion| user::disable(&user, access, occasion)).await
}

/// Enables a user.
pub(crate) async fn enable(context: &Context<'_>, id: &UserId) -> Result<Done<User>, AdministrationError> {
    let (user, _) = load(context, Verb::Write, id).await?;
    let decided = context.decide(|occasion| user::enable(&user, occasion));
    as_stored(context, store(context, decided, &user).await?).await
}

/// Ends every session of a user, and all access of applications.
pub(crate) async fn sign_out(context: &Context<'_>, id: &UserId) -> Result<Done<User>, AdministrationError> {
    let (user, _) = load(context, Verb::Write, id).await?;
    let sign_out = |access: Access<'_>, occasion: &Occasion<'_>| {
        let Decision { changes, .. } = user::sign_out(&user, access, occasion);
        Decision { answer: user.clone(), changes }
    };
    ending(context, &user, sign_out).await
}

/// Resets the failed sign-ins of a user.
pub(crate) async fn unlock(context: &Context<'_>, id: &UserId) -> Result<Done<User>, AdministrationError> {
    let (user, _) = load(context, Verb::Write, id).await?;
    let Decision { changes, .. } = context.decide(|occasion| user::unlock(&user, occasion));
    let decided = Decision { answer: user.clone(), changes };
    as_stored(context, store(context, decided, &user).await?).await
}

/// Sets a password. Every session and all access of applications ends, and the user gets a mail.
pub(crate) async fn set_password(
    context: &Context<'_>,
    id: &UserId,
    password: Secret,
) -> Result<Done<User>, AdministrationError> {
    let (user, _) = load(context, Verb::Write, id).await?;
    let hash = new_password::hash(context.server, &user, password).await?;
    let notice = context.notice(&user, NoticeKind::PasswordChanged);
    ending(context, &user, |access, occasion| {
        let mut decided = user::set_password(&user, hash, access, occasion);
        decided.changes.extend(notice);
        decided
    })
    .await
}

/// Removes every second factor of a user who lost them. The user gets a mail.
pub(crate) async fn reset_factors(
    context: &Context<'_>,
    id: &UserId,
) -> Result<Done<User>, AdministrationError> {
    let (user, _) = load(context, Verb::Write, id).await?;
    let server = context.server;
    let factors = second_factors::load(&*server.storage, &server.tenant, &user.id).await?;
    let passkeys = passkeys::of_user(&*server.storage, &server.tenant, &user.id).await?;
    let has_authenticator = factors.as_ref().is_some_and(|factors| factors.authenticator.is_some());
    let names = passkeys.iter().map(|passkey| passkey.name.clone());
    let names = names.chain(has_authenticator.then(|| second_factors::AUTHENTICATOR.to_owned()));
    let notices: Vec<_> =
        names.filter_map(|name| context.notice(&user, NoticeKind::FactorRemoved { name })).collect();
    let mut decided = context.decide(|occasion| user::reset_factors(&user, factors, &passkeys, occasion));
    decided.changes.extend(notices);
    as_stored(context, store(context, decided, &user).await?).await
}

/// Removes a user with their consents and sessions.
pub(crate) async fn remove(context: &Context<'_>, id: &UserId) -> Result<Done<()>, AdministrationError> {
    let (user, _) = load(context, Verb::Write, id).await?;
    context.administrator.is_not(&user)?;
    let heir = heir_of(context, &user).await?;
    let remove =
        |access: Access<'_>, occasion: &Occasion<'_>| user::remove(&user, heir.as_ref(), access, occasion);
    let (decided, told) = context.decide_with_access(&user, remove).await?;
    Ok(store(context, decided, &user).await?.telling(told))
}

/// Stores an operation that ends the access of applications.
pub(super) async fn ending(
    context: &Context<'_>,
    user: &User,
    operation: impl FnOnce(Access<'_>, &Occasion<'_>) -> Decision<User>,
) -> Result<Done<User>, AdministrationError> {
    let (decided, told) = context.decide_with_access(user, operation).await?;
    let done = store(context, decided, user).await?.telling(told);
    as_stored(context, done).await
}

/// Stores a decision on a user.
pub(in super::super) async fn store<T>(
    context: &Context<'_>,
    decided: Decision<T>,
    seen: &User,
) -> Result<Done<T>, AdministrationError> {
    let reload = find(context, &seen.id);
    context.store(decided, Seen { record: seen, revision: seen.revision }, reload).await
}

/// Replaces the user of an answer by the stored one, which has the new revision.
pub(super) async fn as_stored(
    context: &Context<'_>,
    done: Done<User>,
) -> Result<Done<User>, AdministrationError> {
    if !done.is_stored {
        return Ok(done);
    }
    let user = find(context, &done.answer.id).await?.ok_or(AdministrationError::NotFound("user"))?;
    Ok(done.with(user))
}

/// Returns the user whose email address is the username of this one. Such pairs are older than the rule that usernames and addresses are
/// one set of names.
async fn heir_of(context: &Context<'_>, user: &User) -> Result<Option<User>, AdministrationError> {
    let server = context.server;
    let called = directory::users_called(&*server.storage, &server.tenant, &user.username).await?;
    Ok(called.into_iter().find(|other| other.id != user.id))
}

/// Returns the refusal of a name that another user has. It does not name that user, because the administrator may not see them.
async fn name_taken(
    context: &Context<'_>,
    before: Option<&User>,
    after: &User,
) -> Result<Option<AdministrationError>, AdministrationError> {
    let server = context.server;
    let names = [("username", Some(&after.username)), ("email", after.email.as_ref())];
    for (field, name) in names.into_iter().filter_map(|(field, name)| Some((field, name?))) {
        let holders = directory::users_called(&*server.storage, &server.tenant, name).await?;
        let is_other = |holder: &User| before.is_none_or(|before| holder.id != before.id);
        if holders.iter().any(|holder| is_other(holder) && holder.id != after.id) {
            let taken =
                InvalidField::new(field, "a username or email address that nobody has", format!("{name:?}"));
            return Ok(Some(taken.into()));
        }
    }
    Ok(None)
}
