//! An issuer's discovery document, fetched when first needed and kept fresh.

use std::sync::Arc;

use tokio::sync::Mutex;
use valetkey_types::metadata::ProviderMetadata;
use valetkey_types::{Issuer, Seconds, Timestamp};

use crate::cache_control::freshness;
use crate::metadata::{MetadataError, check_metadata_naming, metadata_request, oauth_metadata_request};
use crate::{Clock, HttpTransport, SystemClock, TransportError, is_temporary_status};

/// Pause after a failure.
const RETRY_AFTER: Seconds = Seconds(1);
const SHORTEST: Seconds = Seconds::minutes(1);
const LONGEST: Seconds = Seconds::days(1);
const DEFAULT: Seconds = Seconds::hours(1);
/// Maximum age of a document while the issuer can't be reached.
const STALE: Seconds = Seconds::days(1);

/// A discovery document that fetches and refreshes itself. Cheap to clone; clones share one copy. By a transport that shows a
/// certificate it has the aliases for mutual TLS instead of the endpoints they stand for (RFC 8705 section 5).
///
/// Nothing is fetched before the first use, so an issuer that is down when the program starts is no problem.
#[derive(Clone)]
pub struct RemoteMetadata(Arc<Inner>);

struct Inner {
    issuer: Issuer,
    /// The issuer in the document, if it differs from the configured issuer.
    named: Option<String>,
    transport: Arc<dyn HttpTransport>,
    clock: Arc<dyn Clock>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    document: Option<(Arc<ProviderMetadata>, Timestamp)>,
    fresh_until: Option<Timestamp>,
    failure: Option<(RemoteMetadataError, Timestamp)>,
}

/// The reason why there is no discovery document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RemoteMetadataError {
    /// No answer came.
    #[error("the discovery document of {issuer} can't be fetched: {problem}")]
    Transport {
        /// The issuer asked.
        issuer: String,
        /// The problem.
        problem: TransportError,
    },
    /// An answer came and was refused.
    #[error(transparent)]
    Refused(#[from] MetadataError),
}

impl RemoteMetadataError {
    /// Returns `true` if a retry may succeed: the network or the issuer failed. A refused document needs a change of
    /// the document or of the configuration.
    pub fn is_temporary(&self) -> bool {
        match self {
            Self::Transport { problem, .. } => problem.is_temporary(),
            Self::Refused(MetadataError::Status { status, .. }) => is_temporary_status(*status),
            Self::Refused(_) => false,
        }
    }
}

impl RemoteMetadata {
    /// The document of this issuer. Nothing is fetched yet.
    pub fn new(issuer: Issuer, transport: Arc<dyn HttpTransport>) -> Self {
        Self::with_clock(issuer, transport, Arc::new(SystemClock))
    }

    /// Does the same with another clock.
    pub fn with_clock(issuer: Issuer, transport: Arc<dyn HttpTransport>, clock: Arc<dyn Clock>) -> Self {
        Self(Arc::new(Inner { issuer, named: None, transport, clock, state: Mutex::default() }))
    }

    /// A document that serves several issuers and names a template, such as `https://login.example/{tenantid}/v2.0`.
    /// The caller must compare the issuer of every token with the template.
    pub fn naming(
        issuer: Issuer,
        named: String,
        transport: Arc<dyn HttpTransport>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self(Arc::new(Inner { issuer, named: Some(named), transport, clock, state: Mutex::default() }))
    }

    /// A document that is configured instead of fetched, for issuers without discovery.
    pub fn fixed(
        issuer: Issuer,
        document: ProviderMetadata,
        transport: Arc<dyn HttpTransport>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        let document = Some((Arc::new(as_seen_by(&*transport, document)), clock.now()));
        let fresh_until = Some(Timestamp(i64::MAX));
        let state = Mutex::new(State { document, fresh_until, failure: None });
        Self(Arc::new(Inner { issuer, named: None, transport, clock, state }))
    }

    /// Returns the issuer of the document.
    pub fn issuer(&self) -> &Issuer {
        &self.0.issuer
    }

    /// The way out that the document is fetched by.
    pub fn transport(&self) -> &Arc<dyn HttpTransport> {
        &self.0.transport
    }

    /// The clock in use.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.0.clock
    }

    /// The document: from memory while fresh, else fetched, one fetch at a time. While the issuer can't be reached an
    /// old document serves for a day.
    ///
    /// # Errors
    /// [`RemoteMetadataError`] when there is neither a new document nor a usable old one.
    pub async fn get(&self) -> Result<Arc<ProviderMetadata>, RemoteMetadataError> {
        let mut state = self.0.state.lock().await;
        let now = self.0.clock.now();
        if let Some((document, _)) = state.document.as_ref().filter(|_| state.fresh_until > Some(now)) {
            return Ok(Arc::clone(document));
        }
        if let Some((error, at)) = &state.failure
            && now < at.plus(RETRY_AFTER)
        {
            return state.stale(now).ok_or_else(|| error.clone());
        }
        match self.fetch().await {
            Ok((document, lifetime)) => {
                let document = Arc::new(document);
                *state = State {
                    document: Some((Arc::clone(&document), now)),
                    fresh_until: Some(now.plus(lifetime)),
                    failure: None,
                };
                Ok(document)
            }
            Err(error) => {
                tracing::warn!(issuer = %self.0.issuer, %error, "discovery failed");
                state.failure = Some((error.clone(), now));
                state.stale(now).ok_or(error)
            }
        }
    }

    /// Fetches the OpenID Connect document, or the RFC 8414 one if there is none.
    async fn fetch(&self) -> Result<(ProviderMetadata, Seconds), RemoteMetadataError> {
        let issuer = &self.0.issuer;
        let unreachable =
            |problem| RemoteMetadataError::Transport { issuer: issuer.as_str().to_owned(), problem };
        let mut response = self.0.transport.send(metadata_request(issuer)).await.map_err(unreachable)?;
        if response.status == 404 {
            response = self.0.transport.send(oauth_metadata_request(issuer)).await.map_err(unreachable)?;
        }
        let named = self.0.named.as_deref().unwrap_or(issuer.as_str());
        let metadata = as_seen_by(&*self.0.transport, check_metadata_naming(issuer, named, &response)?);
        Ok((metadata, freshness(&response, SHORTEST, LONGEST, DEFAULT)))
    }
}

/// Uses the endpoints for clients with a certificate (RFC 8705 section 5).
fn as_seen_by(transport: &dyn HttpTransport, document: ProviderMetadata) -> ProviderMetadata {
    if transport.client_certificate().is_some() { document.for_mutual_tls() } else { document }
}

impl State {
    fn stale(&self, now: Timestamp) -> Option<Arc<ProviderMetadata>> {
        let (document, fetched) = self.document.as_ref()?;
        (now < fetched.plus(STALE)).then(|| Arc::clone(document))
    }
}
