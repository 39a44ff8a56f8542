//! People.

use valetkey_accounts::{SignInFailures, User};
use valetkey_types::{TenantId, Timestamp, UserId};

use super::{super::state::State, grants};

pub(super) fn add(state: &mut State, user: User) -> bool {
    names_are_free(state, &user) && state.users.add((user.tenant.clone(), user.id.clone()), user)
}

pub(super) fn replace(state: &mut State, user: User) -> bool {
    names_are_free(state, &user)
        && state.users.edit(&(user.tenant.clone(), user.id.clone()), |stored| {
            *stored = User { sign_in_failures: stored.sign_in_failures, ..user };
        })
}

pub(super) fn remove(state: &mut State, tenant: &TenantId, id: &UserId, at: Timestamp) -> bool {
    let existed = state.users.remove(&(tenant.clone(), id.clone()));
    state.consents.remove_where(usize::MAX, |consent| consent.tenant == *tenant && consent.user_id == *id);
    state.sessions.remove_where(usize::MAX, |session| session.tenant == *tenant && session.user_id == *id);
    grants::revoke_where(state, at, |grant| grant.tenant == *tenant && grant.user_id == *id);
    existed
}

/// Nothing is counted for somebody who is unknown.
pub(super) fn count_failure(state: &mut State, tenant: TenantId, id: UserId, at: Timestamp) -> bool {
    state.users.edit(&(tenant, id), |user| {
        let count = user.sign_in_failures.count.saturating_add(1);
        user.sign_in_failures = SignInFailures { count, last_at: Some(at) };
    });
    true
}

pub(super) fn reset_failures(
    state: &mut State,
    tenant: TenantId,
    id: UserId,
    expected: SignInFailures,
) -> bool {
    let key = (tenant, id);
    let stands = state.users.get(&key).is_some_and(|user| user.sign_in_failures == expected);
    stands && state.users.edit(&key, |user| user.sign_in_failures = SignInFailures::default())
}

/// Whether neither the username nor the mail address is somebody else's.
fn names_are_free(state: &State, user: &User) -> bool {
    state.users.iter().map(|(_, other)| other).all(|other| {
        let same_email = match (&other.email, &user.email) {
            (Some(theirs), Some(wanted)) => theirs.eq_ignore_ascii_case(wanted),
            _ => false,
        };
        let same_name = same_email || other.username.eq_ignore_ascii_case(&user.username);
        !(other.tenant == user.tenant && other.id != user.id && same_name)
    })
}
