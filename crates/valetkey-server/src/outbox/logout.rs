//! Tells applications that a session ended.

use tokio::task::JoinSet;
use uuid::Uuid;
use valetkey_authorization_server::{
    Change,
    event::{EventKind, Occasion},
    logout::logout_token,
    record::{Client, Delivery, Message},
};
use valetkey_types::UserId;

use super::{occasion, remove, store};
use crate::{
    Server,
    backchannel::{Outcome, send_logout_token},
};

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

pub(super) async fn send_one(server: &Server, delivery: Delivery) -> Option<Sent> {
    let Message::BackchannelLogout { client_id, subject, sid } = &delivery.message else { return None };
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
        let given_up =
            |occasion: &Occasion<'_>| occasion.about_client(EventKind::DeliveryGivenUp, &client.id);
        changes.push(Change::StoreEvent(occasion(server, given_up)));
    }
    changes.push(Change::ReplaceDelivery(failed));
    changes
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
