//! A user's view of their own account, and their changes of it.

mod password;
mod sessions;

use std::collections::BTreeMap;

use valetkey_types::{ClientId, Scope, Timestamp};

use crate::record::{Consent, Grant};

pub use password::change_password;
pub use sessions::end_sessions;

/// Returns the clients that have access to a user's account, with what they may have, by client identifier.
///
/// Every live grant counts, also of a client that nobody was asked about; and every consent that is given, because the next
/// sign-in at its client asks nothing. `consents` and `grants` are those of one user.
pub fn clients_with_access<'a>(
    consents: impl IntoIterator<Item = &'a Consent>,
    grants: impl IntoIterator<Item = &'a Grant>,
    now: Timestamp,
) -> BTreeMap<ClientId, Scope> {
    let given = consents.into_iter().filter(|consent| consent.is_given());
    let given = given.map(|consent| (&consent.client_id, &consent.scope));
    let live = grants.into_iter().filter(|grant| grant.is_live(now));
    let live = live.map(|grant| (&grant.client_id, &grant.scope));
    let mut clients: BTreeMap<ClientId, Scope> = BTreeMap::new();
    for (client_id, scope) in given.chain(live) {
        let known = clients.entry(client_id.clone()).or_default();
        *known = known.union(scope);
    }
    clients
}
