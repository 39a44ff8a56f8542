//! Attributes and scopes.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::{Storage, directory};
use valetkey_authorization_server::{
    Change, ClaimMapChange,
    claim_map::ClaimMap,
    record::{Attribute, AttributeKind, TenantRecord, TenantScope},
};
use valetkey_types::TenantId;

async fn map(storage: &dyn Storage) -> ClaimMap {
    directory::claim_map(storage, &tenant_record("https://id.example")).await.unwrap()
}

pub(super) async fn attributes_and_scopes_come_back_with_every_field(storage: Arc<dyn Storage>) {
    let (first, second) = (attribute("department"), tenant_scope("company"));
    let add = || {
        [
            Change::ClaimMap(ClaimMapChange::AddAttribute(Box::new(first.clone()))),
            Change::ClaimMap(ClaimMapChange::AddScope(second.clone())),
        ]
    };
    apply(&*storage, add()).await;
    for change in add() {
        refuse(&*storage, 0, [change]).await;
    }
    let read = map(&*storage).await;
    assert_eq!((read.attribute("department"), read.scope("company")), (Some(&first), Some(&second)));

    let bare = Attribute {
        kind: AttributeKind::Date,
        labels: Default::default(),
        is_required: false,
        claim: None,
        ..first
    };
    let plain = TenantScope { claims: vec![], descriptions: Default::default(), writes: None, ..second };
    let edit = || {
        [
            Change::ClaimMap(ClaimMapChange::ReplaceAttribute(Box::new(bare.clone()))),
            Change::ClaimMap(ClaimMapChange::ReplaceScope(plain.clone())),
        ]
    };
    apply(&*storage, edit()).await;
    for change in edit() {
        refuse(&*storage, 0, [change]).await;
    }
    let read = map(&*storage).await;
    assert_eq!(read.attribute("department"), Some(&Attribute { revision: 2, ..bare }));
    assert_eq!(read.scope("company"), Some(&TenantScope { revision: 2, ..plain }));

    let remove = |tenant: TenantId| {
        [
            Change::ClaimMap(ClaimMapChange::RemoveAttribute {
                tenant: tenant.clone(),
                name: "department".to_owned(),
            }),
            Change::ClaimMap(ClaimMapChange::RemoveScope { tenant, name: "company".to_owned() }),
        ]
    };
    for change in remove(TenantId::new("other")) {
        refuse(&*storage, 0, [change]).await;
    }
    apply(&*storage, remove(tenant())).await;
    assert_eq!(map(&*storage).await, ClaimMap::default());
}

pub(super) async fn a_tenant_without_attributes_and_scopes_reads_nothing(storage: Arc<dyn Storage>) {
    apply(&*storage, [Change::ClaimMap(ClaimMapChange::AddAttribute(Box::new(attribute("department"))))])
        .await;
    let never = TenantRecord { claim_map_revision: 0, ..tenant_record("https://id.example") };
    assert_eq!(directory::claim_map(&*storage, &never).await.unwrap(), ClaimMap::default());
    let other = TenantRecord { tenant: TenantId::new("other"), ..tenant_record("https://id.example") };
    assert_eq!(directory::claim_map(&*storage, &other).await.unwrap(), ClaimMap::default());
}
