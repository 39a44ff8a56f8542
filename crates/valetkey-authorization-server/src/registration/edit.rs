//! Edits of clients and users, judged by the same rules as new ones.

use valetkey_accounts::User;
use valetkey_types::Timestamp;

use super::{
    ClientRegistrationError, NewClient, NewUser, UserRegistrationError, client, fields::Fixed, user,
};
use crate::record::Client;

/// Judges an edit of a client and returns its new state. Identifier, secret and creation time stay.
///
/// # Errors
/// [`ClientRegistrationError`], as for a new client.
pub fn edited_client(client: &Client, new: NewClient) -> Result<Client, ClientRegistrationError> {
    client::check(&new, client.is_public())?;
    Ok(new.into_client(Fixed::from(client)))
}

/// Judges an edit of a user and returns the new state. Identifier, password and creation time stay.
///
/// A new email address is unverified unless the edit vouches for it (`email_verified`).
///
/// # Errors
/// [`UserRegistrationError`], as for a new user.
pub fn edited_user(user: &User, new: NewUser, now: Timestamp) -> Result<User, UserRegistrationError> {
    user::check(&new, Some(&NewUser::from(user)))?;
    let keeps_address = new.email.is_some() && new.email == user.email;
    let email_verified = new.email.is_some() && (new.email_verified || keeps_address && user.email_verified);
    let phone_number_verified = user.phone_number_verified && new.phone_number == user.phone_number;
    let mut edited = User { email_verified, phone_number_verified, ..new.onto(user.clone()) };
    if edited != *user {
        edited.updated_at = now;
    }
    Ok(edited)
}

impl From<&User> for NewUser {
    /// Starts an edit from the present state. It vouches for no address and sets no password.
    fn from(user: &User) -> Self {
        Self {
            username: user.username.clone(),
            email: user.email.clone(),
            email_verified: false,
            name: user.name.clone(),
            given_name: user.given_name.clone(),
            family_name: user.family_name.clone(),
            middle_name: user.middle_name.clone(),
            nickname: user.nickname.clone(),
            profile: user.profile.clone(),
            picture: user.picture.clone(),
            website: user.website.clone(),
            gender: user.gender.clone(),
            birthdate: user.birthdate.clone(),
            zoneinfo: user.zoneinfo.clone(),
            phone_number: user.phone_number.clone(),
            address: user.address.as_deref().cloned().unwrap_or_default(),
            locale: user.locale.clone(),
            attributes: user.attributes.clone(),
            roles: user.roles.clone(),
            password_hash: None,
        }
    }
}
