//! Edits of clients and users, judged by the same rules as new ones.

use valetkey_accounts::User;
use valetkey_types::Timestamp;

use super::{ClientRegistrationError, NewClient, NewUser, UserRegistrationError, client, user};
use crate::record::Client;

/// Judges an edit of a client and returns its new state. Identifier, secret and creation time stay.
///
/// # Errors
/// [`ClientRegistrationError`], as for a new client.
pub fn edited_client(client: &Client, new: NewClient) -> Result<Client, ClientRegistrationError> {
    client::check(&new, client.is_public())?;
    Ok(Client {
        name: new.name,
        redirect_uris: new.redirect_uris,
        post_logout_redirect_uris: new.post_logout_redirect_uris,
        backchannel_logout_uri: new.backchannel_logout_uri,
        scope: new.scope,
        grant_types: new.grant_types,
        audiences: new.audiences,
        access_token_format: new.access_token_format,
        id_token_signed_response_alg: new.id_token_signed_response_alg,
        pkce: new.pkce,
        refresh_token_rotation: new.refresh_token_rotation,
        consent: new.consent,
        client_uri: new.client_uri,
        logo_uri: new.logo_uri,
        policy_uri: new.policy_uri,
        tos_uri: new.tos_uri,
        ..client.clone()
    })
}

/// Judges an edit of a user and returns the new state. Identifier, password and creation time stay.
///
/// A new email address is unverified unless the edit vouches for it (`email_verified`).
///
/// # Errors
/// [`UserRegistrationError`], as for a new user.
pub fn edited_user(user: &User, new: NewUser, now: Timestamp) -> Result<User, UserRegistrationError> {
    user::check(&new)?;
    let keeps_address = new.email.is_some() && new.email == user.email;
    let mut edited = User {
        email_verified: new.email.is_some() && (new.email_verified || keeps_address && user.email_verified),
        username: new.username,
        email: new.email,
        name: new.name,
        given_name: new.given_name,
        family_name: new.family_name,
        phone_number_verified: user.phone_number_verified && new.phone_number == user.phone_number,
        phone_number: new.phone_number,
        locale: new.locale,
        roles: new.roles,
        ..user.clone()
    };
    if edited != *user {
        edited.updated_at = now;
    }
    Ok(edited)
}

impl From<&Client> for NewClient {
    /// Starts an edit from the present state.
    fn from(client: &Client) -> Self {
        Self {
            name: client.name.clone(),
            redirect_uris: client.redirect_uris.clone(),
            post_logout_redirect_uris: client.post_logout_redirect_uris.clone(),
            backchannel_logout_uri: client.backchannel_logout_uri.clone(),
            scope: client.scope.clone(),
            grant_types: client.grant_types.clone(),
            audiences: client.audiences.clone(),
            access_token_format: client.access_token_format,
            id_token_signed_response_alg: client.id_token_signed_response_alg,
            pkce: client.pkce,
            refresh_token_rotation: client.refresh_token_rotation,
            consent: client.consent,
            client_uri: client.client_uri.clone(),
            logo_uri: client.logo_uri.clone(),
            policy_uri: client.policy_uri.clone(),
            tos_uri: client.tos_uri.clone(),
        }
    }
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
            phone_number: user.phone_number.clone(),
            locale: user.locale.clone(),
            roles: user.roles.clone(),
            password_hash: None,
        }
    }
}
