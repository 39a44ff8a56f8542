//! Trusted devices.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::{Listing, Match, Storage, directory, record::TRUSTED_DEVICE, value::Value};
use valetkey_authorization_server::{Change, TrustedDeviceChange, record::TrustedDevice};
use valetkey_types::{TenantId, UserId};

async fn of_user(storage: &dyn Storage, user: &str) -> Vec<TrustedDevice> {
    let listing = Listing::of_tenant(&TRUSTED_DEVICE, &tenant(), 10);
    directory::page(storage, &listing.with("user_id", Match::Equals(Value::text(user))))
        .await
        .unwrap()
        .records
}

fn store(device: TrustedDevice) -> Change {
    Change::TrustedDevice(TrustedDeviceChange::Store(Box::new(device)))
}

fn used(user: &str, id: &str) -> Change {
    let (tenant, user_id) = (tenant(), UserId::new(user));
    Change::TrustedDevice(TrustedDeviceChange::Use { tenant, user_id, id: id.to_owned(), at: moment(70) })
}

fn removed(tenant: TenantId, user: &str, id: &str) -> Change {
    Change::TrustedDevice(TrustedDeviceChange::Remove {
        tenant,
        user_id: UserId::new(user),
        id: id.to_owned(),
    })
}

pub(super) async fn a_trusted_device_comes_back_and_is_used_while_it_is_there(storage: Arc<dyn Storage>) {
    let (one, two) = (trusted_device("1", "alice"), trusted_device("2", "alice"));
    apply(&*storage, [store(one.clone()), store(two.clone())]).await;
    refuse(&*storage, 0, [store(one.clone())]).await;
    // Two users of one browser have one record each.
    apply(&*storage, [store(trusted_device("1", "bob"))]).await;
    assert_eq!(of_user(&*storage, "alice").await, [one.clone(), two.clone()]);
    apply(&*storage, [used("alice", "1")]).await;
    let later = TrustedDevice { last_used_at: moment(70), ..one };
    assert_eq!(of_user(&*storage, "alice").await, [later, two.clone()]);
    refuse(&*storage, 0, [used("alice", "3")]).await;
    apply(&*storage, [removed(TenantId::new("other"), "alice", "1"), removed(tenant(), "bob", "2")]).await;
    assert_eq!(of_user(&*storage, "alice").await.len(), 2);
    apply(&*storage, [removed(tenant(), "alice", "1")]).await;
    refuse(&*storage, 0, [used("alice", "1")]).await;
    assert_eq!(of_user(&*storage, "alice").await, [two]);
    assert_eq!(of_user(&*storage, "bob").await, [trusted_device("1", "bob")]);
}

pub(super) async fn the_trusted_devices_of_a_user_go_together_and_with_the_user(storage: Arc<dyn Storage>) {
    let all = [trusted_device("1", "alice"), trusted_device("2", "alice"), trusted_device("1", "bob")];
    apply(&*storage, [add_user(&user("alice")), add_user(&user("bob"))]).await;
    apply(&*storage, all.map(store)).await;
    let of = |tenant| {
        Change::TrustedDevice(TrustedDeviceChange::RemoveAll { tenant, user_id: UserId::new("alice") })
    };
    apply(&*storage, [of(TenantId::new("other"))]).await;
    assert_eq!(of_user(&*storage, "alice").await.len(), 2);
    apply(&*storage, [of(tenant())]).await;
    assert_eq!((of_user(&*storage, "alice").await.len(), of_user(&*storage, "bob").await.len()), (0, 1));
    apply(&*storage, [of(tenant()), remove_user("bob", moment(50))]).await;
    assert_eq!(of_user(&*storage, "bob").await, []);
}
