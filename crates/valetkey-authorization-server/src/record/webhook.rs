//! An address that gets events as they happen.

use std::borrow::Cow;

use uuid::Uuid;
use valetkey_types::{TenantId, Timestamp, Unknown};

use super::{Event, EventKind};

/// A webhook: each event of its kinds is sent to its address.
#[derive(Clone, PartialEq, Eq)]
pub struct Webhook {
    /// The tenant whose events it gets.
    pub tenant: TenantId,
    /// Its name, unique in the tenant.
    pub name: String,
    /// Its identifier. Its deliveries have it, so they are never those of a later webhook of the same name.
    pub id: Uuid,
    /// The address.
    pub url: String,
    /// The kinds, such as `user.added`, or their first words, such as `user`. Empty for every kind.
    pub kinds: Vec<String>,
    /// The secret that signs, sealed.
    pub secret_sealed: String,
    /// The secret before, which signs as well for a while.
    pub previous_secret: Option<PreviousSecret>,
    /// Whether messages hold network addresses and the values before and after an edit.
    pub includes_personal: bool,
    /// Whether nothing is sent.
    pub disabled: bool,
    /// When it was added. It gets no event from before.
    pub created_at: Timestamp,
    /// The stored revision that this record was read at; 0 for a record that is not stored yet. Storage sets it.
    pub revision: u64,
    /// Values that a newer version stored. Storage keeps them.
    pub unknown: Unknown,
}

/// A secret that was replaced.
#[derive(Clone, PartialEq, Eq)]
pub struct PreviousSecret {
    /// The secret, sealed.
    pub sealed: String,
    /// When it stops signing.
    pub until: Timestamp,
}

impl Webhook {
    /// Maximum webhooks of a tenant: each event is compared with all of them.
    pub const MAXIMUM: usize = 20;

    /// Returns the lane of the outbox that its messages wait in.
    pub fn lane(&self) -> Cow<'static, str> {
        lane_of(self.id)
    }

    /// Returns whether it gets this event. What became of its own messages is not among them: that would never end.
    pub fn gets(&self, event: &Event) -> bool {
        let kind = event.kind.as_str();
        let fits = |wanted: &String| {
            kind.strip_prefix(wanted.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        !self.disabled
            && event.at >= self.created_at
            && event.kind != EventKind::WebhookGivenUp
            && (self.kinds.is_empty() || self.kinds.iter().any(fits))
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
