//! Proofs of possession that come with each request (RFC 9449 section 7).

use http::HeaderMap;
use http::request::Parts;
use std::sync::Arc;
use std::time::Duration;

use valetkey_jose::Algorithm;
use valetkey_jose::dpop::{Proof, ProofError, ProofExpectation, ProofRequest, check_proof};
use valetkey_types::{Issuer, IssuerError, Seconds, Timestamp};

use crate::AccessTokenValidator;
use crate::seen_proofs::SeenProofs;

/// Validates the DPoP proofs of one API, and remembers them so that each is valid once. Cheap to clone; clones share the memory.
///
/// The memory is that of this process: of several processes behind one name each takes a proof once. It holds the proofs of the last
/// few minutes that came with good tokens, 32 bytes each. Nonces (section 9) are not issued.
#[derive(Clone)]
pub struct Dpop {
    base_url: Issuer,
    algorithms: Vec<Algorithm>,
    leeway: Seconds,
    seen: Arc<SeenProofs>,
}

/// The reason for refusing a proof. Never contains the proof.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DpopError {
    /// No `DPoP` header, or several.
    #[error("expected one DPoP header beside a token of the scheme DPoP, got {seen}")]
    NotOneHeader {
        /// The number of proofs in the request.
        seen: usize,
    },
    /// The proof is not one for this request.
    #[error("the DPoP proof is refused: {0}")]
    Proof(#[from] ProofError),
    /// The proof was used before.
    #[error("expected a fresh DPoP proof, got one that was used before")]
    Replayed,
}

impl Dpop {
    /// Sets the public address of the API: scheme, host and the prefix before the paths of the API.
    /// Proofs name the whole URL, and only its owner knows it behind a proxy.
    ///
    /// # Errors
    /// [`IssuerError`] if it is not an https URL (http on loopback), or has a query or a fragment.
    pub fn new(base_url: &str) -> Result<Self, IssuerError> {
        let algorithms = AccessTokenValidator::DEFAULT_ALGORITHMS.to_vec();
        let base_url = Issuer::parse(base_url)?;
        Ok(Self { base_url, algorithms, leeway: Seconds(60), seen: Arc::default() })
    }

    /// Sets the maximum difference between the time of a proof and now, in whole seconds. Default: 60 seconds.
    #[must_use]
    pub fn with_leeway(mut self, leeway: Duration) -> Self {
        self.leeway = Seconds::from(leeway);
        self
    }

    /// The accepted algorithms.
    pub fn algorithms(&self) -> &[Algorithm] {
        &self.algorithms
    }

    /// Checks a proof (section 4.3), except for a replay, because only proofs with a valid token are stored.
    pub(crate) fn check(
        &self,
        parts: &Parts,
        access_token: &str,
        now: Timestamp,
    ) -> Result<Proof, DpopError> {
        let url = self.base_url.join(path_of(parts));
        let request = ProofRequest {
            method: parts.method.as_str(),
            url: &url,
            access_token: Some(access_token),
            nonce: None,
        };
        let expected = ProofExpectation { request, algorithms: &self.algorithms, now, leeway: self.leeway };
        Ok(check_proof(only_proof(&parts.headers)?, &expected)?)
    }

    /// Section 11.1: a proof is valid once.
    pub(crate) fn remember(&self, proof: &Proof, now: Timestamp) -> Result<(), DpopError> {
        // A proof is valid from its time minus the leeway until its time plus the leeway.
        let lifetime = Seconds(self.leeway.0.saturating_mul(2).saturating_add(1));
        if self.seen.is_new(proof, now, lifetime) { Ok(()) } else { Err(DpopError::Replayed) }
    }
}

fn only_proof(headers: &HeaderMap) -> Result<&str, DpopError> {
    let mut proofs = headers.get_all("dpop").iter();
    match (proofs.next().and_then(|proof| proof.to_str().ok()), proofs.count()) {
        (Some(proof), 0) => Ok(proof),
        _ => Err(DpopError::NotOneHeader { seen: headers.get_all("dpop").iter().count() }),
    }
}

/// The path as the caller wrote it; a router may have cut the one of the request.
fn path_of(parts: &Parts) -> &str {
    #[cfg(feature = "axum")]
    if let Some(original) = parts.extensions.get::<axum::extract::OriginalUri>() {
        return original.0.path();
    }
    parts.uri.path()
}
