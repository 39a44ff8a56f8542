//! Short functions for the cases: they apply a list, expect a conflict, or create a change.

use std::sync::Arc;

use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_authorization_server::{
    Change,
    record::{Client, Grant},
};
use valetkey_types::{ClientId, TenantId, Timestamp, UserId};

use super::sample::{id, tenant};
use crate::{ApplyError, Storage};

/// Applies a list and expects success.
pub(super) async fn apply(storage: &dyn Storage, changes: impl IntoIterator<Item = Change>) {
    let changes: Vec<Change> = changes.into_iter().collect();
    let described = format!("{changes:?}");
    let applied = storage.apply(changes).await;
    assert_eq!(applied, Ok(()), "expected this list to be taken: {described}");
}

/// Applies a list and expects a conflict at this position.
pub(super) async fn refuse(
    storage: &dyn Storage,
    position: usize,
    changes: impl IntoIterator<Item = Change>,
) {
    let changes: Vec<Change> = changes.into_iter().collect();
    let described = format!("{changes:?}");
    let applied = storage.apply(changes).await;
    assert_eq!(applied, Err(ApplyError::Conflict { position }), "expected a conflict: {described}");
}

/// Returns all users of a tenant, by username.
pub(super) async fn everybody(storage: &dyn Storage, tenant: &TenantId) -> Vec<User> {
    storage.find_users(tenant, "", None, usize::MAX).await.unwrap()
}

pub(super) fn add_client(client: &Client) -> Change {
    Change::AddClient(Box::new(client.clone()))
}

pub(super) fn replace_client(client: &Client) -> Change {
    Change::ReplaceClient(Box::new(client.clone()))
}

pub(super) fn remove_client(id: &str, at: Timestamp) -> Change {
    Change::RemoveClient { tenant: tenant(), id: ClientId::new(id), at }
}

pub(super) fn add_user(user: &User) -> Change {
    Change::AddUser(Box::new(user.clone()))
}

/// Returns a change of a user that keeps the names.
pub(super) fn replace_user(user: &User) -> Change {
    rename_user(user, user)
}

pub(super) fn rename_user(before: &User, after: &User) -> Change {
    Change::ReplaceUser { before: Box::new(before.clone()), after: Box::new(after.clone()) }
}

pub(super) fn remove_user(id: &str, at: Timestamp) -> Change {
    Change::RemoveUser { tenant: tenant(), id: UserId::new(id), at }
}

/// Returns a change whose condition does not hold, because the grant does not exist.
pub(super) fn impossible() -> Change {
    redeem(id(404), None, id(1))
}

pub(super) fn revoke_grant(id: Uuid, at: Timestamp) -> Change {
    Change::RevokeGrant { tenant: tenant(), id, at }
}

pub(super) fn redeem(grant_id: Uuid, expected: Option<Uuid>, redeemed: Uuid) -> Change {
    Change::RedeemRefreshToken { tenant: tenant(), grant_id, expected, redeemed }
}

pub(super) fn withdraw_consent(user: &str, client: &str, at: Timestamp) -> Change {
    Change::WithdrawConsent {
        tenant: tenant(),
        user_id: UserId::new(user),
        client_id: ClientId::new(client),
        at,
    }
}

/// Returns a grant as stored.
pub(super) async fn stored_grant(storage: &dyn Storage, tenant: &TenantId, id: Uuid) -> Option<Grant> {
    storage.refresh_facts(tenant, id).await.unwrap().map(|facts| facts.grant)
}

/// Returns when a grant was revoked. The grant must exist.
pub(super) async fn revoked_at(storage: &dyn Storage, id: Uuid) -> Option<Timestamp> {
    stored_grant(storage, &tenant(), id).await.expect("the grant exists").revoked_at
}

/// Returns a client as stored.
pub(super) async fn client_of(storage: &dyn Storage, id: &str) -> Option<Client> {
    storage.client(&tenant(), &ClientId::new(id)).await.unwrap().map(Arc::unwrap_or_clone)
}

/// Returns a user as stored.
pub(super) async fn user_of(storage: &dyn Storage, id: &str) -> Option<User> {
    storage.user(&tenant(), &UserId::new(id)).await.unwrap()
}
