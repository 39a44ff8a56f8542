//! Operations on webhooks.

use uuid::Uuid;
use valetkey_authorization_server::{
    Change, Decision, WebhookChange,
    event::{Event, EventKind, FieldChange, Occasion},
    record::{Delivery, Message, PreviousSecret, Webhook},
    registration::is_web_address,
};
use valetkey_types::{Issuer, Seconds, Unknown};

use crate::{
    difference::{Describe, difference},
    operator_text::clip,
};

/// The longest name of a webhook.
const LONGEST_NAME: usize = 32;

/// The longest address.
const LONGEST_URL: usize = 2_000;

/// The settings of a webhook: all values except its name and its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each field is the field of the same name of `Webhook`")]
pub struct WebhookSettings {
    pub url: String,
    pub kinds: Vec<String>,
    pub includes_personal: bool,
    pub disabled: bool,
}

/// Why a webhook can't be added or edited. The text has the field, the expected value and the value that was given.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WebhookError {
    /// The name is empty, too long, or has other characters.
    #[error("expected a name of 1 to {most} lower-case letters, digits and hyphens, got {0:?}", most = LONGEST_NAME)]
    Name(String),
    /// The address is not allowed.
    #[error(
        "url: expected an https address (http only on this machine) without user and fragment, got {0:?}"
    )]
    Url(String),
    /// No event has this kind.
    #[error("kinds: expected a kind of event such as user.added, or its first word such as user, got {0:?}")]
    Kind(String),
    /// The tenant has as many webhooks as it may have. Each event is compared with all of them.
    #[error("expected at most {most} webhooks of a tenant, got one more", most = Webhook::MAXIMUM)]
    TooMany,
}

/// The parts of a new webhook that the caller makes.
#[derive(Clone, Debug)]
pub struct NewWebhook {
    /// Its identifier.
    pub id: Uuid,
    /// Its secret, sealed.
    pub secret_sealed: String,
    /// The number of webhooks that the tenant has already.
    pub others: usize,
}

/// Adds a webhook. Events from now on are sent to it. The change is refused if the name is taken.
///
/// # Errors
/// [`WebhookError`].
pub fn add(
    name: &str,
    settings: WebhookSettings,
    new: NewWebhook,
    occasion: &Occasion<'_>,
) -> Result<Decision<Webhook>, WebhookError> {
    let is_harmless = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if !(1..=LONGEST_NAME).contains(&name.len()) || !name.bytes().all(is_harmless) || name.starts_with('-') {
        return Err(WebhookError::Name(clip(name)));
    }
    if new.others >= Webhook::MAXIMUM {
        return Err(WebhookError::TooMany);
    }
    settings.check()?;
    let webhook = settings.over(Webhook {
        tenant: occasion.tenant.clone(),
        name: name.to_owned(),
        id: new.id,
        url: String::new(),
        kinds: Vec::new(),
        secret_sealed: new.secret_sealed,
        previous_secret: None,
        includes_personal: false,
        disabled: false,
        created_at: occasion.now,
        revision: 0,
        unknown: Unknown::default(),
    });
    let event = about(EventKind::WebhookAdded, "", name, occasion);
    let add = Change::Webhook(WebhookChange::Add(Box::new(webhook.clone())));
    Ok(Decision { answer: webhook, changes: vec![add, Change::StoreEvent(event)] })
}

/// Edits a webhook: start from `WebhookSettings::from(&webhook)` and set what should differ. Without a difference nothing is stored.
///
/// # Errors
/// [`WebhookError`].
pub fn edit(
    webhook: &Webhook,
    settings: WebhookSettings,
    occasion: &Occasion<'_>,
) -> Result<Decision<Webhook>, WebhookError> {
    settings.check()?;
    let edited = settings.over(webhook.clone());
    if edited == *webhook {
        return Ok(Decision::without_changes(edited));
    }
    Ok(replace(webhook, edited, None, occasion))
}

/// Gives a webhook a new secret. The old secret signs messages too for the time `kept_for`.
pub fn rotate_secret(
    webhook: &Webhook,
    secret_sealed: String,
    kept_for: Seconds,
    occasion: &Occasion<'_>,
) -> Decision<Webhook> {
    let until = occasion.now.plus(kept_for);
    let previous = PreviousSecret { sealed: webhook.secret_sealed.clone(), until };
    let previous_secret = (kept_for > Seconds(0)).then_some(previous);
    let rotated = Webhook { secret_sealed, previous_secret, ..webhook.clone() };
    replace(webhook, rotated, Some("replaced"), occasion)
}

/// Stores a webhook with secrets that were sealed again with the current encryption key.
pub fn reseal(webhook: &Webhook, resealed: Webhook, occasion: &Occasion<'_>) -> Decision<Webhook> {
    replace(webhook, resealed, Some("sealed anew"), occasion)
}

/// Removes a webhook.
pub fn remove(webhook: &Webhook, occasion: &Occasion<'_>) -> Decision<()> {
    let event = about(EventKind::WebhookRemoved, &webhook.name, "", occasion);
    let remove = WebhookChange::Remove { tenant: webhook.tenant.clone(), name: webhook.name.clone() };
    Decision { answer: (), changes: vec![Change::Webhook(remove), Change::StoreEvent(event)] }
}

/// Sends events to a webhook again, even if they have arrived before. Returns their number.
pub fn replay(
    webhook: &Webhook,
    events: &[Event],
    issuer: &Issuer,
    occasion: &Occasion<'_>,
) -> Decision<usize> {
    let delivery = |event: &Event| {
        let message = Message::Webhook { webhook: webhook.id, event: event.id };
        let (tenant, id) = (webhook.tenant.clone(), (occasion.fresh_id)());
        Change::StoreDelivery(Delivery::due(tenant, id, issuer.clone(), message, occasion.now))
    };
    replayed(webhook, events.iter().map(delivery).collect(), occasion)
}

/// Tries again to send messages that were given up. Returns their number.
pub fn retry(webhook: &Webhook, given_up: Vec<Delivery>, occasion: &Occasion<'_>) -> Decision<usize> {
    let again = |delivery: Delivery| Change::ReplaceDelivery(delivery.again(occasion.now));
    replayed(webhook, given_up.into_iter().map(again).collect(), occasion)
}

fn replayed(webhook: &Webhook, mut changes: Vec<Change>, occasion: &Occasion<'_>) -> Decision<usize> {
    let answer = changes.len();
    if answer > 0 {
        let event = about(EventKind::WebhookReplayed, &webhook.name, &webhook.name, occasion);
        changes.push(Change::StoreEvent(event));
    }
    Decision { answer, changes }
}

fn replace(
    webhook: &Webhook,
    after: Webhook,
    secret: Option<&str>,
    occasion: &Occasion<'_>,
) -> Decision<Webhook> {
    let mut event = about(EventKind::WebhookEdited, &webhook.name, &webhook.name, occasion);
    event.changed.extend(difference(webhook, &after));
    event.changed.extend(secret.map(|what| FieldChange::new("secret", "set", what)));
    let replace = Change::Webhook(WebhookChange::Replace(Box::new(after.clone())));
    Decision { answer: after, changes: vec![replace, Change::StoreEvent(event)] }
}

/// Returns an event with the name of the webhook before and after the change; empty for no webhook.
fn about(kind: EventKind, before: &str, after: &str, occasion: &Occasion<'_>) -> Event {
    Event { changed: vec![FieldChange::new("webhook", before, after)], ..occasion.event(kind) }
}

impl WebhookSettings {
    fn check(&self) -> Result<(), WebhookError> {
        if self.url.len() > LONGEST_URL || !is_web_address(&self.url) {
            return Err(WebhookError::Url(clip(&self.url)));
        }
        let is_known = |wanted: &str| EventKind::ALL.iter().any(|kind| kind.matches(wanted));
        match self.kinds.iter().find(|kind| !is_known(kind)) {
            Some(kind) => Err(WebhookError::Kind(clip(kind))),
            None => Ok(()),
        }
    }

    fn over(self, webhook: Webhook) -> Webhook {
        Webhook {
            url: self.url,
            kinds: self.kinds,
            includes_personal: self.includes_personal,
            disabled: self.disabled,
            ..webhook
        }
    }
}

impl From<&Webhook> for WebhookSettings {
    /// Starts an edit from the present state.
    fn from(webhook: &Webhook) -> Self {
        Self {
            url: webhook.url.clone(),
            kinds: webhook.kinds.clone(),
            includes_personal: webhook.includes_personal,
            disabled: webhook.disabled,
        }
    }
}

impl Describe for Webhook {
    fn fields(&self) -> Vec<(&'static str, String)> {
        vec![
            ("url", self.url.clone()),
            ("kinds", self.kinds.join(" ")),
            ("includes_personal", self.includes_personal.to_string()),
            ("disabled", self.disabled.to_string()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use valetkey_authorization_server::event::Actor;
    use valetkey_types::{TenantId, Timestamp};

    use super::*;

    const NOW: Timestamp = Timestamp(1_800_000_000);

    fn with<T>(decide: impl FnOnce(&Occasion<'_>) -> T) -> T {
        decide(&Occasion {
            tenant: &TenantId::default(),
            actor: &Actor::Server,
            now: NOW,
            network_address: None,
            reference: None,
            events_kept_for: Seconds::days(1),
            fresh_id: &|| Uuid::from_u128(9),
        })
    }

    fn settings(url: &str, kinds: &[&str]) -> WebhookSettings {
        let kinds = kinds.iter().map(ToString::to_string).collect();
        WebhookSettings { url: url.to_owned(), kinds, includes_personal: false, disabled: false }
    }

    fn added(
        name: &str,
        settings: WebhookSettings,
        others: usize,
    ) -> Result<Decision<Webhook>, WebhookError> {
        let new = NewWebhook { id: Uuid::from_u128(1), secret_sealed: "sealed".to_owned(), others };
        with(|occasion| add(name, settings, new, occasion))
    }

    const URL: &str = "https://hooks.example/valetkey";

    #[test]
    fn an_address_a_kind_and_a_name_are_checked() {
        assert!(added("audit", settings(URL, &["user", "session.started"]), 0).is_ok());
        assert!(added("audit", settings("http://localhost:9000/", &[]), 0).is_ok());
        for url in [
            "",
            "hooks.example",
            "http://hooks.example/",
            "https://a:b@hooks.example/",
            "ftp://hooks.example",
        ] {
            assert_eq!(added("audit", settings(url, &[]), 0).unwrap_err(), WebhookError::Url(url.to_owned()));
        }
        for kind in ["", "users", "user.cloned", "user."] {
            let refused = added("audit", settings(URL, &[kind]), 0).unwrap_err();
            assert_eq!(refused, WebhookError::Kind(kind.to_owned()));
        }
        for name in ["", "Audit", "-audit", "a b", &"a".repeat(33)] {
            assert!(matches!(added(name, settings(URL, &[]), 0), Err(WebhookError::Name(_))), "{name}");
        }
        assert_eq!(added("audit", settings(URL, &[]), Webhook::MAXIMUM).unwrap_err(), WebhookError::TooMany);
    }

    #[test]
    fn a_rotation_keeps_the_old_secret_for_a_while_and_no_event_holds_one() {
        let webhook = added("audit", settings(URL, &[]), 0).unwrap().answer;
        let rotate = |kept| with(|occasion| rotate_secret(&webhook, "new".to_owned(), kept, occasion));
        let rotated = rotate(Seconds(60));
        let secrets = |at: i64| -> Vec<String> {
            rotated.answer.secrets_at(NOW.plus(Seconds(at))).map(str::to_owned).collect()
        };
        assert_eq!(
            (secrets(59), secrets(60)),
            (vec!["new".to_owned(), "sealed".to_owned()], vec!["new".to_owned()])
        );
        assert_eq!(rotate(Seconds(0)).answer.previous_secret, None);
        let shown = format!("{:?}", rotated.changes);
        assert!(shown.contains("replaced") && !shown.contains("sealed"), "{shown}");
    }

    #[test]
    fn an_edit_without_a_difference_stores_nothing() {
        let webhook = added("audit", settings(URL, &[]), 0).unwrap().answer;
        let same = with(|occasion| edit(&webhook, WebhookSettings::from(&webhook), occasion)).unwrap();
        assert!(same.changes.is_empty());
        let nothing = with(|occasion| retry(&webhook, Vec::new(), occasion));
        assert!(nothing.changes.is_empty() && nothing.answer == 0);
    }
}
