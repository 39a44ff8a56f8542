//! `valetkey webhook replay`.

use clap::Args;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;
use valetkey_administration::webhook as operation;
use valetkey_authorization_server::{
    audit::first_id_at,
    record::{Event, Webhook},
};
use valetkey_fetch::Method;
use valetkey_server::{Environment as _, SystemEnvironment};
use valetkey_storage::{
    Listing, Match,
    directory::{self, Page},
    record::EVENT,
    value::Value,
};

use super::{NamedWebhook, show};
use crate::{
    command::event::since::{self, Since},
    database::Records,
    failure::Failure,
    output::Output,
    remote::{Api, Request, record},
};

/// The maximum number of events in a commit.
const PAGE: usize = 200;

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ReplayArguments {
    #[command(flatten)]
    webhook: NamedWebhook,
    /// Send the events of its kinds since then: 2h, 7d, 2026-11-30, 2026-11-30T08:00:00Z
    #[arg(long, value_name = "TIME", value_parser = since::parse)]
    since: Option<Since>,
    /// Send this event, whatever its kind
    #[arg(long, value_name = "ID")]
    event: Option<Uuid>,
    /// Send the messages that were given up
    #[arg(long)]
    given_up: bool,
}

const EXAMPLES: &str = "\
A running server sends them. The webhook-id of a message is that of its event, so a receiver can ignore a message that it has \
already.

Examples:
  valetkey webhook replay crm --given-up
  valetkey webhook replay crm --since 2h
  valetkey webhook replay crm --event 019a5c2e-8f00-7000-8000-000000000000";

pub(super) async fn run(arguments: ReplayArguments, output: Output) -> Result<(), Failure> {
    let ReplayArguments { webhook: named, since, event, given_up } = arguments;
    let (records, webhook) = named.load().await?;
    if let Some(api) = records.api() {
        let count = over_the_api(api, &webhook, (since, event, given_up)).await?;
        return print(&webhook, count, output);
    }
    let count = match (since, event, given_up) {
        (Some(since), None, false) => replay_since(&records, &webhook, since).await?,
        (None, Some(event), false) => {
            let events = one(&records, event).await?;
            replay(&records, &webhook, &events).await?
        }
        (None, None, true) => retry(&records, &webhook).await?,
        _ => return Err(Failure::usage(EXPECTED)),
    };
    print(&webhook, count, output)
}

fn print(webhook: &Webhook, count: usize, output: Output) -> Result<(), Failure> {
    let done = format!("{count} messages wait for {}.", webhook.name);
    output.result(&json!({ "webhook": webhook.name, "messages": count }), |_| done)
}

/// Sends events again from a running server.
async fn over_the_api(
    api: &Api,
    webhook: &Webhook,
    wanted: (Option<Since>, Option<Uuid>, bool),
) -> Result<usize, Failure> {
    let body = match wanted {
        (None, Some(event), false) => json!({ "event": event }),
        (None, None, true) => json!({ "given_up": true }),
        (Some(_), None, false) => {
            return Err(Failure::usage(
                "--since: for the database only; use it on the server's machine, without --server",
            ));
        }
        _ => return Err(Failure::usage(EXPECTED)),
    };
    let answer = api.change(Method::POST, &["webhooks", &webhook.name, "replay"], Request::to(&body)).await?;
    let Replayed { messages } = record::read("replay", answer)?;
    Ok(messages)
}

/// The answer to a replay.
#[derive(Deserialize)]
struct Replayed {
    messages: usize,
}

/// The choices.
const EXPECTED: &str = "expected one of --since, --event and --given-up";

async fn replay_since(records: &Records, webhook: &Webhook, since: Since) -> Result<usize, Failure> {
    let from = since.moment(SystemEnvironment.now());
    let first = first_id_at(from.seconds().saturating_mul(1_000));
    let after = vec![Value::text(records.tenant.as_str()), Value::Uuid(first)];
    let mut listing = Listing::of_tenant(&EVENT, &records.tenant, PAGE).behind(Some(after));
    // Include events from before the webhook was added.
    let wanted = Webhook { created_at: from, ..webhook.clone() };
    let mut count = 0;
    loop {
        let Page { records: mut events, next, .. } =
            directory::page::<Event>(&*records.storage, &listing).await?;
        events.retain(|event| wanted.gets(event));
        count += replay(records, webhook, &events).await?;
        if next.is_none() {
            return Ok(count);
        }
        listing = listing.behind(next);
    }
}

async fn one(records: &Records, id: Uuid) -> Result<Vec<Event>, Failure> {
    let listing = Listing::of_tenant(&EVENT, &records.tenant, 1).with("id", Match::Equals(Value::Uuid(id)));
    let events = directory::page::<Event>(&*records.storage, &listing).await?.records;
    match events.is_empty() {
        true => Err(Failure::failed(format!("there is no event {id}; valetkey event list --json shows all"))),
        false => Ok(events),
    }
}

async fn replay(records: &Records, webhook: &Webhook, events: &[Event]) -> Result<usize, Failure> {
    let issuer = records.recorded_tenant().await?.issuer;
    let decision = records.decide(|occasion| operation::replay(webhook, events, &issuer, occasion));
    records.apply(decision.changes, || "somebody else was faster; run the command again".to_owned()).await?;
    Ok(decision.answer)
}

async fn retry(records: &Records, webhook: &Webhook) -> Result<usize, Failure> {
    let mut messages = show::messages(records, webhook).await?;
    messages.retain(|message| message.given_up_at.is_some());
    let decision = records.decide(|occasion| operation::retry(webhook, messages, occasion));
    records.apply(decision.changes, || "somebody else was faster; run the command again".to_owned()).await?;
    Ok(decision.answer)
}
