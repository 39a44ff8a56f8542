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
    Server,
    backchannel::{Outcome, send_logout_token},
};

/// How often the outbox is read.
const PERIOD: Duration = Duration::from_secs(2);

/// Messages that one reading takes at most.
const PAGE: usize = 32;

/// Sends due messages until the future is dropped. Run it as a task beside the listener.
pub async fn deliver(server: Server) {
    loop {
        if let Err(error) = deliver_due(&server).await {
            tracing::warn!(%error, "the outbox could not be read; trying again later");
        }
        sleep(PERIOD).await;
    }
}

/// Sends the messages that are due, and returns how many arrived.
///
/// # Errors
/// [`StorageError`] when the database does not answer.
pub async fn deliver_due(server: &Server) -> Result<usize, StorageError> {
    let now = server.environment.now();
    let due = Listing::of_tenant(&DELIVERY, &server.tenant, PAGE).ordered_by("due_at");
    let page = directory::page::<Delivery>(&*server.storage, &due).await?;
    let mut leased = Vec::new();
    for delivery in page.records.into_iter().filter(|delivery| delivery.due_at <= now) {
        if delivery.issuer != server.issuer || !server.policy.counts(delivery.created_at) {
            // A copy of the database under another issuer writes to nobody, and a restored one does not write again.
            drop_without_sending(server, &delivery).await;
            continue;
        }
        let delivery = delivery.lease(server.node(), now);
        match server.storage.apply(vec![Change::ReplaceDelivery(delivery.clone())]).await {
            Ok(()) => leased.push(Delivery { revision: delivery.revision + 1, ..delivery }),
            // Another node was faster.
            Err(ApplyError::Conflict { .. }) => {}
            Err(ApplyError::Storage(error)) => return Err(error),
        }
    }
    let sent = send(server, leased).await;
    Ok(sent.into_iter().filter(|sent| sent.told).count())
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
    let signed = server.keys.sign_jwt(client.id_token_signed_response_alg, Some("logout+jwt"), &claims);
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
