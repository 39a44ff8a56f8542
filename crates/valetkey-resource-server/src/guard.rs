//! The validator, with keys that are refreshed automatically or with introspection.

use std::sync::Arc;

use valetkey_fetch::{
    Clock, HttpTransport, RemoteKeySet, RemoteMetadata, ReqwestTransport, SystemClock, TransportError,
};
use valetkey_jose::{KeySet, VerifyError};
use valetkey_types::{Issuer, IssuerError, Secret, Timestamp};

use crate::introspection::Introspector;
use crate::{AccessToken, AccessTokenValidator, IntrospectionClient, Possession, TokenError, TokenProfile};

/// Validates access tokens, with the issuer's current keys or by introspection. Cheap to clone; clones share the keys and the
/// cached responses.
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
    /// The text is not a valid issuer.
    #[error("the issuer can't be used: {0}")]
    Issuer(#[from] IssuerError),
    /// The HTTP client can't be set up.
    #[error(transparent)]
    Transport(#[from] TransportError),
}

impl TokenGuard {
    /// Uses the keys from the issuer's discovery document. Fetches nothing before the first token.
    ///
    /// # Errors
    /// [`DiscoverError`] if the issuer is not an https URL (http on loopback), or the HTTP client can't be set up.
    pub fn discover(issuer: &str, audience: &str) -> Result<Self, DiscoverError> {
        let issuer = Issuer::parse(issuer)?;
        let transport = Arc::new(ReqwestTransport::for_issuer(&issuer)?);
        Ok(Self::remote(AccessTokenValidator::new(issuer, audience), transport, Arc::new(SystemClock)))
    }

    /// Uses the keys from the issuer's discovery document, with your own validator, transport and clock.
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

    /// Introspects each token at the issuer (RFC 7662), as required for opaque tokens. `client_id` and `secret` are the
    /// credentials of this API at the issuer. Fetches nothing before the first token.
    ///
    /// Responses are cached for 10 seconds, so a revoked token is accepted for up to 10 seconds more. See
    /// [`IntrospectionClient`].
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

    /// Introspects each token at the issuer, with your own validator, transport and clock.
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

    /// Uses these keys, which never change.
    pub fn fixed(validator: AccessTokenValidator, keys: KeySet, clock: Arc<dyn Clock>) -> Self {
        Self { validator: Arc::new(validator), source: Source::Fixed(Arc::new(keys)), clock }
    }

    /// Returns the validator.
    pub fn validator(&self) -> &AccessTokenValidator {
        &self.validator
    }

    /// Accepts only tokens that are bound to the caller's certificate or DPoP key.
    #[must_use]
    pub fn require_bound_tokens(mut self) -> Self {
        self.validator = Arc::new(AccessTokenValidator::clone(&self.validator).require_bound_tokens());
        self
    }

    /// Accepts access tokens in the form of another product. This does not change introspection, because its responses always
    /// have the same form.
    #[must_use]
    pub fn with_profile(mut self, profile: TokenProfile) -> Self {
        self.validator = Arc::new(AccessTokenValidator::clone(&self.validator).with_profile(profile));
        self
    }

    /// Returns the current time of the guard's clock.
    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Validates a token of a caller who has proved nothing. Refuses a token that is bound to a certificate or a key.
    ///
    /// # Errors
    /// The errors of [`TokenGuard::validate_with`].
    pub async fn validate(&self, token: &str) -> Result<AccessToken, TokenError> {
        self.validate_with(token, Possession::default()).await
    }

    /// Validates a token of a caller who has proved this possession. If the key of the token is unknown, fetches the keys once
    /// and validates the token again.
    ///
    /// # Errors
    /// [`TokenError`]. [`TokenError::KeysUnavailable`] is a problem of the issuer and not of the token.
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
                // Each request is validated again, because the cache contains the response of the issuer and not a decision.
                return self.validator.check_introspected(claims, possession, self.now(), until);
            }
        };
        let keys = remote.keys_for(None).await?;
        match check(&keys) {
            Err(TokenError::Refused(VerifyError::UnknownKey { seen: Some(kid), .. })) => {
                let keys = remote.keys_for(Some(&kid)).await?;
                check(&keys)
            }
            // A token without a `kid` may be signed with a key that is not known yet.
            Err(TokenError::Refused(
                VerifyError::UnknownKey { seen: None, .. } | VerifyError::Signature { kid: None, .. },
            )) => check(&*remote.keys_after(&keys).await?),
            checked => checked,
        }
    }
}
