//! The discovery document of an issuer. It is fetched at its first use and refreshed.

use std::sync::Arc;

use tokio::sync::Mutex;
use valetkey_types::metadata::ProviderMetadata;
use valetkey_types::{Issuer, Seconds, Timestamp};

use crate::cache_control::freshness;
use crate::metadata::{MetadataError, check_metadata_naming, metadata_request, oauth_metadata_request};
use crate::{Clock, HttpTransport, SystemClock, TransportError, is_temporary_status};

/// The pause after a failure.
const RETRY_AFTER: Seconds = Seconds(1);
const SHORTEST: Seconds = Seconds::minutes(1);
const LONGEST: Seconds = Seconds::days(1);
const DEFAULT: Seconds = Seconds::hours(1);
/// Maximum age of a document while the issuer can't be reached.
const STALE: Seconds = Seconds::days(1);

/// A discovery document that is fetched and refreshed automatically. Cheap to clone; clones share one copy. If the transport
/// has a client certificate, the aliases for mutual TLS replace their endpoints (RFC 8705 section 5).
///
/// Nothing is fetched before the first use, so the issuer may be down when the program starts.
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

/// The reason why no discovery document is available.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RemoteMetadataError {
    /// No response arrived.
    #[error("the discovery document of {issuer} can't be fetched: {problem}")]
    Transport {
        /// The issuer.
        issuer: String,
        /// The problem.
        problem: TransportError,
    },
    /// The response was refused.
    #[error(transparent)]
    Refused(#[from] MetadataError),
}

impl RemoteMetadataError {
    /// Returns `true` if a retry may succeed because the network or the issuer failed. After a refusal, the document or the
    /// configuration must be changed.
    pub fn is_temporary(&self) -> bool {
        match self {
            Self::Transport { problem, .. } => problem.is_temporary(),
            Self::Refused(MetadataError::Status { status, .. }) => is_temporary_status(*status),
            Self::Refused(_) => false,
        }
    }
}

impl RemoteMetadata {
    /// Creates the document of this issuer. Does not fetch anything yet.
    pub fn new(issuer: Issuer, transport: Arc<dyn HttpTransport>) -> Self {
        Self::with_clock(issuer, transport, Arc::new(SystemClock))
    }

    /// Creates the document of this issuer, with another clock.
    pub fn with_clock(issuer: Issuer, transport: Arc<dyn HttpTransport>, clock: Arc<dyn Clock>) -> Self {
        Self(Arc::new(Inner { issuer, named: None, transport, clock, state: Mutex::default() }))
    }

    /// Creates a document that serves several issuers and names a template, such as `https://login.example/{tenantid}/v2.0`.
    /// The caller must compare the issuer of every token with the template.
    pub fn naming(
        issuer: Issuer,
        named: String,
        transport: Arc<dyn HttpTransport>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self(Arc::new(Inner { issuer, named: Some(named), transport, clock, state: Mutex::default() }))
    }

    /// Creates a document from a configuration, for issuers without discovery. It is never fetched.
    pub fn fixed(
        issuer: Issuer,
        document: ProviderMetadata,
        transport: Arc<dyn HttpTransport>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        let document = Some((Arc::new(with_aliases_for(&*transport, document)), clock.now()));
        let fresh_until = Some(Timestamp(i64::MAX));
        let state = Mutex::new(State { document, fresh_until, failure: None });
        Self(Arc::new(Inner { issuer, named: None, transport, clock, state }))
    }

    /// Returns the issuer of the document.
    pub fn issuer(&self) -> &Issuer {
        &self.0.issuer
    }

    /// Returns the transport that fetches the document.
    pub fn transport(&self) -> &Arc<dyn HttpTransport> {
        &self.0.transport
    }

    /// Returns the clock in use.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.0.clock
    }

    /// Returns the document. Fetches it if the cached document is too old; only one fetch runs at a time. While the issuer
    /// can't be reached, an old document is used for up to one day.
    ///
    /// # Errors
    /// [`RemoteMetadataError`] if there is neither a new document nor a usable old one.
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
        let metadata = with_aliases_for(&*self.0.transport, check_metadata_naming(issuer, named, &response)?);
        Ok((metadata, freshness(&response, SHORTEST, LONGEST, DEFAULT)))
    }
}

/// Replaces endpoints by their aliases if the transport has a client certificate (RFC 8705 section 5).
fn with_aliases_for(transport: &dyn HttpTransport, document: ProviderMetadata) -> ProviderMetadata {
    if transport.client_certificate().is_some() { document.for_mutual_tls() } else { document }
}

impl State {
    fn stale(&self, now: Timestamp) -> Option<Arc<ProviderMetadata>> {
        let (document, fetched) = self.document.as_ref()?;
        (now < fetched.plus(STALE)).then(|| Arc::clone(document))
    }
}
