//! The set-up of the first administrator: its link, and whether there is an administrator.

use std::{cmp::Reverse, collections::BTreeSet, ops::ControlFlow};

use valetkey_accounts::User;
use valetkey_administration::permission::Authority;
use valetkey_authorization_server::{
    Change,
    record::{Event, MailChallenge},
    role_map::RoleMap,
};
use valetkey_storage::{
    ApplyError, Listing, Match, Storage, StorageError, directory, record::MAIL_CHALLENGE, value::Value,
};
use valetkey_types::{TenantId, UserId};

use crate::mail::{HandedLink, SET_UP_LINK};

/// Maximum attempts to store a link, while other processes store one at the same moment.
const TRIES: usize = 5;

/// Returns whether a user of a tenant holds a role with permissions, and may be signed in.
///
/// # Errors
/// [`StorageError`] when the database does not answer.
pub async fn has_administrator(storage: &dyn Storage, tenant: &TenantId) -> Result<bool, StorageError> {
    let map = directory::role_map(storage, tenant).await?;
    Ok(administrators(storage, tenant, &map, 1, |authority| !authority.is_empty()).await? > 0)
}

/// Returns the number of active users whose roles give an authority that counts, up to `limit`. Disabled holders of a role hide no others,
/// however many they are.
pub(crate) async fn administrators(
    storage: &dyn Storage,
    tenant: &TenantId,
    map: &RoleMap,
    limit: usize,
    counts: impl Fn(&Authority) -> bool + Send + Sync,
) -> Result<usize, StorageError> {
    let mut roles = map.roles();
    roles.retain(|role| !Authority::of_role(role).is_empty());
    // The holders of the strongest roles count most likely.
    roles.sort_by_key(|role| Reverse(role.permissions.len()));
    let mut found: BTreeSet<UserId> = BTreeSet::new();
    for role in roles {
        let mut others = 0;
        let visit = |user: User| {
            if user.is_active() && counts(&Authority::of_user(&user, map)) {
                found.insert(user.id);
            } else if user.is_active() {
                others += 1;
            }
            let is_enough = found.len() >= limit || others >= MOST_OTHERS;
            if is_enough { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        directory::visit_holders(storage, tenant, map, role.id, visit).await?;
        if found.len() >= limit {
            break;
        }
    }
    Ok(found.len())
}

/// The most active holders of one role that are read although they do not count.
const MOST_OTHERS: usize = 100;

/// Stores a link of a set-up with its event, and removes the earlier link.
///
/// # Errors
/// [`ApplyError`] when the database does not store it.
pub async fn store_link(
    storage: &dyn Storage,
    tenant: &TenantId,
    link: &HandedLink,
    event: Event,
) -> Result<(), ApplyError> {
    let mut tries = 0;
    loop {
        let changes = changes_of_link(storage, tenant, link, event.clone()).await?;
        tries += 1;
        match storage.apply(changes).await {
            Err(ApplyError::Conflict { .. }) if tries < TRIES => {}
            stored => return stored,
        }
    }
}

/// Returns the changes that store a link of a set-up with its event, and remove the earlier link.
///
/// # Errors
/// [`StorageError`] when the database does not answer.
pub(crate) async fn changes_of_link(
    storage: &dyn Storage,
    tenant: &TenantId,
    link: &HandedLink,
    event: Event,
) -> Result<Vec<Change>, StorageError> {
    let mut changes = Vec::new();
    if has_link(storage, tenant).await? {
        changes.push(Change::RemoveMailChallenge { tenant: tenant.clone(), id: SET_UP_LINK });
    }
    changes.extend(link.changes.iter().cloned());
    changes.push(Change::StoreEvent(event));
    Ok(changes)
}

async fn has_link(storage: &dyn Storage, tenant: &TenantId) -> Result<bool, StorageError> {
    let listing =
        Listing::of_tenant(&MAIL_CHALLENGE, tenant, 1).with("id", Match::Equals(Value::Uuid(SET_UP_LINK)));
    let page = directory::page::<MailChallenge>(storage, &listing).await?;
    Ok(!page.records.is_empty() || !page.unreadable.is_empty())
}
