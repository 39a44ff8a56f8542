//! `valetkey webhook test`.

use clap::Args;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;
use valetkey_authorization_server::record::{EventKind, Webhook};
use valetkey_fetch::Method;
use valetkey_server::{
    Environment as _, SystemEnvironment,
    outbox::{WebhookOutcome, send_to_webhook},
};

use super::{NamedWebhook, seal};
use crate::{
    failure::Failure,
    issuer_server,
    output::{Output, visible},
    remote::{Request, record},
};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct TestArguments {
    #[command(flatten)]
    webhook: NamedWebhook,
}

const EXAMPLES: &str = "\
The message has the type webhook.test and the signatures of a real one. It leaves at once, from this machine or with --server from the \
server, and not through the outbox. The exit code is 0 when the receiver answered with a status from 200 to 299.

Example:
  valetkey webhook test crm";

pub(super) async fn run(arguments: &TestArguments, output: Output) -> Result<(), Failure> {
    let (records, webhook) = arguments.webhook.load().await?;
    if let Some(api) = records.api() {
        let path = ["webhooks", &*webhook.name, "test"];
        let answer = api.change(Method::POST, &path, Request::of(webhook.revision)).await?;
        let Tested { event, failure } = record::read("test", answer)?;
        return print(&webhook, event, failure, output);
    }
    let seal = seal(&records).await?;
    let issuer = records.recorded_tenant().await?.issuer;
    let transport = issuer_server::transport(&records.configuration, &issuer)?;
    let kind = EventKind::from("webhook.test".to_owned());
    let event = records.decide(|occasion| occasion.event(kind));
    let sent = send_to_webhook(&*transport, &seal, &webhook, &event, SystemEnvironment.now()).await;
    let failure = match sent {
        WebhookOutcome::Arrived => None,
        WebhookOutcome::Gone => Some("the receiver answered 410: gone for good".to_owned()),
        WebhookOutcome::Failed(reason) => Some(reason),
    };
    print(&webhook, event.id, failure, output)
}

/// The answer of a running server to a test.
#[derive(Deserialize)]
struct Tested {
    event: Uuid,
    failure: Option<String>,
}

fn print(webhook: &Webhook, event: Uuid, failure: Option<String>, output: Output) -> Result<(), Failure> {
    let url = visible(&webhook.url);
    match failure {
        None => {
            let value = json!({ "webhook": webhook.name, "arrived": true, "id": event });
            output.result(&value, |_| format!("{url} took the test message {event}."))
        }
        Some(failure) => {
            Err(Failure::failed(format!("the test message did not arrive at {url}: {}", visible(&failure))))
        }
    }
}
