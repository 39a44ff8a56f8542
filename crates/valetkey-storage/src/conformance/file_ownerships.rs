//! The records that configuration files own.

use std::sync::Arc;

use valetkey_authorization_server::{
    Change, FileOwnershipChange,
    record::{FileOwnership, OwnedKind},
};
use valetkey_types::TenantId;

use super::{changes::*, sample::*};
use crate::{Storage, directory};

fn put(ownership: FileOwnership) -> Change {
    Change::FileOwnership(FileOwnershipChange::Put(ownership))
}

fn remove(ownership: FileOwnership) -> Change {
    Change::FileOwnership(FileOwnershipChange::Remove(ownership))
}

pub(super) async fn a_record_has_one_owning_file_until_it_is_removed(storage: Arc<dyn Storage>) {
    let client = file_ownership("app");
    let group = FileOwnership { kind: OwnedKind::Group, ..client.clone() };
    apply(&*storage, [put(client.clone()), put(group.clone())]).await;
    refuse(&*storage, 0, [put(client.clone())]).await;
    let stored = FileOwnership { revision: 1, ..client };
    let owner = async |tenant: &TenantId| {
        directory::file_owner(&*storage, tenant, OwnedKind::Client, "app").await.unwrap()
    };
    assert_eq!(owner(&tenant()).await, Some(stored.clone()));
    assert_eq!(owner(&TenantId::new("other")).await, None);
    let all = directory::file_ownerships(&*storage, &tenant()).await.unwrap();
    assert_eq!(all, [stored.clone(), FileOwnership { revision: 1, ..group }]);

    let moved = FileOwnership { file: "infra/apps.toml".to_owned(), ..stored.clone() };
    apply(&*storage, [put(moved.clone())]).await;
    refuse(&*storage, 0, [put(moved.clone())]).await;
    let moved = FileOwnership { revision: 2, ..moved };
    assert_eq!(owner(&tenant()).await, Some(moved.clone()));

    let of_other = FileOwnership { tenant: TenantId::new("other"), ..moved.clone() };
    refuse(&*storage, 0, [remove(of_other)]).await;
    refuse(&*storage, 0, [remove(stored)]).await;
    assert_eq!(owner(&tenant()).await, Some(moved.clone()), "another revision removes nothing");
    apply(&*storage, [remove(moved.clone())]).await;
    refuse(&*storage, 0, [remove(moved)]).await;
    assert_eq!(owner(&tenant()).await, None);
}
