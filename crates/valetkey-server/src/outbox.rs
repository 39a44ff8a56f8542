//! Sends the messages of the outbox. A message is stored in the commit of the change that it reports, so it reaches the
//! application, the user or the webhook also when this process ends in between.

mod backlog;
mod logout;
mod mail;
mod prepare;
mod webhook;

use std::time::Duration;

use tokio::{
    task::JoinSet,
    time::{sleep, timeout},
};
use valetkey_authorization_server::{
    Change,
    event::{Actor, Occasion},
    record::{Delivery, Message},
};
use valetkey_storage::{ApplyError, Listing, Match, StorageError, directory, record::DELIVERY, value::Value};

use crate::{Issuers, Server};

pub(crate) use backlog::{Backlog, backlog};
pub(crate) use logout::{of_session, send};
pub use webhook::{Outcome as WebhookOutcome, send as send_to_webhook};

/// How often the outbox is read for messages to applications.
const PERIOD: Duration = Duration::from_secs(2);

/// How often the outbox is read for mails. A mail that this node stores is sent at once.
const MAIL_PERIOD: Duration = Duration::from_secs(10);

/// Messages that one reading takes at most.
const PAGE: usize = 32;

/// Mails that are sent side by side.
const MAILS_AT_ONCE: usize = 4;

/// Sends due messages of all tenants until the future is dropped. Run it as a task beside the listener. A mail server or a webhook
/// that does not answer does not delay other messages.
pub async fn deliver(issuers: Issuers) {
    tokio::join!(
        deliver_to_applications(&issuers),
        deliver_mails(&issuers),
        webhook::deliver_to_webhooks(&issuers)
    );
}

async fn deliver_to_applications(issuers: &Issuers) {
    loop {
        report(deliver_some(issuers, Lane::Applications).await);
        sleep(PERIOD).await;
    }
}

async fn deliver_mails(issuers: &Issuers) {
    let server = issuers.default_server();
    loop {
        report(deliver_some(issuers, Lane::Mails).await);
        // Over means that a mail may be due again.
        let _ = timeout(MAIL_PERIOD, server.mail_waits().notified()).await;
    }
}

fn report(delivered: Result<usize, StorageError>) {
    if let Err(error) = delivered {
        tracing::warn!(%error, "the outbox could not be read; trying again later");
    }
}

/// Which messages a reading of the outbox takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lane {
    /// Those to applications.
    Applications,
    /// Mails.
    Mails,
}

impl Lane {
    /// Returns the name of the lane in the database.
    fn name(self) -> &'static str {
        match self {
            Self::Applications => Message::LOGOUT_LANE,
            Self::Mails => Message::MAIL_LANE,
        }
    }

    fn at_once(self) -> usize {
        match self {
            Self::Applications => PAGE,
            Self::Mails => MAILS_AT_ONCE,
        }
    }
}

/// Sends the messages that are due, of all tenants, and returns how many arrived.
///
/// # Errors
/// [`StorageError`] when the database does not answer.
pub async fn deliver_due(issuers: &Issuers) -> Result<usize, StorageError> {
    let others =
        deliver_some(issuers, Lane::Applications).await? + deliver_some(issuers, Lane::Mails).await?;
    Ok(others + webhook::deliver_due(issuers).await?)
}

async fn deliver_some(issuers: &Issuers, lane: Lane) -> Result<usize, StorageError> {
    let default = issuers.default_server();
    let now = default.environment.now();
    let mut due = waiting_in(lane.name(), PAGE);
    let mut arrived = 0;
    loop {
        let page = directory::page::<Delivery>(&*default.storage, &due).await?;
        let is_last = page.records.last().is_none_or(|last| last.due_at > now);
        let is_due = |delivery: &Delivery| delivery.due_at <= now;
        let wanted: Vec<Delivery> = page.records.into_iter().filter(is_due).collect();
        // A lease lasts for one attempt, so it is taken right before it.
        for some in wanted.chunks(lane.at_once()) {
            let mut leased = Vec::new();
            for delivery in some {
                leased.extend(lease(issuers, &default, delivery.clone()).await?);
            }
            arrived += send_all(leased).await;
        }
        if is_last || page.next.is_none() {
            return Ok(arrived);
        }
        due = due.behind(page.next);
    }
}

/// Lists the messages of a lane in the order in which they are due.
fn waiting_in(lane: &str, limit: usize) -> Listing {
    Listing::all(&DELIVERY, None, limit).with("lane", Match::Equals(Value::text(lane))).ordered_by("due_at")
}

/// Takes a message, unless another node was faster. One that must not be sent is dropped.
async fn lease(
    issuers: &Issuers,
    default: &Server,
    delivery: Delivery,
) -> Result<Option<(Server, Delivery)>, StorageError> {
    let server = match issuers.server(&delivery.tenant).await {
        Ok(Some(server)) => server,
        Ok(None) if default.storage.tenant(&delivery.tenant).await?.is_none() => {
            // A removed tenant may leave messages. They are removed here.
            drop_without_sending(default, &delivery).await;
            return Ok(None);
        }
        // The tenant was added this moment.
        Ok(None) => return Ok(None),
        Err(error) => {
            tracing::warn!(%error, tenant = delivery.tenant.as_str(), "a message waits: its tenant can't be loaded");
            return Ok(None);
        }
    };
    if delivery.issuer != server.issuer || !server.lifetimes.counts(delivery.created_at) {
        // A copy of the database under another issuer writes to nobody, and a restored one does not write again.
        drop_without_sending(&server, &delivery).await;
        return Ok(None);
    }
    let delivery = delivery.lease(server.node(), server.environment.now());
    match server.storage.apply(vec![Change::ReplaceDelivery(delivery.clone())]).await {
        Ok(()) => Ok(Some((server, Delivery { revision: delivery.revision + 1, ..delivery }))),
        // Another node was faster.
        Err(ApplyError::Conflict { .. }) => Ok(None),
        Err(ApplyError::Storage(error)) => Err(error),
    }
}

/// Sends messages side by side, each for its tenant. Returns how many arrived.
async fn send_all(leased: Vec<(Server, Delivery)>) -> usize {
    let mut tasks = JoinSet::new();
    for (server, delivery) in leased {
        tasks.spawn(async move {
            match delivery.message.is_mail() {
                true => mail::send_one(&server, delivery).await,
                false => logout::send_one(&server, delivery).await.is_some_and(|sent| sent.told),
            }
        });
    }
    tasks.join_all().await.into_iter().filter(|arrived| *arrived).count()
}

/// Makes something as the server itself.
fn occasion<T>(server: &Server, make: impl FnOnce(&Occasion<'_>) -> T) -> T {
    make(&Occasion {
        tenant: &server.tenant,
        actor: &Actor::Server,
        now: server.environment.now(),
        network_address: None,
        reference: None,
        events_kept_for: server.lifetimes.event,
        fresh_id: &|| server.environment.identifier(),
    })
}

fn remove(delivery: &Delivery) -> Vec<Change> {
    vec![Change::RemoveDelivery { tenant: delivery.tenant.clone(), id: delivery.id }]
}

async fn drop_without_sending(server: &Server, delivery: &Delivery) {
    tracing::warn!(delivery = %delivery.id, issuer = delivery.issuer.as_str(),
        "a message of another issuer, or from before the database was restored, was dropped");
    store(server, remove(delivery)).await;
}

/// Stores the result of an attempt. If that fails, the lease ends and the message is sent once more.
async fn store(server: &Server, changes: Vec<Change>) {
    if let Err(error) = server.storage.apply(changes).await {
        tracing::warn!(%error, "the result of a message could not be stored; the message may be sent once more");
    }
}
