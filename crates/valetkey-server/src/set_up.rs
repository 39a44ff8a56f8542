//! The set-up of the first administrator: its link, and whether there is an administrator.

use valetkey_administration::permission::Authority;
use valetkey_authorization_server::{
    Change,
    record::{Event, MailChallenge},
    role_map::RoleMap,
};
use valetkey_storage::{
    ApplyError, Listing, Match, Storage, StorageError, directory, record::MAIL_CHALLENGE, value::Value,
};
use valetkey_types::TenantId;

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

/// Returns the number of active users whose roles give an authority that counts, up to `limit`.
pub(crate) async fn administrators(
    storage: &dyn Storage,
    tenant: &TenantId,
    map: &RoleMap,
    limit: usize,
    counts: impl Fn(&Authority) -> bool,
) -> Result<usize, StorageError> {
    let mut found = Vec::new();
    for role in map.roles().into_iter().filter(|role| !Authority::of_role(role).is_empty()) {
        // Some holders may be disabled, so more of them are read than are looked for.
        for user in directory::holders(storage, tenant, map, role.id, limit + PAST_DISABLED).await? {
            let is_one = user.is_active() && counts(&Authority::of_user(&user, map));
            if is_one && !found.contains(&user.id) {
                found.push(user.id);
            }
            if found.len() >= limit {
                return Ok(found.len());
            }
        }
    }
    Ok(found.len())
}

/// The number of holders of a role that are read beyond the limit.
const PAST_DISABLED: usize = 100;

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
        let mut changes = Vec::new();
        if has_link(storage, tenant).await? {
            changes.push(Change::RemoveMailChallenge { tenant: tenant.clone(), id: SET_UP_LINK });
        }
        changes.extend(link.changes.iter().cloned());
        changes.push(Change::StoreEvent(event.clone()));
        tries += 1;
        match storage.apply(changes).await {
            Err(ApplyError::Conflict { .. }) if tries < TRIES => {}
            stored => return stored,
        }
    }
}

async fn has_link(storage: &dyn Storage, tenant: &TenantId) -> Result<bool, StorageError> {
    let listing =
        Listing::of_tenant(&MAIL_CHALLENGE, tenant, 1).with("id", Match::Equals(Value::Uuid(SET_UP_LINK)));
    let page = directory::page::<MailChallenge>(storage, &listing).await?;
    Ok(!page.records.is_empty() || !page.unreadable.is_empty())
}
