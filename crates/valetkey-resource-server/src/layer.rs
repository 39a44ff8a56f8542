//! The tower layer that admits requests with valid tokens.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use http::request::Parts;
use http::{Request, Response};
use tower_layer::Layer;
use tower_service::Service;
use valetkey_types::{Secret, Timestamp};

use crate::{
    AccessToken, BearerError, Challenge, DiscoverError, Dpop, Possession, Refusal, TokenGuard, TokenProfile,
    bearer_token, dpop_token,
};

/// A layer that checks the token of each request. A valid token is added to the extensions of the request as [`AccessToken`];
/// other requests get a [`Challenge`]. For a token that is bound to a certificate, the code that terminates TLS must add the
/// [`ClientCertificate`] to the extensions of the request (RFC 8705 section 3). Cheap to clone; clones share the keys.
#[derive(Clone)]
pub struct BearerLayer {
    guard: TokenGuard,
    required_scope: Arc<[String]>,
    required_authentication: Option<Arc<RequiredAuthentication>>,
    dpop: Option<Dpop>,
}

/// The sign-in that a token must come from.
struct RequiredAuthentication {
    /// The accepted classes; `None` accepts any.
    acr_values: Option<Vec<String>>,
    max_age: Option<u64>,
    /// The challenges for requests with the schemes `Bearer` and `DPoP`. They are made once.
    challenges: [Challenge; 2],
}

/// The service that [`BearerLayer`] makes.
#[derive(Clone)]
pub struct BearerService<S> {
    inner: S,
    layer: BearerLayer,
}

impl BearerLayer {
    /// Accepts tokens of this issuer for this audience, with the keys from the issuer's discovery document. Fetches nothing
    /// before the first request, so the issuer may be down at the start.
    ///
    /// # Errors
    /// [`DiscoverError`] if the issuer is not an https URL (http on loopback), or the HTTP client can't be set up.
    pub fn discover(issuer: &str, audience: &str) -> Result<Self, DiscoverError> {
        TokenGuard::discover(issuer, audience).map(Self::new)
    }

    /// Accepts tokens of this issuer for this audience after introspection (RFC 7662). `client_id` and `secret` are the
    /// credentials of this API. A revoked token is accepted for up to 10 seconds more, see [`TokenGuard::introspect`].
    ///
    /// # Errors
    /// The errors of [`BearerLayer::discover`].
    pub fn introspect(
        issuer: &str,
        audience: &str,
        client_id: &str,
        secret: impl Into<Secret>,
    ) -> Result<Self, DiscoverError> {
        TokenGuard::introspect(issuer, audience, client_id, secret).map(Self::new)
    }

    /// Accepts access tokens in the format of another product. See [`TokenProfile`] for the security that this gives up.
    #[must_use]
    pub fn with_profile(&self, profile: TokenProfile) -> Self {
        Self { guard: self.guard.clone().with_profile(profile), ..self.clone() }
    }

    /// Creates a layer with your own guard.
    pub fn new(guard: TokenGuard) -> Self {
        Self { guard, required_scope: Arc::new([]), required_authentication: None, dpop: None }
    }

    /// Requires this scope too: one or several scope tokens, separated by spaces; all of them are required.
    #[must_use]
    pub fn require_scope(&self, scope: &str) -> Self {
        let more = scope.split(' ').filter(|token| !token.is_empty()).map(str::to_owned);
        let required_scope = self.required_scope.iter().cloned().chain(more).collect();
        Self { required_scope, ..self.clone() }
    }

    /// Requires that the user signed in with one of these `acr_values` (an empty list allows any), and at most `max_age` seconds ago.
    /// Requests with other tokens get a challenge with these values (RFC 9470), see [`AccessToken::require_authentication`].
    ///
    /// Several calls add up: a value must be in the list of each call, and the shortest `max_age` counts. So list all classes that
    /// are strong enough, also the strongest. If no value is in all lists, every token is refused.
    #[must_use]
    pub fn require_authentication(&self, acr_values: &[&str], max_age: Option<u64>) -> Self {
        let before = self.required_authentication.as_deref();
        let values_before = before.and_then(|before| before.acr_values.as_deref());
        let is_enough =
            |value: &&&str| values_before.is_none_or(|before| before.iter().any(|known| known == **value));
        let combined = match acr_values {
            [] => values_before.map(<[String]>::to_vec),
            values => Some(values.iter().filter(is_enough).map(|&value| value.to_owned()).collect()),
        };
        if combined.as_deref().is_some_and(<[String]>::is_empty) {
            tracing::error!(
                ?acr_values,
                ?values_before,
                "no acr value is in all lists of require_authentication, so every token is refused"
            );
        }
        let ages = [before.and_then(|before| before.max_age), max_age];
        self.requiring(combined, ages.into_iter().flatten().min())
    }

    fn requiring(&self, acr_values: Option<Vec<String>>, max_age: Option<u64>) -> Self {
        let values = acr_values.as_deref().unwrap_or_default().join(" ");
        let refusal = Refusal::InsufficientUserAuthentication { acr_values: values, max_age };
        let challenges =
            [false, true].map(|used_dpop| self.challenge(refusal.clone(), used_dpop).with_made_header());
        let required = RequiredAuthentication { acr_values, max_age, challenges };
        Self { required_authentication: Some(Arc::new(required)), ..self.clone() }
    }

    /// Accepts only tokens that are bound to the caller's certificate or DPoP key.
    #[must_use]
    pub fn require_bound_tokens(&self) -> Self {
        Self { guard: self.guard.clone().require_bound_tokens(), ..self.clone() }
    }

    /// Accepts also tokens with the scheme `DPoP` and a proof (RFC 9449 section 7). Bearer tokens are still accepted, except
    /// those that are bound to a key.
    #[must_use]
    pub fn with_dpop(&self, dpop: Dpop) -> Self {
        let with_dpop = Self { dpop: Some(dpop), ..self.clone() };
        match self.required_authentication.as_deref() {
            Some(required) => with_dpop.requiring(required.acr_values.clone(), required.max_age),
            None => with_dpop,
        }
    }

    async fn admit(&self, parts: &Parts) -> Result<AccessToken, Challenge> {
        let credentials = self.credentials(parts).map_err(|error| {
            tracing::info!(%error, "request refused");
            self.challenge(Refusal::InvalidRequest, false)
        })?;
        let Some(credentials) = credentials else {
            return Err(self.challenge(Refusal::NoCredentials, false));
        };
        let used_dpop = credentials.dpop.is_some();
        let (token, now) =
            self.check(parts, &credentials).await.map_err(|refusal| self.challenge(refusal, used_dpop))?;
        match self.required_authentication.as_deref().filter(|required| !required.is_met_by(&token, now)) {
            None => Ok(token),
            Some(required) => {
                let RequiredAuthentication { acr_values, max_age, challenges } = required;
                tracing::info!(?acr_values, max_age, "request refused: sign-in");
                Err(challenges[usize::from(used_dpop)].clone())
            }
        }
    }

    /// Returns the token, and the time at which it was valid.
    async fn check(
        &self,
        parts: &Parts,
        credentials: &Credentials<'_>,
    ) -> Result<(AccessToken, Timestamp), Refusal> {
        let now = self.guard.now();
        let logged = |error: &dyn std::fmt::Display| tracing::info!(%error, "request refused");
        let invalid_proof = |error| {
            logged(&error);
            Refusal::InvalidProof
        };
        let proof = credentials.dpop.map(|dpop| dpop.check(parts, credentials.token, now));
        let proof = proof.transpose().map_err(invalid_proof)?;
        let possession = Possession {
            certificate: parts.extensions.get(),
            proof_key: proof.as_ref().map(|proof| proof.thumbprint.as_str()),
        };
        let token = self.guard.validate_with(credentials.token, possession).await.map_err(|error| {
            logged(&error);
            Refusal::from(&error)
        })?;
        if let (Some(dpop), Some(proof)) = (credentials.dpop, &proof) {
            dpop.remember(proof, now).map_err(invalid_proof)?;
        }
        Ok((self.check_scope(token)?, now))
    }

    fn check_scope(&self, token: AccessToken) -> Result<AccessToken, Refusal> {
        if self.required_scope.iter().all(|needed| token.scope().contains(needed)) {
            return Ok(token);
        }
        let needed = self.required_scope.join(" ");
        tracing::info!(%needed, granted = %token.scope(), "request refused: scope");
        Err(Refusal::InsufficientScope(needed))
    }

    fn credentials<'a>(&'a self, parts: &'a Parts) -> Result<Option<Credentials<'a>>, BearerError> {
        if let Some(token) = bearer_token(&parts.headers)? {
            return Ok(Some(Credentials { token, dpop: None }));
        }
        let Some(dpop) = &self.dpop else { return Ok(None) };
        Ok(dpop_token(&parts.headers)?.map(|token| Credentials { token, dpop: Some(dpop) }))
    }

    fn challenge(&self, refusal: Refusal, used_dpop: bool) -> Challenge {
        let challenge = Challenge::new(self.guard.validator().audience(), refusal);
        match &self.dpop {
            Some(dpop) => challenge.with_dpop(dpop.algorithms(), used_dpop),
            None => challenge,
        }
    }
}

impl RequiredAuthentication {
    fn is_met_by(&self, token: &AccessToken, now: Timestamp) -> bool {
        let is_strong = self
            .acr_values
            .as_deref()
            .is_none_or(|values| token.acr().is_some_and(|acr| values.iter().any(|value| value == acr)));
        is_strong && token.is_fresh(self.max_age, now)
    }
}

/// A token, and what validates its proof if it came by the scheme `DPoP`.
struct Credentials<'a> {
    token: &'a str,
    dpop: Option<&'a Dpop>,
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
        // Use the service that was polled ready, and keep a clone for the next request.
        let clone = self.inner.clone();
        let mut inner = std::mem::replace(&mut self.inner, clone);
        let layer = self.layer.clone();
        let (mut parts, body) = request.into_parts();
        Box::pin(async move {
            match layer.admit(&parts).await {
                Err(challenge) => Ok(challenge.into_response()),
                Ok(token) => {
                    parts.extensions.insert(token);
                    inner.call(Request::from_parts(parts, body)).await
                }
            }
        })
    }
}
