//! The things that files own.

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

fn remove(tenant: TenantId) -> Change {
    let (kind, name) = (OwnedKind::Client, "app".to_owned());
    Change::FileOwnership(FileOwnershipChange::Remove { tenant, kind, name })
}

pub(super) async fn a_thing_has_one_owner_until_it_is_removed(storage: Arc<dyn Storage>) {
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

    let moved = FileOwnership { file: "infra/apps.toml".to_owned(), ..stored };
    apply(&*storage, [put(moved.clone())]).await;
    refuse(&*storage, 0, [put(moved.clone())]).await;
    assert_eq!(owner(&tenant()).await, Some(FileOwnership { revision: 2, ..moved }));

    refuse(&*storage, 0, [remove(TenantId::new("other"))]).await;
    apply(&*storage, [remove(tenant())]).await;
    refuse(&*storage, 0, [remove(tenant())]).await;
    assert_eq!(owner(&tenant()).await, None);
}
