//! Checks tokens that only the holder of a key may use (RFC 7800). They are bound to the certificate of the connection (RFC 8705
//! section 3) or to the key of a DPoP proof (RFC 9449 section 6).

use serde_json::{Map, Value};
use valetkey_jose::digest::constant_time_eq;

use crate::ClientCertificate;

/// The method of RFC 8705 section 3.1.
const CERTIFICATE: &str = "x5t#S256";
/// The method of RFC 9449 section 6.1.
const PROOF_KEY: &str = "jkt";

/// The keys and certificates whose possession a caller has proved. The default is none.
#[derive(Clone, Copy, Debug, Default)]
pub struct Possession<'a> {
    /// The certificate of the connection.
    pub certificate: Option<&'a ClientCertificate>,
    /// The thumbprint of the key that signed the request's DPoP proof (RFC 7638). It is set for requests with the scheme
    /// `DPoP`. Their tokens must be bound to that key.
    pub proof_key: Option<&'a str>,
}

/// The reason why this caller may not use the valid token.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConfirmationError {
    /// The token is bound to a certificate, but the connection has none.
    #[error(
        "expected a connection with the certificate that the token is bound to, got one without certificate"
    )]
    NoCertificate,
    /// The token is bound to another certificate.
    #[error(
        "expected a connection with the certificate {expected:?} that the token is bound to, got {seen:?}"
    )]
    AnotherCertificate {
        /// The `x5t#S256` of the token.
        expected: String,
        /// The `x5t#S256` of the connection's certificate.
        seen: String,
    },
    /// The token is bound to a DPoP key, but was sent as a bearer token without a proof.
    #[error("expected a DPoP proof by the key that the token is bound to, got a bearer token")]
    NoProof,
    /// The token is bound to another DPoP key.
    #[error("expected a DPoP proof by the key {expected:?} that the token is bound to, got one by {seen:?}")]
    AnotherKey {
        /// The `jkt` of the token.
        expected: String,
        /// The thumbprint of the proof's key.
        seen: String,
    },
    /// The token is bound by an unsupported method.
    #[error(
        "expected a token bound by \"x5t#S256\" or \"jkt\" or not bound at all, got one bound by {seen:?}"
    )]
    Unknown {
        /// The members of `cnf`.
        seen: String,
    },
    /// The token is not bound, or not bound to the key of the proof in the same request.
    #[error("expected a token bound to {expected}, got one that is not")]
    NotBound {
        /// The required binding.
        expected: &'static str,
    },
}

/// Checks that the caller has proved the possession of everything to which the token is bound. RFC 7800 section 3.1 allows to
/// ignore unknown members of `cnf`. They are refused here, because an unchecked binding has no effect.
pub(crate) fn check(
    claims: &Map<String, Value>,
    possession: Possession<'_>,
    bound_only: bool,
) -> Result<(), ConfirmationError> {
    let bindings = match claims.get("cnf") {
        None => Vec::new(),
        Some(confirmation) => bindings_of(confirmation)
            .ok_or_else(|| ConfirmationError::Unknown { seen: names_of(confirmation) })?,
    };
    if possession.proof_key.is_some() && !bindings.iter().any(|(name, _)| *name == PROOF_KEY) {
        return Err(ConfirmationError::NotBound { expected: "the key of the DPoP proof" });
    }
    if bound_only && bindings.is_empty() {
        return Err(ConfirmationError::NotBound { expected: "a certificate or a key" });
    }
    for (name, expected) in bindings {
        match name {
            CERTIFICATE => check_certificate(expected, possession.certificate)?,
            _ => check_proof_key(expected, possession.proof_key)?,
        }
    }
    Ok(())
}

fn check_certificate(expected: &str, seen: Option<&ClientCertificate>) -> Result<(), ConfirmationError> {
    let seen = seen.ok_or(ConfirmationError::NoCertificate)?.thumbprint();
    if constant_time_eq(expected.as_bytes(), seen.as_bytes()) {
        return Ok(());
    }
    Err(ConfirmationError::AnotherCertificate { expected: expected.to_owned(), seen })
}

fn check_proof_key(expected: &str, seen: Option<&str>) -> Result<(), ConfirmationError> {
    let seen = seen.ok_or(ConfirmationError::NoProof)?;
    if constant_time_eq(expected.as_bytes(), seen.as_bytes()) {
        return Ok(());
    }
    Err(ConfirmationError::AnotherKey { expected: expected.to_owned(), seen: seen.to_owned() })
}

/// Returns the name and the thumbprint of each binding, if there is at least one and all are supported.
fn bindings_of<'a>(confirmation: &'a Value) -> Option<Vec<(&'a str, &'a str)>> {
    let members = confirmation.as_object().filter(|members| !members.is_empty())?;
    let binding = |(name, value): (&'a String, &'a Value)| {
        let known = [CERTIFICATE, PROOF_KEY].contains(&name.as_str());
        value.as_str().filter(|_| known).map(|thumbprint| (name.as_str(), thumbprint))
    };
    members.iter().map(binding).collect()
}

fn names_of(confirmation: &Value) -> String {
    let Some(members) = confirmation.as_object() else { return "something that is not an object".to_owned() };
    members.keys().map(String::as_str).collect::<Vec<_>>().join(" ").chars().take(200).collect()
}
