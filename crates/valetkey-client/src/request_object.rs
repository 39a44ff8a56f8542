//! Signed authorization requests, by value (RFC 9101, OpenID Connect Core section 6.1).

use serde_json::{Map, Value};
use valetkey_jose::SigningKey;
use valetkey_types::{Seconds, Timestamp, parameter};

use crate::Problem;

/// The `typ` of a request object (RFC 9101 section 10.8).
pub const REQUEST_OBJECT_TYPE: &str = "oauth-authz-req+jwt";

/// Lifetime of a request object.
pub const LIFETIME: Seconds = Seconds::minutes(5);

/// The claims of a request object besides the parameters.
#[derive(Clone, Copy)]
pub struct RequestObject<'a> {
    /// The client: `iss`.
    pub client_id: &'a str,
    /// The issuer, byte for byte: `aud`.
    pub issuer: &'a str,
    /// Must be new and random.
    pub jti: &'a str,
    /// The current time.
    pub now: Timestamp,
}

/// Signs the parameters (RFC 9101 section 4).
///
/// # Errors
/// [`Problem::Signing`].
pub fn sign_request_object(
    key: &SigningKey,
    object: &RequestObject<'_>,
    parameters: &[(String, String)],
) -> Result<String, Problem> {
    let mut claims = Map::new();
    for (name, value) in parameters {
        add(&mut claims, name, value);
    }
    claims.insert("iss".into(), object.client_id.into());
    claims.insert("aud".into(), object.issuer.into());
    claims.insert("jti".into(), object.jti.into());
    claims.insert("iat".into(), object.now.seconds().into());
    claims.insert("nbf".into(), object.now.seconds().into());
    claims.insert("exp".into(), object.now.plus(LIFETIME).seconds().into());
    Ok(key.sign_jwt(Some(REQUEST_OBJECT_TYPE), &claims)?)
}

/// Returns the parameters to send: `request`, and those that OpenID Connect Core section 6.1 requires outside of it. The issuer
/// reads all others from the signed object.
pub fn signed_parameters(parameters: &[(String, String)], request_object: String) -> Vec<(String, String)> {
    const OUTSIDE: [&str; 3] = [parameter::CLIENT_ID, parameter::RESPONSE_TYPE, parameter::SCOPE];
    let outside = parameters.iter().filter(|(name, _)| OUTSIDE.contains(&name.as_str())).cloned();
    outside.chain([(parameter::REQUEST.to_owned(), request_object)]).collect()
}

/// Converts a parameter to JSON: `max_age` to a number, a repeated parameter to a list, all others to a string.
fn add(claims: &mut Map<String, Value>, name: &str, value: &str) {
    let number = value.parse::<i64>().ok().filter(|_| name == parameter::MAX_AGE);
    let value = number.map_or_else(|| Value::from(value), Value::from);
    match claims.get_mut(name) {
        None => {
            claims.insert(name.to_owned(), value);
        }
        Some(Value::Array(values)) => values.push(value),
        Some(first) => *first = Value::Array(vec![first.take(), value]),
    }
}
