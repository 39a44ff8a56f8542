//! The providers that users of an issuer can sign in with: their secrets, and the connection to each.

mod account;
mod connection;
mod known;
mod preview;
mod secret;
mod test;

use valetkey_authorization_server::record::IdentityProvider;
use valetkey_types::Issuer;

pub(crate) use account::account_issuer;
pub use account::{AccountError, account_of};
pub use connection::{Connection, ConnectionError, resolve};
pub(crate) use connection::{catalogue, takes_stored_secret};
pub use known::IdentityProviders;
pub(crate) use known::Known;
pub use preview::{KnownUsers, SignInPreview};
pub use secret::{SecretError, open_secret, resealed, seal_secret};
pub use test::{Tested, test};

/// The purpose of the key that seals client secrets.
pub const USAGE: &str = "identity-providers";

/// Returns the redirect URI to register at a provider. Each provider has one of its own, so an answer of one provider can't be
/// taken for one of another (RFC 9700 section 4.4.2).
pub fn redirect_uri(issuer: &Issuer, provider: &IdentityProvider) -> String {
    issuer.join(&callback_path(&provider.name))
}

/// Returns the address to register at a provider for its logout tokens (OpenID Connect Back-Channel Logout section 2.2).
pub fn backchannel_logout_uri(issuer: &Issuer, provider: &IdentityProvider) -> String {
    issuer.join(&backchannel_logout_path(&provider.name))
}

/// Returns the path for logout tokens, below the issuer.
pub(crate) fn backchannel_logout_path(name: &str) -> String {
    format!("/login/provider/{name}/backchannel-logout")
}

/// Returns the path of the redirect URI, below the issuer.
pub(crate) fn callback_path(name: &str) -> String {
    format!("/login/provider/{name}/callback")
}
