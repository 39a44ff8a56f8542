//! Reads webhooks, and seals and opens their secrets.

use valetkey_authorization_server::{record::Webhook, webhook::WebhookSecret};
use valetkey_jose::seal::{OpenError, SealError};
use valetkey_storage::{
    Listing, Storage, StorageError,
    directory::{self, Page},
    record::WEBHOOK,
};
use valetkey_types::{TenantId, Timestamp};

use crate::{
    Server,
    seal::{Purpose, Seal},
};

/// The purpose of the key that seals secrets.
pub const USAGE: &str = "webhooks";

/// The number of webhooks that one read returns: a short page.
const PAGE: usize = 64;

/// The reason why a secret can't be read.
#[derive(Debug, thiserror::Error)]
pub enum WebhookSecretError {
    /// The secret was sealed with another key, for another issuer or for another webhook.
    #[error(
        "the secret of the webhook {name} can't be opened: {reason}; make a new one with valetkey webhook edit {name} \
         --rotate-secret"
    )]
    Sealed {
        /// The name of the webhook.
        name: String,
        /// The problem.
        reason: OpenError,
    },
    /// The secret has the wrong length.
    #[error("expected the secret of the webhook {0} to have 32 bytes, got other bytes")]
    Length(String),
    /// The crypto library refused.
    #[error(transparent)]
    Seal(#[from] SealError),
}

impl Server {
    /// Returns the seal of the secrets of webhooks.
    ///
    /// # Errors
    /// [`SealError`] when the crypto library refuses.
    pub(crate) fn webhook_seal(&self) -> Result<Seal, SealError> {
        Seal::new(&self.encryption_key, USAGE, self.keys.owner())
    }
}

/// Seals the secret of a webhook.
///
/// # Errors
/// [`SealError`] when the crypto library refuses.
pub fn seal_secret(seal: &Seal, webhook: uuid::Uuid, secret: &WebhookSecret) -> Result<String, SealError> {
    seal.seal(&kind(webhook), secret.as_bytes())
}

/// Opens the secrets that sign at a moment, the current one first.
///
/// # Errors
/// [`WebhookSecretError`].
pub fn open_secrets(
    seal: &Seal,
    webhook: &Webhook,
    now: Timestamp,
) -> Result<Vec<WebhookSecret>, WebhookSecretError> {
    webhook.secrets_at(now).map(|sealed| open(seal, webhook, sealed, now)).collect()
}

/// Returns the same webhook with its secrets sealed again with the current encryption key. A previous secret that no longer signs is
/// dropped.
///
/// # Errors
/// [`WebhookSecretError`].
pub fn resealed(mut webhook: Webhook, seal: &Seal, now: Timestamp) -> Result<Webhook, WebhookSecretError> {
    let anew = |sealed: &str| -> Result<String, WebhookSecretError> {
        Ok(seal_secret(seal, webhook.id, &open(seal, &webhook, sealed, now)?)?)
    };
    let current = anew(&webhook.secret_sealed)?;
    let previous = webhook.previous_secret.as_ref().filter(|previous| now < previous.until);
    let previous = previous.map(|previous| anew(&previous.sealed)).transpose()?;
    webhook.secret_sealed = current;
    webhook.previous_secret = webhook.previous_secret.zip(previous).map(|(mut secret, sealed)| {
        secret.sealed = sealed;
        secret
    });
    Ok(webhook)
}

fn open(
    seal: &Seal,
    webhook: &Webhook,
    sealed: &str,
    now: Timestamp,
) -> Result<WebhookSecret, WebhookSecretError> {
    let opened = seal.open(Purpose::of(&kind(webhook.id)), sealed, now);
    let name = || webhook.name.clone();
    let bytes = opened.map_err(|reason| WebhookSecretError::Sealed { name: name(), reason })?;
    WebhookSecret::from_bytes(&bytes).ok_or_else(|| WebhookSecretError::Length(name()))
}

/// Returns the purpose of the secret of a webhook. A sealed secret opens only for its own webhook.
fn kind(webhook: uuid::Uuid) -> String {
    format!("webhook secret {webhook}")
}

/// Returns every webhook of every tenant.
///
/// # Errors
/// [`StorageError`] when the database does not answer.
pub async fn all(storage: &dyn Storage) -> Result<Vec<Webhook>, StorageError> {
    listed(storage, Listing::all(&WEBHOOK, None, PAGE)).await
}

/// Returns every webhook of a tenant, by name.
///
/// # Errors
/// [`StorageError`] when the database does not answer.
pub async fn of_tenant(storage: &dyn Storage, tenant: &TenantId) -> Result<Vec<Webhook>, StorageError> {
    listed(storage, Listing::of_tenant(&WEBHOOK, tenant, PAGE)).await
}

async fn listed(storage: &dyn Storage, mut listing: Listing) -> Result<Vec<Webhook>, StorageError> {
    let mut found = Vec::new();
    loop {
        let Page { records, unreadable, next } = directory::page::<Webhook>(storage, &listing).await?;
        for reason in unreadable {
            tracing::error!(reason, "a webhook can't be read, so no events are sent to it");
        }
        found.extend(records);
        if next.is_none() {
            return Ok(found);
        }
        listing = listing.behind(next);
    }
}
