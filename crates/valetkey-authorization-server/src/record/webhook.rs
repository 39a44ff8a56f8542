//! Webhooks: addresses that events are sent to.

use std::borrow::Cow;

use uuid::Uuid;
use valetkey_types::{TenantId, Timestamp, Unknown};

use super::{Event, EventKind};

/// An address that each event of some kinds is sent to.
#[derive(Clone, PartialEq, Eq)]
pub struct Webhook {
    /// The tenant whose events are sent.
    pub tenant: TenantId,
    /// Its name, unique in the tenant.
    pub name: String,
    /// Its identifier. Deliveries name it, so a later webhook of the same name does not get them.
    pub id: Uuid,
    /// The address.
    pub url: String,
    /// The kinds of events, as [`EventKind::matches`] reads them. Empty for every kind.
    pub kinds: Vec<String>,
    /// The secret that signs messages, sealed.
    pub secret_sealed: String,
    /// The previous secret. It signs messages too until it ends.
    pub previous_secret: Option<PreviousSecret>,
    /// Whether messages have personal values: network addresses, references, and the values before and after an edit.
    pub includes_personal: bool,
    /// Whether nothing is sent.
    pub disabled: bool,
    /// When it was added. Earlier events are not sent.
    pub created_at: Timestamp,
    /// The stored revision that this record was read at; 0 for a record that is not stored yet. Storage sets it.
    pub revision: u64,
    /// Values that a newer version stored. Storage keeps them.
    pub unknown: Unknown,
}

/// A secret that was replaced and still signs.
#[derive(Clone, PartialEq, Eq)]
pub struct PreviousSecret {
    /// The secret, sealed.
    pub sealed: String,
    /// When it no longer signs.
    pub until: Timestamp,
}

impl Webhook {
    /// The maximum number of webhooks of a tenant. Each event is compared with all of them.
    pub const MAXIMUM: usize = 20;

    /// Returns the lane of the outbox for its messages.
    pub fn lane(&self) -> Cow<'static, str> {
        lane_of(self.id)
    }

    /// Returns whether this event is sent to the webhook. An event about a message that was given up is never sent: that message
    /// could be given up too, without end.
    pub fn gets(&self, event: &Event) -> bool {
        !self.disabled
            && event.at >= self.created_at
            && event.kind != EventKind::WebhookGivenUp
            && (self.kinds.is_empty() || self.kinds.iter().any(|wanted| event.kind.matches(wanted)))
    }

    /// Returns the sealed secrets that sign at a moment, the current one first.
    pub fn secrets_at(&self, now: Timestamp) -> impl Iterator<Item = &str> {
        let previous = self.previous_secret.iter().filter(move |previous| now < previous.until);
        [self.secret_sealed.as_str()].into_iter().chain(previous.map(|previous| previous.sealed.as_str()))
    }
}

/// Returns the lane of the messages to a webhook.
pub(super) fn lane_of(webhook: Uuid) -> Cow<'static, str> {
    format!("webhook {webhook}").into()
}

impl std::fmt::Debug for Webhook {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Webhook({} {})", self.name, self.id)
    }
}

impl std::fmt::Debug for PreviousSecret {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "PreviousSecret(until {:?})", self.until)
    }
}
