//! The removal of expired records.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::Storage;
use valetkey_authorization_server::{Change, facts::AccessTokenKey};
use valetkey_types::{TenantId, Timestamp};

/// Returns one record of every kind that expires, all with this expiry.
fn records(tenant: &TenantId, number: u32, expires_at: Timestamp) -> Vec<Change> {
    macro_rules! ending {
        ($record:expr) => {{
            let mut record = $record;
            (record.tenant, record.expires_at) = (tenant.clone(), expires_at);
            record
        }};
    }
    let mut ended = session(number + 500, "alice");
    ended.ended_at = Some(moment(1));
    vec![
        Change::StartSession(ending!(session(number, "alice"))),
        Change::StartSession(ending!(ended)),
        Change::StoreGrant(ending!(grant(number, "app", "alice"))),
        Change::RevokeAccessToken { tenant: tenant.clone(), id: id(number), expires_at },
    ]
}

/// Returns a change that stores the user without whom the finders do not return the records.
fn surroundings(tenant: &TenantId) -> Vec<Change> {
    let mut alice = user("alice");
    alice.tenant = tenant.clone();
    vec![Change::AddUser(Box::new(alice))]
}

/// Returns for each kind whether the record of this number still exists.
async fn present(storage: &dyn Storage, tenant: &TenantId, number: u32) -> [bool; 4] {
    let key = AccessTokenKey { id: id(number), grant_id: None };
    let token = storage.access_token_facts(tenant, key).await.unwrap();
    [
        storage.session_facts(tenant, id(number)).await.unwrap().is_some(),
        storage.session_facts(tenant, id(number + 500)).await.unwrap().is_some(),
        stored_grant(storage, tenant, id(number)).await.is_some(),
        token.revoked,
    ]
}

pub(super) async fn only_what_expired_is_removed(storage: Arc<dyn Storage>) {
    let tenant = tenant();
    apply(&*storage, surroundings(&tenant)).await;
    for (number, end) in [(1, 99), (2, 100), (3, 101)] {
        apply(&*storage, records(&tenant, number, moment(end))).await;
        assert_eq!(present(&*storage, &tenant, number).await, [true; 4]);
    }
    apply(&*storage, [Change::RemoveExpired { before: moment(100), at_most: 1_000 }]).await;
    assert_eq!(present(&*storage, &tenant, 1).await, [false; 4], "ended before");
    assert_eq!(present(&*storage, &tenant, 2).await, [true; 4], "ends at that moment");
    assert_eq!(present(&*storage, &tenant, 3).await, [true; 4], "ends later");
    assert_eq!(everybody(&*storage, &tenant).await, [user("alice")]);
}

pub(super) async fn housekeeping_is_bounded(storage: Arc<dyn Storage>) {
    let tenant = tenant();
    apply(&*storage, surroundings(&tenant)).await;
    for number in 1..=10 {
        apply(&*storage, records(&tenant, number, moment(i64::from(number)))).await;
    }
    apply(&*storage, [Change::RemoveExpired { before: moment(100), at_most: 0 }]).await;
    assert_eq!(left(&*storage, &tenant).await, [10, 10]);
    apply(&*storage, [Change::RemoveExpired { before: moment(100), at_most: 4 }]).await;
    assert_eq!(left(&*storage, &tenant).await, [6, 6]);
    apply(&*storage, [Change::RemoveExpired { before: moment(100), at_most: u32::MAX }]).await;
    assert_eq!(left(&*storage, &tenant).await, [0, 0]);
}

/// Returns how many of the ten grants and of the ten revocations are left.
async fn left(storage: &dyn Storage, tenant: &TenantId) -> [usize; 2] {
    let mut left = [0; 2];
    for number in 1..=10 {
        let present = present(storage, tenant, number).await;
        for (count, there) in left.iter_mut().zip(&present[2..]) {
            *count += usize::from(*there);
        }
    }
    left
}

pub(super) async fn housekeeping_reaches_every_tenant(storage: Arc<dyn Storage>) {
    let tenants = [tenant(), TenantId::new("other")];
    for tenant in &tenants {
        apply(&*storage, surroundings(tenant)).await;
        apply(&*storage, records(tenant, 1, moment(10))).await;
    }
    apply(&*storage, [Change::RemoveExpired { before: moment(100), at_most: 1_000 }]).await;
    for tenant in &tenants {
        assert_eq!(present(&*storage, tenant, 1).await, [false; 4], "{tenant:?}");
    }
}
