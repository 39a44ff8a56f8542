//! Proof Key for Code Exchange (RFC 7636). `plain` does not exist here.

use serde::{Deserialize, Serialize};

/// A `code_challenge` with method S256: 43 characters of base64url (RFC 7636 section 4.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CodeChallenge(String);

/// A `code_verifier`: 43 to 128 unreserved characters (RFC 7636 section 4.1). Secret until it is sent.
#[derive(Clone)]
pub struct CodeVerifier(crate::Secret);

/// The reason why a challenge is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CodeChallengeError {
    /// The method is not S256.
    #[error("expected code_challenge_method S256, got {0:?}")]
    Method(String),
    /// The challenge does not have 43 base64url characters.
    #[error("expected a code_challenge of 43 base64url characters, got {0} characters")]
    Form(usize),
}

/// The reason why a verifier is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CodeVerifierError {
    /// The verifier is shorter than 43 or longer than 128 characters.
    #[error("expected a code_verifier of 43 to 128 characters, got {0}")]
    Length(usize),
    /// The verifier has a character outside the unreserved set of RFC 3986.
    #[error("code_verifier has a character outside A-Z a-z 0-9 - . _ ~")]
    Character,
}

impl CodeChallenge {
    /// Parses `code_challenge` and `code_challenge_method`. A missing method means `plain` (RFC 7636 section 4.3) and is
    /// refused like `plain`.
    pub fn parse(challenge: &str, method: Option<&str>) -> Result<Self, CodeChallengeError> {
        match method {
            Some("S256") => {}
            other => return Err(CodeChallengeError::Method(other.unwrap_or("plain").to_owned())),
        }
        let well_formed = challenge.len() == 43
            && challenge.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        if well_formed {
            Ok(Self(challenge.to_owned()))
        } else {
            Err(CodeChallengeError::Form(challenge.len()))
        }
    }

    /// Returns the challenge as it is sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl CodeVerifier {
    /// Checks length and characters.
    pub fn parse(verifier: &str) -> Result<Self, CodeVerifierError> {
        if !(43..=128).contains(&verifier.len()) {
            return Err(CodeVerifierError::Length(verifier.len()));
        }
        let unreserved = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~');
        if !verifier.bytes().all(unreserved) {
            return Err(CodeVerifierError::Character);
        }
        Ok(Self(crate::Secret::new(verifier)))
    }

    /// Returns the verifier itself.
    pub fn expose(&self) -> &str {
        self.0.expose()
    }
}
