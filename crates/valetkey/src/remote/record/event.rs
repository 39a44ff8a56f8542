//! Events.

use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;
use valetkey_authorization_server::record::{Actor, Event, EventKind, FieldChange};
use valetkey_types::{ClientId, TenantId, Timestamp, UserId};

use super::read;
use crate::failure::Failure;

#[derive(Deserialize)]
struct EventDocument {
    id: Uuid,
    at: Timestamp,
    kind: EventKind,
    actor: Actor,
    sub: Option<String>,
    client_id: Option<String>,
    network_address: Option<String>,
    reference: Option<String>,
    changed: Vec<FieldChange>,
}

/// Reads an event.
///
/// # Errors
/// The member that is missing or has another type.
pub(crate) fn event(document: Value) -> Result<Event, Failure> {
    let event: EventDocument = read("event", document)?;
    Ok(Event {
        tenant: TenantId::default(),
        id: event.id,
        at: event.at,
        kind: event.kind,
        actor: event.actor,
        subject: event.sub.map(UserId::new),
        client_id: event.client_id.map(ClientId::new),
        network_address: event.network_address,
        reference: event.reference,
        changed: event.changed,
        salt: None,
        expires_at: event.at,
    })
}
