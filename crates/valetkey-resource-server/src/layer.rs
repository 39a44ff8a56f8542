//! The tower layer that lets good tokens pass.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use http::{HeaderMap, Request, Response};
use tower_layer::Layer;
use tower_service::Service;

use crate::{AccessToken, Challenge, ClientCertificate, DiscoverError, Refusal, TokenGuard, bearer_token};

/// Puts a token check before a service. A good token is placed in the request's extensions as [`AccessToken`]; everything
/// else is answered with a [`Challenge`]. A token that is bound to a certificate needs the connection's [`ClientCertificate`] in the
/// request's extensions, put there by whoever ends the TLS connection (RFC 8705 section 3). Cheap to clone; clones share the keys.
#[derive(Clone)]
pub struct BearerLayer {
    guard: TokenGuard,
    required_scope: Arc<[String]>,
}

/// The service that [`BearerLayer`] makes.
#[derive(Clone)]
pub struct BearerService<S> {
    inner: S,
    layer: BearerLayer,
}

impl BearerLayer {
    /// Accepts tokens of this issuer for this audience, with the keys of the issuer's discovery document. Nothing is
    /// fetched before the first request, so an issuer that is down at the start is no problem.
    ///
    /// # Errors
    /// [`DiscoverError`] if the issuer is not an https URL (http on loopback), or the HTTP client can't be set up.
    pub fn discover(issuer: &str, audience: &str) -> Result<Self, DiscoverError> {
        TokenGuard::discover(issuer, audience).map(Self::new)
    }

    /// A layer around a guard of one's own.
    pub fn new(guard: TokenGuard) -> Self {
        Self { guard, required_scope: Arc::new([]) }
    }

    /// The same layer, demanding this scope too: one token, or several separated by spaces, all of which are needed.
    #[must_use]
    pub fn require_scope(&self, scope: &str) -> Self {
        let more = scope.split(' ').filter(|token| !token.is_empty()).map(str::to_owned);
        let required_scope = self.required_scope.iter().cloned().chain(more).collect();
        Self { guard: self.guard.clone(), required_scope }
    }

    /// The same layer, which takes tokens only that are bound to the caller's certificate (RFC 8705 section 3).
    #[must_use]
    pub fn require_bound_tokens(&self) -> Self {
        let required_scope = Arc::clone(&self.required_scope);
        Self { guard: self.guard.clone().require_bound_tokens(), required_scope }
    }

    async fn admit(
        &self,
        headers: &HeaderMap,
        certificate: Option<&ClientCertificate>,
    ) -> Result<AccessToken, Challenge> {
        let realm = self.guard.validator().audience();
        let refuse = |refusal| Err(Challenge::new(realm, refusal));
        let token = match bearer_token(headers) {
            Ok(Some(token)) => token,
            Ok(None) => return refuse(Refusal::NoCredentials),
            Err(error) => {
                tracing::info!(%error, "request refused");
                return refuse(Refusal::InvalidRequest);
            }
        };
        let token = match self.guard.validate_with(token, certificate).await {
            Ok(token) => token,
            Err(error) => {
                tracing::info!(%error, "request refused");
                return refuse(Refusal::from(&error));
            }
        };
        if self.required_scope.iter().all(|needed| token.scope().contains(needed)) {
            return Ok(token);
        }
        let needed = self.required_scope.join(" ");
        tracing::info!(%needed, granted = %token.scope(), "request refused: scope");
        refuse(Refusal::InsufficientScope(needed))
    }
}

impl<S> Layer<S> for BearerLayer {
    type Service = BearerService<S>;

    fn layer(&self, inner: S) -> Self::Service {
        BearerService { inner, layer: self.clone() }
    }
}

impl<S, B, R> Service<Request<B>> for BearerService<S>
where
    S: Service<Request<B>, Response = Response<R>> + Clone + Send + 'static,
    S::Future: Send,
    B: Send + 'static,
    R: From<String>,
{
    type Response = Response<R>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        // The service that was polled ready goes into the future; a fresh clone stays behind.
        let clone = self.inner.clone();
        let mut inner = std::mem::replace(&mut self.inner, clone);
        let layer = self.layer.clone();
        let (mut parts, body) = request.into_parts();
        Box::pin(async move {
            match layer.admit(&parts.headers, parts.extensions.get()).await {
                Err(challenge) => Ok(challenge.into_response()),
                Ok(token) => {
                    parts.extensions.insert(token);
                    inner.call(Request::from_parts(parts, body)).await
                }
            }
        })
    }
}
