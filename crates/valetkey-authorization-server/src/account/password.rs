//! The change of the password.

use valetkey_accounts::{PasswordHash, User};
use valetkey_types::Handle;

use crate::{
    Change, Decision, TrustedDeviceChange,
    authorization::SignedInUser,
    event::{EventKind, Occasion},
    record::{Grant, Session},
    session,
};

/// Changes the password of a signed-in user. Returns the user and the session as they are then.
///
/// This session goes on under `handle` (a changed password is a step of privilege), and every other session ends. Grants that
/// began in another session are revoked, offline ones included: they may belong to somebody who knew the old password. Failed
/// sign-ins until now no longer count. `grants` are those of the user.
///
/// Check the password against the rules before you hash it.
pub fn change_password(
    signed_in: SignedInUser<'_>,
    password_hash: PasswordHash,
    grants: &[Grant],
    handle: &Handle,
    occasion: &Occasion<'_>,
) -> Decision<(User, Session)> {
    let (before, now) = (signed_in.user, occasion.now);
    let (tenant, id, sid) = (&before.tenant, &before.id, signed_in.session.sid);
    let after = User { password_hash: Some(password_hash), failures_reset_at: Some(now), ..before.clone() };
    let renewed = session::renewed(signed_in.session, handle);
    let mut changes = vec![
        Change::RequireSession { tenant: tenant.clone(), id: signed_in.session.id },
        Change::ReplaceUser { before: Box::new(before.clone()), after: Box::new(after.clone()) },
        Change::StoreEvent(occasion.about_user(EventKind::UserPasswordSet, id)),
        // The list is applied in order: this session is continued already, and its successor does not exist yet.
        session::continue_session(signed_in.session, renewed.id, now),
        Change::EndSessionsOfUser { tenant: tenant.clone(), user_id: id.clone(), at: now },
        Change::StartSession(renewed.clone()),
        Change::TrustedDevice(TrustedDeviceChange::RemoveAll { tenant: tenant.clone(), user_id: id.clone() }),
    ];
    let elsewhere = grants.iter().filter(|grant| grant.sid != sid && grant.revoked_at.is_none());
    changes.extend(elsewhere.map(|grant| Change::RevokeGrant {
        tenant: tenant.clone(),
        id: grant.id,
        at: now,
    }));
    Decision { answer: (after, renewed), changes }
}
