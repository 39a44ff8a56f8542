//! The messages of webhooks (Standard Webhooks, specification 1.0.0): a JSON body, and headers with its identifier, time and
//! signatures.

use serde_json::{Map, Value, json};
use uuid::Uuid;
use valetkey_jose::digest::{base64, base64_decode, hmac_sha256};
use valetkey_types::Timestamp;

use crate::{
    Change,
    record::{Actor, Delivery, Event, Message, Webhook},
};

/// The header with the identifier of the message. It is the identifier of the event, the same for each attempt.
pub const ID_HEADER: &str = "webhook-id";

/// The header with the time of the attempt, in seconds since the Unix epoch.
pub const TIMESTAMP_HEADER: &str = "webhook-timestamp";

/// The header with the signatures.
pub const SIGNATURE_HEADER: &str = "webhook-signature";

/// The prefix of a secret in the configuration of a receiver.
const SECRET_PREFIX: &str = "whsec_";

/// The key of the signatures of one webhook.
#[derive(Clone, PartialEq, Eq)]
pub struct WebhookSecret([u8; 32]);

impl WebhookSecret {
    /// Makes a secret of random bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Reads a secret as bytes; `None` for another length.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// Reads a secret from the configuration of a receiver; `None` for another text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::from_bytes(&base64_decode(text.strip_prefix(SECRET_PREFIX)?)?)
    }

    /// Returns the bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Returns the secret for the configuration of a receiver: `whsec_` and base64.
    pub fn expose(&self) -> String {
        format!("{SECRET_PREFIX}{}", base64(&self.0))
    }

    /// Signs a message: HMAC-SHA-256 over identifier, time and body.
    fn sign(&self, id: &str, at: Timestamp, body: &[u8]) -> String {
        let content = [format!("{id}.{}.", at.seconds()).as_bytes(), body].concat();
        format!("v1,{}", base64(&hmac_sha256(&self.0, &content)))
    }
}

impl std::fmt::Debug for WebhookSecret {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("WebhookSecret(hidden)")
    }
}

/// Returns the value of [`SIGNATURE_HEADER`]: one signature for each secret, with a space between them.
pub fn signatures(secrets: &[WebhookSecret], id: Uuid, at: Timestamp, body: &[u8]) -> String {
    let id = id.to_string();
    secrets.iter().map(|secret| secret.sign(&id, at, body)).collect::<Vec<_>>().join(" ")
}

/// Returns the body of a message: type, time, and the event as data. Personal values are left out unless `includes_personal` is true.
pub fn body(event: &Event, includes_personal: bool) -> Value {
    let mut data = Map::new();
    data.insert("id".to_owned(), json!(event.id));
    data.insert("tenant".to_owned(), json!(event.tenant));
    data.insert("actor".to_owned(), actor(&event.actor, includes_personal));
    if let Some(subject) = &event.subject {
        data.insert("user_id".to_owned(), json!(subject));
    }
    if let Some(client_id) = &event.client_id {
        data.insert("client_id".to_owned(), json!(client_id));
    }
    if !event.changed.is_empty() {
        let changed = match includes_personal {
            true => json!(event.changed),
            false => event.changed.iter().map(|change| json!({ "field": change.field })).collect(),
        };
        data.insert("changed".to_owned(), changed);
    }
    if includes_personal {
        data.insert("network_address".to_owned(), json!(event.network_address));
        data.insert("reference".to_owned(), json!(event.reference));
    }
    json!({ "type": event.kind.as_str(), "timestamp": rfc_3339(event.at), "data": data })
}

/// Returns the actor. The name of an operating system account is a personal value.
fn actor(actor: &Actor, includes_personal: bool) -> Value {
    match actor {
        Actor::CommandLine { .. } if !includes_personal => json!({ "kind": "command_line" }),
        other => json!(other),
    }
}

/// Returns the time in the form `2026-11-30T17:00:00Z`.
fn rfc_3339(at: Timestamp) -> String {
    const DAY: i64 = 86_400;
    let (days, second) = (at.seconds().div_euclid(DAY), at.seconds().rem_euclid(DAY));
    // Days since 0000-03-01, so that a leap day ends its year (Howard Hinnant, "chrono-compatible low-level date algorithms").
    let days = days + 719_468;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// Returns changes that store a delivery for each webhook that gets this event. `issuer` is the sender.
pub fn deliveries(
    event: &Event,
    webhooks: &[Webhook],
    issuer: &valetkey_types::Issuer,
    now: Timestamp,
    fresh_id: &(dyn Fn() -> Uuid + Sync),
) -> Vec<Change> {
    let receivers = webhooks.iter().filter(|webhook| webhook.gets(event));
    let delivery = |webhook: &Webhook| {
        let message = Message::Webhook { webhook: webhook.id, event: event.id };
        Change::StoreDelivery(Delivery::due(event.tenant.clone(), fresh_id(), issuer.clone(), message, now))
    };
    receivers.map(delivery).collect()
}

#[cfg(test)]
mod tests {
    use valetkey_types::{ClientId, TenantId, UserId};

    use super::*;
    use crate::record::{EventKind, FieldChange};

    fn event() -> Event {
        Event {
            tenant: TenantId::default(),
            id: Uuid::from_u128(7),
            at: Timestamp(1_709_210_096),
            kind: EventKind::UserEdited,
            actor: Actor::CommandLine { account: Some("root".to_owned()) },
            subject: Some(UserId::new("sub-of-alice")),
            client_id: Some(ClientId::new("notes")),
            network_address: Some("192.0.2.1".to_owned()),
            reference: Some("7F3K-9QTM".to_owned()),
            changed: vec![FieldChange::new("email", "old@example.com", "new@example.com")],
            salt: Some(Uuid::from_u128(8)),
            expires_at: Timestamp(1_800_000_000),
        }
    }

    #[test]
    fn a_message_has_the_signature_of_the_standard_webhooks_specification() {
        // The example of the specification ("Signature scheme"). Its key is shorter: HMAC fills keys with zeros.
        let mut key = [0; 32];
        key[..18].copy_from_slice(&base64_decode("plJ3nmyCDGBKInavdOK15jsl").unwrap());
        let body = br#"{"event_type":"ping","data":{"success":true}}"#;
        let secret = WebhookSecret(key);
        let signature = secret.sign("msg_loFOjxBNrRLzqYUf", Timestamp(1_731_705_121), body);
        assert_eq!(signature, "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=");
        assert_eq!(WebhookSecret::parse(&secret.expose()), Some(secret.clone()));
        assert!(secret.expose().starts_with("whsec_plJ3") && !format!("{secret:?}").contains("plJ3"));
        for wrong in ["", "whsec_", "whsec_MTIz", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="] {
            assert_eq!(WebhookSecret::parse(wrong), None, "{wrong}");
        }
        let both = [secret.clone(), WebhookSecret([1; 32])];
        let value = signatures(&both, Uuid::from_u128(7), Timestamp(5), body);
        assert_eq!(value.split(' ').count(), 2);
        assert!(value.split(' ').all(|signature| signature.starts_with("v1,")), "{value}");
    }

    #[test]
    fn a_body_has_identifiers_and_nothing_personal_unless_asked_for() {
        assert_eq!(
            body(&event(), false),
            json!({
                "type": "user.edited",
                "timestamp": "2024-02-29T12:34:56Z",
                "data": {
                    "id": "00000000-0000-0000-0000-000000000007",
                    "tenant": "default",
                    "actor": { "kind": "command_line" },
                    "user_id": "sub-of-alice",
                    "client_id": "notes",
                    "changed": [{ "field": "email" }],
                },
            })
        );
        let personal = body(&event(), true);
        assert_eq!(personal["data"]["changed"][0]["after"], "new@example.com");
        assert_eq!(personal["data"]["network_address"], "192.0.2.1");
        assert!(!personal.to_string().contains("salt"));
    }

    #[test]
    fn times_are_written_in_the_form_of_rfc_3339() {
        for (seconds, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
            (-1, "1969-12-31T23:59:59Z"),
        ] {
            assert_eq!(rfc_3339(Timestamp(seconds)), text);
        }
    }

    #[test]
    fn a_webhook_gets_events_of_its_kinds_since_it_was_added() {
        let webhook = |kinds: &[&str]| Webhook {
            tenant: TenantId::default(),
            name: "audit".to_owned(),
            id: Uuid::from_u128(1),
            url: "https://hooks.example/".to_owned(),
            kinds: kinds.iter().map(ToString::to_string).collect(),
            secret_sealed: String::new(),
            previous_secret: None,
            includes_personal: false,
            disabled: false,
            created_at: event().at,
            revision: 1,
            unknown: valetkey_types::Unknown::default(),
        };
        for (kinds, gets) in [
            (&[][..], true),
            (&["user"], true),
            (&["user.edited"], true),
            (&["use"], false),
            (&["user.edit"], false),
            (&["client", "user"], true),
        ] {
            assert_eq!(webhook(kinds).gets(&event()), gets, "{kinds:?}");
        }
        assert!(!Webhook { disabled: true, ..webhook(&[]) }.gets(&event()));
        assert!(!webhook(&[]).gets(&Event { at: Timestamp(event().at.seconds() - 1), ..event() }));
        let own = Event { kind: EventKind::WebhookGivenUp, ..event() };
        assert!(!webhook(&[]).gets(&own), "messages about messages would never end");
    }
}
