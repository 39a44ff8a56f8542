//! The client secret at a provider, sealed at rest.

use valetkey_authorization_server::record::IdentityProvider;
use valetkey_jose::seal::{OpenError, SealError};
use valetkey_types::{Secret, Timestamp};

use crate::seal::{Purpose, Seal};

/// Why a client secret can't be read.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// It was sealed with another key, for another issuer or for another provider.
    #[error(
        "the client secret of the identity provider {name} can't be opened: {reason}; set it again with valetkey \
         identity-provider edit {name} --client-secret-stdin"
    )]
    Sealed {
        /// The name of the provider.
        name: String,
        /// The problem.
        reason: OpenError,
    },
    /// It is no text.
    #[error("expected the client secret of the identity provider {0} to be a text, got other bytes")]
    NoText(String),
    /// The crypto library refused.
    #[error(transparent)]
    Seal(#[from] SealError),
}

/// Seals the client secret of the provider of this name.
///
/// # Errors
/// [`SealError`] when it is too long.
pub fn seal_secret(seal: &Seal, name: &str, secret: &Secret) -> Result<String, SealError> {
    seal.seal(&kind(name), secret.expose().as_bytes())
}

/// Opens the client secret of a provider; `None` for a public client.
///
/// # Errors
/// [`SecretError`].
pub fn open_secret(
    seal: &Seal,
    provider: &IdentityProvider,
    now: Timestamp,
) -> Result<Option<Secret>, SecretError> {
    let Some(sealed) = &provider.client_secret_sealed else { return Ok(None) };
    let opened = seal.open(Purpose::of(&kind(&provider.name)), sealed, now);
    let opened = opened.map_err(|reason| SecretError::Sealed { name: provider.name.clone(), reason })?;
    let text = std::str::from_utf8(&opened).map_err(|_| SecretError::NoText(provider.name.clone()))?;
    Ok(Some(Secret::new(text)))
}

/// Returns the providers that have a secret, each sealed anew with the current encryption key.
///
/// # Errors
/// [`SecretError`].
pub fn resealed(
    providers: Vec<IdentityProvider>,
    seal: &Seal,
    now: Timestamp,
) -> Result<Vec<IdentityProvider>, SecretError> {
    let mut resealed = Vec::new();
    for mut provider in providers {
        if let Some(secret) = open_secret(seal, &provider, now)? {
            provider.client_secret_sealed = Some(seal_secret(seal, &provider.name, &secret)?);
            resealed.push(provider);
        }
    }
    Ok(resealed)
}

/// A sealed secret opens only for its own provider.
fn kind(name: &str) -> String {
    format!("client secret {name}")
}

#[cfg(test)]
mod tests {
    use valetkey_storage::conformance::sample;

    use super::*;
    use crate::{EncryptionKey, identity_provider::USAGE};

    fn seal(key: u8, issuer: &str) -> Seal {
        Seal::new(&EncryptionKey::new([key; 32]), USAGE, &sample::tenant_record(issuer)).unwrap()
    }

    #[test]
    fn lk2_a_secret_opens_for_its_own_provider_and_issuer_alone() {
        let (ours, secret) = (seal(7, "https://id.example"), Secret::new("s3cret"));
        let sealed = seal_secret(&ours, "github", &secret).unwrap();
        assert!(!sealed.contains("s3cret"));
        let provider =
            IdentityProvider { client_secret_sealed: Some(sealed), ..sample::identity_provider("github") };
        let open =
            |seal: &Seal, provider: &IdentityProvider| open_secret(seal, provider, Timestamp(i64::MAX / 2));
        assert_eq!(open(&ours, &provider).unwrap().unwrap().expose(), "s3cret");
        let other_name = IdentityProvider { name: "google".to_owned(), ..provider.clone() };
        assert!(open(&ours, &other_name).is_err());
        assert!(open(&seal(7, "https://other.example"), &provider).is_err());
        let refused = open(&seal(8, "https://id.example"), &provider).unwrap_err().to_string();
        assert!(refused.contains("github") && !refused.contains("s3cret"), "{refused}");
        let public = IdentityProvider { client_secret_sealed: None, ..provider };
        assert!(open(&ours, &public).unwrap().is_none());
    }
}
