//! The clients with access to a user's account.

use std::{collections::BTreeMap, sync::Arc};

use valetkey_authorization_server::{account, record::Client};
use valetkey_types::{ClientId, Scope, TenantId, Timestamp, UserId};

use super::grants_of_user;
use crate::{Storage, StorageError};

/// A client with access to a user's account.
#[derive(Clone, Debug)]
pub struct ClientWithAccess {
    /// The client.
    pub client: Arc<Client>,
    /// The scope that the client may get.
    pub scope: Scope,
    /// When the user last allowed a new scope; `None` if the user was never asked.
    pub allowed_at: Option<Timestamp>,
    /// When the user last opened the client, according to its live grants.
    pub opened_at: Option<Timestamp>,
}

/// Returns the clients that have access to a user's account, by name: the clients that the user allowed, and the clients that
/// have a live grant without asking the user. Grants from before `nothing_before` do not count.
///
/// # Errors
/// [`StorageError`] when the database does not answer.
pub async fn clients_with_access(
    storage: &dyn Storage,
    tenant: &TenantId,
    user: &UserId,
    now: Timestamp,
    nothing_before: Option<Timestamp>,
) -> Result<Vec<ClientWithAccess>, StorageError> {
    let mut clients: BTreeMap<ClientId, Arc<Client>> = BTreeMap::new();
    let mut consents = Vec::new();
    for (consent, client) in storage.consents(tenant, user).await? {
        if let Some(client) = client {
            clients.insert(client.id.clone(), Arc::new(client));
            consents.push(consent);
        }
    }
    let mut grants = grants_of_user(storage, tenant, user).await?;
    grants
        .retain(|grant| grant.is_live(now) && nothing_before.is_none_or(|moment| grant.created_at >= moment));
    for grant in &grants {
        if !clients.contains_key(&grant.client_id)
            && let Some(client) = storage.client(tenant, &grant.client_id).await?
        {
            clients.insert(grant.client_id.clone(), client);
        }
    }
    // Grants of an earlier client with the same identifier do not count.
    grants.retain(|grant| {
        clients.get(&grant.client_id).is_some_and(|client| grant.created_at >= client.created_at)
    });
    let access = account::clients_with_access(&consents, &grants, now);
    let found = access.into_iter().filter_map(|(id, scope)| {
        let client = clients.remove(&id)?;
        let given = consents.iter().find(|consent| consent.client_id == id && consent.is_given());
        let opened = grants.iter().filter(|grant| grant.client_id == id).map(|grant| grant.created_at);
        let allowed_at = given.map(|consent| consent.granted_at);
        Some(ClientWithAccess { client, scope, allowed_at, opened_at: opened.max() })
    });
    let mut found: Vec<ClientWithAccess> = found.collect();
    found.sort_by(|one, other| {
        (&one.client.name, &one.client.id).cmp(&(&other.client.name, &other.client.id))
    });
    Ok(found)
}
