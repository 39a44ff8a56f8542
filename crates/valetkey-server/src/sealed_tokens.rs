//! Seals what is handed out instead of being stored: codes, refresh tokens and opaque access tokens.

use serde::{Serialize, de::DeserializeOwned};
use valetkey_authorization_server::sealed::{AccessToken, AuthorizationCode, RefreshToken};
use valetkey_jose::seal::{SealError, SealingKeys};
use valetkey_types::TenantId;

use crate::EncryptionKey;

/// The seal of one tenant. What it seals opens for the same tenant and as the same kind only: a refresh token never
/// passes for an access token or a code.
pub struct SealedTokens {
    keys: SealingKeys,
    tenant: TenantId,
}

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

impl SealedTokens {
    /// The seal of a tenant. Every server of the tenant needs the same encryption key.
    ///
    /// # Errors
    /// [`SealError::Backend`] when the crypto library refuses.
    pub fn new(key: &EncryptionKey, tenant: TenantId) -> Result<Self, SealError> {
        Ok(Self { keys: key.sealing_keys("tokens")?, tenant })
    }

    /// The text to hand out.
    ///
    /// # Errors
    /// When the value is longer than anything that is sealed, or the crypto library refuses.
    pub fn seal<T: Sealable>(&self, value: &T) -> Result<String, SealError> {
        self.keys.seal_json(&self.purpose::<T>(), value)
    }

    /// The value in a text; `None` when it is not one of ours, down to the last character.
    pub fn open<T: Sealable>(&self, text: &str) -> Option<T> {
        self.keys.open_json(&self.purpose::<T>(), text).ok()
    }

    fn purpose<T: Sealable>(&self) -> String {
        format!("{} {}", T::KIND, self.tenant.as_str())
    }
}

#[cfg(test)]
mod tests;
