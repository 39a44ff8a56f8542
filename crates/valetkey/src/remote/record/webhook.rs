//! Webhooks and their messages.

use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;
use valetkey_administration::webhook::WebhookSettings;
use valetkey_authorization_server::{
    record::{Delivery, Message, PreviousSecret, Webhook},
    webhook::WebhookSecret,
};
use valetkey_types::{Issuer, TenantId, Timestamp, Unknown};

use super::{HIDDEN, read, secret};
use crate::failure::Failure;

#[derive(Deserialize)]
struct WebhookDocument {
    name: String,
    url: String,
    kinds: Vec<String>,
    personal: bool,
    disabled: bool,
    old_secret_until: Option<Timestamp>,
    created_at: Timestamp,
    revision: u64,
}

#[derive(Deserialize)]
struct Messages {
    messages: Vec<MessageDocument>,
}

#[derive(Deserialize)]
struct MessageDocument {
    id: Uuid,
    event: Option<Uuid>,
    created_at: Timestamp,
    due_at: Option<Timestamp>,
    failed_attempts: u32,
    last_failure: Option<String>,
    given_up_at: Option<Timestamp>,
}

/// Reads a webhook.
///
/// # Errors
/// The member that is missing or has another type.
pub(crate) fn webhook(document: Value) -> Result<Webhook, Failure> {
    let webhook: WebhookDocument = read("webhook", document)?;
    let previous = |until| PreviousSecret { sealed: HIDDEN.to_owned(), until };
    Ok(Webhook {
        tenant: TenantId::default(),
        name: webhook.name,
        id: Uuid::nil(),
        url: webhook.url,
        kinds: webhook.kinds,
        secret_sealed: HIDDEN.to_owned(),
        previous_secret: webhook.old_secret_until.map(previous),
        includes_personal: webhook.personal,
        disabled: webhook.disabled,
        created_at: webhook.created_at,
        revision: webhook.revision,
        unknown: Unknown::default(),
    })
}

/// Reads the messages of a webhook.
///
/// # Errors
/// The member that is missing or has another type.
pub(crate) fn messages(document: Value, issuer: &Issuer) -> Result<Vec<Delivery>, Failure> {
    let Messages { messages } = read("webhook with its messages", document)?;
    Ok(messages.into_iter().map(|message| message.into_record(issuer)).collect())
}

/// Returns the secret that an answer shows once.
///
/// # Errors
/// That the answer has none.
pub(crate) fn webhook_secret(document: &Value) -> Result<WebhookSecret, Failure> {
    let text = secret(document, "secret")?;
    WebhookSecret::parse(text.expose())
        .ok_or_else(|| Failure::failed("expected the secret of a webhook in the answer, got another text"))
}

/// Returns the settings of a webhook as a body.
pub(crate) fn webhook_values(settings: &WebhookSettings) -> Value {
    json!({
        "url": settings.url,
        "kinds": settings.kinds,
        "personal": settings.includes_personal,
        "disabled": settings.disabled,
    })
}

impl MessageDocument {
    fn into_record(self, issuer: &Issuer) -> Delivery {
        Delivery {
            tenant: TenantId::default(),
            id: self.id,
            issuer: issuer.clone(),
            message: Message::Webhook { webhook: Uuid::nil(), event: self.event.unwrap_or_default() },
            created_at: self.created_at,
            // A message that was given up is due never.
            due_at: self.due_at.unwrap_or(Timestamp(i64::MAX)),
            leased_by: None,
            failed_attempts: self.failed_attempts,
            last_failure: self.last_failure,
            given_up_at: self.given_up_at,
            expires_at: self.created_at,
            revision: 0,
        }
    }
}
