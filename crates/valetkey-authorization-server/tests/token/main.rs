//! The token endpoint and its neighbours, as decisions: every rule from both sides.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests: a broken set-up ends the test"
)]

mod access_token;
mod account;
mod audience;
mod authorization_code;
mod client_authentication;
mod client_credentials;
mod introspection;
mod refresh_token;
mod revocation;
mod support;
mod userinfo;
