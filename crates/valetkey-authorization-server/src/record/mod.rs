//! What the server remembers. Every record belongs to a tenant.

mod access_token;
mod authorization_code;
mod client;
mod consent;
mod grant;
mod hash;
mod refresh_token;
mod session;
mod signing_key;

pub use access_token::AccessToken;
pub use authorization_code::AuthorizationCode;
pub use client::{AccessTokenFormat, Client, ConsentPolicy, PkcePolicy, RefreshTokenRotation};
pub use consent::Consent;
pub use grant::{Authentication, Grant};
pub use hash::Sha256Hash;
pub use refresh_token::RefreshToken;
pub use session::Session;
pub use signing_key::SigningKeyRecord;
