//! Operations by which users get an account: invitations by an administrator, and what users do with a mail.

use valetkey_accounts::User;
use valetkey_authorization_server::{
    Change, Decision,
    event::{Event, EventKind, FieldChange, Occasion},
    registration::{NewUser, UserRegistrationError, new_user},
};
use valetkey_types::UserId;

/// Adds a user who registered. `terms` is the version of the terms that were accepted; without one, the user is asked as soon as there
/// are terms.
///
/// # Errors
/// [`UserRegistrationError`]. Storage alone knows whether the names are free.
pub fn register(
    id: UserId,
    new: NewUser,
    terms: Option<&str>,
    occasion: &Occasion<'_>,
) -> Result<Decision<User>, UserRegistrationError> {
    let accepted_terms = Some(terms.unwrap_or_default().to_owned());
    let user = User { accepted_terms, ..new_user(occasion.tenant.clone(), id, new, occasion.now)? };
    let mut event = occasion.about_user(EventKind::UserRegistered, &user.id);
    event.changed.extend(terms.map(|version| FieldChange::new("terms", "", version)));
    let changes = vec![Change::AddUser(Box::new(user.clone())), Change::StoreEvent(event)];
    Ok(Decision { answer: user, changes })
}

/// Records that a user accepted a version of the terms.
pub fn accept_terms(user: &User, version: &str, occasion: &Occasion<'_>) -> Vec<Change> {
    let accepted = User { accepted_terms: Some(version.to_owned()), ..user.clone() };
    if accepted == *user {
        return Vec::new();
    }
    let mut event = occasion.about_user(EventKind::TermsAccepted, &user.id);
    let before = user.accepted_terms.as_deref().unwrap_or_default();
    event.changed.push(FieldChange::new("terms", before, version));
    let (before, after) = (Box::new(user.clone()), Box::new(accepted));
    vec![Change::ReplaceUser { before, after }, Change::StoreEvent(event)]
}

/// Adds a user who accepted an invitation.
///
/// # Errors
/// As [`register`].
pub fn accept_invitation(
    id: UserId,
    new: NewUser,
    occasion: &Occasion<'_>,
) -> Result<Decision<User>, UserRegistrationError> {
    let user = new_user(occasion.tenant.clone(), id, new, occasion.now)?;
    let event = occasion.about_user(EventKind::UserInvitationAccepted, &user.id);
    let changes = vec![Change::AddUser(Box::new(user.clone())), Change::StoreEvent(event)];
    Ok(Decision { answer: user, changes })
}

/// Returns the event of an invitation to this address, with these roles.
pub fn invited(address: &str, roles: &[String], occasion: &Occasion<'_>) -> Event {
    let mut event = occasion.event(EventKind::UserInvited);
    event.changed.push(FieldChange::new("email", "", address));
    if !roles.is_empty() {
        event.changed.push(FieldChange::new("roles", "", &roles.join("\n")));
    }
    event
}

/// Returns the event of a link that an administrator made for a user.
pub fn link_made(user: &User, occasion: &Occasion<'_>) -> Event {
    occasion.about_user(EventKind::UserLinkMade, &user.id)
}
