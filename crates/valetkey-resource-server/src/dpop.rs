//! Validates the DPoP proofs of requests (RFC 9449 section 7).

use http::HeaderMap;
use http::request::Parts;
use std::sync::Arc;
use std::time::Duration;

use valetkey_jose::Algorithm;
use valetkey_jose::dpop::{Proof, ProofError, ProofExpectation, ProofRequest, check_proof};
use valetkey_types::{Issuer, IssuerError, Seconds, Timestamp};

use crate::AccessTokenValidator;
use crate::seen_proofs::SeenProofs;

/// Validates the DPoP proofs of one API and stores them, so that each proof is valid once. Cheap to clone; clones share the
/// stored proofs.
///
/// The proofs are in the memory of this process. If several processes serve the API, each accepts a proof once. Only proofs of
/// the last few minutes with a valid token are stored, 32 bytes each. Nonces (section 9) are not issued.
#[derive(Clone)]
pub struct Dpop {
    base_url: Issuer,
    algorithms: Vec<Algorithm>,
    leeway: Seconds,
    seen: Arc<SeenProofs>,
}

/// The reason for refusing a proof. It never contains the proof.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DpopError {
    /// The request has no `DPoP` header, or several.
    #[error("expected one DPoP header beside a token of the scheme DPoP, got {seen}")]
    NotOneHeader {
        /// The number of proofs in the request.
        seen: usize,
    },
    /// The proof is not valid for this request.
    #[error("the DPoP proof is refused: {0}")]
    Proof(#[from] ProofError),
    /// The proof was used before.
    #[error("expected a fresh DPoP proof, got one that was used before")]
    Replayed,
}

impl Dpop {
    /// Creates the validator for the API at this public base URL: scheme, host and the prefix before the paths of the API.
    /// Proofs contain the whole URL, which this crate can't know behind a proxy.
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

    /// Returns the accepted algorithms.
    pub fn algorithms(&self) -> &[Algorithm] {
        &self.algorithms
    }

    /// Checks a proof (section 4.3), except for replays, because only proofs with a valid token are stored.
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

    /// Stores a proof. Refuses it if it was used before (section 11.1).
    pub(crate) fn remember(&self, proof: &Proof, now: Timestamp) -> Result<(), DpopError> {
        // A proof is valid from its own time minus the leeway until its own time plus the leeway.
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

/// Returns the path that the caller sent. A router may have shortened the path of the request.
fn path_of(parts: &Parts) -> &str {
    #[cfg(feature = "axum")]
    if let Some(original) = parts.extensions.get::<axum::extract::OriginalUri>() {
        return original.0.path();
    }
    parts.uri.path()
}
