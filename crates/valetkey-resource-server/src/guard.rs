//! The validator with keys that refresh themselves.

use std::sync::Arc;

use valetkey_fetch::{
    Clock, HttpTransport, RemoteKeySet, RemoteMetadata, ReqwestTransport, SystemClock, TransportError,
};
use valetkey_jose::{KeySet, VerifyError};
use valetkey_types::{Issuer, IssuerError, Secret, Timestamp};

use crate::introspection::Introspector;
use crate::{AccessToken, AccessTokenValidator, IntrospectionClient, Possession, TokenError, TokenProfile};

/// Validates access tokens: with the issuer's current keys, or by asking the issuer about each. Cheap to clone; clones share keys
/// and remembered answers.
#[derive(Clone)]
pub struct TokenGuard {
    validator: Arc<AccessTokenValidator>,
    source: Source,
    clock: Arc<dyn Clock>,
}

#[derive(Clone)]
enum Source {
    Fixed(Arc<KeySet>),
    Remote(RemoteKeySet),
    Introspection(Introspector),
}

/// The reason why a guard can't be created.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DiscoverError {
    /// The issuer is not one.
    #[error("the issuer can't be used: {0}")]
    Issuer(#[from] IssuerError),
    /// No HTTP client.
    #[error(transparent)]
    Transport(#[from] TransportError),
}

impl TokenGuard {
    /// Finds the keys by the issuer's discovery document. Nothing is fetched before the first token.
    ///
    /// # Errors
    /// [`DiscoverError`] if the issuer is not an https URL (http on loopback), or the HTTP client can't be set up.
    pub fn discover(issuer: &str, audience: &str) -> Result<Self, DiscoverError> {
        let issuer = Issuer::parse(issuer)?;
        let transport = Arc::new(ReqwestTransport::for_issuer(&issuer)?);
        Ok(Self::remote(AccessTokenValidator::new(issuer, audience), transport, Arc::new(SystemClock)))
    }

    /// Does the same with your own validator, transport and clock.
    pub fn remote(
        validator: AccessTokenValidator,
        transport: Arc<dyn HttpTransport>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        let issuer = validator.issuer().clone();
        let metadata = RemoteMetadata::with_clock(issuer, transport, Arc::clone(&clock));
        let source = Source::Remote(RemoteKeySet::discovered(metadata));
        Self { validator: Arc::new(validator), source, clock }
    }

    /// Asks the issuer about each token (RFC 7662), as opaque tokens need it. This API proves itself as `client_id` with `secret`,
    /// as it is registered at the issuer. Nothing is fetched before the first token.
    ///
    /// Answers are remembered for 10 seconds: for so long a revoked token is still good. See [`IntrospectionClient`].
    ///
    /// # Errors
    /// The errors of [`TokenGuard::discover`].
    pub fn introspect(
        issuer: &str,
        audience: &str,
        client_id: &str,
        secret: impl Into<Secret>,
    ) -> Result<Self, DiscoverError> {
        let issuer = Issuer::parse(issuer)?;
        let transport = Arc::new(ReqwestTransport::for_issuer(&issuer)?);
        let validator = AccessTokenValidator::new(issuer, audience);
        let client = IntrospectionClient::new(client_id, secret);
        Ok(Self::introspecting(validator, client, transport, Arc::new(SystemClock)))
    }

    /// Does the same with your own validator, transport and clock.
    pub fn introspecting(
        validator: AccessTokenValidator,
        client: IntrospectionClient,
        transport: Arc<dyn HttpTransport>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        let issuer = validator.issuer().clone();
        let metadata = RemoteMetadata::with_clock(issuer, transport, Arc::clone(&clock));
        let source = Source::Introspection(Introspector::new(client, metadata));
        Self { validator: Arc::new(validator), source, clock }
    }

    /// With keys that never change.
    pub fn fixed(validator: AccessTokenValidator, keys: KeySet, clock: Arc<dyn Clock>) -> Self {
        Self { validator: Arc::new(validator), source: Source::Fixed(Arc::new(keys)), clock }
    }

    /// The rules in use.
    pub fn validator(&self) -> &AccessTokenValidator {
        &self.validator
    }

    /// Accepts only tokens that are bound to the caller's certificate or DPoP key.
    #[must_use]
    pub fn require_bound_tokens(mut self) -> Self {
        self.validator = Arc::new(AccessTokenValidator::clone(&self.validator).require_bound_tokens());
        self
    }

    /// The same guard for access tokens in the form of another issuer's product. Says nothing about introspection, whose answers
    /// have one form.
    #[must_use]
    pub fn with_profile(mut self, profile: TokenProfile) -> Self {
        self.validator = Arc::new(AccessTokenValidator::clone(&self.validator).with_profile(profile));
        self
    }

    /// Returns the current time of the guard's clock.
    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Validates a token of a caller that proved nothing. One that is bound to a certificate or a key is refused.
    ///
    /// # Errors
    /// The errors of [`TokenGuard::validate_with`].
    pub async fn validate(&self, token: &str) -> Result<AccessToken, TokenError> {
        self.validate_with(token, Possession::default()).await
    }

    /// Validates a token of a caller that proved the possession of something. A key that is not known yet is fetched once, then the token is validated again.
    ///
    /// # Errors
    /// [`TokenError`]; [`TokenError::KeysUnavailable`] is the issuer's fault and not the token's.
    pub async fn validate_with(
        &self,
        token: &str,
        possession: Possession<'_>,
    ) -> Result<AccessToken, TokenError> {
        let check = |keys: &KeySet| self.validator.validate(token, possession, keys, self.now());
        let remote = match &self.source {
            Source::Fixed(keys) => return check(keys),
            Source::Remote(remote) => remote,
            Source::Introspection(introspector) => {
                let answer = introspector.ask(token).await?;
                let (claims, until) = (answer.claims()?, answer.known_until());
                // Validate each request again: the cache holds the response of the issuer, never a decision.
                return self.validator.check_introspected(claims, possession, self.now(), until);
            }
        };
        let keys = remote.keys_for(None).await?;
        match check(&keys) {
            Err(TokenError::Refused(VerifyError::UnknownKey { seen: Some(kid), .. })) => {
                let keys = remote.keys_for(Some(&kid)).await?;
                check(&keys)
            }
            // A token that names no key may be by one that is not known yet.
            Err(TokenError::Refused(
                VerifyError::UnknownKey { seen: None, .. } | VerifyError::Signature { kid: None, .. },
            )) => check(&*remote.keys_after(&keys).await?),
            checked => checked,
        }
    }
}
