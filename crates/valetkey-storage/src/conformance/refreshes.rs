//! The grant, which changes with each refresh.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::Storage;
use valetkey_authorization_server::{
    Change,
    facts::{RefreshFacts, RoleMapFacts},
    record::Grant,
};

async fn with_one_grant(storage: &dyn Storage) -> Grant {
    let grant = grant(1, "app", "alice");
    apply(storage, [Change::StoreGrant(grant.clone())]).await;
    grant
}

async fn redeemed(storage: &dyn Storage) -> Option<uuid::Uuid> {
    stored_grant(storage, &tenant(), id(1)).await.unwrap().redeemed_refresh_token
}

pub(super) async fn a_grant_comes_with_its_user(storage: Arc<dyn Storage>) {
    let grant = with_one_grant(&*storage).await;
    let found = storage.refresh_facts(&tenant(), id(1)).await.unwrap();
    assert_eq!(
        found,
        Some(RefreshFacts { grant: grant.clone(), user: None, role_map: RoleMapFacts::default() })
    );
    apply(&*storage, [add_user(&user("alice"))]).await;
    let found = storage.refresh_facts(&tenant(), id(1)).await.unwrap();
    assert_eq!(
        found,
        Some(RefreshFacts { grant, user: Some(Box::new(user("alice"))), role_map: RoleMapFacts::default() })
    );
    assert_eq!(storage.refresh_facts(&tenant(), id(9)).await.unwrap(), None);
}

pub(super) async fn a_redemption_stores_the_new_state_of_the_grant(storage: Arc<dyn Storage>) {
    let before = with_one_grant(&*storage).await;
    apply(&*storage, [Change::StoreGrant(grant(2, "app", "alice"))]).await;
    apply(&*storage, [redeem(id(1), None, id(11))]).await;
    apply(&*storage, [redeem(id(1), Some(id(11)), id(12))]).await;
    let moved = stored_grant(&*storage, &tenant(), id(1)).await.unwrap();
    assert_eq!(moved, Grant { redeemed_refresh_token: Some(id(12)), ..before });
    let other = stored_grant(&*storage, &tenant(), id(2)).await;
    assert_eq!(other, Some(grant(2, "app", "alice")));
}

pub(super) async fn a_redemption_needs_the_state_that_the_decision_read(storage: Arc<dyn Storage>) {
    with_one_grant(&*storage).await;
    refuse(&*storage, 0, [redeem(id(1), Some(id(11)), id(11))]).await;
    assert_eq!(redeemed(&*storage).await, None);
    apply(&*storage, [redeem(id(1), None, id(11))]).await;
    refuse(&*storage, 0, [redeem(id(1), None, id(12))]).await;
    refuse(&*storage, 0, [redeem(id(1), Some(id(12)), id(12))]).await;
    assert_eq!(redeemed(&*storage).await, Some(id(11)));
}

pub(super) async fn a_second_use_may_be_forgiven(storage: Arc<dyn Storage>) {
    with_one_grant(&*storage).await;
    apply(&*storage, [redeem(id(1), None, id(11))]).await;
    apply(&*storage, [redeem(id(1), Some(id(11)), id(11))]).await;
    assert_eq!(redeemed(&*storage).await, Some(id(11)));
}

pub(super) async fn a_revoked_grant_redeems_nothing(storage: Arc<dyn Storage>) {
    with_one_grant(&*storage).await;
    apply(&*storage, [revoke_grant(id(1), moment(50))]).await;
    refuse(&*storage, 0, [redeem(id(1), None, id(11))]).await;
    assert_eq!(redeemed(&*storage).await, None);
}

pub(super) async fn an_unknown_grant_redeems_nothing(storage: Arc<dyn Storage>) {
    refuse(&*storage, 0, [redeem(id(1), None, id(11))]).await;
}
