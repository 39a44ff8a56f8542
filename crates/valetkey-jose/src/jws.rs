//! JSON Web Signature, compact serialization (RFC 7515 sections 3.1 and 5.2).

use serde_json::{Map, Value};

use crate::algorithm::Algorithm;
use crate::digest::base64url_decode;
use crate::key_set::KeySet;
use crate::strict_json::{StrictJsonError, parse_object};
use crate::verify_error::{VerifyError, clip};

/// Default maximum length of a token: 64 KiB.
pub const MAX_TOKEN_BYTES: usize = 64 * 1024;

const MAX_KEYS_TRIED: usize = 4;
const MAX_KID_CHARACTERS: usize = 512;

/// A token with one of these header parameters is refused, because they change the meaning of the token: critical extensions
/// (RFC 7515 section 4.1.11), an unencoded payload (RFC 7797), compression and encryption.
///
/// Keys and links to keys in the header (`jwk`, `jku`, `x5u`, `x5c`, `x5t`) are ignored and never fetched (RFC 7515 section 4).
/// Only the keys of the caller are used.
const REFUSED_PARAMETERS: [&str; 4] = ["crit", "b64", "zip", "enc"];

/// The protected header of a verified token.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Header {
    /// The algorithm: one of those that the caller accepts.
    pub algorithm: Algorithm,
    /// The key identifier. The sender chooses it: only compare it, and never put it into a path or a query.
    pub kid: Option<String>,
    /// The type of the token, as received.
    pub typ: Option<String>,
}

/// A payload with a verified signature. Issuer, audience and time are not verified.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct VerifiedJws {
    /// The protected header.
    pub header: Header,
    /// The signed bytes, decoded.
    pub payload: Vec<u8>,
}

/// Verifies a compact signature with one of `keys` and one of `algorithms`. For tokens use [`crate::verify`], which also
/// validates the claims. The order of the checks is form, header, algorithm, key, signature. The payload is not read before the
/// signature is verified.
pub fn verify_jws(
    token: &str,
    keys: &KeySet,
    algorithms: &[Algorithm],
    max_bytes: usize,
) -> Result<VerifiedJws, VerifyError> {
    let compact = Compact::split(token, max_bytes)?;
    let header = read_header(&compact.header_object()?, algorithms)?;
    check_signature(&compact, &header, keys)?;
    Ok(VerifiedJws { header, payload: compact.payload()? })
}

/// The three parts of a compact token, with their form checked.
pub(crate) struct Compact<'a> {
    header: &'a str,
    payload: &'a str,
    signature: &'a str,
    signing_input: &'a str,
}

impl<'a> Compact<'a> {
    /// Checks the form before anything is decoded (RFC 8725bis section 3.14).
    pub(crate) fn split(token: &'a str, max_bytes: usize) -> Result<Self, VerifyError> {
        if token.len() > max_bytes {
            return Err(VerifyError::TooLong { expected: max_bytes, seen: token.len() });
        }
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        if let Some(position) = token.bytes().position(|byte| !allowed(byte)) {
            return Err(VerifyError::Character { position });
        }
        let seen = token.split('.').count();
        let mut parts = token.split('.');
        let (3, Some(header), Some(payload), Some(signature)) =
            (seen, parts.next(), parts.next(), parts.next())
        else {
            return Err(VerifyError::Parts { seen });
        };
        for (part, text) in [("header", header), ("signature", signature)] {
            if text.is_empty() {
                return Err(VerifyError::Empty { part });
            }
        }
        let signing_input = &token[..header.len() + 1 + payload.len()];
        Ok(Self { header, payload, signature, signing_input })
    }

    /// Returns the decoded header. Its members are unique.
    pub(crate) fn header_object(&self) -> Result<Map<String, Value>, VerifyError> {
        object("header", &decode("header", self.header)?)
    }

    /// Returns the decoded payload bytes.
    pub(crate) fn payload(&self) -> Result<Vec<u8>, VerifyError> {
        decode("payload", self.payload)
    }
}

/// Parses a part as a JSON object without repeated members.
pub(crate) fn object(part: &'static str, bytes: &[u8]) -> Result<Map<String, Value>, VerifyError> {
    parse_object(bytes).map_err(|error| match error {
        StrictJsonError::Duplicate(name) => VerifyError::Duplicate { part, name },
        StrictJsonError::Syntax(seen) => VerifyError::Json { part, seen },
        StrictJsonError::NotAnObject => VerifyError::Json { part, seen: "another JSON value".into() },
    })
}

fn decode(part: &'static str, text: &str) -> Result<Vec<u8>, VerifyError> {
    base64url_decode(text).map_err(|_| VerifyError::Encoding { part })
}

/// Reads the header. Refuses an algorithm that the caller does not accept, and [`REFUSED_PARAMETERS`].
pub(crate) fn read_header(
    members: &Map<String, Value>,
    algorithms: &[Algorithm],
) -> Result<Header, VerifyError> {
    for name in REFUSED_PARAMETERS {
        if members.contains_key(name) {
            return Err(VerifyError::HeaderParameter { name });
        }
    }
    let name = text_parameter(members, "alg")?.unwrap_or_default();
    let refused = || VerifyError::Algorithm { expected: algorithms.to_vec(), seen: clip(name) };
    let algorithm: Algorithm = name.parse().map_err(|_| refused())?;
    if !algorithms.contains(&algorithm) {
        return Err(refused());
    }
    let kid = text_parameter(members, "kid")?;
    match kid.map(|kid| kid.chars().count()) {
        Some(length) if length > MAX_KID_CHARACTERS => {
            let seen = format!("{length} characters");
            return Err(VerifyError::HeaderValue { name: "kid", expected: "at most 512 characters", seen });
        }
        _ => {}
    }
    let typ = text_parameter(members, "typ")?;
    Ok(Header { algorithm, kid: kid.map(Into::into), typ: typ.map(Into::into) })
}

fn text_parameter<'a>(
    members: &'a Map<String, Value>,
    name: &'static str,
) -> Result<Option<&'a str>, VerifyError> {
    match members.get(name) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(other) => {
            Err(VerifyError::HeaderValue { name, expected: "a string", seen: clip(&other.to_string()) })
        }
    }
}

/// Returns `true` if the signature is valid for one of the keys that match the header.
pub(crate) fn check_signature(
    compact: &Compact<'_>,
    header: &Header,
    keys: &KeySet,
) -> Result<(), VerifyError> {
    let signature = decode("signature", compact.signature)?;
    let algorithm = header.algorithm;
    let candidates = keys.select(header.kid.as_deref(), algorithm);
    if candidates.is_empty() {
        let expected = keys.kids().map(clip).collect();
        return Err(VerifyError::UnknownKey { expected, seen: header.kid.as_deref().map(clip), algorithm });
    }
    if candidates.len() > MAX_KEYS_TRIED {
        return Err(VerifyError::TooManyKeys { expected: MAX_KEYS_TRIED, seen: candidates.len() });
    }
    let message = compact.signing_input.as_bytes();
    if candidates.iter().any(|key| key.verify_signature(algorithm, message, &signature)) {
        return Ok(());
    }
    Err(VerifyError::Signature { kid: header.kid.as_deref().map(clip), algorithm })
}
