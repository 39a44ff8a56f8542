//! Introspects tokens at the issuer (RFC 7662) and caches the responses for a short, fixed time.

mod remembered;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use form_urlencoded::byte_serialize;
use serde_json::{Map, Value};
use valetkey_fetch::{BodyError, HttpRequest, RemoteMetadata, RemoteMetadataError, TransportError, kind_of};
use valetkey_jose::digest::sha256;
use valetkey_jose::{MAX_TOKEN_BYTES, VerifyError};
use valetkey_types::metadata::ProviderMetadata;
use valetkey_types::{Seconds, Secret, Timestamp, parameter};

use crate::TokenError;
use remembered::Remembered;

/// The settings of introspection: the client of this API, and the lifetime of cached responses.
///
/// A cached response is for one whole token. All rules (audience, scope, expiry, binding) are checked again for each request.
/// No response is used longer than the configured time, even while the issuer can't be reached.
#[derive(Clone, Debug)]
#[must_use]
pub struct IntrospectionClient {
    client_id: String,
    secret: Secret,
    remember: Seconds,
    most: usize,
}

/// The reason why introspection failed. Each text says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IntrospectionError {
    /// The discovery document with the endpoint is not available.
    #[error(transparent)]
    Metadata(#[from] RemoteMetadataError),
    /// The issuer has no introspection endpoint.
    #[error(
        "the issuer's discovery document names no introspection_endpoint, so tokens can't be introspected there"
    )]
    NoEndpoint,
    /// No response arrived.
    #[error("a token can't be introspected at the issuer: {0}")]
    Transport(#[from] TransportError),
    /// The issuer refuses this API.
    #[error(
        "expected status 200 for an introspection, got {status}; check client_id and secret of this API, and that it is \
         registered as an API that may introspect"
    )]
    Status {
        /// The received status.
        status: u16,
    },
    /// The response can't be read.
    #[error("the issuer's introspection response can't be read: {0}")]
    Body(#[from] BodyError),
}

impl IntrospectionClient {
    /// Creates the client of this API at the issuer. Responses are cached for 10 seconds, at most 10,000 for active and 10,000
    /// for inactive tokens.
    pub fn new(client_id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self { client_id: client_id.into(), secret: secret.into(), remember: Seconds(10), most: 10_000 }
    }

    /// Sets the time for which a response is cached, in whole seconds. A revoked token can be accepted for this time. With
    /// zero, each request is introspected.
    pub fn remember_for(mut self, time: Duration) -> Self {
        self.remember = Seconds::from(time);
        self
    }

    /// Sets the maximum number of cached responses, for active and for inactive tokens each. If it is exceeded, the oldest are
    /// removed.
    pub fn remember_at_most(mut self, answers: usize) -> Self {
        self.most = answers.max(1);
        self
    }

    /// Makes the request (RFC 7662 section 2.1), with the credentials in the header, or in the form if the issuer supports only
    /// this.
    fn request(&self, endpoint: &str, metadata: &ProviderMetadata, token: &str) -> HttpRequest {
        let mut form = vec![(parameter::TOKEN, token), (parameter::TOKEN_TYPE_HINT, "access_token")];
        let methods = &metadata.introspection_endpoint_auth_methods_supported;
        let offers = |method: &str| methods.iter().any(|offered| offered == method);
        if offers("client_secret_post") && !offers("client_secret_basic") {
            form.push((parameter::CLIENT_ID, &self.client_id));
            form.push((parameter::CLIENT_SECRET, self.secret.expose()));
            return HttpRequest::post_form(endpoint, form);
        }
        let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
        let pair = format!("{}:{}", encoded(&self.client_id), encoded(self.secret.expose()));
        let value = format!("Basic {}", STANDARD.encode(pair));
        HttpRequest::post_form(endpoint, form).with_header("authorization", value)
    }
}

/// An introspection response.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    /// The claims; `None` for a token that is not active.
    claims: Option<Arc<Map<String, Value>>>,
    until: Timestamp,
}

impl Answer {
    pub(crate) fn claims(&self) -> Result<&Map<String, Value>, TokenError> {
        self.claims.as_deref().ok_or(TokenError::Inactive)
    }

    /// Returns the time until which the response is cached.
    pub(crate) fn known_until(&self) -> Timestamp {
        self.until
    }
}

/// Introspects tokens and caches the responses. Cheap to clone; clones share the cache.
#[derive(Clone)]
pub(crate) struct Introspector(Arc<Inner>);

struct Inner {
    client: IntrospectionClient,
    metadata: RemoteMetadata,
    remembered: Mutex<Remembered>,
    /// One lock per token, so that concurrent requests with the same token cause one introspection.
    asking: Mutex<HashMap<Key, Weak<tokio::sync::Mutex<()>>>>,
}

/// The digest of the whole token.
pub(crate) type Key = [u8; 32];

impl Introspector {
    pub(crate) fn new(client: IntrospectionClient, metadata: RemoteMetadata) -> Self {
        let remembered = Mutex::new(Remembered::holding_at_most(client.most));
        Self(Arc::new(Inner { client, metadata, remembered, asking: Mutex::default() }))
    }

    /// Returns the introspection response for a token, from the cache if it has not expired there.
    pub(crate) async fn ask(&self, token: &str) -> Result<Answer, TokenError> {
        if token.len() > MAX_TOKEN_BYTES {
            return Err(VerifyError::TooLong { expected: MAX_TOKEN_BYTES, seen: token.len() }.into());
        }
        let key = sha256(token.as_bytes());
        if let Some(answer) = self.remembered(&key) {
            return Ok(answer);
        }
        let lock = self.lock_of(key);
        let _guard = lock.lock().await;
        if let Some(answer) = self.remembered(&key) {
            return Ok(answer);
        }
        // The cache time starts before the request, so that a revoked token is not accepted for longer than the configured time.
        let until = self.now().plus(self.0.client.remember);
        let answer = Answer { claims: self.fetch(token).await?.map(Arc::new), until };
        self.0.remembered.lock().unwrap_or_else(PoisonError::into_inner).insert(
            key,
            answer.clone(),
            self.now(),
        );
        Ok(answer)
    }

    async fn fetch(&self, token: &str) -> Result<Option<Map<String, Value>>, IntrospectionError> {
        let metadata = self.0.metadata.get().await?;
        let endpoint = metadata.introspection_endpoint.as_deref().ok_or(IntrospectionError::NoEndpoint)?;
        let request = self.0.client.request(endpoint, &metadata, token);
        let response = self.0.metadata.transport().send(request).await?;
        if response.status != 200 {
            return Err(IntrospectionError::Status { status: response.status });
        }
        let claims = response.object()?;
        match claims.get("active") {
            Some(Value::Bool(active)) => Ok(active.then_some(claims)),
            other => {
                let (expected, got) = ("true or false", kind_of(other));
                Err(BodyError::Member { member: "active", expected, got }.into())
            }
        }
    }

    fn remembered(&self, key: &Key) -> Option<Answer> {
        self.0.remembered.lock().unwrap_or_else(PoisonError::into_inner).get(key, self.now())
    }

    fn now(&self) -> Timestamp {
        self.0.metadata.clock().now()
    }

    fn lock_of(&self, key: Key) -> Arc<tokio::sync::Mutex<()>> {
        let mut asking = self.0.asking.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(lock) = asking.get(&key).and_then(Weak::upgrade) {
            return lock;
        }
        asking.retain(|_, lock| lock.strong_count() > 0);
        let lock = Arc::default();
        asking.insert(key, Arc::downgrade(&lock));
        lock
    }
}
