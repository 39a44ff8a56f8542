//! `valetkey webhook edit`.

use clap::Args;
use serde_json::json;
use valetkey_administration::webhook::{self as operation, WebhookSettings};
use valetkey_fetch::Method;
use valetkey_server::{configuration::Duration, webhook::seal_secret};
use valetkey_types::Seconds;

use super::{NamedWebhook, new_secret, seal, show, stored};
use crate::{
    failure::Failure,
    output::Output,
    remote::{Request, record},
};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct EditArguments {
    #[command(flatten)]
    webhook: NamedWebhook,
    /// The address that gets each event
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// A kind of event; replaces all. Repeatable; "" for all kinds
    #[arg(long = "kind", value_name = "KIND")]
    kinds: Vec<String>,
    /// Whether network addresses and edited values are sent: yes or no
    #[arg(long, value_name = "ANSWER", value_parser = yes_or_no)]
    personal: Option<bool>,
    /// Send nothing, and drop the messages that wait
    #[arg(long, conflicts_with = "enable")]
    disable: bool,
    /// Send again
    #[arg(long)]
    enable: bool,
    /// Make a new secret and print it
    #[arg(long)]
    rotate_secret: bool,
    /// How long messages have a signature of the old secret as well [default: 1d]
    #[arg(long, value_name = "TIME", requires = "rotate_secret")]
    keep_old: Option<Duration>,
}

const EXAMPLES: &str = "\
Only what you name changes. While two secrets sign, a message has a signature of each: give the receiver the new secret \
within that time.

Examples:
  valetkey webhook edit crm --kind user --kind group
  valetkey webhook edit crm --rotate-secret --keep-old 2h
  valetkey webhook edit crm --disable";

fn yes_or_no(text: &str) -> Result<bool, String> {
    match text {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err("expected yes or no".to_owned()),
    }
}

pub(super) async fn run(arguments: EditArguments, output: Output) -> Result<(), Failure> {
    let EditArguments { webhook: named, url, kinds, personal, disable, enable, rotate_secret, keep_old } =
        arguments;
    let edits = url.is_some() || !kinds.is_empty() || personal.is_some() || disable || enable;
    if edits == rotate_secret {
        return Err(Failure::usage(
            "expected something to edit, or --rotate-secret alone; valetkey webhook edit --help lists it",
        ));
    }
    let (records, webhook) = named.load().await?;
    if rotate_secret {
        if let Some(api) = records.api() {
            let body = keep_old.map_or(json!({}), |time| json!({ "keep_old_for": time.seconds().0 }));
            let path = ["webhooks", &webhook.name, "rotate-secret"];
            let request = Request::of(webhook.revision).with(&body);
            let answer = api.change(Method::POST, &path, request).await?;
            let secret = record::webhook_secret(&answer)?;
            return show::print(&record::webhook(answer)?, Some(&secret), &[], output);
        }
        let (seal, secret) = (seal(&records).await?, new_secret());
        let kept_for = keep_old.map_or(Seconds::days(1), |time| time.seconds());
        let sealed = seal_secret(&seal, webhook.id, &secret)?;
        let rotated =
            records.decide(|occasion| operation::rotate_secret(&webhook, sealed, kept_for, occasion));
        records.store(rotated.changes, &webhook, stored(&records, &webhook.name)).await?;
        return show::print(&rotated.answer, Some(&secret), &[], output);
    }
    let mut new = WebhookSettings::from(&webhook);
    new.url = url.unwrap_or(new.url);
    if !kinds.is_empty() {
        new.kinds = kinds.into_iter().filter(|kind| !kind.is_empty()).collect();
    }
    new.includes_personal = personal.unwrap_or(new.includes_personal);
    new.disabled = (new.disabled || disable) && !enable;
    if let Some(api) = records.api() {
        let seen = record::webhook_values(&WebhookSettings::from(&webhook));
        let body = record::difference(&seen, record::webhook_values(&new));
        let request = Request::of(webhook.revision).with(&body);
        let answer = api.change(Method::PATCH, &["webhooks", &webhook.name], request).await?;
        return show::print(&record::webhook(answer)?, None, &[], output);
    }
    let edited =
        records.decide(|occasion| operation::edit(&webhook, new, occasion)).map_err(Failure::usage)?;
    records.store(edited.changes, &webhook, stored(&records, &webhook.name)).await?;
    show::print(&edited.answer, None, &[], output)
}
