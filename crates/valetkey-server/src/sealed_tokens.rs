//! Seals what is handed out instead of being stored: codes, refresh tokens, opaque access tokens and references to requests.

use serde::{Serialize, de::DeserializeOwned};
use valetkey_authorization_server::{
    record::TenantRecord,
    sealed::{AccessToken, AuthorizationCode, RefreshToken, RequestReference},
};
use valetkey_jose::seal::SealError;
use valetkey_types::Timestamp;

use crate::{
    EncryptionKey,
    seal::{Purpose, Seal},
};

/// The seal of one tenant's tokens. What it seals opens as the same kind only: a refresh token never passes for an
/// access token or a code.
pub struct SealedTokens(Seal);

/// A kind of value that is handed out sealed.
pub trait Sealable: Serialize + DeserializeOwned {
    /// A word of its own.
    const KIND: &'static str;
}

impl Sealable for AuthorizationCode {
    const KIND: &'static str = "code";
}

impl Sealable for RefreshToken {
    const KIND: &'static str = "refresh";
}

impl Sealable for AccessToken {
    const KIND: &'static str = "access";
}

impl Sealable for RequestReference {
    const KIND: &'static str = "request-reference";
}

impl SealedTokens {
    /// Returns the seal of a tenant. Every server of the tenant needs the same encryption key.
    ///
    /// # Errors
    /// [`SealError::Backend`] when the crypto library refuses.
    pub fn new(key: &EncryptionKey, tenant: &TenantRecord) -> Result<Self, SealError> {
        Ok(Self(Seal::new(key, "tokens", tenant)?))
    }

    /// The text to hand out.
    ///
    /// # Errors
    /// When the value is longer than anything that is sealed, or the crypto library refuses.
    pub fn seal<T: Sealable>(&self, value: &T) -> Result<String, SealError> {
        self.0.seal_json(T::KIND, value)
    }

    /// Returns the value in a text; `None` when it is not one of ours, down to the last character.
    pub fn open<T: Sealable>(&self, text: &str, now: Timestamp) -> Option<T> {
        let legacy = format!("{} {}", T::KIND, self.0.owner().tenant.as_str());
        self.0.open_json(Purpose { kind: T::KIND, legacy: &legacy }, text, now).ok()
    }
}

#[cfg(test)]
mod tests;
