//! `valetkey webhook test`.

use clap::Args;
use serde_json::json;
use valetkey_authorization_server::record::EventKind;
use valetkey_server::{
    Environment as _, SystemEnvironment,
    outbox::{WebhookOutcome, send_to_webhook},
};

use super::{NamedWebhook, seal};
use crate::{
    failure::Failure,
    issuer_server,
    output::{Output, visible},
};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct TestArguments {
    #[command(flatten)]
    webhook: NamedWebhook,
}

const EXAMPLES: &str = "\
The message has the type webhook.test and the signatures of a real one. It leaves at once, from this machine, and not through \
the outbox. The exit code is 0 when the receiver answered with a status from 200 to 299.

Example:
  valetkey webhook test crm";

pub(super) async fn run(arguments: &TestArguments, output: Output) -> Result<(), Failure> {
    let (records, webhook) = arguments.webhook.load().await?;
    let seal = seal(&records).await?;
    let issuer = records.recorded_tenant().await?.issuer;
    let transport = issuer_server::transport(&records.configuration, &issuer)?;
    let kind = EventKind::from("webhook.test".to_owned());
    let event = records.decide(|occasion| occasion.event(kind));
    let sent = send_to_webhook(&*transport, &seal, &webhook, &event, SystemEnvironment.now()).await;
    let failure = match sent {
        WebhookOutcome::Arrived => {
            let done = format!("{} took the test message {}.", visible(&webhook.url), event.id);
            return output
                .result(&json!({ "webhook": webhook.name, "arrived": true, "id": event.id }), |_| done);
        }
        WebhookOutcome::Gone => "the receiver answered 410: gone for good".to_owned(),
        WebhookOutcome::Failed(reason) => reason,
    };
    Err(Failure::failed(format!("the test message did not arrive at {}: {failure}", visible(&webhook.url))))
}
