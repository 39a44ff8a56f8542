//! Client assertions, with which a client authenticates by a signature (RFC 7523 section 2.2, OpenID Connect Core section 9).
//!
//! The only audience is the issuer, as RFC 10070 requires: an assertion for one issuer is invalid at another one, and no
//! endpoint URL is a valid audience.

use serde::Serialize;
use valetkey_jose::{ClientSecretKey, SigningKey};
use valetkey_types::{Seconds, Secret, Timestamp};

use crate::Problem;

/// `client_assertion_type` of a signed assertion (RFC 7523 section 2.2).
pub const CLIENT_ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// The `typ` of our assertions, which distinguishes them from other tokens.
pub const ASSERTION_TYPE: &str = "client-authentication+jwt";

/// The lifetime of an assertion. Each assertion is made for one request.
pub const LIFETIME: Seconds = Seconds(60);

/// The claims of an assertion.
#[derive(Clone, Copy)]
pub struct AssertionParameters<'a> {
    /// The client: `iss` and `sub`.
    pub client_id: &'a str,
    /// The issuer, byte for byte: the one `aud`.
    pub issuer: &'a str,
    /// Must be new and random for each assertion.
    pub jti: &'a str,
    /// The current time.
    pub now: Timestamp,
}

/// Makes an assertion for `private_key_jwt`. Valid for one request.
///
/// # Errors
/// [`Problem::Signing`].
pub fn private_key_assertion(
    key: &SigningKey,
    parameters: &AssertionParameters<'_>,
) -> Result<Secret, Problem> {
    Ok(Secret::new(key.sign_jwt(Some(ASSERTION_TYPE), &Claims::new(parameters))?))
}

/// Makes an assertion for `client_secret_jwt`, with HS256. Valid for one request.
///
/// # Errors
/// [`Problem::Signing`].
pub fn client_secret_assertion(
    key: &ClientSecretKey,
    parameters: &AssertionParameters<'_>,
) -> Result<Secret, Problem> {
    Ok(Secret::new(key.sign_jwt(Some(ASSERTION_TYPE), &Claims::new(parameters))?))
}

#[derive(Serialize)]
struct Claims<'a> {
    iss: &'a str,
    sub: &'a str,
    aud: &'a str,
    jti: &'a str,
    iat: i64,
    exp: i64,
}

impl<'a> Claims<'a> {
    fn new(parameters: &AssertionParameters<'a>) -> Self {
        Self {
            iss: parameters.client_id,
            sub: parameters.client_id,
            aud: parameters.issuer,
            jti: parameters.jti,
            iat: parameters.now.seconds(),
            exp: parameters.now.plus(LIFETIME).seconds(),
        }
    }
}
