//! A message that must reach an application or a user.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use valetkey_types::{ClientId, Issuer, Seconds, TenantId, Timestamp, UserId};

use super::{MailPurpose, SecurityNotice, webhook::lane_of};

/// A message in the outbox. It is stored in the commit of the change that it reports, so a crash cannot lose it.
///
/// One node holds the lease and sends. If the lease ends without a result, another node takes over. So a message can
/// arrive twice; the receiver recognises it by its identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The tenant it belongs to.
    pub tenant: TenantId,
    /// Its identifier, in time order (UUID version 7). The `jti` of a logout token.
    pub id: Uuid,
    /// The issuer that sends it. A server of another issuer never sends it.
    pub issuer: Issuer,
    /// The message with its receiver.
    pub message: Message,
    /// When the change happened.
    pub created_at: Timestamp,
    /// When the next attempt may start. While a node holds the lease: when the lease ends.
    pub due_at: Timestamp,
    /// The node that holds the lease.
    pub leased_by: Option<Uuid>,
    /// The number of failed attempts.
    pub failed_attempts: u32,
    /// Why the last attempt failed.
    pub last_failure: Option<String>,
    /// When the last attempt failed for good.
    pub given_up_at: Option<Timestamp>,
    /// When housekeeping may remove it.
    pub expires_at: Timestamp,
    /// The stored revision that this record was read at; 0 for a record that is not stored yet. Storage sets it.
    pub revision: u64,
}

/// A message to an application, a user or a webhook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Message {
    /// A logout token (OpenID Connect Back-Channel Logout 1.0 section 2.4). It is signed when it is sent.
    BackchannelLogout {
        /// The client to tell.
        client_id: ClientId,
        /// The user.
        subject: UserId,
        /// The session; `None` for every session of the user.
        sid: Option<Uuid>,
    },
    /// Somebody asked for a mail. Whether there is an account, and to which address the mail goes, is looked up when it is
    /// sent, so that the request does the same work for every name.
    MailRequest {
        /// The request for a mail, sealed.
        sealed: String,
    },
    /// A mail with a link or a code.
    Mail {
        /// The address.
        to: String,
        /// The purpose of the mail.
        purpose: MailPurpose,
        /// The values of the mail, sealed, so that a copy of the database holds no link and no code.
        sealed: String,
    },
    /// A mail that tells a user about a change of their account.
    SecurityNotice(SecurityNotice),
    /// An event for a webhook. Its text is made and signed when it is sent.
    Webhook {
        /// The identifier of the webhook.
        webhook: Uuid,
        /// The event.
        event: Uuid,
    },
}

impl Message {
    /// The lane of logout tokens.
    pub const LOGOUT_LANE: &'static str = "logout";

    /// The lane of mails.
    pub const MAIL_LANE: &'static str = "mail";

    /// Returns the lane of the outbox in which the message waits. Messages of one lane do not delay those of another. Each webhook has
    /// its own lane.
    pub fn lane(&self) -> Cow<'static, str> {
        match self {
            Self::BackchannelLogout { .. } => Self::LOGOUT_LANE.into(),
            Self::MailRequest { .. } | Self::Mail { .. } | Self::SecurityNotice(_) => Self::MAIL_LANE.into(),
            Self::Webhook { webhook, .. } => lane_of(*webhook),
        }
    }

    /// Whether it goes to a user by mail.
    pub fn is_mail(&self) -> bool {
        match self {
            Self::BackchannelLogout { .. } | Self::Webhook { .. } => false,
            Self::MailRequest { .. } | Self::Mail { .. } | Self::SecurityNotice(_) => true,
        }
    }
}

impl Delivery {
    /// The due time of a message that was given up.
    const NEVER: Timestamp = Timestamp(i64::MAX);

    /// How long a node may take for one attempt before another node takes over.
    pub const LEASE: Seconds = Seconds(15);

    /// How long a node may take for one attempt to send a mail: mail servers answer slowly.
    pub const MAIL_LEASE: Seconds = Seconds(90);

    /// How long a delivery is kept, given up or not.
    pub const KEPT_FOR: Seconds = Seconds::days(30);

    /// Maximum attempts before a message is given up: about six hours, with the pauses between them.
    pub const MAXIMUM_ATTEMPTS: u32 = 12;

    /// Returns a delivery that is due at once, for the first node that looks.
    pub fn due(tenant: TenantId, id: Uuid, issuer: Issuer, message: Message, now: Timestamp) -> Self {
        Self {
            tenant,
            id,
            issuer,
            message,
            created_at: now,
            due_at: now,
            leased_by: None,
            failed_attempts: 0,
            last_failure: None,
            given_up_at: None,
            expires_at: now.plus(Self::KEPT_FOR),
            revision: 0,
        }
    }

    /// Returns a delivery that is already leased to the node that stores it.
    pub fn leased(
        tenant: TenantId,
        id: Uuid,
        issuer: Issuer,
        message: Message,
        node: Uuid,
        now: Timestamp,
    ) -> Self {
        Self::due(tenant, id, issuer, message, now).lease(node, now)
    }

    /// Returns the same delivery after one more failed attempt: due again after a pause, or given up.
    #[must_use]
    pub fn after_failure(self, reason: String, now: Timestamp) -> Self {
        let failed_attempts = self.failed_attempts.saturating_add(1);
        let gives_up = failed_attempts >= Self::MAXIMUM_ATTEMPTS;
        Self {
            due_at: if gives_up { Self::NEVER } else { now.plus(Self::pause_after(failed_attempts)) },
            leased_by: None,
            failed_attempts,
            last_failure: Some(reason),
            given_up_at: gives_up.then_some(now),
            ..self
        }
    }

    /// Returns the same delivery, given up: the receiver refused the message, and would refuse it again.
    #[must_use]
    pub fn given_up(self, reason: String, now: Timestamp) -> Self {
        let failed = self.after_failure(reason, now);
        Self { due_at: Self::NEVER, given_up_at: Some(now), ..failed }
    }

    /// Returns the same delivery without its failures, due now.
    #[must_use]
    pub fn again(self, now: Timestamp) -> Self {
        Self {
            due_at: now,
            leased_by: None,
            failed_attempts: 0,
            last_failure: None,
            given_up_at: None,
            expires_at: now.plus(Self::KEPT_FOR),
            ..self
        }
    }

    /// Returns the same delivery, leased to this node.
    #[must_use]
    pub fn lease(self, node: Uuid, now: Timestamp) -> Self {
        let lease = if self.message.is_mail() { Self::MAIL_LEASE } else { Self::LEASE };
        Self { due_at: now.plus(lease), leased_by: Some(node), ..self }
    }

    /// The pause after this many failed attempts: 10 seconds, doubled each time, at most 4 hours.
    fn pause_after(failed_attempts: u32) -> Seconds {
        let doubled = 10_i64.saturating_mul(2_i64.saturating_pow(failed_attempts.saturating_sub(1)));
        Seconds(doubled.min(4 * 3600))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_800_000_000);

    fn fresh() -> Delivery {
        let message = Message::BackchannelLogout {
            client_id: ClientId::new("notes"),
            subject: UserId::new("alice"),
            sid: None,
        };
        let issuer = Issuer::parse("https://id.example").expect("an issuer");
        Delivery::leased(TenantId::default(), Uuid::from_u128(1), issuer, message, Uuid::from_u128(2), NOW)
    }

    #[test]
    fn a_delivery_starts_leased_to_the_node_that_stores_it() {
        let delivery = fresh();
        assert_eq!(delivery.leased_by, Some(Uuid::from_u128(2)));
        assert_eq!(delivery.due_at, NOW.plus(Delivery::LEASE));
    }

    #[test]
    fn pauses_grow_and_the_last_failure_gives_up() {
        let mut delivery = fresh();
        let (mut now, mut pauses) = (NOW, Vec::new());
        loop {
            delivery = delivery.after_failure("no answer".to_owned(), now);
            if delivery.given_up_at == Some(now) {
                break;
            }
            pauses.push(delivery.due_at.since(now).0);
            now = delivery.due_at;
        }
        assert_eq!(pauses, [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 5120, 10_240]);
        assert_eq!(delivery.due_at, Delivery::NEVER);
        assert_eq!((delivery.leased_by, delivery.failed_attempts), (None, Delivery::MAXIMUM_ATTEMPTS));
    }
}
