//! Tokens that only the holder of a key may use (RFC 7800), by the certificate of the connection (RFC 8705 section 3).

use serde_json::{Map, Value};
use valetkey_jose::digest::constant_time_eq;

use crate::ClientCertificate;

/// The method of RFC 8705 section 3.1.
const CERTIFICATE: &str = "x5t#S256";

/// Why a caller may not use a token that is good in itself.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
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
    /// The token is bound by a method that is not checked here, such as `jkt` of RFC 9449.
    #[error("expected a token bound by \"x5t#S256\" or not bound at all, got one bound by {seen:?}")]
    Unknown {
        /// The members of `cnf`.
        seen: String,
    },
    /// The token is bound to nothing and only bound ones are taken.
    #[error("expected a token bound to a certificate, got one without the claim \"cnf\"")]
    NotBound,
}

/// RFC 8705 section 3: a bound token is good on connections with its certificate only. RFC 7800 section 3.1 lets members of `cnf`
/// be ignored that are not understood; here they are refused, for a binding that nobody checks is none.
pub(crate) fn check(
    claims: &Map<String, Value>,
    certificate: Option<&ClientCertificate>,
    bound_only: bool,
) -> Result<(), ConfirmationError> {
    let Some(confirmation) = claims.get("cnf") else {
        return if bound_only { Err(ConfirmationError::NotBound) } else { Ok(()) };
    };
    let expected = sole_thumbprint(confirmation)
        .ok_or_else(|| ConfirmationError::Unknown { seen: names_of(confirmation) })?;
    let seen = certificate.ok_or(ConfirmationError::NoCertificate)?.thumbprint();
    if constant_time_eq(expected.as_bytes(), seen.as_bytes()) {
        return Ok(());
    }
    Err(ConfirmationError::AnotherCertificate { expected: expected.to_owned(), seen })
}

/// The thumbprint, if it is all that `cnf` says.
fn sole_thumbprint(confirmation: &Value) -> Option<&str> {
    let members = confirmation.as_object().filter(|members| members.len() == 1)?;
    members.get(CERTIFICATE)?.as_str()
}

fn names_of(confirmation: &Value) -> String {
    let Some(members) = confirmation.as_object() else { return "something that is no object".to_owned() };
    members.keys().map(String::as_str).collect::<Vec<_>>().join(" ").chars().take(200).collect()
}
