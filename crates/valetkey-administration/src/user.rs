//! Operations on users.

use valetkey_accounts::{FactorKind, PasswordHash, User};
use valetkey_authorization_server::{
    Change, Decision, TrustedDeviceChange, account,
    authorization::withdraw as withdraw_consent,
    event::{EventKind, FieldChange, Occasion},
    passkey,
    record::{Client, Passkey, SecondFactors, Session},
    registration::{NewUser, UserRegistrationError, edited_user, new_user},
    second_factor,
};
use valetkey_types::{ClientId, UserId};

use crate::{Outbox, attribute::value_differences, difference::difference, picture};

/// Adds a user.
///
/// # Errors
/// [`UserRegistrationError`] names what was expected and what came. Storage alone knows whether the names are free.
pub fn add(
    id: UserId,
    new: NewUser,
    occasion: &Occasion<'_>,
) -> Result<Decision<User>, UserRegistrationError> {
    let user = new_user(occasion.tenant.clone(), id, new, occasion.now)?;
    let event = occasion.about_user(EventKind::UserAdded, &user.id);
    let changes = vec![Change::AddUser(Box::new(user.clone())), Change::StoreEvent(event)];
    Ok(Decision { answer: user, changes })
}

/// Edits a user: start from `NewUser::from(&user)` and set what should differ. Without a difference nothing is stored.
///
/// A new email address is unverified unless the administrator vouches for it. The password does not change.
///
/// `heir` is the user whose email address is the username of this one, if there is one: from before usernames and addresses
/// became one set of names. The name passes to them when this user gives it up, so that nobody else takes it.
///
/// # Errors
/// [`UserRegistrationError`], as for a new user.
pub fn edit(
    user: &User,
    new: NewUser,
    heir: Option<&User>,
    occasion: &Occasion<'_>,
) -> Result<Decision<User>, UserRegistrationError> {
    let edited = edited_user(user, new, occasion.now)?;
    let mut changes = replace(user, edited.clone(), EventKind::UserEdited, occasion);
    if !edited.username.eq_ignore_ascii_case(&user.username) {
        changes.extend(inherit(user, heir));
    }
    if edited.picture != user.picture {
        // The old value may name a picture that the user uploaded.
        changes.push(picture::removal(user));
    }
    Ok(Decision { answer: edited, changes })
}

/// Returns the users to tell by mail about an edit of the address: one with the old address, one with the new one; none if the address
/// stays. The case of letters does not matter.
pub fn told_of_address<'a>(before: &'a User, after: &'a User) -> Vec<&'a User> {
    let address = |user: &User| user.email.as_deref().map(str::to_lowercase);
    if address(before) == address(after) { Vec::new() } else { vec![before, after] }
}

/// The access that an operation ends.
#[derive(Clone, Copy, Debug)]
pub struct Access<'a> {
    /// The clients that hold a grant of the user.
    pub clients: &'a [Client],
    /// The sender of the messages; `None` while no server has run with this database, so no client has access yet.
    pub outbox: Option<Outbox<'a>>,
}

impl Access<'_> {
    /// Returns the messages to the applications.
    fn tell(&self, user: &UserId, occasion: &Occasion<'_>) -> Vec<Change> {
        let outbox = self.outbox.into_iter();
        outbox.flat_map(|outbox| outbox.tell_that_user_signed_out(self.clients, user, occasion)).collect()
    }
}

/// Sets a password. Every session and grant ends, because they may belong to somebody who knew the old password. Applications
/// are told. Failed sign-ins until now no longer count, and no device is known any more.
///
/// Check the password against the rules before you hash it.
pub fn set_password(
    user: &User,
    password_hash: PasswordHash,
    access: Access<'_>,
    occasion: &Occasion<'_>,
) -> Decision<User> {
    let changed =
        User { password_hash: Some(password_hash), failures_reset_at: Some(occasion.now), ..user.clone() };
    let mut changes = replace(user, changed.clone(), EventKind::UserPasswordSet, occasion);
    changes.extend(end_access(user, access, occasion));
    Decision { answer: changed, changes }
}

/// Sets the password that a user chose with a link or a code. Otherwise it is [`set_password`]. `proves_address` is whether the
/// link went to the address of the account, so that the user reads its mail.
pub fn reset_password(
    user: &User,
    password_hash: PasswordHash,
    proves_address: bool,
    access: Access<'_>,
    occasion: &Occasion<'_>,
) -> Decision<User> {
    let changed = User {
        password_hash: Some(password_hash),
        failures_reset_at: Some(occasion.now),
        email_verified: user.email_verified || proves_address,
        ..user.clone()
    };
    let mut changes = replace(user, changed.clone(), EventKind::UserPasswordReset, occasion);
    changes.extend(end_access(user, access, occasion));
    Decision { answer: changed, changes }
}

/// Marks the address of a user as verified: the user reads its mail.
pub fn verify_address(user: &User, occasion: &Occasion<'_>) -> Decision<User> {
    let verified = User { email_verified: user.email.is_some(), ..user.clone() };
    let changes = replace(user, verified.clone(), EventKind::UserAddressVerified, occasion);
    Decision { answer: verified, changes }
}

/// Gives a user another address, whose mail the user reads. Storage alone knows whether it is free.
///
/// # Errors
/// [`UserRegistrationError`] for a text that is no address.
pub fn change_address(
    user: &User,
    address: &str,
    occasion: &Occasion<'_>,
) -> Result<Decision<User>, UserRegistrationError> {
    let new = NewUser { email: Some(address.to_owned()), email_verified: true, ..NewUser::from(user) };
    let edited = edited_user(user, new, occasion.now)?;
    let mut changes = replace(user, edited.clone(), EventKind::UserAddressChanged, occasion);
    changes.push(remove_links(user));
    Ok(Decision { answer: edited, changes })
}

/// Disables a user: no sign-in, every session and grant ends, applications are told. Enabling brings no session back.
pub fn disable(user: &User, access: Access<'_>, occasion: &Occasion<'_>) -> Decision<User> {
    let disabled = User { disabled: true, ..user.clone() };
    let mut changes = replace(user, disabled.clone(), EventKind::UserDisabled, occasion);
    changes.extend(end_access(user, access, occasion));
    Decision { answer: disabled, changes }
}

/// Enables a user.
pub fn enable(user: &User, occasion: &Occasion<'_>) -> Decision<User> {
    let enabled = User { disabled: false, ..user.clone() };
    let changes = replace(user, enabled.clone(), EventKind::UserEnabled, occasion);
    Decision { answer: enabled, changes }
}

/// Ends every session of a user and revokes every grant, offline ones included; applications are told. The user can sign
/// in again.
pub fn sign_out(user: &User, access: Access<'_>, occasion: &Occasion<'_>) -> Decision<()> {
    let event = occasion.about_user(EventKind::UserSignedOut, &user.id);
    let mut changes = vec![Change::StoreEvent(event)];
    changes.extend(end_access(user, access, occasion));
    Decision { answer: (), changes }
}

/// Ends a session of a user, as the user can do on the account page. `access` has the clients that were opened in it; they are told.
pub fn end_session(session: &Session, access: Access<'_>, occasion: &Occasion<'_>) -> Decision<()> {
    let mut changes = account::end_sessions(std::slice::from_ref(session), occasion);
    let outbox = access.outbox.into_iter();
    changes.extend(
        outbox.flat_map(|outbox| outbox.tell(access.clients, &session.user_id, Some(session.sid), occasion)),
    );
    Decision { answer: (), changes }
}

/// Resets the failed sign-ins, at known and unknown devices, so that the next attempt is looked at without a pause.
pub fn unlock(user: &User, occasion: &Occasion<'_>) -> Decision<()> {
    let unlocked = User { failures_reset_at: Some(occasion.now), ..user.clone() };
    let changes = replace(user, unlocked, EventKind::UserUnlocked, occasion);
    Decision { answer: (), changes }
}

/// Removes the authenticator of a user who lost it, with the recovery codes unless the user has a passkey. Sessions stay.
pub fn remove_authenticator(
    user: &User,
    factors: Option<SecondFactors>,
    occasion: &Occasion<'_>,
) -> Decision<User> {
    second_factor::remove_authenticator(user, factors, occasion)
}

/// Removes every second factor of a user who lost them: the authenticator, the recovery codes and the passkeys. Trusted devices are
/// forgotten. Sessions stay. Nothing is stored for a user without any.
pub fn reset_factors(
    user: &User,
    factors: Option<SecondFactors>,
    passkeys: &[Passkey],
    occasion: &Occasion<'_>,
) -> Decision<User> {
    let kinds = [FactorKind::Authenticator, FactorKind::RecoveryCodes, FactorKind::Passkey];
    let without = kinds.into_iter().fold(user.clone(), User::without_factor);
    let stored = factors.filter(|one| one.authenticator.is_some() || one.recovery_codes.is_some());
    let mut changes = replace(user, without.clone(), EventKind::SecondFactorRemoved, occasion);
    changes.extend(stored.map(|factors| {
        let none = SecondFactors { authenticator: None, recovery_codes: None, last_used: None, ..factors };
        Change::PutSecondFactors(Box::new(none))
    }));
    for passkey in passkeys {
        let (tenant, credential_id) = (passkey.tenant.clone(), passkey.credential_id.clone());
        let mut event = occasion.about_user(EventKind::PasskeyRemoved, &user.id);
        event.changed = vec![FieldChange::new("passkey", &passkey.name, "")];
        changes.extend([Change::RemovePasskey { tenant, credential_id }, Change::StoreEvent(event)]);
    }
    if !changes.is_empty() {
        changes.push(forget_devices(user));
    }
    Decision { answer: without, changes }
}

/// Removes a user with consents and sessions; every grant is revoked, applications are told. `heir` is as in [`edit`].
pub fn remove(user: &User, heir: Option<&User>, access: Access<'_>, occasion: &Occasion<'_>) -> Decision<()> {
    let event = occasion.about_user(EventKind::UserRemoved, &user.id);
    let remove = Change::RemoveUser { tenant: user.tenant.clone(), id: user.id.clone(), at: occasion.now };
    let mut changes = vec![remove, Change::StoreEvent(event)];
    changes.extend(inherit(user, heir));
    changes.extend(access.tell(&user.id, occasion));
    Decision { answer: (), changes }
}

/// Withdraws the access of a client to a user's account, as the user can do on the account page.
pub fn withdraw(user: &User, client: &ClientId, occasion: &Occasion<'_>) -> Decision<()> {
    withdraw_consent(&user.id, client, occasion)
}

/// Removes a passkey, as the user can do on the account page. `existing` are the passkeys of the user. The user is stored again, so that only
/// one of two removals at the same moment counts: each was confirmed because of the way to sign in that the other removes.
pub fn remove_passkey(
    user: &User,
    passkey: &Passkey,
    existing: &[Passkey],
    occasion: &Occasion<'_>,
) -> Decision<()> {
    let mut decision = passkey::remove(user, passkey, existing, occasion);
    if !decision.changes.iter().any(|change| matches!(change, Change::ReplaceUser { .. })) {
        let (before, after) = (Box::new(user.clone()), Box::new(user.clone()));
        decision.changes.push(Change::ReplaceUser { before, after });
    }
    decision
}

/// Gives the username, which the user gives up, to the user who has it as an email address.
fn inherit(user: &User, heir: Option<&User>) -> Option<Change> {
    let heir = heir.filter(|heir| {
        heir.id != user.id
            && heir.email.as_ref().is_some_and(|email| email.eq_ignore_ascii_case(&user.username))
    })?;
    Some(Change::InheritName {
        tenant: heir.tenant.clone(),
        user_id: heir.id.clone(),
        name: user.username.to_ascii_lowercase(),
    })
}

/// Stores the new state on condition that nobody changed the record since it was read, with its event.
pub(crate) fn replace(before: &User, after: User, kind: EventKind, occasion: &Occasion<'_>) -> Vec<Change> {
    if *before == after {
        return Vec::new();
    }
    let mut event = occasion.about_user(kind, &after.id);
    event.changed = difference(before, &after);
    event.changed.extend(value_differences(before, &after));
    let (before, after) = (Box::new(before.clone()), Box::new(after));
    vec![Change::ReplaceUser { before, after }, Change::StoreEvent(event)]
}

/// Makes every link and code that the user was sent worth nothing.
fn remove_links(user: &User) -> Change {
    Change::RemoveMailChallengesOfUser { tenant: user.tenant.clone(), user_id: user.id.clone() }
}

/// Removes the trusted devices of a user.
fn forget_devices(user: &User) -> Change {
    let (tenant, user_id) = (user.tenant.clone(), user.id.clone());
    Change::TrustedDevice(TrustedDeviceChange::RemoveAll { tenant, user_id })
}

/// Ends every session, revokes every grant, removes links from mails and trusted devices, and sends logout messages to the
/// applications.
pub(crate) fn end_access(user: &User, access: Access<'_>, occasion: &Occasion<'_>) -> Vec<Change> {
    let (tenant, user_id, at) = (&user.tenant, &user.id, occasion.now);
    let mut changes = vec![
        Change::EndSessionsOfUser { tenant: tenant.clone(), user_id: user_id.clone(), at },
        Change::RevokeGrantsOfUser { tenant: tenant.clone(), user_id: user_id.clone(), at },
        remove_links(user),
        forget_devices(user),
    ];
    changes.extend(access.tell(user_id, occasion));
    changes
}
