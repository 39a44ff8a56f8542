//! Grants and their revocation.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::Storage;
use valetkey_authorization_server::Change;
use valetkey_types::{ClientId, UserId};

pub(super) async fn a_grant_comes_back_with_every_field(storage: Arc<dyn Storage>) {
    let mut marked = grant(2, "app", "alice");
    (marked.revoked_at, marked.redeemed_refresh_token) = (Some(moment(31)), Some(id(77)));
    for grant in [grant(1, "app", "alice"), marked] {
        apply(&*storage, [Change::StoreGrant(grant.clone())]).await;
        assert_eq!(stored_grant(&*storage, &tenant(), grant.id).await, Some(grant));
    }
    assert_eq!(stored_grant(&*storage, &tenant(), id(3)).await, None);
}

pub(super) async fn a_revoked_grant_keeps_its_first_moment(storage: Arc<dyn Storage>) {
    apply(&*storage, [1, 2].map(|number| Change::StoreGrant(grant(number, "app", "alice")))).await;
    apply(&*storage, [revoke_grant(id(1), moment(50))]).await;
    apply(&*storage, [revoke_grant(id(1), moment(60))]).await;
    assert_eq!(revoked_at(&*storage, id(1)).await, Some(moment(50)));
    assert_eq!(revoked_at(&*storage, id(2)).await, None);
}

pub(super) async fn revoking_an_unknown_grant_does_nothing(storage: Arc<dyn Storage>) {
    apply(&*storage, [revoke_grant(id(1), moment(50))]).await;
    apply(&*storage, [Change::StoreGrant(grant(1, "app", "alice"))]).await;
    assert_eq!(revoked_at(&*storage, id(1)).await, None);
}

pub(super) async fn a_grant_cannot_be_stored_over_a_revoked_one(storage: Arc<dyn Storage>) {
    let store = || Change::StoreGrant(grant(1, "app", "alice"));
    apply(&*storage, [store(), revoke_grant(id(1), moment(50))]).await;
    refuse(&*storage, 0, [store()]).await;
    assert_eq!(revoked_at(&*storage, id(1)).await, Some(moment(50)));
}

pub(super) async fn grants_of_a_session_are_revoked_but_offline_ones(storage: Arc<dyn Storage>) {
    let mut offline = grant(2, "app", "alice");
    offline.scope = scope("openid offline_access");
    let mut elsewhere = grant(3, "app", "alice");
    elsewhere.sid = id(1_002);
    let mut before = grant(4, "app", "alice");
    before.revoked_at = Some(moment(31));
    let mut similar = grant(5, "app", "alice");
    similar.scope = scope("openid offline_access_x");
    let grants = [grant(1, "app", "alice"), offline, elsewhere, before, similar];
    apply(&*storage, grants.map(Change::StoreGrant)).await;
    apply(
        &*storage,
        [Change::RevokeGrantsOfSession {
            tenant: tenant(),
            user_id: UserId::new("alice"),
            sid: id(1_001),
            at: moment(50),
        }],
    )
    .await;
    assert_eq!(revoked_at(&*storage, id(1)).await, Some(moment(50)));
    assert_eq!(revoked_at(&*storage, id(2)).await, None, "an offline grant outlives the session");
    assert_eq!(revoked_at(&*storage, id(3)).await, None, "another session");
    assert_eq!(revoked_at(&*storage, id(4)).await, Some(moment(31)), "the first revocation keeps its time");
    assert_eq!(revoked_at(&*storage, id(5)).await, Some(moment(50)), "not an offline grant");
}

pub(super) async fn grants_of_a_consent_are_revoked_and_no_others(storage: Arc<dyn Storage>) {
    let mut offline = grant(2, "app", "alice");
    offline.scope = scope("openid offline_access");
    let grants = [grant(1, "app", "alice"), offline, grant(3, "app", "bob"), grant(4, "other", "alice")];
    apply(&*storage, grants.map(Change::StoreGrant)).await;
    let (user_id, client_id) = (UserId::new("alice"), ClientId::new("app"));
    apply(
        &*storage,
        [Change::RevokeGrantsOfConsent { tenant: tenant(), user_id, client_id, at: moment(50) }],
    )
    .await;
    assert_eq!(revoked_at(&*storage, id(1)).await, Some(moment(50)));
    assert_eq!(revoked_at(&*storage, id(2)).await, Some(moment(50)), "offline grants too");
    assert_eq!(revoked_at(&*storage, id(3)).await, None, "another person");
    assert_eq!(revoked_at(&*storage, id(4)).await, None, "another client");
}

/// They are not revoked: every decision sees that the client does not exist, or was registered after the grant.
pub(super) async fn grants_of_a_removed_client_stay_without_it(storage: Arc<dyn Storage>) {
    apply(&*storage, [add_client(&client("app")), Change::StoreGrant(grant(1, "app", "bob"))]).await;
    apply(&*storage, [remove_client("app", moment(50))]).await;
    assert_eq!(revoked_at(&*storage, id(1)).await, None);
    assert_eq!(client_of(&*storage, "app").await, None);
}

pub(super) async fn grants_of_a_removed_user_are_revoked(storage: Arc<dyn Storage>) {
    let mut offline = grant(2, "app", "alice");
    offline.scope = scope("openid offline_access");
    let grants = [grant(1, "other", "alice"), offline, grant(3, "app", "bob")];
    apply(&*storage, [add_user(&user("alice"))]).await;
    apply(&*storage, grants.map(Change::StoreGrant)).await;
    apply(&*storage, [remove_user("alice", moment(50))]).await;
    assert_eq!(revoked_at(&*storage, id(1)).await, Some(moment(50)));
    assert_eq!(revoked_at(&*storage, id(2)).await, Some(moment(50)));
    assert_eq!(revoked_at(&*storage, id(3)).await, None);
}

pub(super) async fn clients_of_a_session_come_once_each(storage: Arc<dyn Storage>) {
    let mut elsewhere = grant(4, "c", "alice");
    elsewhere.sid = id(1_002);
    let mut revoked = grant(3, "b", "alice");
    revoked.revoked_at = Some(moment(31));
    let grants =
        [grant(1, "a", "alice"), grant(2, "a", "alice"), revoked, elsewhere, grant(5, "gone", "alice")];
    apply(&*storage, ["a", "b", "c"].map(|id| add_client(&client(id)))).await;
    apply(&*storage, grants.map(Change::StoreGrant)).await;
    let found = storage.clients_of_session(&tenant(), &UserId::new("alice"), id(1_001)).await.unwrap();
    assert_eq!(found, [client("a"), client("b")]);
    assert_eq!(storage.clients_of_session(&tenant(), &UserId::new("alice"), id(1_003)).await.unwrap(), []);
}
