//! The picture of a user.

use valetkey_accounts::User;
use valetkey_authorization_server::{
    Change, PictureChange,
    event::{EventKind, Occasion},
    record::Picture,
};

use crate::user;

/// Gives a user another picture. `uri` is its web address, which applications get as the claim `picture`.
pub fn set(user: &User, picture: Picture, uri: String, occasion: &Occasion<'_>) -> Vec<Change> {
    let mut changes = with_claim(user, Some(uri), occasion);
    changes.push(Change::Picture(PictureChange::Store(Box::new(picture))));
    changes
}

/// Removes the picture of a user, uploaded here or not.
pub fn remove(user: &User, occasion: &Occasion<'_>) -> Vec<Change> {
    with_claim(user, None, occasion)
}

/// Sets the claim `picture`, and removes the uploaded picture that the old value may name.
fn with_claim(user: &User, picture: Option<String>, occasion: &Occasion<'_>) -> Vec<Change> {
    let changed = User { picture, updated_at: occasion.now, ..user.clone() };
    let mut changes = user::replace(user, changed, EventKind::UserEdited, occasion);
    changes.push(removal(user));
    changes
}

/// Returns the removal of every picture that the user uploaded.
pub(crate) fn removal(user: &User) -> Change {
    let (tenant, user_id) = (user.tenant.clone(), user.id.clone());
    Change::Picture(PictureChange::RemoveOfUser { tenant, user_id })
}
