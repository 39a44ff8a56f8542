//! Makes events. The occasion holds the actor, the time and the origin.

use std::net::IpAddr;

use uuid::Uuid;
use valetkey_types::{ClientId, Seconds, TenantId, Timestamp, UserId};

pub use crate::record::{Actor, Event, EventKind, FieldChange};

/// The actor, the time and the origin: the common part of each event of a decision.
#[derive(Clone, Copy)]
pub struct Occasion<'a> {
    /// The tenant.
    pub tenant: &'a TenantId,
    /// The actor.
    pub actor: &'a Actor,
    /// The time.
    pub now: Timestamp,
    /// The network address of the request, if it came over the network.
    pub network_address: Option<IpAddr>,
    /// The reference of the request.
    pub reference: Option<&'a str>,
    /// How long events are kept.
    pub events_kept_for: Seconds,
    /// Returns a fresh identifier in time order (UUID version 7) at each call.
    pub fresh_id: &'a (dyn Fn() -> Uuid + Sync),
}

impl Occasion<'_> {
    /// Returns an event of this kind without a user or client.
    pub fn event(&self, kind: EventKind) -> Event {
        Event {
            tenant: self.tenant.clone(),
            id: (self.fresh_id)(),
            at: self.now,
            kind,
            actor: self.actor.clone(),
            subject: None,
            client_id: None,
            network_address: self.network_address.map(|address| address.to_string()),
            reference: self.reference.map(str::to_owned),
            changed: Vec::new(),
            salt: Some((self.fresh_id)()),
            expires_at: self.now.plus(self.events_kept_for),
        }
    }

    /// Returns an event of this kind about a user.
    pub fn about_user(&self, kind: EventKind, user: &UserId) -> Event {
        Event { subject: Some(user.clone()), ..self.event(kind) }
    }

    /// Returns an event of this kind about a client.
    pub fn about_client(&self, kind: EventKind, client: &ClientId) -> Event {
        Event { client_id: Some(client.clone()), ..self.event(kind) }
    }
}

impl std::fmt::Debug for Occasion<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Occasion")
            .field("actor", self.actor)
            .field("now", &self.now)
            .finish_non_exhaustive()
    }
}
