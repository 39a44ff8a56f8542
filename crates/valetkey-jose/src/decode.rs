//! Looking into a token without believing it, for `inspect` and for log lines.

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

/// Splits and decodes a compact token, checking only its form. Never decide anything by the result.
/// Errors when it is not three parts of base64url JSON objects without repeated members, or is above 64 KiB.
pub fn decode_unverified(token: &str) -> Result<Decoded, VerifyError> {
    let compact = Compact::split(token, MAX_TOKEN_BYTES)?;
    let header = compact.header_object()?;
    let claims = object("payload", &compact.payload()?)?;
    Ok(Decoded { header: Value::Object(header), claims: Value::Object(claims) })
}
