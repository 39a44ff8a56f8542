//! Sends the messages of the outbox. A message is stored in the commit of the change that it reports, so it reaches the
//! application also when this process ends in between.

use std::time::Duration;

use tokio::{task::JoinSet, time::sleep};
use uuid::Uuid;
use valetkey_authorization_server::{
    Change,
    event::{Actor, EventKind, Occasion},
    logout::logout_token,
    record::{Client, Delivery, Message},
};
use valetkey_storage::{ApplyError, Listing, StorageError, directory, record::DELIVERY};
use valetkey_types::UserId;

use crate::{
    Issuers, Server,
    backchannel::{Outcome, send_logout_token},
};

/// How often the outbox is read.
const PERIOD: Duration = Duration::from_secs(2);

/// Messages that one reading takes at most.
const PAGE: usize = 32;

/// Sends due messages of all tenants until the future is dropped. Run it as a task beside the listener.
pub async fn deliver(issuers: Issuers) {
    loop {
        if let Err(error) = deliver_due(&issuers).await {
            tracing::warn!(%error, "the outbox could not be read; trying again later");
        }
        sleep(PERIOD).await;
    }
}

/// Sends the messages that are due, of all tenants, and returns how many arrived.
///
/// # Errors
/// [`StorageError`] when the database does not answer.
pub async fn deliver_due(issuers: &Issuers) -> Result<usize, StorageError> {
    let default = issuers.default_server();
    let now = default.environment.now();
    let mut due = Listing::all(&DELIVERY, None, PAGE).ordered_by("due_at");
    let mut arrived = 0;
    loop {
        let page = directory::page::<Delivery>(&*default.storage, &due).await?;
        let is_last = page.records.last().is_none_or(|last| last.due_at > now);
        let mut leased = Vec::new();
        for delivery in page.records.into_iter().filter(|delivery| delivery.due_at <= now) {
            leased.extend(lease(issuers, &default, delivery).await?);
        }
        arrived += send_all(leased).await;
        if is_last || page.next.is_none() {
            return Ok(arrived);
        }
        due = due.behind(page.next);
    }
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
            // Nobody else removes what a removed tenant left behind.
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
    if delivery.issuer != server.issuer || !server.policy.counts(delivery.created_at) {
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
        tasks.spawn(async move { send_one(&server, delivery).await });
    }
    let sent = tasks.join_all().await;
    sent.into_iter().flatten().filter(|sent| sent.told).count()
}

/// A message that was sent, or not.
pub(crate) struct Sent {
    /// The display name of the application.
    pub(crate) name: String,
    /// Whether the application confirmed it.
    pub(crate) told: bool,
}

/// Sends messages that this node holds the lease of, side by side, and stores the results. A message to a client that
/// is gone is dropped.
pub(crate) async fn send(server: &Server, deliveries: Vec<Delivery>) -> Vec<Sent> {
    let mut tasks = JoinSet::new();
    for (position, delivery) in deliveries.into_iter().enumerate() {
        let server = server.clone();
        tasks.spawn(async move { (position, send_one(&server, delivery).await) });
    }
    let mut sent: Vec<(usize, Option<Sent>)> = tasks.join_all().await;
    sent.sort_by_key(|(position, _)| *position);
    sent.into_iter().filter_map(|(_, sent)| sent).collect()
}

async fn send_one(server: &Server, delivery: Delivery) -> Option<Sent> {
    let Message::BackchannelLogout { client_id, subject, sid } = &delivery.message else {
        tracing::error!(delivery = %delivery.id, "this version cannot send such a message");
        return None;
    };
    let loaded = server.storage.client(&server.tenant, client_id).await;
    let found = loaded
        .inspect_err(|error| tracing::warn!(%error, "a message waits: its client can't be read"))
        .ok()?;
    let addressed =
        found.as_deref().and_then(|client| Some((client, client.backchannel_logout_uri.as_deref()?)));
    let Some((client, uri)) = addressed else {
        store(server, remove(&delivery)).await;
        return None;
    };
    let now = server.environment.now();
    let claims = logout_token(&server.issuer, client_id, subject, *sid, delivery.id, now);
    let algorithm = client.id_token_signed_response_alg;
    let signed = match server.keys.require(algorithm).await {
        Ok(()) => server.keys.sign_jwt(algorithm, Some("logout+jwt"), &claims),
        Err(error) => Err(error),
    };
    let outcome = match signed {
        Ok(token) => send_logout_token(server.transport.as_ref(), uri, &token).await,
        Err(error) => Outcome::Failed(format!("the logout token can't be signed: {error}")),
    };
    let told = outcome == Outcome::Told;
    store(server, settled(server, client, delivery, outcome)).await;
    Some(Sent { name: client.name.clone(), told })
}

/// Returns the changes to store after an attempt.
fn settled(server: &Server, client: &Client, delivery: Delivery, outcome: Outcome) -> Vec<Change> {
    let now = server.environment.now();
    let failed = match outcome {
        Outcome::Told => return remove(&delivery),
        Outcome::Refused(reason) => delivery.given_up(reason, now),
        Outcome::Failed(reason) => delivery.after_failure(reason, now),
    };
    let mut changes = Vec::new();
    if failed.given_up_at.is_some() {
        tracing::error!(client_id = %client.id, delivery = %failed.id, "a message to an application was given up");
        let occasion = Occasion {
            tenant: &server.tenant,
            actor: &Actor::Server,
            now,
            network_address: None,
            reference: None,
            events_kept_for: server.policy.event_lifetime,
            fresh_id: &|| server.environment.identifier(),
        };
        changes.push(Change::StoreEvent(occasion.about_client(EventKind::DeliveryGivenUp, &client.id)));
    }
    changes.push(Change::ReplaceDelivery(failed));
    changes
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

/// Returns deliveries, leased to this node, that tell these clients of the end of a session.
pub(crate) fn of_session(server: &Server, clients: &[Client], subject: &UserId, sid: Uuid) -> Vec<Delivery> {
    let now = server.environment.now();
    let told = clients.iter().filter(|client| client.backchannel_logout_uri.is_some());
    let delivery = |client: &Client| {
        let message = Message::BackchannelLogout {
            client_id: client.id.clone(),
            subject: subject.clone(),
            sid: Some(sid),
        };
        let (tenant, id, issuer) =
            (server.tenant.clone(), server.environment.identifier(), server.issuer.clone());
        Delivery { revision: 1, ..Delivery::leased(tenant, id, issuer, message, server.node(), now) }
    };
    told.map(delivery).collect()
}
