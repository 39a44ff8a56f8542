//! `valetkey webhook show`.

use clap::Args;
use serde_json::{Value, json};
use valetkey_administration::Describe as _;
use valetkey_authorization_server::{
    record::{Delivery, Message, Webhook},
    webhook::WebhookSecret,
};
use valetkey_server::{Environment as _, SystemEnvironment};
use valetkey_storage::{Listing, Match, directory, record::DELIVERY, value::Value as Stored};

use super::NamedWebhook;
use crate::{
    database::Records,
    failure::Failure,
    output::{Output, pairs, set_fields, visible},
    remote::record,
    time_words::{relative, utc},
};

/// The maximum number of messages to read.
const MOST: usize = 1_000;

/// The maximum number of messages in the text.
const SHOWN: usize = 20;

#[derive(Args)]
#[command(after_help = "Example:\n  valetkey webhook show crm")]
pub(super) struct ShowArguments {
    #[command(flatten)]
    webhook: NamedWebhook,
}

pub(super) async fn run(arguments: &ShowArguments, output: Output) -> Result<(), Failure> {
    let (records, webhook) = arguments.webhook.load().await?;
    print(&webhook, None, &messages(&records, &webhook).await?, output)
}

/// Returns up to `MOST` messages that wait or were given up, ordered by due time.
///
/// # Errors
/// The error of the database.
pub(super) async fn messages(records: &Records, webhook: &Webhook) -> Result<Vec<Delivery>, Failure> {
    if let Some(api) = records.api() {
        return record::messages(api.get(&["webhooks", &webhook.name]).await?, api.address().issuer());
    }
    let lane = ("lane", Match::Equals(Stored::text(&webhook.lane())));
    let listing = Listing::all(&DELIVERY, None, MOST).with(lane.0, lane.1).ordered_by("due_at");
    Ok(directory::page::<Delivery>(&*records.storage, &listing).await?.records)
}

/// Prints a webhook and its messages, with `secret` if this command made one.
///
/// # Errors
/// If the output is closed.
pub(super) fn print(
    webhook: &Webhook,
    secret: Option<&WebhookSecret>,
    messages: &[Delivery],
    output: Output,
) -> Result<(), Failure> {
    output.result(&as_json(webhook, secret, messages), |style| {
        let mut lines = set_fields(webhook.fields());
        lines.push(("created_at", utc(webhook.created_at)));
        if let Some(previous) = &webhook.previous_secret {
            lines.push(("old secret signs until", utc(previous.until)));
        }
        if let Some(secret) = secret {
            lines.push(("secret", format!("{} (shown once)", secret.expose())));
        }
        let mut text = format!("{}\n\n{}", style.strong(&webhook.name), pairs(lines));
        let now = SystemEnvironment.now();
        for message in messages.iter().take(SHOWN) {
            let state = match message.given_up_at {
                Some(at) => format!("given up {}", relative(at, now)),
                None if message.due_at <= now => "waits".to_owned(),
                None => format!("next attempt {}", relative(message.due_at, now)),
            };
            let failure = message.last_failure.as_deref().map(visible).unwrap_or_default();
            text +=
                &format!("\n\nevent {}: {state}, {} failures", event_of(message), message.failed_attempts);
            if !failure.is_empty() {
                text += &format!("\n  {failure}");
            }
        }
        if messages.len() > SHOWN {
            text += &format!("\n\n… and {} more", messages.len() - SHOWN);
        }
        text
    })
}

fn event_of(message: &Delivery) -> String {
    match &message.message {
        Message::Webhook { event, .. } => event.to_string(),
        _ => "-".to_owned(),
    }
}

/// Returns a webhook and its messages as JSON, with `secret` if this command made one.
pub(super) fn as_json(webhook: &Webhook, secret: Option<&WebhookSecret>, messages: &[Delivery]) -> Value {
    let message = |message: &Delivery| {
        json!({
            "id": message.id,
            "event": event_of(message),
            "created_at": utc(message.created_at),
            "due_at": message.given_up_at.is_none().then(|| utc(message.due_at)),
            "failed_attempts": message.failed_attempts,
            "last_failure": message.last_failure,
            "given_up_at": message.given_up_at.map(utc),
        })
    };
    let mut value = json!({
        "name": webhook.name,
        "url": webhook.url,
        "kinds": webhook.kinds,
        "personal": webhook.includes_personal,
        "disabled": webhook.disabled,
        "created_at": webhook.created_at,
        "old_secret_until": webhook.previous_secret.as_ref().map(|previous| previous.until),
        "messages": messages.iter().map(message).collect::<Vec<_>>(),
    });
    if let Some(secret) = secret {
        value["secret"] = json!(secret.expose());
    }
    value
}
