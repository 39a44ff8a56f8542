//! `valetkey webhook remove`.

use clap::Args;
use serde_json::json;
use valetkey_administration::webhook as operation;
use valetkey_fetch::Method;

use super::{NamedWebhook, stored};
use crate::{failure::Failure, output::Output, remote::Request};

#[derive(Args)]
#[command(after_help = "\
Messages that wait for it are never sent.

Example:
  valetkey webhook remove crm")]
pub(super) struct RemoveArguments {
    #[command(flatten)]
    webhook: NamedWebhook,
}

pub(super) async fn run(arguments: &RemoveArguments, output: Output) -> Result<(), Failure> {
    let (records, webhook) = arguments.webhook.load().await?;
    match records.api() {
        Some(api) => {
            let path = ["webhooks", &*webhook.name];
            api.change(Method::DELETE, &path, Request::of(webhook.revision)).await?;
        }
        None => {
            let decision = records.decide(|occasion| operation::remove(&webhook, occasion));
            records.store(decision.changes, &webhook, stored(&records, &webhook.name)).await?;
        }
    }
    let done = format!("Removed the webhook {}.", webhook.name);
    output.result(&json!({ "removed": webhook.name }), |_| done)
}
