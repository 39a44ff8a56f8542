//! Tokens that only the holder of a key may use (RFC 7800): bound to the certificate of the connection (RFC 8705 section 3) or to
//! the key of a DPoP proof (RFC 9449 section 6).

use serde_json::{Map, Value};
use valetkey_jose::digest::constant_time_eq;

use crate::ClientCertificate;

/// The method of RFC 8705 section 3.1.
const CERTIFICATE: &str = "x5t#S256";
/// The method of RFC 9449 section 6.1.
const PROOF_KEY: &str = "jkt";

/// The keys and certificates whose possession a caller has proved. The default is none: a bearer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Possession<'a> {
    /// The certificate of the connection.
    pub certificate: Option<&'a ClientCertificate>,
    /// The thumbprint of the key that signed the request's DPoP proof (RFC 7638). Set for callers that use the scheme `DPoP`, whose
    /// tokens must be bound to that key.
    pub proof_key: Option<&'a str>,
}

/// The reason why this caller may not use a valid token.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConfirmationError {
    /// The token is bound to a certificate and the connection has none.
    #[error(
        "expected a connection with the certificate that the token is bound to, got one without certificate"
    )]
    NoCertificate,
    /// The token is bound to another certificate.
    #[error(
        "expected a connection with the certificate {expected:?} that the token is bound to, got {seen:?}"
    )]
    AnotherCertificate {
        /// `x5t#S256` of the token.
        expected: String,
        /// `x5t#S256` of the connection.
        seen: String,
    },
    /// The token is bound to a DPoP key and came without a proof, as a bearer token.
    #[error("expected a DPoP proof by the key that the token is bound to, got a bearer token")]
    NoProof,
    /// The token is bound to another DPoP key.
    #[error("expected a DPoP proof by the key {expected:?} that the token is bound to, got one by {seen:?}")]
    AnotherKey {
        /// `jkt` of the token.
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
    /// The token is not bound, or not to the key of the proof that came beside it.
    #[error("expected a token bound to {expected}, got one that is not")]
    NotBound {
        /// The required binding.
        expected: &'static str,
    },
}

/// A bound token is good for who proves the possession of everything it is bound to. RFC 7800 section 3.1 lets members of `cnf` be
/// ignored that are not understood; here they are refused, for a binding that nobody checks is none.
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

/// Name and thumbprint of each binding, if all of them can be checked here and there is one.
fn bindings_of<'a>(confirmation: &'a Value) -> Option<Vec<(&'a str, &'a str)>> {
    let members = confirmation.as_object().filter(|members| !members.is_empty())?;
    let binding = |(name, value): (&'a String, &'a Value)| {
        let known = [CERTIFICATE, PROOF_KEY].contains(&name.as_str());
        value.as_str().filter(|_| known).map(|thumbprint| (name.as_str(), thumbprint))
    };
    members.iter().map(binding).collect()
}

fn names_of(confirmation: &Value) -> String {
    let Some(members) = confirmation.as_object() else { return "something that is no object".to_owned() };
    members.keys().map(String::as_str).collect::<Vec<_>>().join(" ").chars().take(200).collect()
}
