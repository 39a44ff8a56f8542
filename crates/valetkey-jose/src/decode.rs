//! Decodes a token without verifying it, for `inspect` and for the log.

use serde_json::Value;

use crate::jws::{Compact, MAX_TOKEN_BYTES, object};
use crate::verify_error::VerifyError;

/// The unverified content of a token.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Decoded {
    /// The header, unverified.
    pub header: Value,
    /// The claims, unverified.
    pub claims: Value,
}

/// Splits and decodes a compact token. Checks only the form, so never base a decision on the result. Returns an error unless the
/// token has three parts of base64url with JSON objects without repeated members, and at most 64 KiB.
pub fn decode_unverified(token: &str) -> Result<Decoded, VerifyError> {
    let compact = Compact::split(token, MAX_TOKEN_BYTES)?;
    let header = compact.header_object()?;
    let claims = object("payload", &compact.payload()?)?;
    Ok(Decoded { header: Value::Object(header), claims: Value::Object(claims) })
}
