//! Sends events to webhooks. Each webhook has its own task, so a receiver that does not answer delays only its own messages.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::{
    task::JoinSet,
    time::{sleep, timeout},
};
use uuid::Uuid;
use valetkey_authorization_server::{
    Change,
    event::{Event, EventKind, FieldChange},
    record::{Delivery, Message, Webhook},
    webhook::{ID_HEADER, SIGNATURE_HEADER, TIMESTAMP_HEADER, body, signatures},
};
use valetkey_fetch::{HttpRequest, HttpTransport};
use valetkey_storage::{Listing, Match, StorageError, directory, record::EVENT, value::Value};
use valetkey_types::Timestamp;

use super::{lease, occasion, remove, report, store, waiting_in};
use crate::{Issuers, Seal, Server, webhook};

/// The pause between two reads of the lanes of webhooks.
const PERIOD: Duration = Duration::from_secs(3);

/// The number of messages that are sent to one webhook at the same time.
const AT_ONCE: usize = 4;

/// The maximum number of messages in one turn of a webhook.
const TURN: usize = 32;

/// The timeout of one attempt. It is shorter than the lease of the message.
const ATTEMPT_TIME: Duration = Duration::from_secs(10);

/// Starts a turn of each webhook with messages that are due, unless its last turn is still running. Runs until the future is dropped.
pub(super) async fn deliver_to_webhooks(issuers: &Issuers) {
    let (mut turns, busy) = (JoinSet::new(), Busy::default());
    loop {
        report(start_turns(issuers, &mut turns, &busy).await);
        while turns.try_join_next().is_some() {}
        sleep(PERIOD).await;
    }
}

/// Sends the messages that are due to every webhook. Returns the number of messages that arrived.
pub(super) async fn deliver_due(issuers: &Issuers) -> Result<usize, StorageError> {
    let mut turns = JoinSet::new();
    start_turns(issuers, &mut turns, &Busy::default()).await?;
    Ok(turns.join_all().await.into_iter().sum())
}

/// The webhooks with a running turn.
#[derive(Clone, Default)]
struct Busy(Arc<Mutex<HashSet<Uuid>>>);

/// The running turn of a webhook. It ends when this value is dropped.
struct Turn {
    busy: Busy,
    webhook: Uuid,
}

impl Busy {
    fn begin(&self, webhook: Uuid) -> Option<Turn> {
        let mut running = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        running.insert(webhook).then(|| Turn { busy: self.clone(), webhook })
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.busy.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.webhook);
    }
}

async fn start_turns(
    issuers: &Issuers,
    turns: &mut JoinSet<usize>,
    busy: &Busy,
) -> Result<usize, StorageError> {
    let default = issuers.default_server();
    let mut started = 0;
    for webhook in webhook::all(&*default.storage).await? {
        let Some(turn) = busy.begin(webhook.id) else { continue };
        let due = waiting_in(&webhook.lane(), TURN);
        let mut due = directory::page::<Delivery>(&*default.storage, &due).await?.records;
        let now = default.environment.now();
        due.retain(|delivery| delivery.due_at <= now);
        if !due.is_empty() {
            let (issuers, default) = (issuers.clone(), default.clone());
            started += 1;
            turns.spawn(async move {
                let _turn = turn;
                take_turn(&issuers, &default, due).await
            });
        }
    }
    Ok(started)
}

/// Sends messages to one webhook. Returns the number of messages that arrived.
async fn take_turn(issuers: &Issuers, default: &Server, due: Vec<Delivery>) -> usize {
    let mut arrived = 0;
    for some in due.chunks(AT_ONCE) {
        let mut sending = JoinSet::new();
        for delivery in some {
            match lease(issuers, default, delivery.clone()).await {
                Ok(Some((server, delivery))) => {
                    sending.spawn(async move { send_one(&server, delivery).await });
                }
                Ok(None) => {}
                Err(error) => {
                    tracing::warn!(%error, "messages to a webhook wait");
                    return arrived;
                }
            }
        }
        arrived += sending.join_all().await.into_iter().filter(|arrived| *arrived).count();
    }
    arrived
}

async fn send_one(server: &Server, delivery: Delivery) -> bool {
    let (webhook, event) = match wanted(server, &delivery).await {
        Ok(Some(wanted)) => wanted,
        Ok(None) => {
            store(server, remove(&delivery)).await;
            return false;
        }
        Err(error) => {
            tracing::warn!(%error, "a message to a webhook waits");
            return false;
        }
    };
    let outcome = match server.webhook_seal() {
        Ok(seal) => send(&*server.transport, &seal, &webhook, &event, server.environment.now()).await,
        Err(error) => Outcome::Failed(error.to_string()),
    };
    let arrived = outcome == Outcome::Arrived;
    store(server, settled(server, &webhook, delivery, outcome)).await;
    arrived
}

/// Returns the webhook as it is stored now, and the event to send. `None` if the webhook was removed or disabled meanwhile, or the
/// event was removed. An edit counts from the next message on, also during a turn.
async fn wanted(server: &Server, delivery: &Delivery) -> Result<Option<(Webhook, Event)>, StorageError> {
    let Message::Webhook { webhook, event } = &delivery.message else { return Ok(None) };
    let stored = webhook::of_tenant(&*server.storage, &delivery.tenant).await?;
    let receiver = stored.into_iter().find(|stored| stored.id == *webhook && !stored.disabled);
    let Some(receiver) = receiver else { return Ok(None) };
    let listing =
        Listing::of_tenant(&EVENT, &delivery.tenant, 1).with("id", Match::Equals(Value::Uuid(*event)));
    let page = directory::page::<Event>(&*server.storage, &listing).await?;
    match page.unreadable.into_iter().next() {
        Some(reason) => Err(StorageError::Corrupt(reason)),
        None => Ok(page.records.into_iter().next().map(|event| (receiver, event))),
    }
}

/// The result of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The receiver accepted the message.
    Arrived,
    /// The receiver answered with status 410: the address no longer exists.
    Gone,
    /// There was no answer, or its status was not 2xx. A later attempt may succeed.
    Failed(String),
}

/// Sends an event to a webhook once. Redirects are not followed. The transport refuses private addresses that are not allowed.
pub async fn send(
    transport: &dyn HttpTransport,
    seal: &Seal,
    webhook: &Webhook,
    event: &Event,
    now: Timestamp,
) -> Outcome {
    let secrets = match webhook::open_secrets(seal, webhook, now) {
        Ok(secrets) => secrets,
        Err(error) => return Outcome::Failed(error.to_string()),
    };
    let body = body(event, webhook.includes_personal).to_string().into_bytes();
    let request = HttpRequest::post_json(&webhook.url, body.clone())
        .with_header(ID_HEADER, event.id.to_string())
        .with_header(TIMESTAMP_HEADER, now.seconds().to_string())
        .with_header(SIGNATURE_HEADER, signatures(&secrets, event.id, now, &body));
    match timeout(ATTEMPT_TIME, transport.send(request)).await {
        Ok(Ok(response)) if response.is_success() => Outcome::Arrived,
        Ok(Ok(response)) if response.status == 410 => Outcome::Gone,
        Ok(Ok(response)) => Outcome::Failed(format!("expected status 200 to 299, got {}", response.status)),
        Ok(Err(error)) => Outcome::Failed(error.to_string()),
        Err(_) => Outcome::Failed(format!("no answer within {} seconds", ATTEMPT_TIME.as_secs())),
    }
}

/// Returns the changes to store after an attempt.
fn settled(server: &Server, webhook: &Webhook, delivery: Delivery, outcome: Outcome) -> Vec<Change> {
    let now = server.environment.now();
    let failed = match outcome {
        Outcome::Arrived => return remove(&delivery),
        Outcome::Gone => delivery.given_up("the receiver answered 410: gone for good".to_owned(), now),
        Outcome::Failed(reason) => delivery.after_failure(reason, now),
    };
    let mut changes = Vec::new();
    if failed.given_up_at.is_some() {
        tracing::error!(webhook = webhook.name, delivery = %failed.id, "a message to a webhook was given up");
        let event = occasion(server, |occasion| occasion.event(EventKind::WebhookGivenUp));
        let named = FieldChange::new("webhook", &webhook.name, &webhook.name);
        changes.push(Change::StoreEvent(Event { changed: vec![named], ..event }));
    } else {
        let reason = failed.last_failure.as_deref();
        tracing::warn!(
            webhook = webhook.name,
            reason,
            "a message to a webhook did not arrive; trying again later"
        );
    }
    changes.push(Change::ReplaceDelivery(failed));
    changes
}
