//! The registered claims (RFC 7519 section 4.1) and their forms.

use serde_json::{Map, Value};

use crate::verify_error::{VerifyError, clip};
use valetkey_types::Timestamp;

/// The last second of the year 9999. Later times are errors or attacks.
const LATEST: f64 = 253_402_300_799.0;

/// The registered claims of a token. An absent claim is `None`, or empty for `aud`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StandardClaims {
    /// Issuer.
    pub iss: Option<String>,
    /// Subject.
    pub sub: Option<String>,
    /// Audience. A single string becomes a list with one element.
    pub aud: Vec<String>,
    /// Expiry: the token is not valid from this time on.
    pub exp: Option<Timestamp>,
    /// Time of issue.
    pub iat: Option<Timestamp>,
    /// The token is not valid before this time.
    pub nbf: Option<Timestamp>,
    /// Token identifier.
    pub jti: Option<String>,
}

impl StandardClaims {
    /// Reads the claims. Refuses a token with a claim in a wrong form. Drops fractions of a second.
    pub(crate) fn read(claims: &Map<String, Value>) -> Result<Self, VerifyError> {
        Ok(Self {
            iss: text(claims, "iss")?,
            sub: text(claims, "sub")?,
            aud: audience(claims)?,
            exp: time_of(claims, "exp")?,
            iat: time_of(claims, "iat")?,
            nbf: time_of(claims, "nbf")?,
            jti: text(claims, "jti")?,
        })
    }
}

fn text(claims: &Map<String, Value>, name: &'static str) -> Result<Option<String>, VerifyError> {
    match claims.get(name) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(other) => Err(wrong(name, "a string", other)),
    }
}

fn audience(claims: &Map<String, Value>) -> Result<Vec<String>, VerifyError> {
    let expected = "a string or an array of strings";
    match claims.get("aud") {
        None => Ok(Vec::new()),
        Some(Value::String(one)) => Ok(vec![one.clone()]),
        Some(Value::Array(many)) => many
            .iter()
            .map(|one| one.as_str().map(Into::into).ok_or_else(|| wrong("aud", expected, one)))
            .collect(),
        Some(other) => Err(wrong("aud", expected, other)),
    }
}

/// Reads a `NumericDate`: a JSON number between the years 1970 and 9999.
fn time_of(claims: &Map<String, Value>, name: &'static str) -> Result<Option<Timestamp>, VerifyError> {
    let Some(value) = claims.get(name) else { return Ok(None) };
    match value.as_f64() {
        Some(seconds) if (0.0..=LATEST).contains(&seconds) => Ok(Some(Timestamp(seconds as i64))),
        _ => Err(wrong(name, "a number of seconds between the years 1970 and 9999", value)),
    }
}

fn wrong(name: &'static str, expected: &'static str, seen: &Value) -> VerifyError {
    VerifyError::ClaimValue { name, expected, seen: clip(&seen.to_string()) }
}
