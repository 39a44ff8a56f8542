//! Values that are issued sealed and never stored: codes, refresh tokens, opaque access tokens and references to requests.
//!
//! Each is a record that only the server can read or make; the edge seals and opens it, as it signs and verifies JWTs.
//! Whether it still counts stands in the grant. Field names are short on the wire: a code travels in an address.

mod access_token;
mod authorization_code;
mod refresh_token;
mod request_reference;

pub use access_token::AccessToken;
pub use authorization_code::AuthorizationCode;
pub use refresh_token::RefreshToken;
pub use request_reference::RequestReference;
