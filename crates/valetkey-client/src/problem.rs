//! The problems of a response: the expected and the received value.

use valetkey_fetch::{BodyError, KeySetError, RemoteMetadataError, TransportError};
use valetkey_jose::{SignError, VerifyError};
use valetkey_types::RawParamsError;

/// A problem. It never contains a token, a code, a secret or a whole body.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// A setting of this client can't be used.
    #[error("{0}")]
    Configuration(String),
    /// There is no discovery document.
    #[error(transparent)]
    Discovery(#[from] RemoteMetadataError),
    /// The issuer does not have the required endpoint.
    #[error("the issuer's discovery document names no {0}")]
    NoEndpoint(&'static str),
    /// No response arrived.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// The issuer's keys can't be loaded.
    #[error(transparent)]
    Keys(#[from] KeySetError),
    /// The parameters of the callback are malformed.
    #[error(transparent)]
    Parameters(#[from] RawParamsError),
    /// A required value is missing.
    #[error("expected {0}, got none")]
    Missing(&'static str),
    /// A secret value is not the expected one. Neither value is shown.
    #[error("the {0} is not the one this login started with")]
    Foreign(&'static str),
    /// A value is not the expected one.
    #[error("expected {what} {expected:?}, got {seen:?}")]
    Mismatch {
        /// The name of the value.
        what: &'static str,
        /// The expected value.
        expected: String,
        /// The received value.
        seen: String,
    },
    /// The login took too long.
    #[error("the login started {seen} seconds ago, expected at most {expected}")]
    TooLate {
        /// The limit in seconds.
        expected: i64,
        /// The age in seconds.
        seen: i64,
    },
    /// The issuer refused the request with a registered error code.
    #[error("the issuer answered {error:?}{}", described(description))]
    Refused {
        /// `error` (RFC 6749 sections 4.1.2.1 and 5.2).
        error: String,
        /// `error_description`, cut to a readable length.
        description: Option<String>,
    },
    /// The status means failure, and there is no error code.
    #[error("expected status {expected}, got {seen}")]
    Status {
        /// The status for success.
        expected: u16,
        /// The received status.
        seen: u16,
    },
    /// The body of the response is unreadable.
    #[error(transparent)]
    Body(#[from] BodyError),
    /// A token's signature, type, issuer, audience or time is wrong.
    #[error(transparent)]
    Token(#[from] VerifyError),
    /// A signature by this client failed.
    #[error("signing failed: {0}")]
    Signing(#[from] SignError),
    /// The special rules for this provider could not be applied.
    #[error("the provider's response or request does not match its special rules: {0}")]
    Dialect(String),
    /// The user did not finish in time in the browser or on the other device.
    #[error("waited {seconds} seconds for {what}, then gave up")]
    GaveUp {
        /// The event that did not happen.
        what: &'static str,
        /// The waiting time in seconds.
        seconds: i64,
    },
    /// An operation on this machine failed, for example of a listener or a store.
    #[error("{0}")]
    Local(String),
    /// A claim does not have the form of the standard.
    #[error("expected the claim {claim:?} to be {expected}")]
    Claim {
        /// The name of the claim.
        claim: &'static str,
        /// The expected form.
        expected: &'static str,
    },
}

impl Problem {
    /// Creates the problem for an error response. The texts are made safe for logs: no control characters, at most 200
    /// characters.
    pub(crate) fn refused(error: &str, description: Option<&str>) -> Self {
        let clean = |text: &str| text.chars().filter(|c| !c.is_control()).take(200).collect::<String>();
        Self::Refused { error: clean(error), description: description.map(clean) }
    }

    /// Creates the problem for a value that differs. The received value is cut to 200 characters.
    pub(crate) fn mismatch(what: &'static str, expected: &str, seen: &str) -> Self {
        let seen = seen.chars().take(200).collect();
        Self::Mismatch { what, expected: expected.to_owned(), seen }
    }
}

fn described(description: &Option<String>) -> String {
    description.as_ref().map(|text| format!(" ({text})")).unwrap_or_default()
}
