//! The validator with keys that refresh themselves.

use std::sync::Arc;

use valetkey_fetch::{
    Clock, HttpTransport, RemoteKeySet, RemoteMetadata, ReqwestTransport, SystemClock, TransportError,
};
use valetkey_jose::{KeySet, VerifyError};
use valetkey_types::{Issuer, IssuerError, Timestamp};

use crate::{AccessToken, AccessTokenValidator, Possession, TokenError};

/// Judges access tokens with the issuer's current keys. Cheap to clone; clones share the keys.
#[derive(Clone)]
pub struct TokenGuard {
    validator: Arc<AccessTokenValidator>,
    keys: Keys,
    clock: Arc<dyn Clock>,
}

#[derive(Clone)]
enum Keys {
    Fixed(Arc<KeySet>),
    Remote(RemoteKeySet),
}

/// Why a guard can't be set up.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
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

    /// The same with parts of one's own.
    pub fn remote(
        validator: AccessTokenValidator,
        transport: Arc<dyn HttpTransport>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        let issuer = validator.issuer().clone();
        let metadata = RemoteMetadata::with_clock(issuer, transport, Arc::clone(&clock));
        Self { validator: Arc::new(validator), keys: Keys::Remote(RemoteKeySet::discovered(metadata)), clock }
    }

    /// With keys that never change.
    pub fn fixed(validator: AccessTokenValidator, keys: KeySet, clock: Arc<dyn Clock>) -> Self {
        Self { validator: Arc::new(validator), keys: Keys::Fixed(Arc::new(keys)), clock }
    }

    /// The rules in use.
    pub fn validator(&self) -> &AccessTokenValidator {
        &self.validator
    }

    /// The same guard, which takes tokens only that are bound to the caller's certificate or DPoP key.
    #[must_use]
    pub fn require_bound_tokens(mut self) -> Self {
        self.validator = Arc::new(AccessTokenValidator::clone(&self.validator).require_bound_tokens());
        self
    }

    /// This moment on the guard's clock.
    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Judges a token of a caller that proved nothing. One that is bound to a certificate or a key is refused.
    ///
    /// # Errors
    /// Those of [`TokenGuard::validate_with`].
    pub async fn validate(&self, token: &str) -> Result<AccessToken, TokenError> {
        self.validate_with(token, Possession::default()).await
    }

    /// Judges a token of a caller that proved the possession of something. A key that is not known yet is fetched once, then the token is judged again.
    ///
    /// # Errors
    /// [`TokenError`]; [`TokenError::KeysUnavailable`] is the issuer's fault and not the token's.
    pub async fn validate_with(
        &self,
        token: &str,
        possession: Possession<'_>,
    ) -> Result<AccessToken, TokenError> {
        let judge = |keys: &KeySet| self.validator.validate(token, possession, keys, self.now());
        let remote = match &self.keys {
            Keys::Fixed(keys) => return judge(keys),
            Keys::Remote(remote) => remote,
        };
        let keys = remote.keys_for(None).await?;
        match judge(&keys) {
            Err(TokenError::Refused(VerifyError::UnknownKey { seen: Some(kid), .. })) => {
                let keys = remote.keys_for(Some(&kid)).await?;
                judge(&keys)
            }
            // A token that names no key may be by one that is not known yet.
            Err(TokenError::Refused(
                VerifyError::UnknownKey { seen: None, .. } | VerifyError::Signature { kid: None, .. },
            )) => judge(&*remote.keys_after(&keys).await?),
            judged => judged,
        }
    }
}
