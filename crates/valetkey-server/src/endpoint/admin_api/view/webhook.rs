//! Webhooks.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use valetkey_authorization_server::{
    record::{Delivery, Message, Webhook},
    webhook::WebhookSecret,
};
use valetkey_types::Timestamp;

/// A webhook.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Webhook)]
pub(in super::super) struct WebhookView {
    name: String,
    url: String,
    /// Kinds of events, or their first word; empty for all.
    kinds: Vec<String>,
    /// Whether network addresses and the values before and after an edit are sent too.
    personal: bool,
    disabled: bool,
    /// The time until which the previous secret signs messages too.
    old_secret_until: Option<i64>,
    created_at: i64,
    /// The revision that `ETag` and `If-Match` have.
    revision: u64,
}

impl From<&Webhook> for WebhookView {
    fn from(webhook: &Webhook) -> Self {
        Self {
            name: webhook.name.clone(),
            url: webhook.url.clone(),
            kinds: webhook.kinds.clone(),
            personal: webhook.includes_personal,
            disabled: webhook.disabled,
            old_secret_until: webhook.previous_secret.as_ref().map(|previous| previous.until.seconds()),
            created_at: webhook.created_at.seconds(),
            revision: webhook.revision,
        }
    }
}

/// A webhook with the secret that an answer shows once.
#[derive(Serialize, ToSchema)]
#[schema(as = WebhookWithSecret)]
pub(in super::super) struct WebhookWithSecret {
    #[serde(flatten)]
    webhook: WebhookView,
    /// The secret that signs its messages: `whsec_` and base64 (Standard Webhooks).
    secret: String,
}

impl WebhookWithSecret {
    pub(in super::super) fn new(webhook: &Webhook, secret: &WebhookSecret) -> Self {
        Self { webhook: WebhookView::from(webhook), secret: secret.expose() }
    }
}

/// A webhook with its messages that wait or were given up.
#[derive(Serialize, ToSchema)]
#[schema(as = WebhookDetails)]
pub(in super::super) struct WebhookDetailsView {
    #[serde(flatten)]
    webhook: WebhookView,
    messages: Vec<MessageView>,
}

/// A message of a webhook.
#[derive(Serialize, ToSchema)]
#[schema(as = WebhookMessage)]
struct MessageView {
    id: Uuid,
    /// The identifier of the event.
    event: Option<Uuid>,
    created_at: i64,
    /// The time of the next attempt; `null` if the message was given up.
    due_at: Option<i64>,
    failed_attempts: u32,
    last_failure: Option<String>,
    given_up_at: Option<i64>,
}

impl WebhookDetailsView {
    pub(in super::super) fn new(webhook: &Webhook, messages: &[Delivery]) -> Self {
        Self {
            webhook: WebhookView::from(webhook),
            messages: messages.iter().map(MessageView::from).collect(),
        }
    }
}

impl From<&Delivery> for MessageView {
    fn from(delivery: &Delivery) -> Self {
        let event = match &delivery.message {
            Message::Webhook { event, .. } => Some(*event),
            _ => None,
        };
        Self {
            id: delivery.id,
            event,
            created_at: delivery.created_at.seconds(),
            due_at: delivery.given_up_at.is_none().then(|| delivery.due_at.seconds()),
            failed_attempts: delivery.failed_attempts,
            last_failure: delivery.last_failure.clone(),
            given_up_at: delivery.given_up_at.map(Timestamp::seconds),
        }
    }
}
