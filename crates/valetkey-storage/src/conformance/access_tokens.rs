//! The facts about an access token: its grant, and whether it was revoked.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::Storage;
use uuid::Uuid;
use valetkey_authorization_server::{
    Change,
    facts::{AccessTokenFacts, AccessTokenKey},
};
use valetkey_types::Timestamp;

fn revoke(id: Uuid, expires_at: Timestamp) -> Change {
    Change::RevokeAccessToken { tenant: tenant(), id, expires_at }
}

async fn facts(storage: &dyn Storage, token: u32, grant: Option<u32>) -> AccessTokenFacts {
    let key = AccessTokenKey { id: id(token), grant_id: grant.map(id) };
    storage.access_token_facts(&tenant(), key).await.unwrap()
}

async fn with_user_and_grant(storage: &dyn Storage) {
    apply(storage, [add_user(&user("alice")), Change::StoreGrant(grant(1, "app", "alice"))]).await;
}

pub(super) async fn an_access_token_has_its_grant_and_its_user(storage: Arc<dyn Storage>) {
    with_user_and_grant(&*storage).await;
    let expected = AccessTokenFacts {
        grant: Some(grant(1, "app", "alice")),
        user: Some(Box::new(user("alice"))),
        ..AccessTokenFacts::default()
    };
    assert_eq!(facts(&*storage, 2, Some(1)).await, expected);
}

pub(super) async fn an_access_token_without_a_grant_has_no_facts(storage: Arc<dyn Storage>) {
    with_user_and_grant(&*storage).await;
    assert_eq!(facts(&*storage, 2, None).await, AccessTokenFacts::default());
    assert_eq!(facts(&*storage, 2, Some(8)).await, AccessTokenFacts::default(), "an unknown grant");
}

pub(super) async fn an_access_token_of_a_removed_user_has_no_user(storage: Arc<dyn Storage>) {
    with_user_and_grant(&*storage).await;
    apply(&*storage, [remove_user("alice", moment(50))]).await;
    let found = facts(&*storage, 2, Some(1)).await;
    assert_eq!((found.grant.unwrap().revoked_at, found.user), (Some(moment(50)), None));
}

pub(super) async fn a_revoked_access_token_is_known(storage: Arc<dyn Storage>) {
    with_user_and_grant(&*storage).await;
    apply(&*storage, [revoke(id(2), moment(340)), revoke(id(3), moment(340))]).await;
    assert!(facts(&*storage, 2, Some(1)).await.revoked);
    assert!(facts(&*storage, 3, None).await.revoked);
    assert!(!facts(&*storage, 4, Some(1)).await.revoked);
    assert_eq!(revoked_at(&*storage, id(1)).await, None, "the grant lives on");
}

pub(super) async fn an_access_token_is_revoked_twice_without_harm(storage: Arc<dyn Storage>) {
    apply(&*storage, [revoke(id(3), moment(340))]).await;
    apply(&*storage, [revoke(id(3), moment(100))]).await;
    apply(&*storage, [Change::RemoveExpired { before: moment(200), at_most: 10 }]).await;
    assert!(facts(&*storage, 3, None).await.revoked, "the longer time counts");
}
