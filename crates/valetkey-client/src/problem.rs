//! What can be wrong with an answer: what was expected, and what came.

use valetkey_fetch::{BodyError, KeySetError, RemoteMetadataError, TransportError};
use valetkey_jose::{SignError, VerifyError};
use valetkey_types::RawParamsError;

/// One thing that went wrong. Never carries a token, a code, a secret or a whole body.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// A setting of this client can't be used.
    #[error("{0}")]
    Configuration(String),
    /// There is no discovery document.
    #[error(transparent)]
    Discovery(#[from] RemoteMetadataError),
    /// The issuer does not offer what is asked of it.
    #[error("the issuer's discovery document names no {0}")]
    NoEndpoint(&'static str),
    /// No answer came.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// The issuer's keys can't be had.
    #[error(transparent)]
    Keys(#[from] KeySetError),
    /// The parameters of the callback are malformed.
    #[error(transparent)]
    Parameters(#[from] RawParamsError),
    /// Something that must be there is not.
    #[error("expected {0}, got none")]
    Missing(&'static str),
    /// A secret value is not the expected one; neither is shown.
    #[error("the {0} is not the one this login started with")]
    Foreign(&'static str),
    /// A value is not the expected one.
    #[error("expected {what} {expected:?}, got {seen:?}")]
    Mismatch {
        /// The name of the value.
        what: &'static str,
        /// What it should be.
        expected: String,
        /// What it is.
        seen: String,
    },
    /// The login took longer than it may.
    #[error("the login started {seen} seconds ago, expected at most {expected}")]
    TooLate {
        /// The limit in seconds.
        expected: i64,
        /// The age in seconds.
        seen: i64,
    },
    /// The issuer says no, with an error code of the registry.
    #[error("the issuer answered {error:?}{}", described(description))]
    Refused {
        /// `error` (RFC 6749 sections 4.1.2.1 and 5.2).
        error: String,
        /// `error_description`, cut to a readable length.
        description: Option<String>,
    },
    /// A status that means failure, without an error code.
    #[error("expected status {expected}, got {seen}")]
    Status {
        /// The status of success.
        expected: u16,
        /// The status that came.
        seen: u16,
    },
    /// The answer can't be read.
    #[error(transparent)]
    Body(#[from] BodyError),
    /// A token's signature, type, issuer, audience or time is wrong.
    #[error(transparent)]
    Token(#[from] VerifyError),
    /// A proof of this client can't be signed.
    #[error("signing failed: {0}")]
    Signing(#[from] SignError),
    /// The special rules for this provider could not be applied.
    #[error("the provider's answer or request does not fit its special rules: {0}")]
    Dialect(String),
    /// The browser or the device did not come back in time.
    #[error("waited {seconds} seconds for {what}, then gave up")]
    GaveUp {
        /// What was waited for.
        what: &'static str,
        /// How long, in seconds.
        seconds: i64,
    },
    /// Something on this machine failed: a listener, a store.
    #[error("{0}")]
    Local(String),
    /// A claim has another form than the standard says.
    #[error("expected the claim {claim:?} to be {expected}")]
    Claim {
        /// The name of the claim.
        claim: &'static str,
        /// The form of the standard.
        expected: &'static str,
    },
}

impl Problem {
    /// An error answer, with foreign text made harmless for logs: no control characters, at most 200 characters.
    pub(crate) fn refused(error: &str, description: Option<&str>) -> Self {
        let clean = |text: &str| text.chars().filter(|c| !c.is_control()).take(200).collect::<String>();
        Self::Refused { error: clean(error), description: description.map(clean) }
    }

    /// A value that differs; the foreign one is cut to 200 characters.
    pub(crate) fn mismatch(what: &'static str, expected: &str, seen: &str) -> Self {
        let seen = seen.chars().take(200).collect();
        Self::Mismatch { what, expected: expected.to_owned(), seen }
    }
}

fn described(description: &Option<String>) -> String {
    description.as_ref().map(|text| format!(" ({text})")).unwrap_or_default()
}
