//! Makes the deliveries that an operation stores with its change.

use uuid::Uuid;
use valetkey_authorization_server::{
    Change,
    event::Occasion,
    record::{Client, Delivery, Message},
};
use valetkey_types::{Issuer, UserId};

/// The sender of an operation's messages.
#[derive(Clone, Copy, Debug)]
pub struct Outbox<'a> {
    /// The issuer that the messages name.
    pub issuer: &'a Issuer,
    /// The node that stores the change and sends at once; `None` leaves the messages to the first node that looks.
    pub node: Option<Uuid>,
}

impl Outbox<'_> {
    /// Returns one delivery for each of these clients with a back-channel logout address: every session of the user
    /// ended (OpenID Connect Back-Channel Logout 1.0 section 2.4, `sub` without `sid`).
    pub(crate) fn tell_that_user_signed_out(
        self,
        clients: &[Client],
        user: &UserId,
        occasion: &Occasion<'_>,
    ) -> Vec<Change> {
        self.tell(clients, user, None, occasion)
    }

    /// Returns one delivery for each of these clients with a back-channel logout address: this session ended, or every session
    /// without one.
    pub(crate) fn tell(
        self,
        clients: &[Client],
        user: &UserId,
        sid: Option<Uuid>,
        occasion: &Occasion<'_>,
    ) -> Vec<Change> {
        let told = clients.iter().filter(|client| client.backchannel_logout_uri.is_some());
        let delivery = |client: &Client| {
            let message =
                Message::BackchannelLogout { client_id: client.id.clone(), subject: user.clone(), sid };
            let (id, tenant, issuer) = ((occasion.fresh_id)(), occasion.tenant.clone(), self.issuer.clone());
            Change::StoreDelivery(match self.node {
                Some(node) => Delivery::leased(tenant, id, issuer, message, node, occasion.now),
                None => Delivery::due(tenant, id, issuer, message, occasion.now),
            })
        };
        told.map(delivery).collect()
    }
}
