//! The deletion of a user who asked for it. The user can return within [`User::TIME_TO_RETURN`]; then the records are removed.

use valetkey_accounts::User;
use valetkey_authorization_server::{
    Change, Decision, RemainsChange,
    event::{EventKind, Occasion},
};
use valetkey_types::Timestamp;

use crate::user::{self, Access};

/// Asks for the deletion of a user. Every session and grant ends now, and the applications get logout messages. A second request
/// changes nothing.
pub fn request(user: &User, access: Access<'_>, occasion: &Occasion<'_>) -> Decision<User> {
    if user.deletion_at.is_some() {
        return Decision::without_changes(user.clone());
    }
    let deletion_at = Some(occasion.now.plus(User::TIME_TO_RETURN));
    let leaving = User { deletion_at, ..user.clone() };
    let mut changes = user::replace(user, leaving.clone(), EventKind::UserDeletionRequested, occasion);
    changes.extend(user::end_access(user, access, occasion));
    Decision { answer: leaving, changes }
}

/// Keeps a user who asked for the deletion. Access from before the request stays ended, also that of a session that began at the
/// same moment.
pub fn cancel(user: &User, occasion: &Occasion<'_>) -> Decision<User> {
    let kept = User { deletion_at: None, ..user.clone() };
    let mut changes = user::replace(user, kept.clone(), EventKind::UserDeletionCancelled, occasion);
    if !changes.is_empty() {
        changes.extend(user::end_access(user, Access { clients: &[], outbox: None }, occasion));
    }
    Decision { answer: kept, changes }
}

/// Gives a user who asked for the deletion the full time to return again. This is for a restored backup: the user may have returned
/// after it was made.
pub fn postpone(user: &User, occasion: &Occasion<'_>) -> Vec<Change> {
    let Some(before) = user.deletion_at else { return Vec::new() };
    let deletion_at = Some(before.max(occasion.now.plus(User::TIME_TO_RETURN)));
    let after = User { deletion_at, ..user.clone() };
    user::replace(user, after, EventKind::UserEdited, occasion)
}

/// Removes a user whose time to return is over, with their records. Events stay: make those anonymous first. *Conditional*: the user
/// is as it was read, so a user who returned stays, and only one node removes the user. `heir` is as in [`user::edit`].
///
/// Returns no changes for a user who stays.
pub fn complete(user: &User, heir: Option<&User>, now: Timestamp, occasion: &Occasion<'_>) -> Vec<Change> {
    if user.deletion_at.is_none_or(|at| now < at) {
        return Vec::new();
    }
    let unchanged = Change::ReplaceUser { before: Box::new(user.clone()), after: Box::new(user.clone()) };
    let removed = user::remove(user, heir, Access { clients: &[], outbox: None }, occasion);
    let (tenant, user_id) = (user.tenant.clone(), user.id.clone());
    let mut changes = vec![unchanged];
    changes.extend(removed.changes);
    changes.push(Change::Remains(RemainsChange::RemoveGrants { tenant, user_id }));
    changes
}
