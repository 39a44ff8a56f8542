//! The groups and roles of a tenant, and the members of a group.

use std::{collections::BTreeSet, ops::ControlFlow};

use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_authorization_server::{
    record::{Group, Role},
    role_map::RoleMap,
};
use valetkey_types::{TenantId, UserId};

use super::{Listing, Match, Page, page, users::users};
use crate::{
    Storage, StorageError,
    description::Description,
    record::{GROUP, MEMBERSHIP, Membership, ROLE, ROLE_MAP},
    row::Stored,
    value::Value,
};

/// The number of rows that are read at once.
const PAGE: usize = 1_000;

/// The number of users that are read at once.
const USERS_AT_ONCE: usize = 50;

/// The maximum number of attempts to read the map while others change it.
const ATTEMPTS: usize = 5;

/// Reads the groups and roles of a tenant. A record that this version can't read is left out and logged: it gives no permission.
///
/// # Errors
/// [`StorageError`] when the database does not answer, or when the map changes during every attempt.
pub async fn role_map(storage: &dyn Storage, tenant: &TenantId) -> Result<RoleMap, StorageError> {
    let mut before = role_map_revision(storage, tenant).await?;
    for _ in 0..ATTEMPTS {
        let groups = all::<Group>(storage, tenant, &GROUP).await?;
        let roles = all::<Role>(storage, tenant, &ROLE).await?;
        let after = role_map_revision(storage, tenant).await?;
        if before == after {
            return Ok(RoleMap::new(after, groups, roles));
        }
        before = after;
    }
    Err(StorageError::Unavailable("the groups and roles changed at every attempt to read them".to_owned()))
}

/// Returns the revision of the groups and roles of a tenant; 0 if the tenant never had any.
///
/// # Errors
/// [`StorageError`] when the database does not answer.
pub async fn role_map_revision(storage: &dyn Storage, tenant: &TenantId) -> Result<u64, StorageError> {
    let rows = storage.rows(&Listing::of_tenant(&ROLE_MAP, tenant, 1)).await?;
    Ok(rows.first().map_or(0, |row| row.revision))
}

/// Reads every record of a kind. A record that this version can't read is left out and logged.
pub(super) async fn all<T: Stored>(
    storage: &dyn Storage,
    tenant: &TenantId,
    description: &'static Description,
) -> Result<Vec<T>, StorageError> {
    let (mut records, mut after) = (Vec::new(), None);
    loop {
        let listing = Listing::of_tenant(description, tenant, PAGE).behind(after);
        let page: Page<T> = page(storage, &listing).await?;
        for reason in page.unreadable {
            tracing::error!(reason, "a stored record can't be read; it is ignored");
        }
        records.extend(page.records);
        after = page.next;
        if after.is_none() {
            return Ok(records);
        }
    }
}

/// Returns up to `limit` direct members of a group, by identifier, after the member `after`.
///
/// # Errors
/// [`StorageError`] when the database does not answer.
pub async fn members(
    storage: &dyn Storage,
    group: &Group,
    after: Option<&UserId>,
    limit: usize,
) -> Result<Vec<User>, StorageError> {
    let tenant = &group.tenant;
    let key =
        |id: &UserId| vec![Value::text(tenant.as_str()), Value::Uuid(group.id), Value::text(id.as_str())];
    let listing = Listing::of_tenant(&MEMBERSHIP, tenant, limit)
        .with("group_id", Match::Equals(Value::Uuid(group.id)))
        .behind(after.map(key));
    let page: Page<Membership> = page(storage, &listing).await?;
    let ids: Vec<UserId> = page.records.into_iter().map(|membership| membership.user_id).collect();
    users(storage, tenant, &ids).await
}

/// Returns up to `limit` users who have a role: those to whom it was granted directly first, then the members of the groups that have
/// it, and of the groups below those. A user with several ways is returned once. What a user has counts by the record of the user: a
/// user who lost the role meanwhile may be among them.
///
/// # Errors
/// [`StorageError`] when the database does not answer.
pub async fn holders(
    storage: &dyn Storage,
    tenant: &TenantId,
    map: &RoleMap,
    role: Uuid,
    limit: usize,
) -> Result<Vec<User>, StorageError> {
    let mut found: Vec<User> = Vec::new();
    if limit == 0 {
        return Ok(found);
    }
    let mut take = |user: User| {
        found.push(user);
        if found.len() < limit { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    visit_holders(storage, tenant, map, role, &mut take).await?;
    Ok(found)
}

/// Calls `visit` for the users who have a role, in the order of [`holders`], until it breaks.
///
/// # Errors
/// [`StorageError`] when the database does not answer.
pub async fn visit_holders(
    storage: &dyn Storage,
    tenant: &TenantId,
    map: &RoleMap,
    role: Uuid,
    mut visit: impl FnMut(User) -> ControlFlow<()> + Send,
) -> Result<(), StorageError> {
    let has_it = |group: &&Group| map.upwards(group.id).iter().any(|above| above.roles.contains(&role));
    let groups = map.groups().into_iter().filter(has_it).map(|group| group.id);
    let mut visited: BTreeSet<UserId> = BTreeSet::new();
    for id in [role].into_iter().chain(groups) {
        let mut listing =
            Listing::of_tenant(&MEMBERSHIP, tenant, PAGE).with("group_id", Match::Equals(Value::Uuid(id)));
        loop {
            let page: Page<Membership> = page(storage, &listing).await?;
            let mut ids: Vec<UserId> =
                page.records.into_iter().map(|membership| membership.user_id).collect();
            ids.retain(|id| visited.insert(id.clone()));
            for ids in ids.chunks(USERS_AT_ONCE) {
                for user in users(storage, tenant, ids).await? {
                    if visit(user).is_break() {
                        return Ok(());
                    }
                }
            }
            if page.next.is_none() {
                break;
            }
            listing = listing.behind(page.next);
        }
    }
    Ok(())
}
